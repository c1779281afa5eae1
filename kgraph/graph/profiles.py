"""Profiles: what each article calls things, gathered by name and type."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kgraph.model import Annotation, Mention, Profile, content_id


@dataclass(slots=True)
class _Draft:
    forms: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)


def find_profiles(
    annotations: Iterable[Annotation],
) -> tuple[tuple[Profile, ...], Mapping[str, str]]:
    """Return the profiles by id, and the profile of each mention that has one.

    A cluster of an article is known by its fullest name: the longest, among equals the most
    frequent, then the first in the alphabet. A cluster that no name is in has no profile.
    """
    drafts: dict[tuple[str, str, str], _Draft] = {}
    homes: dict[str, str] = {}
    for annotation in annotations:
        for cluster in _clusters(annotation):
            name = _fullest_name(cluster)
            if not name:
                continue
            key = (cluster[0].type, name, max(m.listed for m in cluster))
            draft = drafts.setdefault(key, _Draft())
            draft.forms.update(m.name for m in cluster if m.name)
            draft.articles.add(annotation.article)
            homes.update((mention.id, profile_id(*key)) for mention in cluster)
    profiles = (_profile(key, draft) for key, draft in drafts.items())
    return tuple(sorted(profiles, key=lambda p: p.id)), homes


def profile_id(type_: str, name: str, listed: str = "") -> str:
    """Return the id of the profile of one name and type, and of one id of a gazetteer."""
    return content_id("profile", type_, name, *([listed] if listed else []))


def _clusters(annotation: Annotation) -> Iterator[list[Mention]]:
    clusters: dict[str, list[Mention]] = {}
    for mention in annotation.mentions:
        clusters.setdefault(mention.cluster, []).append(mention)
    yield from clusters.values()


def _fullest_name(cluster: Iterable[Mention]) -> str:
    names = Counter(m.name for m in cluster if m.name)
    return min(names, key=lambda name: (-len(name), -names[name], name), default="")


def _profile(key: tuple[str, str, str], draft: _Draft) -> Profile:
    type_, name, listed = key
    return Profile(
        id=profile_id(*key),
        type=type_,
        name=name,
        forms=tuple(sorted(draft.forms.items())),
        articles=tuple(sorted(draft.articles)),
        listed=listed,
    )
