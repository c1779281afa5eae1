"""Sightings: what one article calls things, gathered by name and type."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping

from kgraph.model import Annotation, Mention, content_id
from kgraph.record import Sighting


def find_sightings(
    annotation: Annotation, named: Container[str] | None = None
) -> tuple[tuple[Sighting, ...], Mapping[str, str]]:
    """Return the sightings of an article by profile id, and the profile of each mention of one.

    A cluster is known by its fullest name: the longest, among equals the most frequent, then the
    first in the alphabet. A cluster that no name is in has no profile. ``named`` are the mentions
    that are more than concepts, None where all are.
    """
    clusters: dict[str, list[Mention]] = {}
    homes: dict[str, str] = {}
    for cluster in _clusters(annotation):
        name = _fullest_name(cluster)
        if name:
            id_ = profile_id(cluster[0].type, name, max(m.listed for m in cluster))
            clusters.setdefault(id_, []).extend(cluster)
            homes.update((mention.id, id_) for mention in cluster)
    sightings = (_sighting(id_, some, named) for id_, some in sorted(clusters.items()))
    return tuple(sightings), homes


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


def _sighting(id_: str, mentions: list[Mention], named: Container[str] | None) -> Sighting:
    forms = Counter(m.name for m in mentions if m.name)
    return Sighting(
        id=id_,
        type=mentions[0].type,
        name=_fullest_name(mentions),
        listed=max(m.listed for m in mentions),
        forms=tuple(sorted(forms.items())),
        mentions=len(mentions),
        named=named is None or any(m.id in named for m in mentions),
    )
