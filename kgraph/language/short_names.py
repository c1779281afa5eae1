"""Which short name stands for which full one, by the words of both."""

import re
from collections.abc import Iterable
from functools import lru_cache

from kgraph.language.name_spans import folded, is_common
from kgraph.names.countries import capitals, country_forms, demonyms
from kgraph.names.legal_forms import split_legal_form
from kgraph.names.words import chambers, type_words, words

NICKNAME = re.compile(r"(?<= )[\"\u201c](\w[\w .-]*)[\"\u201d](?= )")
LONGEST_COUNTRY = 4
FULL = 2
"""Words of a person's name, the given one and the surname."""


def names_person(short: str, full: str) -> bool:
    """Whether the short name is the end of a person's full one, or lacks initials or a title."""
    own, parts = _person_words(short), _person_words(full)
    if own == parts:
        fuller = _is_titled(full) or NICKNAME.search(full)
        return bool(fuller) and not _is_titled(short) and not NICKNAME.search(short)
    if own and own == _nicknamed(full):
        return True
    spelled = [part for part in parts if len(part.rstrip(".")) > 1]
    return len(own) < len(parts) and own in (parts[-len(own) :], spelled)


def _is_titled(name: str) -> bool:
    first, _, rest = name.partition(" ")
    return bool(rest) and first in words("peerage")


def is_given_name(short: str, full: str) -> bool:
    """Whether the short name is the first word of a person's full one."""
    parts = _person_words(full)
    own = _person_words(short)
    return len(parts) > 1 and own in (parts[:1], _nicknamed(full)[:1])


def shortens_person(short: str, full: str) -> bool:
    """Whether the short name is the beginning of a person's full one, or lacks names in the middle.

    A second surname is left out ("Ana Ruiz" of "Ana M. Ruiz Soto"), and what stands between the
    first name and the last ("John Berg" of "John James Berg Jr.").
    """
    own = _person_words(short)
    parts = [part for part in _person_words(full) if len(part.rstrip(".")) > 1]
    if not FULL <= len(own) < len(parts) or own[-1] in words("particles"):
        return False
    return own in (parts[: len(own)], [parts[0], parts[-1]])


def is_first_surname(short: str, full: str) -> bool:
    """Whether the short name is the second last of a person's three or more ("Ruiz")."""
    own = _person_words(short)
    parts = [part for part in _person_words(full) if len(part.rstrip(".")) > 1]
    return len(parts) > FULL and own == parts[-2:-1] and own[0] not in words("particles")


def _nicknamed(name: str) -> list[str]:
    """Return the words of 'Carl "Bo" Berg' from the nickname on, none of other names."""
    found = NICKNAME.search(name)
    return _person_words(f"{found[1]} {name[found.end() :]}") if found else []


def _person_words(name: str) -> list[str]:
    parts = NICKNAME.sub("", name).split() or name.split()
    while len(parts) > 1 and parts[-1] in words("generations"):
        parts.pop()
    if _is_titled(" ".join(parts)):
        parts.pop(0)
    return [folded(part).casefold() for part in parts]


def without_legal_forms(name: str) -> tuple[str, ...]:
    """Return the words of a company's name without "AO" before, "Inc" and ".com" behind them."""
    parts = [folded(word) for word in name.removesuffix(".com").split()]
    while len(parts) > 1 and parts[0] in words("leading_legal_forms"):
        parts.pop(0)
    kept, _ = split_legal_form(tuple(p.lower().replace(".", "") for p in parts))
    return tuple(parts[: len(kept)])


def names_organization(short: str, full: str) -> bool:
    """Whether the short name may stand for a longer one of an organisation.

    Its initials, its first words before "of" or before words that only tell the type, its last
    words behind a place, or what a department is for. A body called by a common noun has none.
    """
    own, parts = without_legal_forms(short), without_legal_forms(full)
    if parts[-1].islower():
        return False
    if own == _other_order(parts) or _names_national(short, parts):
        return True
    initials = "".join(part[0] for part in parts if part[0].isupper())
    if len(short) > 1 and short.replace(".", "") == initials and len(parts) > 1:
        return True
    if len(own) >= len(parts):
        return False
    begins, ends = parts[: len(own)] == own, parts[-len(own) :] == own
    ruled = parts[-1].lower() in words("cabinets")
    begins = begins and not ruled and parts[-1] not in words("governing_words")
    rest = parts[len(own) :]
    return (
        (begins and (_tells_type(rest) or (len(own) > 1 and rest[0] in {"of", "for"})))
        or (begins and _tells_trade(rest))
        or (len(own) > 1 and own == _telling_words(parts))
        or (ends and _locates(parts[: -len(own)]) and own[-1] in type_words())
        or (len(own) == 1 and _is_body(own[0]) and (begins or ends))
        or (len(own) == 1 and own[0] == _complement(parts))
    )


def _names_national(short: str, parts: tuple[str, ...]) -> bool:
    """Whether a body is named without the country before its full name.

    So are bodies that many countries have ("Senate"), and those of two words or more.
    """
    own = tuple(folded(word) for word in short.split())
    for count in range(1, min(LONGEST_COUNTRY, len(parts) - 1) + 1):
        leading, rest = " ".join(parts[:count]), parts[count:]
        if leading not in country_forms() and leading not in demonyms():
            continue
        told = short in chambers() or (len(own) > 1 and any(map(_is_body, own)))
        if told and own in (rest, _other_order(rest)):
            return True
        if short in chambers() and rest[: len(own)] == own and rest[len(own)] == "of":
            return True
    return False


def begins_name(short: str, full: str) -> bool:
    """Whether the short name is the first word of the full one and of no dictionary."""
    own, parts = without_legal_forms(short), without_legal_forms(full)
    known = (
        parts[-1].islower()
        or parts[-1] in words("governing_words")
        or is_common(short)
        or short in place_words()
    )
    return len(own) == 1 < len(parts) and own[0] == parts[0] and not known


@lru_cache(maxsize=1)
def place_words() -> frozenset[str]:
    """Return the names of countries, their people and regions, and the words these begin with.

    No body that a name begins so is called by the word ("Puerto" of "Puerto Rico Senate").
    """
    placed = {*country_forms(), *demonyms(), *capitals(), *words("lands"), *words("places")}
    return words("regional") | placed | {name.split()[0] for name in placed}


def _is_body(word: str) -> bool:
    return type_words().get(word) == "Organization"


def _tells_type(rest: Iterable[str]) -> bool:
    return all(word in type_words() for word in rest)


def _tells_trade(rest: tuple[str, ...]) -> bool:
    """Whether the words say what a company trades in, if anything ("Motor", "Oil Company")."""
    return all(word in words("trade_words") | words("business_endings") for word in rest)


def _telling_words(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return "Larkspur Oceanography" of "Larkspur Institution of Oceanography", nothing of others.

    They are the words but for the one that tells the type and "of" behind it.
    """
    if "of" not in parts[2:-1]:
        return ()
    link = parts.index("of", 2)
    bare = link == 2 and parts[1] in words("seats_of_learning")
    return (parts[0], *parts[link + 1 :]) if bare else ()


def names_place(short: str, full: str) -> bool:
    """Whether a place's name lacks only its rank, as "Larkspur Airport" lacks "International"."""
    own, (first, *rest) = short.split(), full.split() or [""]
    kept = [first, *(word for word in rest if word not in words("place_ranks"))]
    return len(own) > 1 and short != full and own == kept


def _locates(leading: tuple[str, ...]) -> bool:
    """Whether the words before a name are a country, its people, or a word of no dictionary."""
    text = " ".join(leading)
    known = text in country_forms() or text in demonyms() or text in words("chambers")
    return known or not any(is_common(word) for word in leading)


def _complement(parts: tuple[str, ...]) -> str:
    """Return "Treasury" of "Department of the Treasury", empty for other names."""
    rest = [part for part in parts[1:] if part != "the"]
    return (
        rest[1] if len(rest) == 2 and parts[0] in words("complements") and rest[0] == "of" else ""
    )


def _other_order(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return "State Department" for "Department of State", nothing for other names."""
    return (_complement(parts), parts[0]) if _complement(parts) else ()
