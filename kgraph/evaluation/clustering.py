"""How well mentions are grouped into things: MUC, B3, CEAFe and their average.

* MUC counts links (Vilain et al. 1995, https://aclanthology.org/M95-1005): a cluster of n mentions
  has n - 1, and loses one for each further part into which the other side breaks it.
* B3 counts mentions (Bagga and Baldwin 1998, https://aclanthology.org/P98-1012): what share of a
  mention's own cluster the other side has in one cluster with it.
* CEAFe counts clusters (Luo 2005, https://aclanthology.org/H05-1004, with his fourth measure of
  likeness): clusters are paired one to one so that the sum of 2|K & R| / (|K| + |R|) is largest.

Mentions that only one side has are no special case, as in the reference scorer (Pradhan et al.
2014, https://aclanthology.org/P14-2006): they stay in the clusters of their side, and in the other
side each stands alone for MUC and nowhere for B3 and CEAFe. The average is that of the three F1.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from kgraph.evaluation.scores import harmonic_mean

Partition = Sequence[Collection[Hashable]]
"""Clusters of mentions; no mention is in two of them."""

METRICS = ("b3", "ceafe", "muc")


@dataclass(frozen=True, slots=True)
class Ratio:
    """What is right and out of how much, on either side; ratios of documents are added up."""

    recall: float = 0
    wanted: float = 0
    precision: float = 0
    found: float = 0

    def __add__(self, other: "Ratio") -> "Ratio":
        return Ratio(
            self.recall + other.recall,
            self.wanted + other.wanted,
            self.precision + other.precision,
            self.found + other.found,
        )

    def figures(self) -> tuple[float | None, float | None, float | None]:
        """Return precision, recall and F1; None where one is 0 of 0."""
        precision = self.precision / self.found if self.found else None
        recall = self.recall / self.wanted if self.wanted else None
        return precision, recall, harmonic_mean(precision, recall)


def muc(key: Partition, response: Partition) -> Ratio:
    """Return how many links of each side the other has too."""
    return Ratio(*_links(key, response), *_links(response, key))


def b_cubed(key: Partition, response: Partition) -> Ratio:
    """Return the sums, over the mentions of each side, of the share that B3 counts."""
    return Ratio(*_shares(key, response), *_shares(response, key))


def ceaf_e(key: Partition, response: Partition) -> Ratio:
    """Return the likeness of the best pairs of clusters, out of the clusters of each side."""
    alike = _best_pairs(key, response)
    return Ratio(alike, len(key), alike, len(response))


def cluster_figures(
    documents: Iterable[tuple[Partition, Partition]], form: str = "{}"
) -> dict[str, float | None]:
    """Return precision, recall and F1 of each metric over documents of key and response.

    Their names are "muc.precision" and so on, and "conll" for the average, put into ``form``.
    A figure that is 0 of 0 is None, and the average where an F1 is.
    """
    sums = {name: Ratio() for name in METRICS}
    for key, response in documents:
        sums["b3"] += b_cubed(key, response)
        sums["ceafe"] += ceaf_e(key, response)
        sums["muc"] += muc(key, response)
    figures: dict[str, float | None] = {}
    for name, ratio in sums.items():
        parts = zip(("precision", "recall", "f1"), ratio.figures(), strict=True)
        figures |= {form.format(f"{name}.{part}"): value for part, value in parts}
    found = [figures[form.format(f"{name}.f1")] for name in METRICS]
    known = [value for value in found if value is not None]
    average = sum(known) / len(METRICS) if len(known) == len(METRICS) else None
    return figures | {form.format("conll"): average}


def _home(clusters: Partition) -> Mapping[Hashable, int]:
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}


def _links(one: Partition, other: Partition) -> tuple[int, int]:
    """Return how many links of ``one`` hold in ``other``, and how many there are."""
    home, kept, every = _home(other), 0, 0
    for cluster in one:
        parts = {home[m] for m in cluster if m in home}
        alone = sum(m not in home for m in cluster)
        kept += len(cluster) - len(parts) - alone
        every += len(cluster) - 1
    return kept, every


def _shares(one: Partition, other: Partition) -> tuple[float, int]:
    home = _home(other)
    kept = 0.0
    for cluster in one:
        common = Counter(home[m] for m in cluster if m in home)
        kept += sum(n * n for n in common.values()) / len(cluster)
    return kept, sum(map(len, one))


def _best_pairs(key: Partition, response: Partition) -> float:
    """Return the largest sum of likeness that a pairing one to one can have."""
    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    for number, other, value in _alike(key, response):
        graph.add_edge(("key", number), ("response", other), weight=value)
    total = 0.0
    for part in nx.connected_components(graph):
        pairs = nx.max_weight_matching(graph.subgraph(sorted(part)))
        total += sum(graph.edges[ends]["weight"] for ends in sorted(pairs))
    return total


def _alike(key: Partition, response: Partition) -> Iterator[tuple[int, int, float]]:
    """Yield Luo's fourth measure of each two clusters that share a mention."""
    home = _home(response)
    for number, cluster in enumerate(key):
        common = Counter(home[m] for m in cluster if m in home)
        for other, n in sorted(common.items()):
            yield number, other, 2 * n / (len(cluster) + len(response[other]))
