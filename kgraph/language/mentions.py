"""Names in an article: what the recogniser found, mended and completed by words and gazetteers."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kgraph.language.chambers import with_countries
from kgraph.language.country_names import (
    find_countries,
    find_governments,
    find_ministries,
    find_national_bodies,
    find_own_governments,
    find_parliaments,
    find_seats,
    is_in_title,
)
from kgraph.language.full_names import with_shared_surnames
from kgraph.language.lexicon import lexicon
from kgraph.language.name_cuts import rejoined
from kgraph.language.name_extents import extended, find_sovereigns
from kgraph.language.name_known import find_known
from kgraph.language.name_marks import find_bracketed, find_datelines, find_explained, find_signed
from kgraph.language.name_parties import find_parties
from kgraph.language.name_runs import (
    Runs,
    find_led_runs,
    find_published,
    find_typed_runs,
    find_works,
)
from kgraph.language.name_spans import NameSpan, after, before, is_common, opens_sentence, text_of
from kgraph.language.name_spellings import with_one_spelling
from kgraph.language.name_titles import is_bare_title, mended
from kgraph.language.name_types import descriptor_type, find_unknown, is_human, typed, voted
from kgraph.language.name_unlisted import find_unlisted
from kgraph.language.name_weighing import weighed
from kgraph.language.short_names import place_words
from kgraph.language.tree import Node
from kgraph.language.unnamed_bodies import find_unnamed_bodies
from kgraph.names.countries import capitals, country_forms
from kgraph.names.words import type_words, words

__all__ = ["NameSpan", "find_names"]

ACRONYM = range(3, 7)
LONGEST_CAPITAL = 4
ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those"})


def find_names(
    nodes: Sequence[Node],
    recognised: Iterable[tuple[int, int, str]],
    listed: Sequence[NameSpan] = (),
) -> tuple[NameSpan, ...]:
    """Return the names of an article in text order, no two overlapping.

    ``recognised`` are (start, end, type) over nodes. What a gazetteer or a telling word finds
    comes before what the recogniser says, and the names of ``listed`` before everything; only the
    last name of a person is not what the list says it is ("Eugene Kaspersky").
    """
    rows = (NameSpan(*row, "", "recogniser") for row in recognised)
    found = rejoined(nodes, [span for row in rows for span in mended(nodes, row)])
    persons = [span for span in found if span.type == "Person" and not _begins_listed(span, listed)]
    begins = {span.end: span.start for span in persons}
    kept = [span for span in listed if begins.get(span.end, span.start) >= span.start]
    taken = {i: span for span in kept for i in range(span.start, span.end)}
    runs, countries = Runs.of(nodes, found), tuple(find_countries(nodes))
    own = [*find_bracketed(runs), *find_explained(runs)]
    own += [*find_typed_runs(runs), *find_led_runs(runs)]
    names = [s for s in found if not any(s.overlaps(other) for other in own)]
    known = list(find_known(runs, [*own, *names]))
    parties = [s for s in find_parties(nodes, runs.titled) if not _is_held(s, [*own, *names])]
    names = [s for s in names if not any(s.overlaps(other) for other in (*parties, *known))]
    finders: tuple[Callable[[], Iterable[NameSpan]], ...] = (
        lambda: find_governments(nodes, countries),
        lambda: find_national_bodies(nodes, countries),
        lambda: (
            s for s in find_parliaments(nodes, countries) if not _inside_longer(s, [*own, *names])
        ),
        lambda: (s for s in countries if not _inside_longer(s, [*known, *own, *names])),
        lambda: find_datelines(nodes),
        lambda: known,
        lambda: own,
        lambda: parties,
        lambda: names,
        lambda: find_seats(nodes, countries),
        lambda: _described(nodes, taken),
        lambda: find_works(runs),
        lambda: find_published(runs),
        lambda: find_signed(nodes),
        lambda: _capitals(nodes),
        lambda: _acronyms(nodes),
        lambda: find_unknown(nodes, taken),
        lambda: find_unlisted(runs, taken),
        lambda: _repeated(nodes, set(taken.values())),
        lambda: find_own_governments(nodes, countries),
        lambda: _prosecutors(nodes, taken),
        lambda: find_unnamed_bodies(nodes, countries, taken),
        lambda: find_ministries(nodes, countries, taken),
        lambda: find_sovereigns(nodes, taken),
    )
    for finder in finders:
        for span in finder():
            if not any(i in taken for i in range(span.start, span.end)):
                taken.update(dict.fromkeys(range(span.start, span.end), span))
    for index in [i for i, span in taken.items() if _is_excluded(nodes, span)]:
        del taken[index]
    spans = list(extended(nodes, sorted(set(taken.values()), key=lambda s: s.start), taken))
    settled = voted(weighed(nodes, [typed(nodes, s) for s in spans]))
    spelled = tuple(with_one_spelling([_unbracketed(span) for span in settled]))
    return tuple(with_countries(nodes, tuple(with_shared_surnames(nodes, spelled))))


def _unbracketed(span: NameSpan) -> NameSpan:
    """Return the name without an editor's brackets inside it ("Pittsburg[h" of "Pittsburg[h]")."""
    bare = span.name.replace("[", "").replace("]", "").strip()
    return replace(span, name=bare) if bare and bare != span.name else span


def _is_excluded(nodes: Sequence[Node], name: NameSpan) -> bool:
    """Whether it tells what something is not ("non-Russian"), or is a title or a part of one."""
    opening = [node.text.lower() for node in nodes[max(0, name.start - 2) : name.start]]
    land = text_of(nodes, name.start, name.end) in country_forms()
    nobody = words("bare_bodies") | words("honorifics")
    bare = name.name in nobody and name.listed is None
    return bare or opening == ["non", "-"] or (land and is_in_title(nodes, name.start, name.end))


def _begins_listed(person: NameSpan, listed: Iterable[NameSpan]) -> bool:
    """Whether a listed name takes the first words of a person's."""
    return any(person.overlaps(span) and span.end < person.end for span in listed)


def _inside_longer(span: NameSpan, names: Iterable[NameSpan]) -> bool:
    """Whether a longer name, or a person, holds the country ("Bank of England", "Jordan Peele")."""
    return any(s.overlaps(span) if s.type == "Person" else span.inside(s) for s in names)


def _is_held(party: NameSpan, names: Iterable[NameSpan]) -> bool:
    """Whether a longer name that is no list holds the party ("Young Conservatives of Texas")."""
    return any(party.inside(s) and "," not in s.name and " and " not in s.name for s in names)


def _described(nodes: Sequence[Node], taken: Mapping[int, NameSpan]) -> Iterator[NameSpan]:
    """Yield proper nouns that the recogniser passed over, where a noun before tells the type."""
    index = 0
    while index < len(nodes):
        end = index
        while end < len(nodes) and nodes[end].tag.startswith("NNP") and end not in taken:
            end += 1
        end = _over_hyphens(nodes, end) if end > index else end
        start = index
        while start < end - 1 and nodes[start].lemma.lower() in words("roles"):
            start += 1
        dated = start < end and nodes[start].text.lower() in lexicon().time_words
        type_ = descriptor_type(nodes, start) if start < end and not dated else ""
        if start < end and not type_ and nodes[start - 1].text == "The":
            inside = not opens_sentence(nodes, start - 1)
            type_ = descriptor_type(nodes, start - 1) if inside else ""
        group = type_ == "Person" and nodes[end - 1].tag == "NNPS"
        if (
            type_
            and not group
            and not is_bare_title(nodes[start:end])
            and not _goes_on_as_title(nodes, end)
            and nodes[start].text[:1].isupper()
        ):
            name = text_of(nodes, start, end)
            if type_ == "Product" and is_human(nodes[start - 1], name):
                type_ = "Person"
            yield NameSpan(start, end, type_, name, f"{nodes[start - 1].text} {name}", sure=True)
        index = max(end, index + 1)


def _over_hyphens(nodes: Sequence[Node], end: int) -> int:
    """Return where a name ends of whose words a hyphen joins two ("Sea-Watch")."""
    while (
        end + 1 < len(nodes) and nodes[end].text == "-" and nodes[end].end == nodes[end + 1].start
    ):
        if nodes[end + 1].tag not in {"NNP", "NN"} or not nodes[end + 1].text[:1].isupper():
            break
        end += 2
    return end


def _goes_on_as_title(nodes: Sequence[Node], end: int) -> bool:
    """Whether a word of a title is next ("Officer" of "Chief Operating Officer")."""
    following = nodes[end : end + 1]
    return any(n.text[:1].isupper() and n.lemma.lower() in words("roles") for n in following)


def _capitals(nodes: Sequence[Node]) -> Iterator[NameSpan]:
    """Yield seats of governments that the recogniser passed over."""
    for index, node in enumerate(nodes):
        for end in range(min(index + LONGEST_CAPITAL, len(nodes)), index, -1):
            text = text_of(nodes, index, end)
            if text in capitals() and node.segment == nodes[end - 1].segment:
                why = f"seat of the government of {capitals()[text].name}"
                yield NameSpan(index, end, "Place", text, why, sure=True)
                break


def _acronyms(nodes: Sequence[Node]) -> Iterator[NameSpan]:
    """Yield acronyms that the recogniser passed over, in sentences that are not all capitals.

    A word of the dictionary in capitals is a word with stress ("the OTHER man"), unless it
    recurs.
    """
    counts = Counter(node.text for node in nodes)
    shouted = {n.sentence for n in nodes if len(n.text) > ACRONYM[-1] and n.text.isupper()}
    for index, node in enumerate(nodes):
        capitals_ = node.text.isupper() and _is_spelled(node.text) and len(node.text) in ACRONYM
        stressed = is_common(node.text) and counts[node.text] < 2
        usual = node.text in words("roles") | words("abbreviations") or stressed
        if capitals_ and not usual and node.tag == "NNP" and node.sentence not in shouted:
            yield NameSpan(index, index + 1, "Organization", node.text, "acronym")


def _is_spelled(text: str) -> bool:
    """Whether the word is of letters that a sign or a digit may stand among ("AT&T", "1MDB")."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 1 and all(c.isalnum() or c == "&" for c in text)


def _repeated(nodes: Sequence[Node], known: Iterable[NameSpan]) -> Iterator[NameSpan]:
    """Yield names that were found elsewhere in the article and passed over here.

    So are the short forms of a full name: "Lee", "the Commission", "Northwind" of "Northwind
    Energy".
    """
    by_first: dict[str, list[tuple[tuple[str, ...], NameSpan]]] = {}
    for span in sorted(known, key=lambda s: (s.start - s.end, s.start)):
        own = tuple(node.text for node in nodes[span.start : span.end])
        for form in () if span.adjective else (own, *_short_forms(own, span.type)):
            by_first.setdefault(form[0], []).append((form, span))
    ordinary = {node.text for node in nodes if node.text.islower()}
    for index, node in enumerate(nodes):
        for form, span in by_first.get(node.text, ()):
            end = index + len(form)
            same = tuple(n.text for n in nodes[index:end]) == form
            full = len(form) == span.end - span.start
            capital = any(not word[:1].islower() for word in form)
            stands = same and capital and _may_stand(nodes, index, form, full=full)
            named = full or span.type == "Person"
            if stands or (same and named and _leads_clause(nodes, index, end, ordinary)):
                name = span.name if full else text_of(nodes, index, end)
                why = f"{span.name} is a name elsewhere in the article"
                row = span.listed if full else None
                yield replace(span, start=index, end=end, name=name, why=why, listed=row)
                break


def _short_forms(own: tuple[str, ...], type_: str) -> Iterator[tuple[str, ...]]:
    """Yield the words by which news calls a full name again."""
    if type_ == "Person" and len(own) > 1:
        first = len(own) - 1
        while first > 1 and not own[first - 1][:1].isupper():
            first -= 1
        yield own[first:]
    if type_ == "Organization" and len(own) > 1:
        if not is_common(own[0]) and own[0] not in place_words():
            yield own[:1]
        bodies = (word for word in (own[0], own[-1]) if type_words().get(word) == type_)
        yield from ((word,) for word in bodies)


def _may_stand(nodes: Sequence[Node], start: int, form: tuple[str, ...], *, full: bool) -> bool:
    """Whether the words are a name here: a common word is so behind "the" or "Mr", if at all."""
    end = start + len(form)
    if len(form) > 1 or form[0].isupper() or not is_common(form[0]):
        return True
    opening = before(nodes, start)
    beside = nodes[end : end + 1]
    capital = any(n.text[:1].isupper() or n.text == "of" for n in beside)
    word = opening.text if opening is not None else ""
    if form[0] in type_words():
        return not capital and word.lower() == "the"
    proper = nodes[start].tag == "NNP" and word.lower() not in ARTICLES
    known = word in words("honorifics") or full or proper
    return not capital and known and not opens_sentence(nodes, start)


def _leads_clause(nodes: Sequence[Node], start: int, end: int, ordinary: Container[str]) -> bool:
    """Whether a common word that opens a sentence is what it says something of.

    The article writes it without a capital nowhere else.
    """
    following = after(nodes, end, 1)
    leads = any(n.is_finite or n.tag in {"MD", "POS", ","} for n in following)
    return leads and nodes[start].text.lower() not in ordinary


def _prosecutors(nodes: Sequence[Node], taken: Mapping[int, NameSpan]) -> Iterator[NameSpan]:
    """Yield "prosecutors" before "in" and a city, known by all three words."""
    for node in nodes[:-2]:
        city = taken.get(node.index + 2)
        located = node.text.lower() == "prosecutors" and nodes[node.index + 1].text == "in"
        if located and city is not None and city.type == "Place" and not city.listed:
            name = f"prosecutors in {city.name}"
            yield NameSpan(node.index, node.index + 1, "Organization", name, name, sure=True)
