"""Sightings: what one article calls things, gathered by name and type."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping

from kgraph.identity import normal_form
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


def profile_id(type_: str, name: str, listed: str = "", sense: str = "") -> str:
    """Return the id of the profile of one name and type, one id of a gazetteer, and one sense."""
    told = [listed, sense] if sense else [listed] if listed else []
    return content_id("profile", type_, name, *told)


def sense_block(type_: str, name: str, listed: str) -> str:
    """Return what the sightings share that may be of one bearer of a name."""
    return f"{type_}\n{normal_form(name)}\n{listed}"


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
    name, listed = _fullest_name(mentions), max(m.listed for m in mentions)
    return Sighting(
        id=id_,
        type=mentions[0].type,
        name=name,
        listed=listed,
        forms=tuple(sorted(forms.items())),
        mentions=len(mentions),
        named=named is None or any(m.id in named for m in mentions),
        block=sense_block(mentions[0].type, name, listed),
    )
