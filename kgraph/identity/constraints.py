"""Must-not constraints: decisions are kept, the best first, until one would make one of two."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kgraph.model import Decision


def keep_apart(
    judged: Iterable[Decision],
    computed: Iterable[Decision],
    listed: Mapping[str, str],
    senses: Mapping[str, tuple[str, str]],
) -> tuple[Decision, ...]:
    """Return the decisions, those taken back that would make one of two things.

    Two profiles are two where ``judged`` says "different", where ``listed`` gives them two ids of
    the gazetteer, and where ``senses`` gives them one name in two senses; ids and senses that a
    judged "same" joins are one. Judged decisions are kept
    first and replace a computed one on their pair, then the best scored are, so that their order
    changes nothing. A profile that others join with one of two may be either. What is joined is
    not left open.
    """
    judged = sorted(judged, key=_best_first)
    parts = _Parts(listed, senses, (d for d in judged if d.verdict == "different"))
    kept = [parts.judge(decision) for decision in judged]
    decided = {(d.left, d.right) for d in kept}
    open_ = (d for d in computed if (d.left, d.right) not in decided)
    kept += [parts.join(decision) for decision in sorted(open_, key=_best_first)]
    return tuple(d for d in kept if d.verdict == "same" or not parts.are_one(d))


def _best_first(decision: Decision) -> tuple[float, str, str]:
    return (-decision.score, decision.left, decision.right)


class _Parts:
    """What is joined so far; a part goes by its root, one of its profiles."""

    def __init__(
        self,
        listed: Mapping[str, str],
        senses: Mapping[str, tuple[str, str]],
        different: Iterable[Decision],
    ) -> None:
        self._listed = listed
        self._senses = {profile: {name: {sense}} for profile, (name, sense) in senses.items()}
        """The senses that a part has of each name, by root."""
        self._roots: dict[str, str] = {}
        self._ids = dict(listed)
        """The id of each part that has one, by root."""
        self._same_ids: dict[str, str] = {}
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        """The profiles that must not come into a part, by root."""
        for decision in different:
            self._apart[decision.left].add(decision.right)
            self._apart[decision.right].add(decision.left)

    def are_one(self, decision: Decision) -> bool:
        left, right = self._ends(decision)
        return left == right

    def judge(self, decision: Decision) -> Decision:
        """Return a judged decision after it is applied, against all but what is judged."""
        if decision.verdict != "same":
            return decision
        if self._are_judged_apart(decision):
            return _taken_back(decision, "two that are judged different")
        ids = self._two_ids(decision)
        if len(ids) == 2:
            self._same_ids[ids[1]] = ids[0]
        self._unite(decision)
        return decision

    def join(self, decision: Decision) -> Decision:
        """Return a computed decision after it is applied, or as it is taken back."""
        if decision.verdict != "same":
            return decision
        if self._are_judged_apart(decision):
            return _taken_back(decision, "two that are judged different")
        if self._are_two_senses(decision):
            return _taken_back(decision, "two who bear one name")
        if len(self._two_ids(decision)) < 2:
            self._unite(decision)
            return decision
        if decision.left in self._listed and decision.right in self._listed:
            return replace(decision, verdict="different", reasons=("two ids in the gazetteer",))
        return _taken_back(decision, "two ids in the gazetteer")

    def _ends(self, decision: Decision) -> tuple[str, str]:
        return _root(decision.left, self._roots), _root(decision.right, self._roots)

    def _are_judged_apart(self, decision: Decision) -> bool:
        left, right = self._ends(decision)
        return any(_root(profile, self._roots) == right for profile in self._apart.get(left, ()))

    def _two_ids(self, decision: Decision) -> list[str]:
        """Return the ids of the two parts, sorted, one where they are one."""
        ids = (self._ids[root] for root in self._ends(decision) if root in self._ids)
        return sorted({_root(id_, self._same_ids) for id_ in ids})

    def _are_two_senses(self, decision: Decision) -> bool:
        """Whether the parts have senses of one name and none in common."""
        left, right = (self._senses.get(root, {}) for root in self._ends(decision))
        return any(left[name].isdisjoint(right[name]) for name in left.keys() & right.keys())

    def _unite(self, decision: Decision) -> None:
        left, right = self._ends(decision)
        if left == right:
            return
        self._roots[right] = left
        if right in self._apart:
            self._apart[left] |= self._apart.pop(right)
        for name, senses in self._senses.pop(right, {}).items():
            self._senses.setdefault(left, {}).setdefault(name, set()).update(senses)
        if right in self._ids:
            self._ids.setdefault(left, self._ids[right])


def _root(key: str, roots: dict[str, str]) -> str:
    """Return where the links end, each halved on the way so that the next search is short."""
    while key in roots:
        roots[key] = roots.get(roots[key], roots[key])
        key = roots[key]
    return key


def _taken_back(decision: Decision, two: str) -> Decision:
    reasons = (*decision.reasons, f"but that would make one of {two}")
    return replace(decision, verdict="unsure", score=0.5, reasons=reasons)
