"""Names in an article: what the recogniser found, mended and completed by words and gazetteers."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kgraph.language.tree import Node
from kgraph.names.countries import country_forms, demonyms
from kgraph.names.words import type_words, words

LONGEST_COUNTRY = 6
ACRONYM = range(3, 7)
LOOSE = frozenset({"POS", "DT", "IN", "CC", "TO"})


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name over nodes ``start`` to ``end`` (half-open, article-wide numbers).

    ``name`` is the form to know it by; ``sure`` tells that a word or gazetteer gave the type,
    which then outvotes the recogniser; ``adjective`` that it is a word for a country's people.
    """

    start: int
    end: int
    type: str
    name: str
    why: str
    sure: bool = False
    adjective: bool = False


def find_names(
    nodes: Sequence[Node], recognised: Iterable[tuple[int, int, str]]
) -> tuple[NameSpan, ...]:
    """Return the names of an article in text order, no two overlapping.

    ``recognised`` are (start, end, type) over nodes. What a gazetteer or a telling word finds
    comes before what the recogniser says.
    """
    taken: dict[int, NameSpan] = {}
    recogniser = [
        span for row in recognised for span in _mended(nodes, NameSpan(*row, "", "recogniser"))
    ]
    persons = {i for s in recogniser if s.type == "Person" for i in range(s.start, s.end)}
    finders: tuple[Callable[[], Iterator[NameSpan]], ...] = (
        lambda: _governments(nodes),
        lambda: (s for s in _countries(nodes) if not _inside_longer(s, recogniser, persons)),
        lambda: iter(recogniser),
        lambda: _listed_governments(nodes),
        lambda: _described(nodes, taken),
        lambda: _capitals(nodes),
        lambda: _repeated(nodes, set(taken.values())),
    )
    for finder in finders:
        for span in finder():
            if not any(i in taken for i in range(span.start, span.end)):
                taken.update(dict.fromkeys(range(span.start, span.end), span))
    spans = sorted(set(taken.values()), key=lambda s: s.start)
    return _voted(_typed_by_words(nodes, span) for span in spans)


def _text(nodes: Sequence[Node], start: int, end: int) -> str:
    parts = list[str]()
    for index in range(start, end):
        gap = index > start and nodes[index].start > nodes[index - 1].end
        parts.append(" " * gap + nodes[index].text)
    return "".join(parts)


def _mended(nodes: Sequence[Node], span: NameSpan) -> Iterator[NameSpan]:
    """Cut articles, titles and possessive endings off what the recogniser found."""
    start, end = span.start, span.end
    while start < end and (nodes[start].tag in {"DT", "PRP$"} or not _wordlike(nodes[start])):
        start += 1
    while start < end and (nodes[end - 1].tag in LOOSE or not _wordlike(nodes[end - 1])):
        end -= 1
    if span.type == "Person":
        start = _after_title(nodes, start, end)
    if not _is_bare_title(nodes[start:end]) and any(
        node.text[:1].isupper() for node in nodes[start:end]
    ):
        yield replace(span, start=start, end=end, name=_text(nodes, start, end))


def _is_bare_title(nodes: Iterable[Node]) -> bool:
    """Whether the words are titles and no name ("Chief Executive")."""
    titles = words("roles")
    return all(node.text.lower() in titles or node.text in titles for node in nodes)


def _wordlike(node: Node) -> bool:
    return any(character.isalnum() for character in node.text)


def _after_title(nodes: Sequence[Node], start: int, end: int) -> int:
    """Return where the person's name begins, after honorifics and the last title in it."""
    titles = words("roles") | {h.lower() for h in words("honorifics")}
    found = [i for i in range(start, end - 1) if nodes[i].text.lower() in titles]
    return found[-1] + 1 if found else start


def _countries(nodes: Sequence[Node]) -> Iterator[NameSpan]:
    """Yield countries by name and by the word for their people."""
    names, people = country_forms(), demonyms()
    index = 0
    while index < len(nodes):
        for end in range(min(index + LONGEST_COUNTRY, len(nodes)), index, -1):
            text = _text(nodes, index, end)
            if text in names and nodes[end - 1].segment == nodes[index].segment:
                yield NameSpan(index, end, "Country", names[text].name, "country", sure=True)
                index = end - 1
                break
            if text in people and end - index <= 2:
                why = f"{text} is the word for {people[text].name}"
                yield NameSpan(
                    index, end, "Country", people[text].name, why, sure=True, adjective=True
                )
                index = end - 1
                break
        index += 1


def _inside_longer(span: NameSpan, recogniser: Iterable[NameSpan], persons: set[int]) -> bool:
    """Whether a longer name, or a person, holds the country ("Bank of England", "Jordan Peele")."""
    if any(i in persons for i in range(span.start, span.end)):
        return True
    return any(
        s.start <= span.start and span.end <= s.end and s.end - s.start > span.end - span.start
        for s in recogniser
    )


def _governments(nodes: Sequence[Node]) -> Iterator[NameSpan]:
    """Yield "the US authorities", "Russia's government": the government of a country."""
    for span in _countries(nodes):
        end = span.end
        while end < len(nodes) and (nodes[end].tag == "POS" or nodes[end].lemma == "federal"):
            end += 1
        if end < len(nodes) and nodes[end].lemma in {"government", "authority", "administration"}:
            if nodes[end].lemma == "authority" and nodes[end].tag != "NNS":
                continue
            country = country_forms()[span.name]
            name = f"{country.adjective} government"
            why = f"{_text(nodes, span.start, end + 1)} is the government of {country.name}"
            yield NameSpan(span.start, end + 1, "Government", name, why, sure=True)


def _listed_governments(nodes: Sequence[Node]) -> Iterator[NameSpan]:
    listed = words("governments")
    for index in range(len(nodes)):
        for end in (index + 2, index + 1):
            text = _text(nodes, index, min(end, len(nodes)))
            if text in listed:
                yield NameSpan(index, end, "Government", text, "seat of a government", sure=True)
                break


def _described(nodes: Sequence[Node], taken: dict[int, NameSpan]) -> Iterator[NameSpan]:
    """Yield proper nouns that the recogniser passed over, where a noun before tells the type."""
    index = 0
    while index < len(nodes):
        end = index
        while end < len(nodes) and nodes[end].tag.startswith("NNP") and end not in taken:
            end += 1
        start = index
        while start < end - 1 and nodes[start].lemma.lower() in words("roles"):
            start += 1
        type_ = _descriptor_type(nodes, start) if start < end else ""
        if type_ and not _is_bare_title(nodes[start:end]) and nodes[start].text[:1].isupper():
            name = _text(nodes, start, end)
            yield NameSpan(start, end, type_, name, f"{nodes[start - 1].text} {name}", sure=True)
        index = max(end, index + 1)


def _capitals(nodes: Sequence[Node]) -> Iterator[NameSpan]:
    """Yield acronyms that the recogniser passed over, in sentences that are not all capitals."""
    shouted = {n.sentence for n in nodes if len(n.text) > ACRONYM[-1] and n.text.isupper()}
    for index, node in enumerate(nodes):
        capitals = node.text.isupper() and node.text.isalpha() and len(node.text) in ACRONYM
        usual = node.text in words("roles") | words("abbreviations")
        if capitals and not usual and node.tag == "NNP" and node.sentence not in shouted:
            yield NameSpan(index, index + 1, "Organization", node.text, "acronym")


def _repeated(nodes: Sequence[Node], known: Iterable[NameSpan]) -> Iterator[NameSpan]:
    """Yield names that the recogniser found elsewhere in the article and passed over here."""
    by_first: dict[str, list[tuple[tuple[str, ...], NameSpan]]] = {}
    for span in sorted(known, key=lambda s: (s.start - s.end, s.start)):
        words_ = tuple(node.text for node in nodes[span.start : span.end])
        if not span.adjective:
            by_first.setdefault(words_[0], []).append((words_, span))
    for index, node in enumerate(nodes):
        for words_, span in by_first.get(node.text, ()):
            same = tuple(n.text for n in nodes[index : index + len(words_)]) == words_
            if same and node.text[:1].isupper():
                why = f"{span.name} is a name elsewhere in the article"
                yield replace(span, start=index, end=index + len(words_), why=why)
                break


def _descriptor_type(nodes: Sequence[Node], start: int) -> str:
    if start == 0 or nodes[start - 1].segment != nodes[start].segment:
        return ""
    before = nodes[start - 1].lemma.lower()
    for list_name, type_ in (
        ("roles", "Person"),
        ("organization_nouns", "Organization"),
        ("product_nouns", "Product"),
        ("place_nouns", "Place"),
    ):
        if before in words(list_name):
            return type_
    return ""


def _typed_by_words(nodes: Sequence[Node], span: NameSpan) -> NameSpan:
    """Return the span with the type that its own words, or the noun before it, tell."""
    if span.sure:
        return span
    text = span.name
    if text in words("governments"):
        return replace(span, type="Government", sure=True, why="seat of a government")
    if text in country_forms():
        country = country_forms()[text]
        return replace(span, type="Country", name=country.name, sure=True, why="country")
    last = text.split()[-1]
    if last in type_words() and (" " in text):
        return replace(span, type=type_words()[last], sure=True, why=f"ends in {last}")
    first = text.split()[0]
    if " of " in text and first in type_words():
        return replace(span, type=type_words()[first], sure=True, why=f"begins with {first}")
    described = _descriptor_type(nodes, span.start)
    if described:
        before = nodes[span.start - 1].text
        return replace(span, type=described, sure=True, why=f"{before} {text}")
    if span.start and nodes[span.start - 1].text in words("honorifics"):
        return replace(span, type="Person", sure=True, why=nodes[span.start - 1].text)
    return span


def _voted(spans: Iterable[NameSpan]) -> tuple[NameSpan, ...]:
    """Give each name one type in the article: what a telling word says, else the most frequent."""
    listed = tuple(spans)
    tallies: dict[str, Counter[str]] = {}
    for span in listed:
        weight = 100 if span.sure else 1
        tallies.setdefault(span.name, Counter())[span.type] += weight
    shared = _shared_by_man_and_company(listed)
    best = {name: _most_common(t) for name, t in tallies.items() if name not in shared}
    return tuple(replace(span, type=best.get(span.name, span.type)) for span in listed)


def _shared_by_man_and_company(spans: Iterable[NameSpan]) -> set[str]:
    """Return the bare names that end a person's name and begin an organisation's."""
    long = [span for span in spans if " " in span.name]
    surnames = {span.name.split()[-1] for span in long if span.type == "Person"}
    return surnames & {span.name.split()[0] for span in long if span.type == "Organization"}


def _most_common(tally: Counter[str]) -> str:
    return min(tally, key=lambda type_: (-tally[type_], type_))
