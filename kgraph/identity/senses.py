"""Senses of one name: its occurrences parted where what stands beside it speaks for two bearers.

Hierarchical clustering of occurrences by log odds that two bearers are one (as in person name
disambiguation: Mann and Yarowsky 2003, Bagga and Baldwin 1998). Occurrences that say the same of
field, country and sex are one atom, so that the cost stays bounded where a name is frequent.
"""

import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path

from kgraph.model import Decision, Profile
from kgraph.model.evidence import Counts, Evidence, added
from kgraph.names.fields import role_fields

MOST_ATOMS = 16
"""With more, occurrences are first made one by coarser marks."""

ALIKE, UNSURE, UNLIKE = 0.6, 0.5, 0.2
"""Cosines of fields: from the first on one field is likelier, below the second two, and below the
third as likely as it gets."""

SEVERAL = 2
"""Articles of each of two that would have something in common were the two one."""

LEAST_WORDS = 3
LEAST_COMPANIONS = 3
MOST_SHARED = 3
SPOKEN_OF = 0.5
"""The dead are spoken of as if they were there, too."""

SURELY_APART = 5
"""Years of birth so far apart are no slip of an age."""

SURE = 0.1
"""Two senses are two where the chance that they are one is lower, else it is left open."""

_ROLE = 3
"""A role noun tells as much of a field as so many words of its topics."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What one article says of the bearer of a name."""

    article: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that speaks for or against one bearer: its weight times its strength, and why."""

    name: str
    weight: float
    reason: str


def part_senses(
    occurrences: Iterable[Occurrence], apart: Iterable[tuple[str, str]] = ()
) -> tuple[tuple[str, ...], ...]:
    """Return the articles of each bearer of one name, the one with the most articles first.

    Articles are sorted, each stands once; of two with as many the one with the smallest article
    is first. ``apart`` are pairs of articles that a person judged to mean two. The order of what
    is given changes nothing.
    """
    by_article = {o.article: o.evidence for o in occurrences}
    judged = {frozenset(pair) for pair in apart if len(set(pair)) == 2}
    groups = [_Group((a,), e) for a, e in sorted(by_article.items())]
    told = {article for pair in judged for article in pair}
    alone = [g for g in groups if g.articles[0] in told]
    atoms = _atoms([g for g in groups if g.articles[0] not in told])
    senses = _merged([*alone, *atoms], judged)
    return tuple(sorted((s.articles for s in senses), key=lambda some: (-len(some), some[0])))


def features(left: Evidence, right: Evidence, articles: int) -> Iterator[Feature]:
    """Yield what speaks for and against one bearer, the prior first; see ``senses.toml``.

    ``articles`` is in how many articles the evidence of either stands at least.
    """
    yield Feature("prior", _weight("prior"), "one name mostly has one bearer in the news")
    shared = False
    for rule in (_roles, _fields, _countries, _companions, _genders, _births, _lives):
        found = rule(left, right)
        if found is not None:
            name, strength, reason = found
            shared = shared or name.startswith("same")
            yield Feature(name, _weight(name) * strength, reason)
    if articles >= SEVERAL and not shared:
        reason = "each is told of in several articles, with nothing in common"
        yield Feature("nothing_shared", _weight("nothing_shared"), reason)


def decide_senses(left: Profile, right: Profile) -> Decision:
    """Return the decision on two senses of one name: two, or left open, with the reasons."""
    first, second = sorted((left.id, right.id))
    found = tuple(features(left.evidence, right.evidence, min(left.articles, right.articles)))
    chance = round(1 / (1 + math.exp(-sum(f.weight for f in found))), 2)
    reasons = tuple(f.reason for f in found if f.weight < 0)
    if chance < SURE:
        return Decision(first, second, "different", round(1 - chance, 2), reasons)
    return Decision(first, second, "unsure", chance, reasons)


def has_senses(type_: str, name: str) -> bool:
    """Whether occurrences of a name are parted without a judgement: full names of persons are."""
    return type_ == "Person" and " " in name.strip()


@dataclass(frozen=True, slots=True)
class _Group:
    articles: tuple[str, ...]
    evidence: Evidence


def _atoms(groups: Sequence[_Group]) -> list[_Group]:
    """Return the groups, those made one that say the same where there are too many."""
    marks = (
        lambda e: (_field(e), _first(e.countries), _gender(e)),
        lambda e: (_field(e), _gender(e)),
    )
    for mark in marks:
        if len(groups) <= MOST_ATOMS:
            break
        parts: dict[object, list[_Group]] = {}
        for group in groups:
            parts.setdefault(mark(group.evidence), []).append(group)
        groups = [_union(some) for some in parts.values()]
    return sorted(groups, key=lambda g: g.articles[0])


def _union(groups: Sequence[_Group]) -> _Group:
    articles = tuple(sorted(a for g in groups for a in g.articles))
    return _Group(articles, added(g.evidence for g in groups))


def _merged(groups: Sequence[_Group], judged: set[frozenset[str]]) -> list[_Group]:
    """Return the groups after the best two were made one as long as that is likelier than not."""
    open_ = dict(enumerate(groups))
    odds = {(i, j): _odds(open_[i], open_[j], judged) for i, j in combinations(sorted(open_), 2)}
    while odds:
        best = min(
            odds, key=lambda pair: (-odds[pair], open_[pair[0]].articles, open_[pair[1]].articles)
        )
        if odds[best] < 0:
            break
        i, j = best
        open_[i] = _union((open_[i], open_.pop(j)))
        odds = {pair: value for pair, value in odds.items() if not {i, j} & set(pair)}
        for k in open_:
            if k != i:
                odds[min(i, k), max(i, k)] = _odds(open_[i], open_[k], judged)
    return list(open_.values())


def _odds(left: _Group, right: _Group, judged: set[frozenset[str]]) -> float:
    if judged:
        sides = set(left.articles), set(right.articles)
        if any(pair & sides[0] and pair & sides[1] for pair in judged):
            return -math.inf
    articles = min(len(left.articles), len(right.articles))
    return round(sum(f.weight for f in features(left.evidence, right.evidence, articles)), 6)


# features: the name of a weight, a strength in [0, 1], a reason

_Found = tuple[str, float, str] | None


def _roles(left: Evidence, right: Evidence) -> _Found:
    known = role_fields()
    one, other = (sorted({r for r, _ in some} & known.keys()) for some in (left.roles, right.roles))
    shared = sorted({*one} & {*other})
    if shared:
        return "same_role", 1.0, f"both are called {shared[0]}"
    if one and other and {known[r] for r in one}.isdisjoint(known[r] for r in other):
        return "role_clash", 1.0, f"one is called {one[0]}, the other {other[0]}"
    return None


def _fields(left: Evidence, right: Evidence) -> _Found:
    one, other = _field_weights(left), _field_weights(right)
    if sum(one.values()) < LEAST_WORDS or sum(other.values()) < LEAST_WORDS:
        return None
    cosine = _cosine(one, other)
    if cosine >= ALIKE:
        return "same_field", (cosine - ALIKE) / (1 - ALIKE), f"both are told of in {_field(left)}"
    if cosine < UNSURE:
        reason = f"one is told of in {_field(left)}, the other in {_field(right)}"
        return "field_clash", min(1.0, (UNSURE - cosine) / (UNSURE - UNLIKE)), reason
    return None


def _countries(left: Evidence, right: Evidence) -> _Found:
    if not left.countries or not right.countries:
        return None
    shared = sorted(dict(left.countries).keys() & dict(right.countries).keys())
    if shared:
        return "same_country", 1.0, f"both have to do with {_title(shared[0])}"
    one, other = (_title(_first(evidence.countries)) for evidence in (left, right))
    return "country_clash", 1.0, f"one has to do with {one}, the other with {other}"


def _companions(left: Evidence, right: Evidence) -> _Found:
    shared = sorted({n for n, _ in left.companions} & {n for n, _ in right.companions})
    if shared:
        strength = min(MOST_SHARED, len(shared))
        return "same_companion", strength, f'"{shared[0]}" stands beside both'
    fewer = min(len(left.companions), len(right.companions))
    if fewer >= LEAST_COMPANIONS:
        return "no_companion", min(2.0, (fewer + 4) / 12), "no name stands beside both"
    return None


def _genders(left: Evidence, right: Evidence) -> _Found:
    one, other = _gender(left), _gender(right)
    if not one or not other or one == other:
        return None
    told = min(left.he + left.she, right.he + right.she)
    return "gender_clash", min(1.0, told / 2), f'one is "{one}", the other "{other}"'


def _births(left: Evidence, right: Evidence) -> _Found:
    if left.born is None or right.born is None:
        return None
    (first, last), (other_first, other_last) = left.born, right.born
    if max(first, other_first) - min(last, other_last) <= 1:
        return "same_birth", 1.0, f"both may be born in {max(first, other_first)}"
    apart = max(first, other_first) - min(last, other_last)
    return (
        "birth_clash",
        min(1.0, apart / SURELY_APART),
        f"one was born about {first}, the other about {other_first}",
    )


def _lives(left: Evidence, right: Evidence) -> _Found:
    for one, other in ((left, right), (right, left)):
        if one.died is not None and other.active is not None and other.active[0] > one.died + 2:
            return (
                "life_clash",
                SPOKEN_OF,
                f"one died in {one.died}, the other is there in {other.active[0]}",
            )
        if one.died is not None and other.born is not None and other.born[0] > one.died:
            return "life_clash", 1.0, f"one died in {one.died}, the other was born later"
    return None


def _field_weights(evidence: Evidence) -> dict[str, float]:
    found: dict[str, float] = dict(evidence.fields)
    known = role_fields()
    for role, count in evidence.roles:
        if role in known:
            found[known[role]] = found.get(known[role], 0) + _ROLE * count
    return found


def _field(evidence: Evidence) -> str:
    """Return the field that most is told of, the first by name of several; empty without one."""
    found = _field_weights(evidence)
    return min(found, key=lambda f: (-found[f], f), default="")


def _gender(evidence: Evidence) -> str:
    """Return "he" or "she" where three in four tell so, else nothing."""
    both = evidence.he + evidence.she
    for word, count in (("he", evidence.he), ("she", evidence.she)):
        if count >= max(1, 0.75 * both) and both:
            return word
    return ""


def _first(counts: Counts) -> str:
    return min(counts, key=lambda row: (-row[1], row[0]), default=("", 0))[0]


def _title(name: str) -> str:
    return " ".join(word.capitalize() for word in name.split())


def _cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    product = sum(value * right.get(key, 0) for key, value in sorted(left.items()))
    lengths = [math.sqrt(sum(v * v for _, v in sorted(some.items()))) for some in (left, right)]
    return product / (lengths[0] * lengths[1])


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    text = Path(__file__).with_name("senses.toml").read_text(encoding="utf-8")
    return {name: float(value) for name, value in tomllib.loads(text)["weights"].items()}


def _weight(name: str) -> float:
    return _weights()[name]
