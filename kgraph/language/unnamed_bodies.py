"""Bodies without a name of their own, by what they are of: "the Turin branch", "prosecutors"."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kgraph.language.name_spans import NameSpan, after, before, text_of
from kgraph.language.tree import Node
from kgraph.names.countries import capitals, country_forms
from kgraph.names.words import words

LONGEST = 3
CLEARLY = 2
MODIFIERS = frozenset({"NN", "NNS", "JJ", "HYPH"})
ARTICLES = frozenset({"the", "its", "their", "his", "her"})
SILENT = frozenset({"", "the"})


def find_unnamed_bodies(
    nodes: Sequence[Node], countries: Sequence[NameSpan], taken: Mapping[int, NameSpan]
) -> Iterator[NameSpan]:
    """Yield "court" of "a Turin court", "branch" of "its French branch", "board" of "the board".

    Each is known by its words and what it is of; a name that stands before it stays one.
    """
    for node in nodes:
        named = node.text in words("court_nouns") or (node.text.islower() and node.is_noun)
        if named and not _goes_on(nodes, node.index + 1):
            start = _first_modifier(nodes, node.index, taken)
            found = _court(nodes, start, node, taken) or _unit(nodes, start, node, taken)
            found = found or _part(nodes, start, node, taken) or _cabinet(nodes, start, node, taken)
            if found is not None:
                yield found
    yield from _boards(nodes, taken)
    yield from _investigators(nodes, countries, taken)
    yield from _authorities(nodes, countries)


def _goes_on(nodes: Sequence[Node], index: int) -> bool:
    return any(node.is_noun or node.text == "-" for node in after(nodes, index, 1))


def _first_modifier(nodes: Sequence[Node], head: int, taken: Mapping[int, NameSpan]) -> int:
    """Return where the common words begin that tell what kind of body it is."""
    start = head
    while start > 0 and head - start < LONGEST:
        node = nodes[start - 1]
        plain = node.text.islower() or node.text == "-"
        if not plain or node.tag not in MODIFIERS or node.index in taken:
            break
        start -= 1
    return start


def _span(nodes: Sequence[Node], start: int, head: Node, name: str, type_: str) -> NameSpan:
    why = f"{text_of(nodes, start, head.index + 1)} is the {name}"
    return NameSpan(start, head.index + 1, type_, name, why, sure=True)


def _court(
    nodes: Sequence[Node], start: int, head: Node, taken: Mapping[int, NameSpan]
) -> NameSpan | None:
    """Read "a Turin court", "the Turin district court", "a court in Turin"."""
    if head.text not in words("court_nouns"):
        return None
    city, own = taken.get(start - 1), text_of(nodes, start, head.index + 1)
    if city is not None and city.type == "Place" and not city.listed:
        return _span(nodes, start, head, f"{city.name} {own}", "Organization")
    following = nodes[head.index + 1 : head.index + 3]
    city = taken.get(head.index + 2) or taken.get(head.index + 3)
    located = len(following) > 1 and following[0].text == "in" and start == head.index
    if located and city is not None and city.type == "Place" and not city.listed:
        return _span(nodes, start, head, f"{own} in {city.name}", "Organization")
    return None


def _unit(
    nodes: Sequence[Node], start: int, head: Node, taken: Mapping[int, NameSpan]
) -> NameSpan | None:
    """Read "its French branch", "the Asian unit"; "the French branch of Acme" is part of Acme."""
    following = after(nodes, head.index + 1, 1)
    if head.lemma not in words("unit_heads") or head.tag != "NN" or start == 0:
        return None
    of = taken.get(start - 1)
    regional = of is None and nodes[start - 1].text in words("regional")
    foreign = of is not None and of.type == "Country"
    if not (regional or foreign) or any(node.text == "of" for node in following):
        return None
    first = of.start if of is not None else start - 1
    name = text_of(nodes, first, head.index + 1)
    return _span(nodes, first if regional else start, head, name, "Organization")


def _part(
    nodes: Sequence[Node], start: int, head: Node, taken: Mapping[int, NameSpan]
) -> NameSpan | None:
    """Read "the Senate's foreign affairs committee", "the ministry's criminal division"."""
    if head.lemma not in words("inner_parts") or head.tag != "NN" or start in {0, head.index}:
        return None
    owner = taken.get(start - 2) if nodes[start - 1].tag == "POS" else None
    if owner is None or owner.type != "Organization" or not _is_public(owner.name):
        return None
    name = f"{owner.name} {text_of(nodes, start, head.index + 1)}"
    return _span(nodes, start, head, name, "Organization")


def _cabinet(
    nodes: Sequence[Node], start: int, head: Node, taken: Mapping[int, NameSpan]
) -> NameSpan | None:
    """Read "the Lee administration"."""
    ruler = taken.get(head.index - 1)
    if head.lemma not in words("cabinets") or ruler is None or ruler.type != "Person":
        return None
    name = f"{nodes[ruler.end - 1].text} {head.text}"
    return _span(nodes, start, head, name, "Government")


def _boards(nodes: Sequence[Node], taken: Mapping[int, NameSpan]) -> Iterator[NameSpan]:
    """Yield "board" of a company, "the board" of the one named most."""
    company = _company(taken)
    for node in nodes[1:]:
        if node.text != "board" or node.tag != "NN" or _goes_on(nodes, node.index + 1):
            continue
        link = node.index - 1
        owner = taken.get(link - (nodes[link].tag == "POS"))
        if owner is not None and owner.type == "Organization":
            yield _span(nodes, node.index, node, f"{owner.name} board", "Organization")
        elif company and nodes[link].text.lower() in ARTICLES and not _is_of(nodes, node.index):
            yield _span(nodes, node.index, node, f"{company} board", "Organization")


def _is_of(nodes: Sequence[Node], index: int) -> bool:
    return any(node.text == "of" for node in nodes[index + 1 : index + 2])


def _company(taken: Mapping[int, NameSpan]) -> str:
    """Return the company that the article names most, empty for none or two."""
    spans = {id(span): span for span in taken.values() if span.type == "Organization"}
    names = [s.name for s in spans.values() if not _is_public(s.name) and not s.name.isupper()]
    ranked = Counter(name.split()[0] for name in names).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return max((n for n in names if n.split()[0] == ranked[0][0]), key=len)


def _is_public(name: str) -> bool:
    public = words("public_words") | words("public_acronyms") | words("news_media")
    return bool(public & {name, *name.split()}) or name in words("parliaments")


def _investigators(
    nodes: Sequence[Node], countries: Sequence[NameSpan], taken: Mapping[int, NameSpan]
) -> Iterator[NameSpan]:
    """Yield "prosecutors" and "police" of a country or a city, or of the country named most."""
    country = _most_named(nodes, countries)
    for node in nodes:
        if node.text.lower() not in words("investigating_bodies"):
            continue
        if _goes_on(nodes, node.index + 1) or node.relation in {"compound", "apposition"}:
            continue
        own = node.text.lower()
        of = taken.get(node.index - 1)
        if of is not None and of.type in {"Country", "Place"} and not of.listed:
            land = country_forms()[of.name].adjective if of.type == "Country" else of.name
            yield _span(nodes, node.index, node, f"{land} {own}", "Organization")
        elif _is_bare(nodes, node):
            land = country or _named_before(nodes, countries, node)
            yield _span(nodes, node.index, node, f"{land} {own}".strip(), "Organization")


def _authorities(nodes: Sequence[Node], countries: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """Yield "the authorities" and "the government" of a country.

    It is the only one named in the sentence before, else the one that the article is about.
    """
    about = _most_named(nodes, countries)
    for node in nodes:
        if node.text in words("ruling_bodies") and _is_bare(nodes, node):
            country = _named_before(nodes, countries, node) or about
            if country:
                yield _span(nodes, node.index, node, f"{country} government", "Government")


def _named_before(nodes: Sequence[Node], countries: Sequence[NameSpan], node: Node) -> str:
    """Return the adjective of the only country named here or in the sentence before."""
    near = [
        span
        for span in countries
        if node.sentence - nodes[span.start].sentence in {0, 1} and span.start < node.index
    ]
    own = {span.name for span in near if not span.adjective}
    return country_forms()[own.pop()].adjective if len(own) == 1 else ""


def _is_bare(nodes: Sequence[Node], node: Node) -> bool:
    """Whether nothing but "the" stands before the noun, and no place or clause behind it."""
    opening = before(nodes, node.index)
    plain = opening is None or opening.text.lower() in SILENT or not _describes(opening)
    apart = node.first("relative_clause", "modifier", "participle", "adjective", "number")
    return plain and apart is None


def _describes(node: Node) -> bool:
    return node.is_noun or node.tag.startswith(("JJ", "VB", "CD", "DT", "PRP$", "POS"))


def _most_named(nodes: Sequence[Node], countries: Sequence[NameSpan]) -> str:
    """Return the adjective of the country that the article is about, empty where two might be.

    It is named twice as often as any other, its capital among its names.
    """
    seats = (capitals().get(node.text) for node in nodes)
    named = [span.name for span in countries] + [seat.name for seat in seats if seat is not None]
    ranked = Counter(named).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < CLEARLY * ranked[1][1]):
        return ""
    return country_forms()[ranked[0][0]].adjective
