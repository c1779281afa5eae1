"""Names that differ are joined: the fuller first, a shorter one where one cluster alone fits."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from heapq import merge

from kgraph.identity.decisions import Key
from kgraph.identity.rules import NameRule
from kgraph.identity.scoring import (
    OPEN,
    SAME,
    alone_features,
    context_features,
    is_doubtful,
    score,
    sentence,
    years_clash,
)
from kgraph.model import Decision, Profile
from kgraph.names.folding import folded

MARGIN = 0.1
"""By how much the best of several clusters that fit has to be better than the next."""
PREVAILING = 4
"""In how many times the articles one of several has to stand that is without its last word."""
_CLUSTERS, _LOOKED_AT, _SHOWN = 12, 12, 5


def link_names(profiles: Iterable[Profile], rule: NameRule) -> Iterator[Decision]:
    """Yield a decision for each two profiles of one type that are one, or may be one.

    Takes one profile of each folded form, in canonical order. A profile is looked at after all
    fuller ones: it joins the one cluster that fits it, where several do the one that is better by
    ``MARGIN``, and where none is, it stays alone and is unsure with each. To fit, no two names may
    clash. The first ``_CLUSTERS`` are looked at, and ``_LOOKED_AT`` of each.
    """
    clusters = _Clusters(rule)
    for profile in sorted(profiles, key=lambda p: rule.rank(p.name)):
        yield from clusters.take_in(profile)


@dataclass(frozen=True, slots=True)
class _Fit:
    """The member of a cluster that a profile is most like."""

    score: float
    order: int
    cluster: int
    features: tuple[str, ...]


class _Index:
    """Who has a key, and who only offers it; the latter by the complement of their number.

    One alone is held as what it is, to be small.
    """

    def __init__(self) -> None:
        self._known: dict[str, int | list[int]] = {}

    def add(self, keys: Iterable[Key], number: int) -> None:
        for key, offered in keys:
            signed = ~number if offered else number
            known = self._known.setdefault(key, signed)
            if isinstance(known, list):
                known.append(signed)
            elif known != signed:
                self._known[key] = [known, signed]

    def near(self, keys: Iterable[Key]) -> Iterator[int]:
        """Yield all that one of these keys is compared with, ascending."""
        found: list[Iterable[int]] = []
        for key, offered in keys:
            known = self._known.get(key)
            if known is not None:
                some = known if isinstance(known, list) else (known,)
                found.append(_owners(some) if offered else _all(some))
        last = -1
        for number in merge(*found):
            if number != last:
                yield number
            last = number


def _owners(signed: Iterable[int]) -> Iterator[int]:
    return (number for number in signed if number >= 0)


def _all(signed: Iterable[int]) -> Iterator[int]:
    return (number if number >= 0 else ~number for number in signed)


@dataclass(slots=True)
class _Clusters:
    rule: NameRule
    profiles: list[Profile] = field(default_factory=list)
    homes: list[int] = field(default_factory=list)
    """The cluster of each profile."""
    members: list[list[int]] = field(default_factory=list)
    index: _Index = field(default_factory=_Index)

    def take_in(self, profile: Profile) -> Iterator[Decision]:
        """Take in a profile; yield the decisions on it and earlier ones."""
        keys = strongest_keys(self.rule.keys(profile.name))
        fits = self._fits(profile, keys)
        number = len(self.profiles)
        chosen = _chosen(fits)
        self.profiles.append(profile)
        self.index.add(keys, number)
        if chosen is not None:
            self.homes.append(chosen.cluster)
            self.members[chosen.cluster].append(number)
            yield self._decision(profile, chosen, "same", self._why(profile, chosen))
        else:
            self.homes.append(len(self.members))
            self.members.append([number])
        for fit in (f for f in fits[:_SHOWN] if f is not chosen):
            yield self._decision(profile, fit, "unsure", self._why_open(profile, fit, fits))

    def _fits(self, profile: Profile, keys: Sequence[Key]) -> list[_Fit]:
        """Return the clusters that a profile may belong to, the best first."""
        best: dict[int, _Fit] = {}
        for order in self.index.near(keys):
            fit = self._compare(profile, order)
            if fit is not None and _better(fit, best.get(fit.cluster)):
                best[fit.cluster] = fit
                if len(best) == _CLUSTERS:
                    break
        fitting = [fit for fit in best.values() if not self._clashes(profile, fit.cluster)]
        prevailing = self._prevailing(fitting)
        known = (
            self._as_it_stands(fit, 1 if fit is prevailing else len(fitting)) for fit in fitting
        )
        return sorted(
            (fit for fit in known if fit.score >= OPEN), key=lambda fit: (-fit.score, fit.order)
        )

    def _compare(self, profile: Profile, order: int) -> _Fit | None:
        other = self.profiles[order]
        if folded(other.name) == folded(profile.name):  # two senses
            return None
        features = self.rule.compare(profile.name, other.name)
        if not features:
            return None
        features += context_features(profile, other)
        return _Fit(score(self.rule.family, features), order, self.homes[order], features)

    def _as_it_stands(self, fit: _Fit, fitting: int) -> _Fit:
        """Return a fit with what it tells that so many do."""
        alone = alone_features(fit.features, fitting)
        if not alone:
            return fit
        features = (*fit.features, *alone)
        return replace(fit, score=score(self.rule.family, features), features=features)

    def _clashes(self, profile: Profile, cluster: int) -> bool:
        members = (self.profiles[order] for order in self.members[cluster][:_LOOKED_AT])
        return any(
            self.rule.clash(profile.name, other.name) or years_clash(profile, other)
            for other in members
        )

    def _prevailing(self, fits: Sequence[_Fit]) -> _Fit | None:
        """Return which of several names without its last word stands in far more articles."""
        if len(fits) < 2 or not all("business_word_in_one" in fit.features for fit in fits):
            return None
        ranked = sorted(fits, key=lambda fit: (-self._articles(fit), fit.order))
        prevails = self._articles(ranked[0]) >= PREVAILING * self._articles(ranked[1])
        return ranked[0] if prevails else None

    def _articles(self, fit: _Fit) -> int:
        return self.profiles[fit.order].articles

    def _decision(
        self, profile: Profile, fit: _Fit, verdict: str, reasons: tuple[str, ...]
    ) -> Decision:
        left, right = sorted((profile.id, self.profiles[fit.order].id))
        if verdict == "same":
            return Decision(left, right, "same", fit.score, reasons)
        return Decision(left, right, "unsure", min(fit.score, 0.5), reasons)

    def _why(self, profile: Profile, fit: _Fit) -> tuple[str, ...]:
        first, *rest = map(sentence, fit.features)
        return (f'"{profile.name}" and "{self.profiles[fit.order].name}": {first}', *rest)

    def _why_open(self, profile: Profile, fit: _Fit, fits: Sequence[_Fit]) -> tuple[str, ...]:
        told = self._why(profile, fit)
        if len(fits) < 2:
            return told
        names = sorted(f'"{self.profiles[other.order].name}"' for other in fits[:_SHOWN])
        more = f" and {len(fits) - _SHOWN} others" if len(fits) > _SHOWN else ""
        return (f'"{profile.name}" may be any of {", ".join(names)}{more}', *told)


def strongest_keys(keys: Iterable[Key]) -> list[Key]:
    """Return each key once, as only offered where it never is more, in the order of the first."""
    found: dict[str, bool] = {}
    for key, offered in keys:
        found[key] = found.get(key, True) and offered
    return list(found.items())


def _better(fit: _Fit, other: _Fit | None) -> bool:
    return other is None or (-fit.score, fit.order) < (-other.score, other.order)


def _chosen(fits: Sequence[_Fit]) -> _Fit | None:
    """Return the cluster to join, None where it is open."""
    strong = [fit for fit in fits if fit.score >= SAME and not is_doubtful(fit.features)]
    if len(strong) < 2 or strong[0].score - strong[1].score >= MARGIN:
        return strong[0] if strong else None
    return None
