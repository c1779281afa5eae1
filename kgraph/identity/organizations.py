"""Organizations by their names without legal forms, and by acronyms.

Names are compared inside one bare name, an acronym with the names it can stand for, and no
others.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise, product

from kgraph.identity.decisions import Group, Key, decide_same, decide_unsure, grouped
from kgraph.identity.forms import canonical_order, normal_words
from kgraph.model import Decision, Profile
from kgraph.names.legal_forms import split_legal_form
from kgraph.names.words import words

PREVAILING = 4
_CONNECTORS = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with", "&")
)


def join_organizations(profiles: Iterable[Profile]) -> Iterator[Decision]:
    """Yield a decision for each two organizations that are one, or may be one.

    Takes one profile of each normal form, all of one type.
    """
    by_name = grouped(profiles, _bare_name)
    parted = {name: _one_legal_form_each(group) for name, group in by_name.items()}
    for groups in parted.values():
        yield from _join_bare_name(groups)
    groups = [group for some in parted.values() for group in some]
    yield from _join_acronyms(groups)
    yield from _join_business_words(groups)


def organization_keys(name: str) -> Iterator[Key]:
    """Yield what organizations are compared by; an acronym and a bare name meet fuller names."""
    words_ = normal_words(name)
    bare = split_legal_form(words_)[0]
    yield " ".join(bare), False
    for acronym in _acronyms_of(words_):
        yield acronym, True
    if shortened := _without_business_word(bare):
        yield shortened, True


def _bare_name(profile: Profile) -> str:
    return " ".join(split_legal_form(normal_words(profile.name))[0])


def _without_business_word(words_: Sequence[str]) -> str:
    """Return a name without its last word where that is one of business, else nothing."""
    ends = len(words_) > 1 and words_[-1] in _business_words()
    return " ".join(words_[:-1]) if ends else ""


def _legal_form(profile: Profile) -> str:
    return split_legal_form(normal_words(profile.name))[1]


def _one_legal_form_each(group: Group) -> list[Group]:
    """Part profiles of one bare name by legal form; with one form at most, all stay together."""
    by_form = grouped(group, _legal_form)
    if len(by_form.keys() - {""}) < 2:
        return [group]
    return list(by_form.values())


def _join_bare_name(groups: list[Group]) -> Iterator[Decision]:
    for group in groups:
        for left, right in pairwise(group):
            reason = f'"{left.name}" and "{right.name}" are equal but for the legal form'
            yield decide_same(left, right, 0.95, reason)
    for left_group, right_group in combinations(groups, 2):
        left, right = left_group[0], right_group[0]
        reason = f'"{left.name}" and "{right.name}": legal forms of one name that differ'
        yield decide_unsure(left, right, reason)


def _join_acronyms(groups: list[Group]) -> Iterator[Decision]:
    fuller = _by_acronym(groups)
    short = grouped((g[0] for g in groups if any(map(_acronym, g))), _bare_name)
    for name, rivals in short.items():
        targets = fuller.get(name, ())
        sure = len(rivals) == len(targets) == 1
        for profile, target in product(rivals, targets):
            yield _acronym_decision(profile, target, sure=sure)


def _join_business_words(groups: list[Group]) -> Iterator[Decision]:
    """Yield decisions on "Kaspersky" and "Kaspersky Lab": one name, one without its last word."""
    fuller: dict[str, list[Profile]] = {}
    for group in groups:
        if shortened := _without_business_word(_bare_name(group[0]).split()):
            fuller.setdefault(shortened, []).append(group[0])
    for name, rivals in grouped((group[0] for group in groups), _bare_name).items():
        targets = fuller.get(name, ())
        for profile, target in product(rivals, targets):
            sure = len(rivals) == 1 and _prevails(target, targets)
            yield _shortened_decision(profile, target, sure=sure)


def _prevails(target: Profile, targets: Iterable[Profile]) -> bool:
    """Whether a name stands in far more articles than each other that may be meant."""
    others = (other.articles for other in targets if other.id != target.id)
    return all(target.articles >= PREVAILING * count for count in others)


@lru_cache(maxsize=1)
def _business_words() -> frozenset[str]:
    return frozenset(word.casefold() for word in words("business_endings"))


def _shortened_decision(profile: Profile, target: Profile, *, sure: bool) -> Decision:
    if sure:
        reason = (
            f'"{profile.name}" is "{target.name}" without its last word, '
            "and no other name that is comes near it in articles"
        )
        return decide_same(profile, target, 0.85, reason)
    return _unsure_short(profile, target)


def _by_acronym(groups: list[Group]) -> Mapping[str, Group]:
    index: dict[str, dict[str, Profile]] = {}
    for group in groups:
        for profile in group:
            for acronym in _acronyms_of(normal_words(profile.name)):
                index.setdefault(acronym, {})[group[0].id] = group[0]
    return {a: tuple(sorted(found.values(), key=canonical_order)) for a, found in index.items()}


def _acronyms_of(words: tuple[str, ...]) -> set[str]:
    """Return the initials of two words or more, with and without connectors and legal form."""
    bare = split_legal_form(words)[0]
    found: set[str] = set()
    for chosen in (words, bare):
        parts = [part for word in chosen for part in word.split("-") if part]
        strong = [part for part in parts if part not in _CONNECTORS]
        found |= {"".join(part[0] for part in some) for some in (parts, strong)}
    return {acronym for acronym in found if len(bare) > 1 and len(acronym) > 1}


def _acronym(profile: Profile) -> bool:
    first, *others = split_legal_form(normal_words(profile.name))[0]
    written = profile.name.replace(".", "").split()
    spelled = any(word.isupper() and word.casefold() == first for word in written)
    return not others and spelled and first.isalpha() and len(first) > 1


def _acronym_decision(profile: Profile, target: Profile, *, sure: bool) -> Decision:
    if sure:
        reason = f'"{profile.name}" is the acronym of "{target.name}" and of no other name'
        return decide_same(profile, target, 0.85, reason)
    return _unsure_short(profile, target)


def _unsure_short(profile: Profile, target: Profile) -> Decision:
    reason = f'"{profile.name}" may be short for "{target.name}", but there are others'
    return decide_unsure(profile, target, reason)
