"""What clauses are told by in open claims: the words that make them true, as lemmas."""

from collections.abc import Iterator, Mapping

from kgraph.language.draft import BELONGING, CALLED, Draft
from kgraph.language.lexicon import lexicon
from kgraph.language.name_spans import NameSpan
from kgraph.language.tree import Node

NOMINAL = frozenset({"copula", "title", "apposition", CALLED, BELONGING})
VERBAL = frozenset({"active", "passive"})
UNTOLD = frozenset({"WDT", "WP", "DT", "EX"})
BESIDE = frozenset({"compound", "adjective", "participle", "adverb"})


def plain_phrase(draft: Draft) -> str:
    """Return the draft's own phrase, else its lemma, behind "be" where that is no verb."""
    if draft.phrase:
        return draft.phrase
    lemma = draft.lemma
    if draft.rule not in NOMINAL or lemma == "be":
        return lemma
    if draft.trigger.lemma.lower() in {lemma, f"co-{lemma}"}:
        lemma = _told(draft.trigger)
    return f"be {lemma}"


def leading_phrase(draft: Draft, owners: Mapping[int, NameSpan]) -> str:
    """Return what a verb tells up to its prepositions: "make stop" of "made a stop in Rome".

    Its object stands there, and the adverb before a preposition ("differ widely from"). Empty
    where the lemma alone tells as much, and where what it tells goes through a noun.
    """
    if draft.rule not in VERBAL or draft.idiom or not draft.nodes("subject"):
        return ""
    objects = [node for node in draft.nodes("object") if node.tag not in UNTOLD]
    adverbs = list(_leading_adverbs(draft))
    if not objects and not adverbs:
        return ""
    verb, *particle = draft.lemma.split(" ")
    told = [worded(node, owners) for node in objects[:1]]
    between = objects and objects[0].tag == "PRP"
    parts = [verb, *told, *particle] if between else [verb, *particle, *told]
    return " ".join([*parts, *adverbs])


def worded(node: Node, owners: Mapping[int, NameSpan]) -> str:
    """Return a name as it is, of another word its lemma with what changes its meaning."""
    name = owners.get(node.index)
    if name is not None:
        return name.name
    return node.text.lower() if node.tag == "PRP" else _told(node)


def _told(noun: Node) -> str:
    """Return "running mate", "first choice", "tax return" of such nouns."""
    changing = lexicon().changing
    before = [
        c.text.lower()
        for c in noun.children
        if c.relation in BESIDE and c.index < noun.index and c.text.lower() in changing
    ]
    return " ".join([*before, noun.lemma])


def _leading_adverbs(draft: Draft) -> Iterator[str]:
    """Yield the adverbs behind a verb that stand right before what a preposition brings."""
    brought = {c.index for _, node in draft.roles for c in node.get("preposition")}
    for adverb in draft.trigger.get("adverb"):
        behind = adverb.index > draft.trigger.index and adverb.index + 1 in brought
        if behind and adverb.text.lower().endswith("ly"):
            yield adverb.text.lower()
