"""What somebody is told to say without a verb of saying: nouns, stances, "according to"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kgraph.language.boundaries import opens_gloss, said_from, told_in
from kgraph.language.cues import (
    SUBJECTS,
    Heads,
    Speech,
    makers_of,
    named_speaker,
    nominal_run,
    phrase_head,
    subject_of,
)
from kgraph.language.lexicon import lexicon
from kgraph.language.tree import Node

STOPS = frozenset({":", ".", "!", "?"})


def find_noun_reports(segment: Sequence[Node], heads: Heads) -> Iterator[Speech]:
    """Yield the reports of a segment that no verb of saying brings.

    ``heads`` gives the head of a name by each of its nodes.
    """
    for node in segment:
        if node.text.lower() in lexicon().speech.stances:
            yield from _by_stance(node, segment, heads)
        elif node.is_noun and node.index not in heads:
            yield from _by_noun(node, segment, heads)
    yield from _according(segment, heads)
    yield from _in_view(segment, heads)


def behind_that(segment: Sequence[Node], at: int, *, sure: bool = False) -> int | None:
    """Return the place behind the "that" of "admitted in court that he".

    ``sure`` asks for one that cannot point at a noun ("found that forgiveness").
    """
    for index in range(at + 1, len(segment) - 1):
        node, following = segment[index], segment[index + 1]
        if node.text.lower() == "that":
            apart = any(n.text == "," for n in segment[at:index]) and segment[index - 1].is_noun
            pointing = segment[index - 1].tag == "IN" and node.tag != "IN"
            relative = apart or pointing or following.is_verb or following.tag == "MD"
            return None if relative or (sure and node.tag != "IN") else index + 1
        if node.is_verb or node.tag in {"MD", "WP", "WRB"} or node.text in STOPS | {";"}:
            return None
    return None


def _by_noun(noun: Node, segment: Sequence[Node], heads: Heads) -> Iterator[Speech]:
    """Yield "X's claim that ...", "the warning by X that ...", "rumours that ..."."""
    words = lexicon().speech
    at = noun.index - segment[0].index
    start = behind_that(segment, at) if noun.lemma in words.claims | words.rumours else None
    if start is None:
        return
    owner = _owner(noun)
    if owner is not None:
        owner = heads.get(owner.index, owner)
    if owner is not None or noun.lemma in words.rumours:
        content = frozenset(said_from(segment, start, clause=True))
        yield Speech(noun, owner, content, "reported")


def _owner(noun: Node) -> Node | None:
    """Return whose claim it is: "X's hope", "the warning by X", "X voiced the hope"."""
    owner = next(makers_of(noun), None)
    verb = noun.head if noun.relation == "object" else None
    if owner is None and verb is not None and verb.lemma in lexicon().speech.voicing:
        return subject_of(verb)
    return owner


def _by_stance(word: Node, segment: Sequence[Node], heads: Heads) -> Iterator[Speech]:
    """Yield "X is convinced that ...", "X made it clear that ..."."""
    at = word.index - segment[0].index
    start = behind_that(segment, at)
    held = word.first("copula", "passive_auxiliary")
    verb = word.head if word.head is not None and word.head.lemma == "make" else None
    owner = word.first(*SUBJECTS) if held is not None else subject_of(verb) if verb else None
    if start is not None and owner is not None and owner.text.lower() != "it":
        content = frozenset(said_from(segment, start, clause=True))
        yield Speech(word, named_speaker(owner, heads), content, "reported")


def _according(segment: Sequence[Node], heads: Heads) -> Iterator[Speech]:
    """Yield "according to X, ...": the rest of the clause is what X says.

    Behind "and" only what follows is ("he fell ill and according to X he died").
    """
    for node, following in pairwise(segment):
        if node.text.lower() != "according" or following.text.lower() != "to":
            continue
        first = segment[0].index
        run = nominal_run(segment, following.index - first + 1)
        source = phrase_head(run)
        if source is None:
            continue
        end = run[-1].index + 1
        named = run[-1].tag.startswith("NNP")
        while end - first < len(segment) and not _closes_source(segment, end - first, named):
            end += 1
        beside = (n.index for c in source.get("apposition") for n in c.subtree())
        own = {*range(node.index, end), *beside}
        clause = between_semicolons(segment, node.index)
        before = [n for n in segment[: node.index - first] if n.text != ","]
        if before and before[-1].tag == "CC":
            clause = [n for n in clause if n.index >= node.index]
        content = frozenset(told_in(clause) - own)
        if content:
            yield Speech(node, named_speaker(source, heads), content, "reported")


def _in_view(segment: Sequence[Node], heads: Heads) -> Iterator[Speech]:
    """Yield "in X's view, ...": the rest of the clause is what X thinks."""
    for noun in segment:
        owner, words = noun.first("possessor"), {noun.lemma, noun.text.lower()}
        if owner is None or noun.preposition != "in" or not words & lexicon().speech.views:
            continue
        own = {n.index for n in noun.subtree()}
        clause = [n for n in between_semicolons(segment, noun.index) if n.index not in own]
        if any(n.is_finite or n.tag == "MD" for n in clause):
            content = frozenset(told_in(clause))
            yield Speech(noun, named_speaker(owner, heads), content, "reported")


def _closes_source(segment: Sequence[Node], index: int, named: bool) -> bool:
    """Whether a source ends before a word: at a mark, or where "he" begins what it says.

    "The report he wrote" is one phrase, "the Ministry of Health he died" is not (``named``).
    """
    node = segment[index]
    if node.text in {".", ";"}:
        return True
    verb = node.head if node.tag == "PRP" and node.relation in SUBJECTS else None
    tells_on = verb is not None and (named or verb.relation != "relative_clause")
    return tells_on or (node.text == "," and not opens_gloss(segment, index + 1))


def between_semicolons(segment: Sequence[Node], index: int) -> Sequence[Node]:
    """Return the nodes around a number up to the next semicolons."""
    marks = [n.index for n in segment if n.text == ";"]
    low = max((m for m in marks if m < index), default=segment[0].index - 1)
    high = min((m for m in marks if m > index), default=segment[-1].index + 1)
    return [n for n in segment if low < n.index < high]
