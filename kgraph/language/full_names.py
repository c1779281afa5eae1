"""Which full names of one article are of one person, place or storm, by words and kinship."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from kgraph.language.first_names import first_names
from kgraph.language.name_spans import NameSpan, after, before
from kgraph.language.short_names import is_given_name, names_person, names_place, shortens_person
from kgraph.language.tree import Node
from kgraph.names.words import words


def fullest_persons(names: Sequence[NameSpan], nodes: Sequence[Node]) -> Mapping[str, str]:
    """Return the fullest name by each full name of a person, by itself where there is none.

    A name without the middle one, or without the second surname, is of the same person if one
    name only is longer so, and neither is told of a relative ("her mother, Gloria Morgan Lee").
    Another name that the article gives a person is his too ("under the ring name Bo Berg").
    """
    listed = list(dict.fromkeys(n.name for n in names))
    related = {n.name for n in names if is_related(n, nodes)}
    alone = [name for name in listed if name not in related]
    longer: dict[str, str] = {}
    for name in listed:
        ends = only(full for full in listed if names_person(name, full))
        short = name not in related
        wider = only(full for full in alone if short and shortens_person(name, full))
        longer[name] = ends or wider or name
    longer |= {name: own for name, own in _aliases(names, nodes) if longer[name] == name}
    return {name: end_of_chain(name, longer) for name in longer}


def _aliases(names: Sequence[NameSpan], nodes: Sequence[Node]) -> Iterator[tuple[str, str]]:
    """Yield (other name, name) of "Ann Lee, known as Bo Berg", "under the pen name Bo Berg"."""
    listed = sorted(names, key=lambda n: n.start)
    for left, right in pairwise(listed):
        between = nodes[left.end : right.start]
        texts = [n.text.lower() for n in between]
        told = set(texts) & words("naming_verbs") and set(texts) <= words("naming_words") | {
            ",",
            "(",
        }
        if told and left.name != right.name and _one_sentence(nodes, left, right):
            yield right.name, left.name
    for name in listed:
        opening = [n.text.lower() for n in nodes[max(0, name.start - 2) : name.start]]
        first = next(n for n in listed if _one_sentence(nodes, n, name))
        kinds = words("name_kinds")
        if opening[1:] == ["name"] and opening[0] in kinds and first.name != name.name:
            yield name.name, first.name


def _one_sentence(nodes: Sequence[Node], left: NameSpan, right: NameSpan) -> bool:
    return nodes[left.start].sentence == nodes[right.start].sentence


def with_shared_surnames(nodes: Sequence[Node], names: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """Yield the names in order, "Ann" of "Ann and Bo Berg" as "Ann Berg".

    The first is a given name that stands for nobody else of the article, without a title.
    """
    starts = {n.start: n for n in names if n.type == "Person" and " " in n.name}
    full = {n.name for n in starts.values()}
    for span in names:
        fuller = starts.get(span.end + 1)
        if fuller is not None and _shares_surname(nodes, span):
            surname = _surname(fuller.name)
            own = f"{span.name} {surname}"
            rivals = (f for f in full if is_given_name(span.name, f) or names_person(span.name, f))
            if all(_surname(rival) == surname for rival in rivals):
                span = replace(span, name=own, why=f"{span.name} and {fuller.name}")
        yield span


def _shares_surname(nodes: Sequence[Node], span: NameSpan) -> bool:
    opening = before(nodes, span.start)
    titled = opening is not None and opening.text[:1].isupper()
    joined = [n.text for n in after(nodes, span.end, 1)] in (["and"], ["&"])
    given = span.name in first_names() and span.name not in words("known_surnames")
    return span.type == "Person" and joined and given and not titled and span.listed is None


def _surname(name: str) -> str:
    """Return the last word of a name, and the small ones before it ("van der Berg")."""
    parts = [part for part in name.split() if part not in words("generations")]
    start = len(parts) - 1
    while start > 1 and parts[start - 1] in words("particles"):
        start -= 1
    return " ".join(parts[start:])


def is_related(span: NameSpan, nodes: Sequence[Node]) -> bool:
    """Whether a word of kinship stands before the name ("Berg's son Carl", "her mother, Ann Lee").

    What follows it is then the relative's own name, or the first of it.
    """
    opening = before(nodes, span.start)
    if opening is not None and opening.text == ",":
        opening = before(nodes, opening.index)
    return opening is not None and opening.lemma.lower() in words("kin") | words("kin_nouns")


def fullest_places(names: Iterable[NameSpan]) -> dict[tuple[str, str], str]:
    """Return the fullest name by "Place" and each name that lacks only its rank."""
    listed = list(dict.fromkeys(n.name for n in names if n.type == "Place"))
    longer = {name: only(full for full in listed if names_place(name, full)) for name in listed}
    return {("Place", name): full for name, full in longer.items() if full}


def fullest_storms(names: Iterable[NameSpan]) -> dict[tuple[str, str], str]:
    """Return the most frequent full name by "Product" and each name of a storm, bare ones too.

    "Storm Zimora" and "Hurricane Zimora" are one: news names it by its strength of the day.
    """
    counts = Counter(n.name for n in names if n.type == "Product")
    groups: dict[str, list[str]] = {}
    for name in counts:
        if _storm(name):
            groups.setdefault(_storm(name), []).append(name)
    found = dict[tuple[str, str], str]()
    for bare, forms in groups.items():
        best = min(forms, key=lambda form: (-counts[form], -len(form), form))
        found |= {("Product", form): best for form in (*forms, bare)}
    return found


def storms_retyped(names: Sequence[NameSpan]) -> list[NameSpan]:
    """Return the names, those of storms as products where the article names nobody so."""
    persons = {n.name for n in names if n.type == "Person" and " " in n.name}
    parts = {word for name in persons for word in name.split()}
    storms = {_storm(n.name) for n in names if n.type == "Product"} - parts - {""}
    return [replace(n, type="Product") if n.name in storms else n for n in names]


def _storm(name: str) -> str:
    """Return "Zimora" of "Tropical Storm Zimora", empty for other names."""
    *kind, last = name.split()
    return last if kind and all(word in words("storm_words") for word in kind) else ""


def only(found: Iterable[str]) -> str:
    """Return the single name, empty for none or several."""
    names = list(found)
    return names[0] if len(names) == 1 else ""


def end_of_chain(name: str, longer: Mapping[str, str]) -> str:
    """Return where the way from name to longer name ends."""
    seen = {name}
    while longer.get(name, name) not in seen:
        name = longer[name]
        seen.add(name)
    return name
