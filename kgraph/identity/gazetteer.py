"""What the user's gazetteer says of who is who: one id is one thing, two ids are two."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from kgraph.identity.decisions import decide_same, grouped
from kgraph.model import Decision, Profile


def join_listed(profiles: Iterable[Profile]) -> Iterator[Decision]:
    """Yield a decision for each two neighbours of one id."""
    groups = grouped((p for p in profiles if p.listed), lambda p: p.listed)
    for group in groups.values():
        for left, right in pairwise(group):
            yield decide_same(left, right, 1.0, "one id in the gazetteer")


def keep_ids_apart(
    decisions: Iterable[Decision], listed: Mapping[str, str]
) -> tuple[Decision, ...]:
    """Return the decisions, those taken back that would make one of two ids.

    ``listed`` gives the ids of profiles that have one. The best scored decisions are kept first,
    so that their order changes nothing. A pair of two ids is different; a profile of no id that
    others join with one of another id may be either. What an id joins is not left open.
    """
    roots: dict[str, str] = {}
    ids = dict(listed)
    kept = []
    for decision in sorted(decisions, key=lambda d: (-d.score, d.left, d.right)):
        left, right = _root(decision.left, roots), _root(decision.right, roots)
        found = {ids[root] for root in (left, right) if root in ids}
        if decision.verdict != "same":
            kept.append(decision)
        elif len(found) < 2:
            if left != right:
                roots[right] = left
            ids.update((left, id_) for id_ in found)
            kept.append(decision)
        else:
            direct = decision.left in listed and decision.right in listed
            kept.append(_taken_back(decision, direct=direct))
    return tuple(
        d for d in kept if d.verdict == "same" or _root(d.left, roots) != _root(d.right, roots)
    )


def _root(profile: str, roots: Mapping[str, str]) -> str:
    while profile in roots:
        profile = roots[profile]
    return profile


def _taken_back(decision: Decision, *, direct: bool) -> Decision:
    if direct:
        return replace(decision, verdict="different", reasons=("two ids in the gazetteer",))
    reasons = (*decision.reasons, "but that would make one of two ids in the gazetteer")
    return replace(decision, verdict="unsure", score=0.5, reasons=reasons)
