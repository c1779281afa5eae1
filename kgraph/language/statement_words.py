"""The words of a statement: of verbs, of those that govern them, and what prepositions bring."""

from kgraph.language.concepts import DEGREES
from kgraph.language.draft import EXEMPLIFYING, Draft, first_infinitive
from kgraph.language.lexicon import lexicon
from kgraph.language.phrases import PLAIN
from kgraph.language.tree import Node

PLAIN_ROLES = PLAIN | {"as of"}
MEASURING = frozenset({"at", "by", "to", "from", "over", "under", "above", "below", "beyond"})
BEFORE_GERUNDS = frozenset(
    {
        "about", "after", "against", "at", "before", "besides", "by", "despite", "for", "from",
        "in", "of", "on", "since", "through", "to", "upon", "when", "while", "without",
    }
)  # fmt: skip
RARE = frozenset({"barely", "rarely", "scarcely", "seldom"})
BARE = frozenset({"help", "make", "let", "have", "see", "watch", "hear", "feel", "dare"})
"""Verbs before an infinitive without "to"; a tree that draws others there is mistaken."""
STAYING = frozenset(
    {"remain", "stay", "become", "get", "keep", "leave", "seem", "appear", "feel", "have", "find"}
)
"""Verbs before a participle ("remain closed")."""


def wording(draft: Draft, *, governed: bool = False) -> str:
    """Return the words of a verb; in the passive the participle behind "be".

    A participle or gerund that another verb governs stays as it is ("remain closed").
    """
    if draft.rule == "copula":
        return f"be {described(draft.trigger)}"
    word, tail = draft.trigger.text.lower(), _behind(draft)
    if _is_to_be(first_infinitive(draft.trigger)):
        return f"be to {doing(draft)}"
    if governed and draft.trigger.tag == "VBG":
        return f"{word}{tail}"
    if (draft.rule == "passive" and draft.trigger.tag != "VBG") or _is_bare(draft.trigger):
        alone = governed and draft.trigger.first("passive_auxiliary") is None
        return f"{word}{tail}" if alone else f"be {word}{tail}"
    return doing(draft)


def described(node: Node) -> str:
    """Return an adjective with the word for its degree ("less common", "too hot")."""
    degrees = (c for c in node.get("adverb") if c.tag in DEGREES or c.text.lower() == "too")
    words = [*(c for c in degrees if c.index < node.index), node]
    return " ".join(word.text.lower() for word in words)


def _is_bare(verb: Node) -> bool:
    """Whether a participle stands without "have", so that something is done to its subject."""
    return verb.tag == "VBN" and verb.first("auxiliary", "object") is None


def doing(draft: Draft) -> str:
    """Return the words of a verb in the active voice ("take place in")."""
    return f"{draft.trigger.lemma}{_behind(draft)}"


def _behind(draft: Draft) -> str:
    """Return the particle or the words of an expression behind a verb, each after a space."""
    return "".join(f" {node.text.lower()}" for node in draft.idiom or draft.words[1:])


def marking(draft: Draft) -> list[str]:
    """Return the words before a governed verb: "to", "not to", the "of" of "accused of"."""
    verb = first_infinitive(draft.trigger)
    before = [c for c in sorted(verb.children, key=lambda c: c.index) if c.index < verb.index]
    infinite = any(child.tag == "TO" for child in before)
    return [c.text.lower() for c in before if c.tag == "TO" or _marks(c, verbal=not infinite)]


def _marks(child: Node, *, verbal: bool) -> bool:
    denies = child.relation == "adverb" and child.text.lower() in lexicon().negations
    return denies or (verbal and child.relation in {"marker", "preposition"})


def is_told(draft: Draft) -> bool:
    """Whether a verb tells something of its subject.

    Not "are having on" of "the effects that humans are having on seas", whose object stands before
    it, nor "to replace" of "a plot to replace the coins", which may be anybody's, nor "breeding"
    of "around breeding colonies", which is no gerund.
    """
    verb = draft.trigger
    relative = verb.relation == "relative_clause" and draft.rule == "active"
    parted = relative and verb.first("subject") is not None and not draft.nodes("object")
    marks = verb.get("marker", "preposition") if verb.tag == "VBG" else ()
    named = verb.head is not None and any(n is verb.head for _, n in draft.roles)
    planned = verb.tag == "VB" and verb.relation == "participle"
    if planned or (parted and not named):
        return False
    return all(m.text.lower() in BEFORE_GERUNDS for m in marks)


def is_plain(node: Node) -> bool:
    """Whether a verb tells what is so: not in a question, nor what is so "rarely"."""
    if any(child.text.lower() in RARE for child in node.get("adverb")):
        return False
    top = next((head for head in node.ancestors() if head.head is None), node)
    return all(child.text != "?" for child in top.get("punct"))


def is_saying(draft: Draft) -> bool:
    """Whether a verb brings what is said, told in clauses of its own, or is a mere "do"."""
    if draft.lemma == "do" and not objects_of(draft):
        return True
    if draft.lemma not in lexicon().cues:
        return draft.trigger.lemma in lexicon().speech.addressing and not objects_of(draft)
    return bool(draft.nodes("complement")) or not objects_of(draft)


def objects_of(draft: Draft) -> list[Node]:
    """Return what is done something to; of a passive that is no object of its own."""
    return draft.nodes("object") if draft.rule == "active" else []


def is_governed(draft: Draft, above: Draft) -> bool:
    """Whether the form of a verb can stand below another one."""
    verb = draft.trigger
    if verb.tag == "VB":
        return above.lemma in BARE or has_to(draft)
    return verb.tag == "VBG" or above.lemma in STAYING


def _is_to_be(verb: Node) -> bool:
    """Whether an infinitive stands behind "be" ("the aim is to reduce")."""
    beings = (c for c in verb.get("auxiliary", "copula") if c.lemma == "be")
    return verb.tag == "VB" and any(beings) and any(child.tag == "TO" for child in verb.children)


def is_whole(draft: Draft) -> bool:
    """Whether a verb tells something true with its object alone, as "force them to sign" does not.

    Nor does "prevent them from going".
    """
    verb = draft.trigger
    kept = (c for c in verb.get("adverbial_clause") for m in c.get("marker") if m.text == "from")
    return verb.first("open_complement") is None and not any(kept)


def has_to(draft: Draft) -> bool:
    """Whether "to" stands before a verb, or before the first of several."""
    return any(child.tag == "TO" for child in first_infinitive(draft.trigger).children)


def links_of(draft: Draft) -> list[tuple[str, Node]]:
    """Return what prepositions bring to a verb or an adjective."""
    return [(r, n) for r, n in draft.roles if r not in PLAIN_ROLES and _links(r, n)]


def noun_links(noun: Node, *, of: bool = False) -> list[tuple[str, Node]]:
    """Return what the first preposition behind a noun brings.

    Where that is what the noun is of it has to be asked for.
    """
    first = next((c for c in noun.get("modifier") if c.preposition and c.index > noun.index), None)
    if first is None or not _links(first.preposition, first) or (first.preposition == "of") > of:
        return []
    return [(first.preposition, node) for node in (first, *first.get("conjunct"))]


def _links(preposition: str, node: Node) -> bool:
    """Whether a preposition brings one thing: no example, no pair, no measure ("to 30 miles")."""
    measured = preposition in MEASURING and node.first("number") is not None
    return not measured and preposition not in EXEMPLIFYING | {"between"}
