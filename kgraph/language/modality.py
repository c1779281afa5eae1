"""Polarity, modality and tense of a draft, from its auxiliaries and from what governs it."""

from collections.abc import Iterator

from kgraph.language.draft import Draft, first_infinitive
from kgraph.language.lexicon import lexicon
from kgraph.language.tree import Node
from kgraph.model import Modality, Polarity, Tense

MEASURES = frozenset({"too", "enough"})
BEFOREHAND = frozenset({"after", "since", "despite", "having"})
WHEN = frozenset({"when", "whenever", "after", "until", "once"})
CONDITIONS = frozenset({"if", "unless", "whether"})
NEGATING = frozenset({"adverb", "determiner", "auxiliary", "preposition", "marker"})
DEEPEST = 12
WIDENING = frozenset({"only", "just", "merely", "simply"})
"""After "not" these deny nothing ("is not only a temple")."""

HELPERS = ("auxiliary", "passive_auxiliary", "copula")
STRENGTH: tuple[Modality, ...] = ("actual", "possible", "required", "planned", "conditional")


def polarity_of(draft: Draft, depth: int = 0) -> Polarity:
    """Return denied where the trigger, a helper or an argument is negated, or a governor denies.

    Of what governs a clause the nearest twelve count.
    """
    node = draft.trigger if draft.rule != "copula" else _copular_head(draft.trigger)
    told = [end for role, end in draft.roles if role != "complement" and end is not node]
    ends = [*draft.idiom, *told]
    verbal = draft.trigger.is_verb
    own = _negations(node) + _is_paired(node) + _is_refused(node)
    own -= own == 1 and _comes_at_last(draft, node)
    own += _measured(node) == "too"
    negated = own + any(_negations(end, joined=verbal and not own) for end in ends)
    governor = draft.governor
    if draft.rule == "nominal":
        negated += governor is not None and governor.lemma in lexicon().gainsayers
    elif governor is not None and depth < DEEPEST:
        negated += _denies(governor, node)
        if governor.lemma not in lexicon().cues:
            negated += polarity_of(governor, depth + 1) == "denied"
    return "denied" if negated % 2 else "affirmed"


def _measured(node: Node) -> str:
    """Return "too" or "enough" of "is too young to vote", "is old enough to vote", or nothing."""
    head = node.head
    if node.tag != "VB" or head is None or not head.tag.startswith(("JJ", "RB")):
        return ""
    return next((t for c in head.get("adverb") if (t := c.text.lower()) in MEASURES), "")


def _comes_at_last(draft: Draft, node: Node) -> bool:
    """Whether what is denied comes to be after all ("did not meet until May")."""
    told = any(role == "until" for role, _ in draft.roles)
    clauses = node.get("adverbial_clause", "oblique")
    return told or any(
        m.text.lower() == "until" for c in clauses for m in c.get("marker", "preposition")
    )


def _denies(governor: Draft, node: Node) -> bool:
    """Whether a verb tells that what is below it is not done ("kept him from going")."""
    words, lemma = lexicon(), governor.trigger.lemma
    kept = any(child.text.lower() == "from" for child in node.get("marker"))
    return lemma in words.deniers or (kept and lemma in words.object_control)


def _is_refused(node: Node) -> bool:
    """Whether a noun tells that it is not done ("the refusal to pay")."""
    above = first_infinitive(node).head
    return node.tag == "VB" and above is not None and above.lemma in lexicon().refusals


def _copular_head(noun: Node) -> Node:
    if noun.first("copula") is None and noun.head is not None and noun.head.first("copula"):
        return noun.head
    return noun


def _negations(node: Node, *, joined: bool = False) -> int:
    """Return how often a word is negated; ``joined`` asks for "neither" and "nor" too."""
    relations = NEGATING | {"conjunction"} if joined else NEGATING
    near = [c for c in node.children if c.relation in relations]
    near += [d for c in near if c.relation == "adverb" for d in c.get("adverb", "determiner")]
    beside = {c.index: c.text.lower() for c in near}
    widened = {index for index in beside if beside.get(index + 1) in WIDENING}
    return sum(beside[index] in lexicon().negations for index in beside.keys() - widened)


def _is_paired(node: Node) -> bool:
    """Whether it is the first of two denials ("was neither free nor fair")."""
    return any(child.text.lower() == "neither" for child in node.get("conjunction"))


def modality_of(draft: Draft, depth: int = 0, *, reported: bool = False) -> Modality:
    """Return how real the clause is; what governs it counts, the strongest wins.

    In a report "would" is the past of "will".

    Of what governs it the nearest twelve count.
    """
    node = _copular_head(draft.trigger) if draft.rule == "copula" else draft.trigger
    found: list[Modality] = ["actual", *_own(node)]
    governor = draft.governor
    if draft.rule == "nominal":
        found += [m for c in node.get("adjective") if (m := lexicon().adjectives.get(c.lemma))]
        if governor is not None:
            found.append(lexicon().nominal_governors.get(governor.lemma, "actual"))
    elif governor is not None and draft.rule != "title" and depth < DEEPEST:
        found.append(_governed(node, governor))
        if governor.lemma not in lexicon().cues:
            found.append(modality_of(governor, depth + 1))
    else:
        found.extend(_shared(node))
    if _measured(node):
        found.append("possible")
    strongest = max(found, key=STRENGTH.index)
    if strongest == "actual" and _is_purpose(node, governor):
        return "planned"
    reported = reported or (governor is not None and governor.lemma in lexicon().cues)
    return "planned" if strongest == "conditional" and _backshifted(node, reported) else strongest


def _shared(node: Node) -> Iterator[Modality]:
    """Yield the moods of the verbs whose helpers a verb shares, the nearest twelve.

    What is done with what is only to be done is to be done itself ("plans to sue, citing it").
    """
    for _ in range(DEEPEST):
        if node.head is None or not _goes_with(node):
            return
        node = node.head
        told = node.relation == "complement" and node.head is not None
        backshifted = told and node.head is not None and node.head.lemma in lexicon().cues
        for mood in _own(node):
            yield "planned" if mood == "conditional" and backshifted else mood
        if _is_purpose(node, None):
            yield "planned"


def _goes_with(node: Node) -> bool:
    """Whether a verb shares the helpers of the one above.

    "Would sue and win", "would sue, winning", "would sue to win", "winning would be a dream".
    """
    joined = node.relation == "conjunct" and not node.first("subject")
    bare = node.tag in {"VBG", "VB"} and not node.first("subject", "auxiliary")
    bare = bare and not any(c.text.lower() in BEFOREHAND for c in node.get("marker"))
    return joined or (bare and node.relation in {"adverbial_clause", "subject"})


def _governed(node: Node, governor: Draft) -> Modality:
    """Return what the governor does; what somebody is told to be so is not told to be done.

    Who has to do it has not done it yet; who had to do it has.
    """
    if governor.rule == "passive" and governor.lemma in lexicon().rumoured:
        return "possible"
    if governor.lemma in lexicon().speech.accusing and governor.rule == "passive":
        return "possible"
    if governor.lemma == "have" and node.tag == "VB":
        return "actual" if governor.trigger.tag == "VBD" else "required"
    kind = lexicon().governors.get(governor.lemma, "actual")
    finite = node.relation == "complement" and node.tag != "VB"
    stated = kind == "required" and finite and governor.lemma in lexicon().cues
    return "actual" if stated else kind


def _is_purpose(node: Node, governor: Draft | None) -> bool:
    """Whether it is an infinitive that need not have come true ("left to visit Paris")."""
    node = first_infinitive(node)
    infinitive = node.tag == "VB" and any(child.tag == "TO" for child in node.children)
    above = [head for head in (node.head, governor and governor.trigger) if head is not None]
    came_true = any(head.lemma in lexicon().implicatives for head in above)
    return infinitive and not came_true


def _backshifted(node: Node, reported: bool) -> bool:
    """Whether "would" is the past of "will" in reported speech, with no condition near."""
    conditions = [c for n in (node, *node.get("adverbial_clause")) for c in n.get("marker")]
    return reported and not any(c.text.lower() in CONDITIONS for c in conditions)


def _own(node: Node) -> list[Modality]:
    lexis = lexicon()
    helping = [c for c in node.get(*HELPERS) if not _is_told_of_past(c, node)]
    found = [m for c in helping if (m := lexis.modals.get(c.text.lower()))]
    found += [m for c in node.get("adverb") if (m := lexis.adverbs.get(c.text.lower()))]
    if any(c.text.lower() in CONDITIONS for c in node.get("marker", "adverb")):
        found.append("conditional")
    top = next((head for head in node.ancestors() if head.head is None), node)
    if any(child.text == "?" for child in top.get("punct")):
        found.append("possible")
    said = node.first("complement")
    asks = node.lemma in lexicon().asking
    last = node.index if asks else said.index if said is not None else None
    conditions = (c for c in node.get("adverbial_clause") if last is None or c.index < last)
    if any(c.text.lower() in CONDITIONS for clause in conditions for c in clause.get("marker")):
        found.append("conditional")
    return found


def _is_told_of_past(helper: Node, verb: Node) -> bool:
    """Whether "would" tells what came, or came again and again ("would later become king").

    Who "would not say" did not.
    """
    if lexicon().modals.get(helper.text.lower()) != "conditional":
        return False
    if verb.first("passive_auxiliary", "auxiliary") is not helper and verb.tag != "VB":
        return False
    if any(c.lemma == "have" for c in verb.get("auxiliary")):
        return False
    beside = {c.text.lower() for c in verb.get("adverb", "oblique")}
    if any(c.text.lower() in lexicon().negations for c in verb.get("adverb")):
        return not _has_condition(verb)
    meanwhile = (v for v in verb.get("adverbial_clause") if v.tag in {"VBD", "VBN"})
    marks = {c.text.lower() for v in meanwhile for c in v.get("marker", "adverb")}
    return bool(beside & lexicon().retelling) or bool(marks & WHEN)


def _has_condition(verb: Node) -> bool:
    clauses = (*verb.get("adverbial_clause"), verb)
    return any(c.text.lower() in CONDITIONS for v in clauses for c in v.get("marker", "adverb"))


def tense_of(draft: Draft) -> Tense:
    """Return the tense of the finite verb; a role that is over is past."""
    if draft.former:
        return "past"
    node = _copular_head(draft.trigger) if draft.rule == "copula" else draft.trigger
    helpers = list(node.get(*HELPERS))
    texts = {helper.text.lower() for helper in helpers}
    if any(lexicon().modals.get(text) == "planned" for text in texts):
        return "future"
    tags = {helper.tag for helper in helpers} | {node.tag}
    if "VBD" in tags or any(helper.lemma == "have" for helper in helpers):
        return "past"
    return "present" if tags & {"VBZ", "VBP"} else "none"
