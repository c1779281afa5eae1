"""What an entity is called and what type it has, by the votes of its profiles."""

from collections import Counter
from collections.abc import Iterable

from kgraph.identity.forms import canonical_order, normal_words
from kgraph.model import Profile
from kgraph.names.legal_forms import split_leading_form, split_legal_form

FREQUENT = 4
"""A name in fewer than one in so many articles, beside the most frequent one, is an odd one."""


def shown_name(profiles: Iterable[Profile], type_: str) -> str:
    """Return the fullest frequent name of the profiles of one entity; their order changes nothing.

    A name is what articles know the thing by, the fullest in each; of a person a single word is
    none where there are others. Frequent are those in at least a quarter as many articles as the
    most frequent one, which a long name seen once is not beside a usual one. The fullest has the
    most words that are no initials, not counting a legal form, then the most words, articles and
    mentions; one in capitals gives way to another.
    """
    seen, mentions = Counter[str](), Counter[str]()
    for profile in profiles:
        seen[profile.name] += profile.articles
        mentions.update(dict(profile.forms))
    full = [name for name in seen if type_ != "Person" or len(_bare(name)) > 1] or list(seen)
    most = max(seen[name] for name in full)
    frequent = (name for name in full if FREQUENT * seen[name] >= most)
    return min(
        frequent,
        key=lambda n: (*_fullness(n), -seen[n], -mentions[n], n.isupper(), n),
    )


def shown_type(profiles: Iterable[Profile]) -> str:
    """Return the type whose names were seen most often, among equals that of the canonical profile.

    The order of the profiles changes nothing.
    """
    seen = Counter[str]()
    for profile in sorted(profiles, key=canonical_order):
        seen[profile.type] += sum(count for _, count in profile.forms)
    return max(seen, key=lambda type_: seen[type_])


def _fullness(name: str) -> tuple[int, int]:
    words = _bare(name)
    return -sum(len(word) > 1 for word in words), -len(words)


def _bare(name: str) -> tuple[str, ...]:
    return split_legal_form(split_leading_form(normal_words(name))[0])[0]
