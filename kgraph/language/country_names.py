"""Countries, governments and national bodies, by words alone."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from kgraph.language.name_spans import NameSpan, after, before, text_of
from kgraph.language.tree import Node
from kgraph.names.countries import Country, capitals, country_forms, demonyms
from kgraph.names.words import words

LONGEST_COUNTRY = 6
LONGEST_BODY = 4
GOVERNMENTS = frozenset({"government", "authority", "administration"})
LISTING = frozenset({",", "and", "or", "&"})
LAND = frozenset({"country", "nation"})


def find_countries(nodes: Sequence[Node]) -> Iterator[NameSpan]:
    """Yield countries by name and by the word for their people."""
    names, people, initials = country_forms(), demonyms(), _initials()
    index = 0
    while index < len(nodes):
        longest = LONGEST_COUNTRY if nodes[index].text[:1] in initials else 0
        for end in range(min(index + longest, len(nodes)), index, -1):
            text = text_of(nodes, index, end)
            if text in names and not _joined_on(nodes, index, end):
                yield NameSpan(index, end, "Country", names[text].name, "country", sure=True)
                index = end - 1
                break
            wider = _is_wider(nodes, index)
            if text in people and end - index <= 2 and not (wider or _is_language(nodes, index)):
                why = f"{text} is the word for {people[text].name}"
                yield NameSpan(
                    index, end, "Country", people[text].name, why, sure=True, adjective=True
                )
                index = end - 1
                break
        index += 1


@lru_cache(maxsize=1)
def _initials() -> frozenset[str]:
    """Return the letters that countries and their people begin with."""
    return frozenset(text[0] for text in (*country_forms(), *demonyms()))


def _is_wider(nodes: Sequence[Node], index: int) -> bool:
    """Whether the word before makes it one for other people ("Native American", "Afro-Cuban")."""
    opening = before(nodes, index)
    if opening is not None and opening.text == "-":
        opening = before(nodes, opening.index)
    return opening is not None and opening.text in words("wider_peoples")


def _is_language(nodes: Sequence[Node], index: int) -> bool:
    """Whether the word for a people is what is spoken ("speaks French", "in English and French").

    Languages may be listed; the last has no noun behind it ("in French waters").
    """
    tongues = words("languages") | words("tongues")
    end = index + 1
    while end + 1 < len(nodes) and nodes[end].text in LISTING and nodes[end + 1].text in tongues:
        end += 2
    described = any(n.is_noun or n.tag == "JJ" for n in after(nodes, end, 1))
    if nodes[index].text not in tongues or described:
        return False
    opening = before(nodes, index)
    while opening is not None and (
        opening.text in tongues | LISTING or opening.lemma in words("fluency")
    ):
        opening = before(nodes, opening.index)
    if opening is None:
        return False
    return opening.text in {"in", "into"} or (
        opening.is_verb and opening.lemma in words("language_verbs")
    )


def _joined_on(nodes: Sequence[Node], start: int, end: int) -> bool:
    """Whether the words run over two segments, or a hyphen joins them to a name ("-Presse").

    Or they are part of a title.
    """
    if nodes[end - 1].segment != nodes[start].segment or is_in_title(nodes, start, end):
        return True
    tail = nodes[end : end + 2]
    joined = [n.text for n in tail][:1] == ["-"] and tail[0].start == nodes[end - 1].end
    return joined and len(tail) > 1 and tail[1].tag.startswith("NNP")


def is_in_title(nodes: Sequence[Node], start: int, end: int) -> bool:
    """Whether a country's name is part of a title ("Captain America", "Norway Today").

    A word with a capital behind it tells of something else ("the US First Lady").
    """
    opening = before(nodes, start)
    led = opening is not None and opening.text in words("titles_before_lands")
    following = [n.text for n in after(nodes, end, 2)]
    closed = bool(following) and following[0] in words("titles_behind_lands")
    return led or (closed and not any(text[:1].isupper() for text in following[1:]))


def find_governments(nodes: Sequence[Node], countries: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """Yield "the US authorities"; and "government" of "the government of Russia", "in Vilnius"."""
    for span in countries:
        country = country_forms()[span.name]
        end = span.end
        while end < len(nodes) and (nodes[end].tag == "POS" or nodes[end].lemma == "federal"):
            end += 1
        if end < len(nodes) and _is_government(nodes[end]):
            yield _government(nodes, span.start, end + 1, country)
        link = span.start - 1 - (span.start > 0 and nodes[span.start - 1].tag == "DT")
        if not span.adjective and _governs(nodes, link, "of"):
            yield _government(nodes, link - 1, link, country)
    for index in range(len(nodes)):
        for end in (index + 2, index + 1):
            seat = capitals().get(text_of(nodes, index, min(end, len(nodes))))
            if seat is not None and _governs(nodes, index - 1, "in"):
                yield _government(nodes, index - 2, index - 1, seat)
                break


def find_own_governments(
    nodes: Sequence[Node], countries: Sequence[NameSpan]
) -> Iterator[NameSpan]:
    """Yield "government" behind the only country of a sentence ("Ireland's minister said ...")."""
    for node in nodes:
        if node.text != "government" or not _stands_alone(nodes, node.index):
            continue
        named = {
            span.name
            for span in countries
            if span.start < node.index and nodes[span.start].sentence == node.sentence
        }
        if len(named) == 1:
            country = country_forms()[named.pop()]
            yield _government(nodes, node.index, node.index + 1, country)


def _is_government(node: Node) -> bool:
    return node.lemma in GOVERNMENTS and (node.lemma != "authority" or node.tag == "NNS")


def _governs(nodes: Sequence[Node], link: int, word: str) -> bool:
    """Whether "government" and the word stand before a place, the word at ``link``."""
    return link > 0 and nodes[link].text == word and nodes[link - 1].lemma == "government"


def _government(nodes: Sequence[Node], start: int, end: int, country: Country) -> NameSpan:
    name = f"{country.adjective} government"
    why = f"{text_of(nodes, start, end)} is the government of {country.name}"
    return NameSpan(start, end, "Government", name, why, sure=True)


def find_seats(nodes: Sequence[Node], countries: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """Yield "Kremlin" and "White House", and "the Government" of the country most spoken of."""
    listed = words("governments")
    for index in range(len(nodes)):
        for end in (index + 2, index + 1):
            text = text_of(nodes, index, min(end, len(nodes)))
            if text in listed:
                yield NameSpan(index, end, "Government", text, "seat of a government", sure=True)
                break
    land = _most_named(countries)
    for node in nodes:
        if land and node.text == "Government" and _stands_alone(nodes, node.index):
            name, end = f"{land} government", node.index + 1
            yield NameSpan(node.index, end, "Government", name, "the Government", sure=True)


def _stands_alone(nodes: Sequence[Node], index: int) -> bool:
    """Whether "the" and no other name is beside a word that the sentence does not begin with."""
    article, following = before(nodes, index), after(nodes, index + 1, 1)
    capital = any(node.text[:1].isupper() or node.text in {"of", "in"} for node in following)
    return article is not None and article.text.lower() == "the" and not capital


def _most_named(countries: Sequence[NameSpan]) -> str:
    """Return the adjective of the country that the article names most, empty for none or two."""
    tally = Counter(span.name for span in countries).most_common(2)
    if not tally or (len(tally) > 1 and tally[0][1] == tally[1][1]):
        return ""
    return country_forms()[tally[0][0]].adjective


def find_parliaments(nodes: Sequence[Node], countries: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """Yield parliaments by name, and "parliament" for the one that the article names.

    Where it names none, "parliament" without an article is that of the country most spoken of.
    """
    named = dict[str, None]()
    for index in range(len(nodes)):
        for end in (index + 3, index + 2, index + 1):
            text = text_of(nodes, index, min(end, len(nodes)))
            if text in words("parliaments"):
                named[text] = None
                yield NameSpan(index, end, "Organization", text, "name of a parliament", sure=True)
                break
    country = _most_named(countries)
    for node in nodes:
        opening = before(nodes, node.index)
        if node.text != "parliament" or _is_described(nodes, node.index):
            continue
        if len(named) == 1:
            yield _parliament(node, next(iter(named)))
        elif country and not named and (opening is None or opening.tag != "DT"):
            yield _parliament(node, f"{country} parliament")


def _is_described(nodes: Sequence[Node], index: int) -> bool:
    """Whether the word has more beside it than an article."""
    opening, following = before(nodes, index), after(nodes, index + 1, 1)
    told = opening is not None and (opening.is_noun or opening.tag in {"JJ", "PRP$", "POS", "VBN"})
    return told or any(node.is_noun or node.text == "of" for node in following)


def _parliament(node: Node, name: str) -> NameSpan:
    why = f"parliament: the {name}"
    return NameSpan(node.index, node.index + 1, "Organization", name, why, sure=True)


def find_national_bodies(
    nodes: Sequence[Node], countries: Sequence[NameSpan]
) -> Iterator[NameSpan]:
    """Yield "parliament" of "the Ukrainian parliament", "central bank" of "Italy's central bank".

    They are known by the adjective of the country, "the country's" of the one named last, and
    their own words.
    """
    named: dict[bool, NameSpan] = {}
    spans = {span.start: span for span in countries}
    index = 0
    while index < len(nodes):
        span = spans.get(index)
        if span is not None:
            named[span.adjective] = span
            start, index = index, span.end
        elif nodes[index].lemma in LAND and _is_possessive(nodes, index + 1):
            start, span, index = index, named.get(False) or named.get(True), index + 1
        else:
            index += 1
            continue
        apart = _is_indefinite(nodes, start) or _is_apposed(nodes, start)
        end = 0 if apart else _end_of_body(nodes, index)
        if end and span is not None:
            country = country_forms()[span.name]
            own = index + (nodes[index].tag == "POS")
            name = f"{country.adjective} {text_of(nodes, own, end)}"
            why = f"{text_of(nodes, start, end)} is a body of {country.name}"
            yield NameSpan(own, end, "Organization", name, why, sure=True)


def find_ministries(
    nodes: Sequence[Node], countries: Sequence[NameSpan], taken: Mapping[int, NameSpan]
) -> Iterator[NameSpan]:
    """Yield "finance ministry" without a country: that of the country most spoken of.

    Of several countries named as often it is the first.
    """
    tally = Counter(span.name for span in countries).most_common(1)
    if not tally:
        return
    country = country_forms()[tally[0][0]]
    for node in nodes[1:]:
        field, following = nodes[node.index - 1], after(nodes, node.index + 1, 1)
        portfolio = field.text.lower()
        told = portfolio in words("portfolios") and field.segment == node.segment
        named = any(n.text[:1].isupper() and n.index in taken for n in following)
        if node.text == "ministry" and told and not named:
            name = f"{country.adjective} {portfolio} ministry"
            why = f"ministry of {country.name}, most spoken of"
            yield NameSpan(field.index, node.index + 1, "Organization", name, why, sure=True)


def _is_indefinite(nodes: Sequence[Node], start: int) -> bool:
    article = before(nodes, start)
    return article is not None and article.text.lower() in {"a", "an"}


def _is_apposed(nodes: Sequence[Node], start: int) -> bool:
    """Whether a name stands before it that it explains ("the GRU, Russia's spy service")."""
    opening = before(nodes, start)
    start -= opening is not None and opening.text.lower() == "the"
    comma, name = before(nodes, start), before(nodes, start - 1)
    if comma is None or name is None or comma.text != ",":
        return False
    return name.text[:1].isupper() and name.text not in country_forms()


def _is_possessive(nodes: Sequence[Node], index: int) -> bool:
    return index < len(nodes) and nodes[index].tag == "POS"


def _end_of_body(nodes: Sequence[Node], start: int) -> int:
    """Return where the words of a national body end that begin at ``start``, 0 if they do not."""
    index = start + _is_possessive(nodes, start)
    possessive = index > start
    for node in after(nodes, index, LONGEST_BODY):
        if not node.text[:1].islower() or node.tag not in {"NN", "JJ", "HYPH", "NNP"}:
            return 0
        if _is_body(nodes, node, single=node.index > index or possessive):
            following = after(nodes, node.index + 1, 1)
            named = any(n.text[:1].isupper() or n.is_noun for n in following)
            return 0 if named else node.index + 1
    return 0


def _is_body(nodes: Sequence[Node], node: Node, *, single: bool) -> bool:
    """Whether the noun is a body's; a country has many agencies but one press agency."""
    if node.lemma == "bank":
        return nodes[node.index - 1].lemma == "central"
    if node.lemma == "service":
        return single and nodes[node.index - 1].lemma in words("state_services")
    unique = node.lemma in {"parliament", "legislature", "embassy"}
    return node.lemma in words("national_bodies") and (single or unique)
