"""Role nouns by themselves: which words they are, and what the words around them make of them."""

from collections.abc import Sequence
from itertools import takewhile

from kgraph.language.tree import Node
from kgraph.names.countries import demonyms
from kgraph.names.words import words

ENDINGS = ("-elect", "-in-law")
LONGEST = 8
HYPHENS = frozenset({"-", "\u2010", "\u2011"})
POINTING = ("business_nouns", "body_nouns", "any_body_nouns", "country_nouns")


def is_role(node: Node, roles: str = "roles") -> bool:
    """Whether the word says what a person, or another holder of ``roles``, is or does."""
    listed = words(roles)
    return node.is_noun and (not listed.isdisjoint({_post(node), node.lemma.lower(), node.text}))


def _post(node: Node) -> str:
    """Return "director" of "co-director"."""
    return node.lemma.lower().removeprefix("co-")


def points(node: Node) -> bool:
    """Whether a definite noun may point to a name: "the company", "the agency", "the country"."""
    return node.is_noun and any(node.lemma in words(key) for key in POINTING)


def stance_before(nodes: Sequence[Node], start: int) -> Node | None:
    """Return "pro" of "pro-Russian" for the number of "Russian", None for another word there."""
    before = nodes[max(0, start - 2) : start]
    joined = len(before) == 2 and before[1].text in HYPHENS
    return before[0] if joined and before[0].text.lower() in words("stances") else None


def role_lemma(nodes: Sequence[Node], index: int) -> str:
    """Return the role's lemma with what changes its meaning before it.

    "prime minister", "chief executive officer", "president-elect"; "national" for the word for a
    people; a deputy's and a vice president's are told by that word alone ("deputy minister" of
    "first deputy prime minister"); the head of a part of something is its "unit head" ("head of
    sales", "sales chief").
    """
    lemma = _post(nodes[index]) if nodes[index].is_noun else nodes[index].text.lower()
    if _is_people(nodes, index):
        return "national"
    behind = "".join(node.text.lower() for node in nodes[index + 1 : index + 5])
    for ending in ENDINGS:
        if behind.startswith(ending):
            return lemma + ending
    if lemma == "counterpart":
        return _post_before(nodes, index) or lemma
    if nodes[index].text in words("seated_words"):
        return lemma
    if lemma == "attorney" and _is_public(nodes, index):
        return "public attorney"
    return _ranked(nodes, index, lemma) or _of_part(nodes, index, lemma)


def _ranked(nodes: Sequence[Node], index: int, lemma: str) -> str:
    """Return the lemma behind its ranks ("deputy minister"), nothing where it has none."""
    before = [nodes[i].text.lower() for i in _ranks_before(nodes, index)]
    passing = words("passing_ranks")
    if lemma not in words("first_posts"):
        passing = passing | {"first"}
    ranks = [rank for rank in before if rank not in passing]
    below = [rank for rank in ranks if rank in words("lower_ranks")]
    if lemma == "general" and ranks and ranks[-1] in words("generals"):
        return " ".join([*below[:1], ranks[-1], lemma])
    if below:
        return f"{below[-1]} {lemma}"
    if lemma == "officer" and "chief" in ranks:
        return "chief executive officer" if "executive" in ranks else "chief officer"
    if lemma in words("several_held") and _is_one_of_several(nodes, index):
        return f"unit {lemma}"
    return _of_field(ranks[-1], lemma) if ranks else ""


def _of_part(nodes: Sequence[Node], index: int, lemma: str) -> str:
    """Return the lemma with the field or the part that a noun without ranks is of."""
    before = nodes[index - 1].text.lower()
    if lemma == "leader" and _is_common(nodes, index - 1, nodes[index].segment):
        return f"{before} {lemma}"
    if lemma == "secretary" and before in words("portfolios"):
        return f"{before} {lemma}"
    return f"unit {lemma}" if _heads_a_part(nodes, index) else lemma


def _is_public(nodes: Sequence[Node], index: int) -> bool:
    """Whether an attorney is one of the state ("the U.S. Attorney", no "American attorney")."""
    return nodes[index].text == "Attorney" and nodes[index - 1].text in {"U.S.", "US", "States"}


def _is_one_of_several(nodes: Sequence[Node], index: int) -> bool:
    """Whether "a" stands before the ranks of a post ("a managing director at the bank")."""
    start = title_start(nodes, index)
    while start and nodes[start - 1].lemma.lower() in words("past_words"):
        start -= 1
    return start > 0 and nodes[start - 1].text.lower() in {"a", "an"}


def _of_field(rank: str, lemma: str) -> str:
    """Return the lemma behind a rank; one that only tells a field of work makes no other post.

    A "technical director" heads a part, a "technology executive" is an executive.
    """
    if rank not in words("field_ranks") or lemma in words("known_in_fields"):
        return f"{rank} {lemma}"
    return f"unit {lemma}" if lemma in words("unit_roles") else lemma


def _post_before(nodes: Sequence[Node], index: int) -> str:
    """Return the post that a counterpart shares, named last in the same or the last sentence."""
    for node in reversed(nodes[:index]):
        if nodes[index].sentence - node.sentence > 1:
            return ""
        if is_role(node) and node.lemma.lower() != "counterpart":
            lemma = role_lemma(nodes, node.index)
            if lemma in words("state_posts") | words("chief_posts"):
                return lemma
    return ""


def _is_people(nodes: Sequence[Node], index: int) -> bool:
    """Whether the word, or it with the one before, is for a country's people."""
    rows = (nodes[start : index + 1] for start in (index - 1, index) if start >= 0)
    return any(" ".join(node.text for node in row) in demonyms() for row in rows)


def title_start(nodes: Sequence[Node], index: int) -> int:
    """Return where the ranks before the role noun at ``index`` begin."""
    return min(_ranks_before(nodes, index), default=index)


def _ranks_before(nodes: Sequence[Node], index: int) -> list[int]:
    """Return the places of "first", "deputy", "prime" before a role noun, in text order."""
    found, at, segment = list[int](), index - 1, nodes[index].segment
    while at >= 0 and nodes[at].segment == segment:
        if nodes[at].text.lower() in words("ranks"):
            found.append(at)
        elif nodes[at].text not in HYPHENS:
            break
        at -= 1
    return found[::-1]


def _heads_a_part(nodes: Sequence[Node], index: int) -> bool:
    """Whether somebody heads a part: "sales chief", "head of sales", no "head of the firm"."""
    lemma, segment = nodes[index].lemma.lower(), nodes[index].segment
    plain = lemma in words("unit_roles")
    if not plain and lemma not in words("whole_roles"):
        return False
    if plain and _is_common(nodes, index - 1, segment):
        return True
    after = [n for n in nodes[index + 1 : index + LONGEST] if n.segment == segment]
    if not after or after[0].text.lower() != "of":
        return False
    owned = _owned(after[1:])
    if owned:
        return owned[-1].lemma in words("unit_nouns")
    if nodes[index - 1].tag in {"POS", "PRP$", "WP$"}:
        return True
    heads = [n for n in after[1:] if not n.tag.startswith("JJ")]
    common = bool(heads) and heads[0].tag in {"NN", "NNS", "VBG"}
    return common and heads[0].lemma not in words("whole_nouns")


def _owned(nodes: Sequence[Node]) -> Sequence[Node]:
    """Return the nouns behind "Google's", if that comes first."""
    mark = next((i for i, node in enumerate(nodes) if node.tag == "POS"), None)
    if mark is None or not all(n.tag.startswith(("NN", "DT")) for n in nodes[:mark]):
        return ()
    return list(takewhile(lambda n: n.is_noun or n.tag.startswith("JJ"), nodes[mark + 1 :]))


def _is_common(nodes: Sequence[Node], index: int, segment: int) -> bool:
    inside = index >= 0 and nodes[index].segment == segment
    node = nodes[index]
    return inside and node.tag in {"NN", "NNS"} and node.text.islower() and not is_role(node)
