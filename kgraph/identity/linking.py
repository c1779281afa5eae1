"""Names that differ are joined: the fuller first, a shorter one where one cluster alone fits."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from heapq import merge
from zlib import crc32

import numpy as np

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
    ordered = sorted(profiles, key=lambda p: rule.rank(p.name))
    clusters = _Clusters(rule, _Index(rule.keys(profile.name) for profile in ordered))
    for profile in ordered:
        yield from clusters.take_in(profile)


@dataclass(frozen=True, slots=True)
class _Fit:
    """The member of a cluster that a profile is most like."""

    score: float
    order: int
    cluster: int
    features: tuple[str, ...]


class _Index:
    """Which profiles share a key with which earlier ones.

    Keys are held as checksums: where those of two keys are equal, two names more are compared, and
    the rule tells them apart. Most keys are of one profile alone or only offered, and of these
    nothing is kept.
    """

    def __init__(self, keys: Iterable[Iterable[Key]]) -> None:
        """Take the keys of all profiles, in their order."""
        found, ends = array("Q"), array("Q")
        for some in keys:
            strongest = strongest_keys(some)
            found.extend(
                crc32(key.encode(errors="surrogatepass")) << 1 | offered
                for key, offered in strongest
            )
            ends.append(len(found))
        numbers = np.array(found, dtype=np.uint64)
        _, places, counts = np.unique(numbers >> 1, return_inverse=True, return_counts=True)
        owners = np.bincount(places[numbers & 1 == 0], minlength=len(counts))
        shared = ((counts > 1) & (owners > 0))[places]
        kept = np.concatenate(([0], np.cumsum(shared)))
        self._keys = numbers[shared]
        self._ends = kept[np.array((0, *ends))]
        self._owners: dict[int, list[int]] = {}
        self._offering: dict[int, list[int]] = {}

    def near(self, number: int) -> Iterator[int]:
        """Yield all earlier ones that a profile is compared with, ascending."""
        both = (self._owners, self._offering)
        found = [
            known[key]
            for key, offered in self._of(number)
            for known in both[: 1 if offered else 2]
            if key in known
        ]
        last = -1
        for other in merge(*found) if found else ():
            if other != last:
                yield other
            last = other

    def add(self, number: int) -> None:
        """Let later ones find a profile."""
        for key, offered in self._of(number):
            (self._offering if offered else self._owners).setdefault(key, []).append(number)

    def _of(self, number: int) -> Iterator[tuple[int, int]]:
        keys = self._keys[self._ends[number] : self._ends[number + 1]].tolist()
        return ((key >> 1, key & 1) for key in keys)


@dataclass(slots=True)
class _Clusters:
    rule: NameRule
    index: _Index
    profiles: list[Profile] = field(default_factory=list)
    homes: list[int] = field(default_factory=list)
    """The first of the cluster of each profile."""
    joined: dict[int, list[int]] = field(default_factory=dict)
    """The others of the clusters of several, by their first."""

    def take_in(self, profile: Profile) -> Iterator[Decision]:
        """Take in a profile; yield the decisions on it and earlier ones."""
        number = len(self.profiles)
        fits = self._fits(profile, number)
        chosen = _chosen(fits)
        self.profiles.append(profile)
        self.index.add(number)
        if chosen is not None:
            self.homes.append(chosen.cluster)
            self.joined.setdefault(chosen.cluster, []).append(number)
            yield self._decision(profile, chosen, "same", self._why(profile, chosen))
        else:
            self.homes.append(number)
        for fit in (f for f in fits[:_SHOWN] if f is not chosen):
            yield self._decision(profile, fit, "unsure", self._why_open(profile, fit, fits))

    def _fits(self, profile: Profile, number: int) -> list[_Fit]:
        """Return the clusters that a profile may belong to, the best first."""
        best: dict[int, _Fit] = {}
        for order in self.index.near(number):
            fit = self._compare(profile, order)
            if fit is not None and _better(fit, best.get(fit.cluster)):
                best[fit.cluster] = fit
                if len(best) == _CLUSTERS:
                    break
        if not best:
            return []
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
        if (profile.sense or other.sense) and folded(profile.name) == folded(other.name):
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
        orders = (cluster, *self.joined.get(cluster, ())[: _LOOKED_AT - 1])
        members = (self.profiles[order] for order in orders)
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
