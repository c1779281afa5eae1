"""Names of a gazetteer in an article."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kgraph.language.clusters import NamedCluster
from kgraph.language.mentions import NameSpan
from kgraph.language.spacy_pipeline import pipeline_name
from kgraph.language.tree import Node
from kgraph.names.gazetteer import Gazetteer, ListedName, pieces

Member = tuple[NameSpan, str]


def annotator_name(pipeline: str | None, gazetteer: Gazetteer | None) -> str:
    """Return name and version of a pipeline with the gazetteer's fingerprint.

    This is what annotations record; it differs wherever the same article is annotated otherwise.

    Raises:
        PipelineError: as :func:`load_pipeline`.
    """
    name = pipeline_name(pipeline)
    return f"{name} with gazetteer {gazetteer.fingerprint}" if gazetteer else name


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Listed names by their pieces, and how many pieces names have that begin with one.

    The numbers of ``lengths`` are sorted, greatest first.
    """

    names: Mapping[tuple[str, ...], ListedName]
    lengths: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, gazetteer: Gazetteer | None) -> "NameIndex":
        """Return the index of a gazetteer; that of None is empty."""
        names = {pieces(listed.name): listed for listed in (gazetteer.names if gazetteer else ())}
        found: dict[str, set[int]] = {}
        for parts in names:
            found.setdefault(parts[0], set()).add(len(parts))
        lengths = {first: tuple(sorted(some, reverse=True)) for first, some in found.items()}
        return cls(names, lengths)

    def find(self, nodes: Sequence[Node]) -> tuple[NameSpan, ...]:
        """Return the listed names in text order, no two overlapping; the longest come first.

        A name is whole words of one segment, letters' case as listed, and a full stop that
        belongs to its last word may follow it.
        """
        if not self.names:
            return ()
        words = [(piece, i) for i, node in enumerate(nodes) for piece in pieces(node.text)]
        return tuple(self._walk(nodes, _Words(*zip(*words, strict=True)) if words else _Words()))

    def _walk(self, nodes: Sequence[Node], words: "_Words") -> Iterator[NameSpan]:
        at = 0
        while at < len(words.texts):
            length = self._length(nodes, words, at)
            if length:
                listed = self.names[words.texts[at : at + length]]
                start, end = words.homes[at], words.homes[at + length - 1] + 1
                why = f"{listed.name} is in the gazetteer"
                yield NameSpan(start, end, listed.type, listed.name, why, sure=True, listed=listed)
            at += length or 1

    def _length(self, nodes: Sequence[Node], words: "_Words", at: int) -> int:
        """Return of how many pieces the longest name is that begins there, 0 for none."""
        if not words.opens(at):
            return 0
        for length in self.lengths.get(words.texts[at], ()):
            found, last = words.texts[at : at + length], at + length - 1
            if len(found) == length and found in self.names and words.closes(last):
                first, final = nodes[words.homes[at]], nodes[words.homes[last]]
                if first.segment == final.segment:
                    return length
        return 0


@dataclass(frozen=True, slots=True)
class _Words:
    """The pieces of an article, and the number of the node that each is of."""

    texts: tuple[str, ...] = ()
    homes: tuple[int, ...] = ()

    def opens(self, at: int) -> bool:
        """Whether a node begins with the piece."""
        return at == 0 or self.homes[at - 1] != self.homes[at]

    def closes(self, at: int) -> bool:
        """Whether nothing but marks follows the piece in its node."""
        after = at + 1
        while after < len(self.texts) and self.homes[after] == self.homes[at]:
            if self.texts[after].isalnum():
                return False
            after += 1
        return True


def part_listed(clusters: Sequence[NamedCluster]) -> tuple[NamedCluster, ...]:
    """Return the clusters with listed names taken out of those that contradict their list.

    A listed name keeps its type, and names of two ids are never one; what is taken out is a thing
    by its own name.
    """
    if not any(span.listed for cluster in clusters for span, _ in cluster.members):
        return tuple(clusters)
    groups: dict[tuple[str, str, str], list[Member]] = {}
    for cluster in clusters:
        own = _own_id(cluster)
        for span, why in cluster.members:
            key = (cluster.type, cluster.name, own)
            if span.listed and _contradicts(span.listed, cluster.type, own):
                key = (span.listed.type, span.name, span.listed.id)
                span, why = replace(span, type=span.listed.type), span.why
            groups.setdefault(key, []).append((span, why))
    parted = (NamedCluster(key[1], key[0], _in_order(g)) for key, g in groups.items())
    return tuple(sorted(parted, key=lambda c: (c.members[0][0].start, c.type)))


def _own_id(cluster: NamedCluster) -> str:
    """Return the id of the cluster's name; of an unlisted one that of the first listed member."""
    listed = [span.listed for span, _ in cluster.members if span.listed is not None]
    fitting = [one for one in listed if one.id and one.type == cluster.type]
    named = [one for one in fitting if one.name == cluster.name]
    return (named or fitting)[0].id if fitting else ""


def _contradicts(listed: ListedName, type_: str, id_: str) -> bool:
    return listed.type != type_ or listed.id not in {"", id_}


def _in_order(members: Iterable[Member]) -> tuple[Member, ...]:
    return tuple(sorted(members, key=lambda member: member[0].start))
