"""What articles say beside a name that tells who bears it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

Counts = tuple[tuple[str, int], ...]
Years = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the articles of a name say of who bears it; of one article, or added up.

    ``roles`` are role nouns and ``countries`` the countries of the same sentences, both with the
    number of articles; ``fields`` are fields of life with the number of their words;
    ``companions`` are the names beside it in normal form with the number of articles; each is
    sorted. ``he`` and ``she`` count pronouns and titles. ``born`` are the first and last year in
    which the person may be born, ``died`` the year of death, ``active`` the first and last year in
    which an article tells what the person does.
    """

    roles: Counts = ()
    fields: Counts = ()
    countries: Counts = ()
    companions: Counts = ()
    he: int = 0
    she: int = 0
    born: Years | None = None
    died: int | None = None
    active: Years | None = None


NO_EVIDENCE = Evidence()


def added(evidence: Iterable[Evidence]) -> Evidence:
    """Return what several pieces of evidence on one person say together.

    Years of birth that do not meet are the widest of all.
    """
    some = tuple(evidence)
    if len(some) == 1:
        return some[0]
    return Evidence(
        roles=_sum(e.roles for e in some),
        fields=_sum(e.fields for e in some),
        countries=_sum(e.countries for e in some),
        companions=_sum(e.companions for e in some),
        he=sum(e.he for e in some),
        she=sum(e.she for e in some),
        born=_common([e.born for e in some if e.born]),
        died=min((e.died for e in some if e.died), default=None),
        active=_reach([e.active for e in some if e.active]),
    )


def foremost(evidence: Evidence, most: int) -> Evidence:
    """Return the evidence with the roles, countries and companions of the most articles only.

    At most ``most`` of each, of those with as many the first by name.
    """
    return replace(
        evidence,
        roles=_foremost(evidence.roles, most),
        countries=_foremost(evidence.countries, most),
        companions=_foremost(evidence.companions, most),
    )


def _foremost(counts: Counts, most: int) -> Counts:
    return tuple(sorted(sorted(counts, key=lambda row: (-row[1], row[0]))[:most]))


def _sum(counts: Iterable[Counts]) -> Counts:
    total = Counter[str]()
    for some in counts:
        total.update(dict(some))
    return tuple(sorted(total.items()))


def _common(years: list[Years]) -> Years | None:
    if not years:
        return None
    first, last = max(first for first, _ in years), min(last for _, last in years)
    return (first, last) if first <= last else _reach(years)


def _reach(years: list[Years]) -> Years | None:
    if not years:
        return None
    return min(first for first, _ in years), max(last for _, last in years)
