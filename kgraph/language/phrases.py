"""What clauses are told by in open claims: the words that make them true, as lemmas."""

from collections.abc import Iterator, Mapping

from kgraph.language.draft import BELONGING, CALLED, VERBAL, Draft
from kgraph.language.lexicon import lexicon
from kgraph.language.name_spans import NameSpan
from kgraph.language.tree import Node

NOMINAL = frozenset({"copula", "title", "apposition", CALLED, BELONGING})
PLAIN = frozenset({"subject", "object", "indirect_object", "complement", "implied", "topic"})
UNTOLD = frozenset({"WDT", "WP", "DT", "EX"})
COMPARED = frozenset({"JJR", "JJS"})
BESIDE = frozenset({"compound", "adjective", "participle"})


def plain_phrase(draft: Draft) -> str:
    """Return the draft's own phrase, else its lemma, behind "be" where that is no verb."""
    if draft.phrase:
        return draft.phrase
    lemma = draft.lemma
    if draft.rule not in NOMINAL:
        return lemma
    if lemma == "be":
        return " ".join(["be", _told(draft.trigger, "")]).strip()
    if draft.trigger.lemma.lower() in {lemma, f"co-{lemma}"}:
        lemma = _told(draft.trigger, draft.trigger.lemma.lower())
    link = draft.trigger.preposition if draft.rule == "copula" else ""
    return " ".join(filter(None, ["be", link, lemma]))


def leading_phrase(draft: Draft, role: str, brought: Node, owners: Mapping[int, NameSpan]) -> str:
    """Return what a verb tells up to the preposition that brings a node.

    Its object stands there ("make stop" of "made a stop in Rome"), the adverb before the
    preposition ("differ widely from"), the noun before it ("fly to hospital" of "flown to a
    hospital in Rome"). Empty where the lemma alone tells as much, and where what it tells goes
    through a noun.
    """
    if draft.rule not in VERBAL or role in PLAIN:
        return ""
    objects = draft.nodes("object") if draft.nodes("subject") else []
    objects = [node for node in objects if node.tag not in UNTOLD]
    adverbs = [*_leading_adverbs(draft), *_between(draft, brought, owners)]
    if not objects and not adverbs:
        return ""
    verb, *particle = draft.lemma.split(" ")
    told = [worded(node, owners) for node in objects[:1]]
    behind = bool(objects) and draft.trigger.index < objects[0].index < _particle(draft)
    parts = [verb, *told, *particle] if behind else [verb, *particle, *told]
    return " ".join([*parts, *adverbs])


def _between(draft: Draft, brought: Node, owners: Mapping[int, NameSpan]) -> Iterator[str]:
    """Yield preposition and noun of what stands right before another preposition."""
    link = brought.first_conjunct.first("preposition")
    if link is not None and link.index > brought.index:
        return
    for role, node in draft.roles:
        before = link is not None and node.index == link.index - 1
        timed = node.lemma in lexicon().time_units or node.text.lower() in lexicon().time_words
        if before and role not in PLAIN and node.is_noun and node.index not in owners and not timed:
            yield f"{role} {worded(node, owners)}"


def _particle(draft: Draft) -> int:
    """Return the number of the particle ("out" of "threw him out of the club"), -1 for none."""
    particle = draft.trigger.first("particle")
    return particle.index if particle is not None else -1


def worded(node: Node, owners: Mapping[int, NameSpan]) -> str:
    """Return a name as it is, of another word its lemma with what changes its meaning."""
    name = owners.get(node.index)
    if name is not None and node.text[:1].isupper():
        return name.name
    return node.text.lower() if node.tag == "PRP" else _told(node, node.lemma)


def _told(noun: Node, lemma: str) -> str:
    """Return the lemma of a noun with what changes its meaning before it ("running mate").

    Who is "the first woman senator" need not be the first senator, so all behind such a word is
    told.
    """
    beside = BESIDE if noun.is_noun else BESIDE | {"adverb"}
    before = [c for c in noun.children if c.relation in beside and c.index < noun.index]
    ranking = (c.index for c in before if c.text.lower() in lexicon().singling)
    first = min(ranking, default=noun.index)
    told = [c for c in before if c.index >= first or c.text.lower() in lexicon().changing]
    if noun.tag in COMPARED:
        lemma = noun.text.lower()
    some = noun.head.lemma if noun.head is not None and noun.preposition == "of" else ""
    part = [some, "of"] if some in lexicon().partitives and (told or some == "part") else []
    return " ".join([*part, *(c.text.lower() for c in told), lemma])


def _leading_adverbs(draft: Draft) -> Iterator[str]:
    """Yield the adverbs behind a verb that stand right before what a preposition brings."""
    brought = {c.index for _, node in draft.roles for c in node.get("preposition")}
    for adverb in draft.trigger.get("adverb"):
        behind = adverb.index > draft.trigger.index and adverb.index + 1 in brought
        if behind and adverb.text.lower().endswith("ly"):
            yield adverb.text.lower()
