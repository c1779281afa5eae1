"""Names that an article spells in two ways: a letter wrong, or an acronym in small letters."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kgraph.language.name_spans import NameSpan, is_common
from kgraph.language.short_names import place_words
from kgraph.names.typing_errors import are_one_letter_apart
from kgraph.names.words import known_names

ACRONYM = range(3, 6)
OFTEN = 2
"""How often the right spelling of a name stands in an article that has it wrong once."""


def with_one_spelling(names: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """Yield the names in order, each as the article spells it elsewhere.

    A word that stands once, and in no dictionary, is a slip for the one a letter apart that stands
    often ("Pierliusi"), and "Alma" is "ALMA" where the article writes that as often. An acronym
    has the type of the only full name that it is made of ("ISS", a place).
    """
    slips, acronyms, types = _slips(names), _acronyms(names), _spelled_types(names)
    usual = {n.name: n.type for n in names if n.name in acronyms.values()} | types
    for span in names:
        name = slips.get((span.type, span.name), acronyms.get(span.name, span.name))
        type_ = usual.get(name, span.type)
        if span.listed is None and (name, type_) != (span.name, span.type):
            why = f"{span.name} is {name}" if name != span.name else f"{name} for short"
            yield replace(span, name=name, type=type_, why=why)
        else:
            yield span


def acronyms_in_full(names: Sequence[NameSpan]) -> dict[tuple[str, str], str]:
    """Return the full names of places and products by type and acronym."""
    types = _spelled_types(names)
    found = {}
    for name, type_ in types.items():
        full = {n.name for n in names if n.type == type_ and initials(n.name) == name}
        found[type_, name] = full.pop()
    return found


def initials(name: str) -> str:
    """Return "ISS" of "International Space Station", nothing of a single word."""
    parts = name.split()
    return "".join(part[0] for part in parts if part[0].isupper()) if len(parts) > 1 else ""


def _spelled_types(names: Sequence[NameSpan]) -> dict[str, str]:
    """Return the types of acronyms that are no organisation's, by the only full name of each."""
    spelled = {n.name for n in names if n.name.isupper() and len(n.name) in ACRONYM}
    full: dict[str, dict[str, str]] = {}
    for span in names:
        if initials(span.name) in spelled and span.type != "Person":
            full.setdefault(initials(span.name), {})[span.name] = span.type
    only = {name: [*of.values()] for name, of in full.items() if len(of) == 1}
    return {name: type_ for name, (type_,) in only.items() if type_ in {"Place", "Product"}}


def _acronyms(names: Sequence[NameSpan]) -> Mapping[str, str]:
    """Return acronyms by the same letters with one capital, where no full name has these."""
    counts = Counter(n.name for n in names)
    parts = {part for n in names if " " in n.name for part in n.name.split()}
    spelled = {n: n.capitalize() for n in counts if n.isupper() and len(n) in ACRONYM}
    return {
        small: name
        for name, small in spelled.items()
        if name.isalpha() and 0 < counts[small] <= counts[name] and small not in parts
    }


def _slips(names: Sequence[NameSpan]) -> Mapping[tuple[str, str], str]:
    """Return the right names by type and wrong one."""
    known = place_words() | known_names().keys()
    full = {_last(n.name) for n in names if n.type == "Person" and " " in n.name}
    counts = Counter((n.type, n.name) for n in names)
    words = Counter((n.type, _last(n.name) if n.type == "Person" else n.name) for n in names)
    found = {}
    for (type_, name), count in counts.items():
        usual = is_common(name) or name in known or name in full
        if count > 1 or " " in name or usual or type_ not in {"Person", "Place"}:
            continue
        near = [
            word
            for (of, word), often in words.items()
            if of == type_ and often >= OFTEN and word[0] == name[0] and _is_slip(name, word)
        ]
        if len(near) == 1:
            found[type_, name] = near[0]
    return found


def _last(name: str) -> str:
    return name.split()[-1]


def _is_slip(name: str, word: str) -> bool:
    return word != name and are_one_letter_apart(word.lower(), name.lower())
