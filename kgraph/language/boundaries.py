"""Where what somebody is reported to say ends, and the article itself speaks again."""

from collections.abc import Sequence

from kgraph.language.cues import is_cue, speaks
from kgraph.language.lexicon import lexicon
from kgraph.language.tree import Node

ENDING = frozenset({"while", "whereas", "according"})
RELATIVE = frozenset({"WP", "WP$", "WDT", "WRB"})


def said_from(segment: Sequence[Node], start: int, clause: bool) -> set[int]:
    """Return the numbers of the nodes from a place to the end of what is said.

    ``clause`` tells whether it has a finite verb of its own. Left out are relative clauses behind
    a comma, in which the article speaks again.
    """
    ends = _ends_clause if clause else _ends_phrase
    found, index = set[int](), start
    while index < len(segment) and not (_ends(segment, index) or ends(segment, index)):
        if segment[index].text == "," and opens_gloss(segment, index + 1):
            index = _behind_gloss(segment, index + 1)
            continue
        found.add(segment[index].index)
        index += 1
    return found


def _behind_gloss(segment: Sequence[Node], index: int) -> int:
    """Return where a gloss ends, with what stands beside it ("owned by Lee, a miner")."""
    while index < len(segment) and segment[index].text not in {",", ";"}:
        index += 1
    rest = segment[index:]
    if any(n.is_finite or n.tag in {"MD", "VBG", "CC"} or n.text == ";" for n in rest):
        return index
    return len(segment)


def told_in(segment: Sequence[Node]) -> set[int]:
    """Return the numbers of the nodes of a segment, relative clauses behind a comma left out."""
    found, index = set[int](), 0
    while index < len(segment):
        opens = index == 0 or segment[index - 1].text == ","
        if opens and opens_gloss(segment, index):
            while index < len(segment) and segment[index].text not in {",", ";"}:
                index += 1
            continue
        found.add(segment[index].index)
        index += 1
    return found


def opens_gloss(segment: Sequence[Node], index: int) -> bool:
    """Whether a relative clause begins at a place ("who", "in which")."""
    following = segment[index : index + 2]
    tags = [node.tag for node in following]
    if not tags:
        return False
    made = "VBN" in tags and set(tags) <= {"VBN", "RB", "IN"} and _is_owned(following)
    return tags[0] in RELATIVE or (tags[0] == "IN" and tags[-1] in RELATIVE) or made


def _is_owned(nodes: Sequence[Node]) -> bool:
    """Whether a participle with nothing of a verb before it opens ("now owned by", "based in")."""
    participle = next(node for node in nodes if node.tag == "VBN")
    return participle.relation in {"participle", "adverbial_clause", "conjunct"} and not any(
        participle.get("auxiliary", "passive_auxiliary", "subject", "passive_subject")
    )


def _ends(segment: Sequence[Node], index: int) -> bool:
    """Whether what is said ends before a place: its speaker goes on, or somebody else speaks."""
    mark, rest = segment[index], segment[index + 1 : index + 6]
    if mark.text == ";":
        return all(node.text.lower() != "that" for node in rest[:2])
    following = rest[0] if rest else mark
    gerund = following.tag == "VBG"
    denies = gerund and following.lemma in lexicon().deniers
    goes_on = denies or (speaks(following) and (following.is_finite or gerund))
    if mark.tag == "CC" or mark.text != ",":
        return mark.tag == "CC" and goes_on
    words = [node.text.lower() for node in rest[:2]]
    said_by_others = words[:1] == ["as"] and any(is_cue(node) for node in rest)
    return goes_on or said_by_others or (bool(words) and words[0] in ENDING)


def _ends_clause(segment: Sequence[Node], index: int) -> bool:
    """Whether ", and met", ", but they say" end a clause that is said; ", but would" goes on."""
    rest = segment[index + 1 : index + 6]
    if segment[index].text != "," or len(rest) < 2 or rest[0].tag != "CC":
        return False
    others = rest[0].text.lower() == "but" and rest[1].tag not in {"MD", "RB"}
    if _goes_back(segment[:index], rest[1:]):
        return False
    return _acts(rest[1:]) or (others and rest[1].text.lower() != "that")


def _goes_back(said: Sequence[Node], nodes: Sequence[Node]) -> bool:
    """Whether "had" goes on with what was before it is told ("that X had won, and had left")."""
    first = next((node for node in nodes if node.tag != "RB"), None)
    had = first is not None and first.text.lower() == "had" and first.relation == "auxiliary"
    return had and any(n.text.lower() == "had" and n.relation == "auxiliary" for n in said)


def _ends_phrase(segment: Sequence[Node], index: int) -> bool:
    """Whether "and met", a reason, or a comma with a clause behind it ends what is said."""
    rest = segment[index + 1 :]
    if segment[index].text.lower() == "because":
        return True
    if segment[index].tag == "CC":
        return _acts(rest[:3])
    return segment[index].text == "," and any(n.is_finite or n.tag == "MD" for n in rest)


def _acts(nodes: Sequence[Node]) -> bool:
    """Whether a finite verb opens the words, so that it shares its subject with a verb before."""
    first = next((node for node in nodes if node.tag != "RB"), None)
    if first is None or first.is_finite:
        return first is not None
    above = first.head if first.tag == "VBN" and first.relation == "conjunct" else None
    return above is not None and above.is_finite
