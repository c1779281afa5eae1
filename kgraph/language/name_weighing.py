"""Single words that may be persons, places or organisations, by all that an article tells."""

from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import takewhile

from kgraph.language.name_evidence import PLACE_SO_FAR, POSSESSIVES, Evidence, best_type, tally
from kgraph.language.name_spans import INNER_CAPITAL, NameSpan, after, before, folded, is_common
from kgraph.language.shared_names import HE
from kgraph.language.short_names import names_organization, without_legal_forms
from kgraph.language.tree import Node
from kgraph.names.countries import capitals
from kgraph.names.words import type_words, words

INTRODUCED = 2
"""Full names of persons by which an article shows that it introduces whom it names."""

NOT_INTRODUCED: Evidence = ("Organization", "{} is introduced as no person")

FULL = 2
LOCATING = frozenset({"the", "of", "in", "at", "from", "near", "to"})
"""Before a full name that is rather no person's."""

DOUBTED = frozenset({"Organization", "Place", "Product"})
LONGEST_OWNER = 5

PARTS = frozenset(
    {"subject", "passive_subject", "object", "indirect_object", "oblique", "possessor", "agent"}
)
TOLD_OF = frozenset({"subject", "passive_subject", "possessor"})


def weighed(nodes: Sequence[Node], spans: Sequence[NameSpan]) -> tuple[NameSpan, ...]:
    """Return the names, a single word that was taken for a person or place by all that is told.

    News introduces a person by the full name, a title or a role: a word that is called a person
    without any of them, in an article that names others in full, is most often an organisation.
    """
    full = {s.name for s in spans if s.type == "Person" and " " in s.name}
    parts = {folded(word) for name in full for word in name.split()}
    bodies = sorted({s.name for s in spans if s.type == "Organization" and " " in s.name})
    groups: dict[str, list[NameSpan]] = {}
    for span in spans:
        groups.setdefault(folded(span.name), []).append(span)
    told = dict[str, Evidence]()
    persons = {span.start for span in spans if span.type == "Person"}
    surnames = {s.name for s in spans if s.type == "Person" and " " not in s.name}
    for name, group in groups.items():
        if _is_somebody(nodes, group, persons):
            told[name] = ("Person", "{} does what persons do")
        elif _is_introduced(nodes, group, surnames):
            told[name] = ("Person", "{} is told of as a person")
        if _is_open(name, group):
            found = _verdict(nodes, name, group, parts, introduces=len(full) >= INTRODUCED)
            type_ = found[0] if found else group[0].type
            if type_ == "Person" and name not in parts and _is_seat(group[0].name):
                found = ("Place", "{} is the seat of a government")
            if found is None and name not in parts and _begins(group, bodies):
                found = ("Organization", "{} begins an organisation's name")
            told |= {name: found} if found else {}
    return tuple(_retyped(span, told.get(folded(span.name))) for span in spans)


def _is_somebody(nodes: Sequence[Node], group: Sequence[NameSpan], persons: Container[int]) -> bool:
    """Whether a body's name of two words is a person's ("Google's Ann Lee testified").

    ``persons`` are the places where persons' names begin.
    """
    unsure = all(s.type == "Organization" and not s.sure and not s.listed for s in group)
    pair = len(group[0].name.split()) == FULL and group[0].name.replace(" ", "").isalpha()
    if not (unsure and pair and any(_is_owned(nodes, span) for span in group)):
        return False
    paired = any(_is_paired(nodes, span, persons) for span in group)
    return paired or {type_ for type_, _ in tally(nodes, group)} == {"Person"}


def _is_introduced(
    nodes: Sequence[Node], group: Sequence[NameSpan], surnames: Container[str]
) -> bool:
    """Whether words beside a full name tell of a person, or its last stands alone as one's."""
    unsure = all(s.type in DOUBTED and not s.sure and not s.listed for s in group)
    *opening, last = group[0].name.split()
    telling = type_words().keys() & {*opening, last}
    if not unsure or not opening or telling or is_common(last):
        return False
    links = [n for span in group if (n := before(nodes, span.start)) is not None]
    if any(n.text.lower() in LOCATING for n in links) or any(
        w.isupper() for w in (opening[0], last)
    ):
        return False
    best = best_type(tally(nodes, [replace(span, type="") for span in group]))
    return last in surnames or (best is not None and best[0] == "Person")


def _is_paired(nodes: Sequence[Node], span: NameSpan, persons: Container[int]) -> bool:
    """Whether a person of another's follows ("Google's Ann Lee and Nokia's Peter Brown")."""
    following = after(nodes, span.end, LONGEST_OWNER)
    if not following or following[0].text != "and":
        return False
    return any(n.text in POSSESSIVES and n.index + 1 in persons for n in following)


def _begins(group: Sequence[NameSpan], bodies: Sequence[str]) -> bool:
    """Whether a word is an organisation's name without the words that only tell what it is.

    A place is one only before a legal form: there are many in the names of bodies.
    """
    short, person = group[0].name, {span.type for span in group} == {"Person"}
    own = (folded(short),)
    return any(
        without_legal_forms(body) == own
        or (person and body.split()[0] == short and names_organization(short, body))
        for body in bodies
    )


def _retyped(span: NameSpan, found: Evidence | None) -> NameSpan:
    if found is None:
        return span
    why, doubted = found[1].replace("{}", span.name), found == NOT_INTRODUCED
    return replace(span, type=found[0], why=why, sure=True, doubted=doubted)


def _is_open(name: str, group: Sequence[NameSpan]) -> bool:
    """Whether nothing sure is known of a single word.

    What was taken for an organisation is one, unless it is named once only.
    """
    unsure = not any(span.sure or span.listed or span.adjective for span in group)
    doubtful = len(group) == 1 or any(s.type in {"Person", "Place"} for s in group)
    return unsure and name.isalpha() and name[:1].isupper() and doubtful and not name.isupper()


def _verdict(
    nodes: Sequence[Node],
    name: str,
    group: Sequence[NameSpan],
    parts: set[str],
    *,
    introduces: bool,
) -> Evidence | None:
    found = tally(nodes, group)
    best = best_type(found)
    if name in parts:
        rival = any(type_ == "Organization" for type_, _ in found)
        return None if rival else ("Person", "{} is part of a full name")
    types = {span.type for span in group}
    if types == {"Place"} and set(found) == {PLACE_SO_FAR} and INNER_CAPITAL.match(group[0].name):
        return "Organization", "capital inside {}"
    if best is not None:
        settled = types == {best[0]} or (types == {"Organization"} and best[0] != "Place")
        return None if settled else best
    unknown = not found and types == {"Person"} and introduces and _acts(nodes, group)
    usual = is_common(group[0].name) and not any(_is_owned(nodes, span) for span in group)
    if not unknown or usual or _may_be_person(nodes, name, group, parts):
        return None
    return NOT_INTRODUCED


def _is_seat(name: str) -> bool:
    return name in capitals() and not _is_given(name)


def _is_given(name: str) -> bool:
    return any(name in words(key) for key in ("masculine_names", "feminine_names"))


def _acts(nodes: Sequence[Node], group: Sequence[NameSpan]) -> bool:
    """Whether a name takes part in what clauses tell, or is somebody's ("Weber's Northwind")."""
    return any(
        nodes[span.start].relation in PARTS or _is_owned(nodes, span)
        for span in group
        if span.start and nodes[span.start - 1].text != ":"
    )


def _is_owned(nodes: Sequence[Node], span: NameSpan) -> bool:
    opening = before(nodes, span.start)
    return opening is not None and opening.text in POSSESSIVES


def _may_be_person(
    nodes: Sequence[Node], name: str, group: Sequence[NameSpan], parts: set[str]
) -> bool:
    """Whether a word may be a person's though nothing introduces it.

    It is well known, a first name, the last letter apart a name of the article ("the Webers"),
    "and" joins it to another, or a pronoun takes it up.
    """
    given = _is_given(group[0].name) or _is_given(name)
    near = any(name[:-1] in {part, part[:-1]} for part in parts)
    joined = any(
        node is not None and node.text in {"and", "&"}
        for span in group
        for node in (before(nodes, span.start), *after(nodes, span.end, 1))
    )
    told = given or near or joined or name in words("known_surnames")
    return told or any(_is_taken_up(nodes, span) for span in group)


def _is_taken_up(nodes: Sequence[Node], span: NameSpan) -> bool:
    """Whether "he" or "she" follows on a name of which something is told, up to the next sentence.

    That is a subject or a possessor; what "the" stands before is no person.
    """
    opening, word = before(nodes, span.start), nodes[span.start]
    if word.relation not in TOLD_OF or (opening is not None and opening.text.lower() == "the"):
        return False
    following = takewhile(lambda n: n.sentence <= word.sentence + 1, nodes[span.end :])
    return any(n.text.lower() in HE for n in following)
