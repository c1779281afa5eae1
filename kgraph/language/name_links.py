"""Drafts of what is told of a name by another one beside it, where no verb stands between."""

from collections.abc import Iterator, Mapping, Sequence

from kgraph.language.draft import BELONGING, EXEMPLIFYING, Draft, noun_roles
from kgraph.language.lexicon import lexicon
from kgraph.language.name_spans import GROUPS, PLACES, NameSpan
from kgraph.language.references import name_head
from kgraph.language.referents import SUBJECTS
from kgraph.language.role_nouns import is_role
from kgraph.language.tree import Node
from kgraph.names.words import PEOPLE, stand_ins, words

LISTING = frozenset({"and", "or", "&"})
COMING = frozenset({"of", "from"})
STANDING = frozenset({"in", "near", "at"})
OPENINGS = frozenset({",", "(", "\u2014", "\u2013"})
ARTICLES = frozenset({"a", "an", "the"})
VAGUE = frozenset({"any", "no"})
OWN = frozenset({"to", "against", "into", "towards", "toward", "about", "over", "on"})
ADDRESSED = frozenset({"to"})
SUFFERING = frozenset({"of"})
LOOSE = frozenset({"with", "from", "in", "at", "for", "between"})
"""Behind an object these may tell where and with whom it is done."""

BESIDE = frozenset({"compound", "adjective"})


def name_links(nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> Iterator[Draft]:
    """Yield the drafts of names beside names and of nouns between two, in no stated order."""
    for name in {span.start: span for span in owners.values() if not span.adjective}.values():
        yield from _larger_place(name, nodes, owners)
        yield from _whereabouts(name, nodes, owners)
        yield from _glosses(name, nodes, owners)
    for node in nodes:
        if node.is_noun and node.index not in owners:
            yield from _doings(node, owners)
            yield from _places_called(node, owners)


def _larger_place(
    name: NameSpan, nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> Iterator[Draft]:
    """Read "Kobe, Japan", "Dayton, Ohio, United States", but no list ("Paris, Rome and Spain")."""
    comma = name.end
    whole = owners.get(comma + 1)
    if name.type != "Place" or whole is None or nodes[comma].text != ",":
        return
    inside = nodes[comma + 1].sentence == nodes[name.start].sentence
    nested = name.name in words("lands") and whole.type != "Country"
    if inside and _is_land(whole) and not nested and not _is_listed(name, whole, nodes, owners):
        yield _tie(nodes, name_head(nodes[whole.start : whole.end]), "located", name, "in", whole)


def _is_land(name: NameSpan) -> bool:
    return not name.adjective and (name.type == "Country" or name.name in words("lands"))


def _is_listed(
    name: NameSpan, whole: NameSpan, nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> bool:
    """Whether places stand in a row around the two; a land may have one of its own behind it."""
    before, after = name.start - 1, nodes[whole.end : whole.end + 2]
    earlier = owners.get(before - 1)
    own = name.name in words("lands")
    row = not own and earlier is not None and earlier.type in PLACES
    if row and nodes[before].text in {",", *LISTING}:
        return True
    if not after or (after[0].text != "," and after[0].text not in LISTING):
        return False
    following = owners.get(whole.end + 1)
    if len(after) > 1 and after[0].text == "," and after[1].text in LISTING:
        following = owners.get(whole.end + 2)
    chained = after[0].text == "," and whole.type != "Country"
    return following is not None and following.type in PLACES and not chained


def _whereabouts(
    name: NameSpan, nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> Iterator[Draft]:
    """Read "Ann Lee of Utah", "the Lyceum in Dayton", "Aden, in southern Yemen"."""
    link = name.end + (name.end < len(nodes) and nodes[name.end].text == ",")
    if link + 1 >= len(nodes) or nodes[link].sentence != nodes[name.start].sentence:
        return
    place = owners.get(_behind_article(nodes, link + 1))
    if place is None or place.type not in PLACES or place.adjective or _goes_on(place, nodes):
        return
    word = nodes[link].text
    titled = name.start > 0 and is_role(nodes[name.start - 1]) and word == "of"
    origin = name.type == "Person" and place.type == "Place" and word in COMING and not titled
    if origin or _stands_there(name, nodes, word):
        yield _tie(nodes, nodes[link], "be", name, word, place)


def _behind_article(nodes: Sequence[Node], index: int) -> int:
    while index + 1 < len(nodes) and nodes[index].tag in {"DT", "JJ"}:
        if nodes[index].text.lower() not in words("directions") | {"the"}:
            break
        index += 1
    return index


def _goes_on(name: NameSpan, nodes: Sequence[Node]) -> bool:
    """Whether the name is only the beginning of a phrase ("of New York's", "of Paris police")."""
    after = nodes[name.end : name.end + 1]
    return any(n.tag == "POS" or n.is_noun or n.text in {"-", "\u2013"} for n in after)


def _stands_there(name: NameSpan, nodes: Sequence[Node], word: str) -> bool:
    """Whether "in a place" must tell of the name: no verb of the sentence can take it."""
    if word not in STANDING or name.type not in {"Place", "Organization", "Product"}:
        return False
    head = name_head(nodes[name.start : name.end])
    return name.type == "Place" or (head.relation in SUBJECTS and nodes[name.end].text == word)


def _glosses(
    name: NameSpan, nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> Iterator[Draft]:
    """Read "the Severn Bridge, a way into Wales,": a noun that tells of the name before it.

    What somebody or a company is called is read as a role.
    """
    opening = [n for n in nodes[name.end : name.end + 3] if n.text.lower() != "also"]
    if len(opening) < 2 or opening[0].text not in OPENINGS:
        return
    if opening[1].text.lower() not in ARTICLES:
        return
    head = name_head(nodes[name.start : name.end])
    for noun in head.get("apposition"):
        held = is_role(noun) and name.type in {"Person", "Organization"}
        near = opening[1].head is noun
        if noun.tag != "NN" or not noun.text.isalpha() or noun.index in owners or held or not near:
            continue
        told = [pair for pair in noun_roles(noun, owners) if _names(pair[1], owners)]
        if told:
            draft = Draft(noun, (noun,), noun.lemma, "apposition")
            draft.roles = [("subject", head), *(_origin(name, *pair, owners) for pair in told)]
            yield draft


def _names(node: Node, owners: Mapping[int, NameSpan]) -> bool:
    return node.index in owners or any(c.index in owners for c in node.get("modifier"))


def _origin(
    name: NameSpan, role: str, node: Node, owners: Mapping[int, NameSpan]
) -> tuple[str, Node]:
    """Return "from" as the role of the land in "Ann Lee, a French girl"."""
    land = owners.get(node.index)
    beside = node.relation in BESIDE and land is not None and land.type in PLACES
    return ("from" if beside and name.type == "Person" else role), node


def _places_called(noun: Node, owners: Mapping[int, NameSpan]) -> Iterator[Draft]:
    """Read "the Spanish island of Majorca": the land that a place is called of."""
    if noun.lemma not in words("place_nouns") or noun.tag != "NN":
        return
    named = (c for c in noun.get("modifier") if c.preposition == "of" and c.index in owners)
    place = next(named, None)
    lands = (c for c in noun.get("compound", "adjective") if c.index in owners)
    land = next((c for c in lands if owners[c.index].type in PLACES), None)
    if place is not None and land is not None and owners[place.index].type in PLACES:
        yield Draft(noun, (noun,), noun.lemma, BELONGING, [("subject", place), ("of", land)])


def _doings(noun: Node, owners: Mapping[int, NameSpan]) -> Iterator[Draft]:
    """Read "Ann Lee's love for France", "Russian help to Syria": whose it is, and to what.

    Posts and nouns that stand for a verb are read elsewhere.
    """
    lexis = lexicon()
    if is_role(noun) or noun.lemma in lexis.nominals or noun.lemma in lexis.time_units:
        return
    if any(c.text.lower() in VAGUE for c in noun.get("determiner")):
        return
    brought = [
        (c.preposition, c)
        for c in noun.get("modifier")
        if c.preposition and c.preposition not in EXEMPLIFYING
    ]
    doer = _doer(noun, owners)
    if doer is None:
        return
    ends = [
        (role, n)
        for role, node in brought
        for n in (node, *node.get("conjunct"))
        if n.index in owners and n is not doer and role in _telling(noun, doer)
    ]
    if ends:
        draft = Draft(noun, (noun,), f"have {noun.lemma}", "nominal", [("subject", doer), *ends])
        yield draft


def _telling(noun: Node, doer: Node) -> frozenset[str]:
    """Return the prepositions that tell of the noun, not of the verb that it is the object of."""
    loose = frozenset[str]() if noun.relation == "object" else LOOSE
    said = noun.head is not None and noun.head.lemma in lexicon().cues
    own = OWN - ADDRESSED if said else OWN
    return own | loose | (SUFFERING if doer.preposition == "by" else frozenset())


def _doer(noun: Node, owners: Mapping[int, NameSpan]) -> Node | None:
    """Return whose a noun is; a land's are acts and things, not people."""
    acting = (c for c in noun.get("modifier") if c.preposition == "by" and c.index in owners)
    moving = (
        c
        for c in noun.get("modifier")
        if noun.lemma in words("moving_nouns") and c.preposition == "of" and c.index in owners
    )
    possessor = noun.first("possessor") or next(acting, None) or next(moving, None)
    if possessor is not None:
        return possessor if possessor.index in owners or possessor.tag == "PRP$" else None
    group = stand_ins().get(noun.lemma, "")
    if not group or group in PEOPLE | {"namesake"}:
        return None
    for child in noun.get("compound", "adjective"):
        name = owners.get(child.index)
        if name is not None and name.type in GROUPS:
            return child
    return None


def _tie(
    nodes: Sequence[Node], trigger: Node, lemma: str, name: NameSpan, role: str, other: NameSpan
) -> Draft:
    ends = [("subject", name), (role, other)]
    roles = [(role, name_head(nodes[n.start : n.end])) for role, n in ends]
    return Draft(trigger, (trigger,), lemma, BELONGING, roles)
