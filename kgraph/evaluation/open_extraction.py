"""The tasks ``carb`` and ``wire57``: what sentences tell in their own words.

Both read each sentence by itself and compare what :func:`kgraph.language.propose` gives with a
reference; the metrics are those of :mod:`kgraph.evaluation.carb` and
:mod:`kgraph.evaluation.wire57`. What nouns tell is less sure than what verbs do, which makes three
thresholds for the curve of ``carb``.

* ``carb``: a folder with ``dev.tsv``. ``precision``, ``recall`` and ``f1`` where F1 is highest, and
  ``auc``. Rules were written with the first, third, ... sentence before their authors' eyes; the
  second, fourth, ... stand alone too, under ``unseen.``. With ``system_outputs/openie5_output.txt``
  in the folder the same figures of OpenIE 5 are under ``openie5.``.
* ``wire57``: a folder with the reference and the outputs of other systems. ``precision``,
  ``recall``, ``f1``, and ``f1.SYSTEM`` of each other system.

Counts are ``sentences``, ``wanted`` tuples of the reference, and ``found`` ones, of all thresholds.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from kgraph.evaluation.carb import Curve, carb_curve, sentence_key
from kgraph.evaluation.extractions import Extraction, read_gold, read_openie5
from kgraph.evaluation.scores import Scores
from kgraph.evaluation.wire57 import read_reference, read_systems, wire57_figures
from kgraph.language import propose
from kgraph.model import Article

GOLD, OPENIE5 = "dev.tsv", "system_outputs/openie5_output.txt"
REFERENCE = "WiRe57_343-manual-oie.json"
SYSTEMS = "WiRe57_extractions_by_ollie_clausie_openie_stanford_minie_reverb_props-export.json"
SURE = 0.7
CONFIDENCE = {"title": 0.4, "apposition": 0.4, "possessive": 0.3, "specified": 0.3}


def score_carb(
    path: Path, *, pipeline: str | None, progress: Callable[[str, int], None] | None
) -> Scores:
    """Return the figures of the folder of CaRB; ``progress`` is called with each sentence.

    Raises:
        KGraphError: the corpus or the pipeline cannot be used.
    """
    gold = list(read_gold(path / GOLD))
    sentences = list(dict.fromkeys(extraction.sentence for extraction in gold))
    found = list(_extract({s: s for s in sentences}, pipeline, progress))
    systems = {"": found}
    if (path / OPENIE5).is_file():
        systems["openie5."] = list(read_openie5(path / OPENIE5))
    unseen = {sentence_key(sentence) for sentence in sentences[1::2]}
    scores = dict[str, float]()
    for name, extractions in systems.items():
        scores |= _figures(carb_curve(gold, extractions), name)
        half = [extraction for extraction in gold if sentence_key(extraction.sentence) in unseen]
        scores |= _figures(carb_curve(half, extractions), f"unseen.{name}")
    counts = {"found": len(found), "sentences": len(sentences), "wanted": len(gold)}
    return Scores("carb", dict(sorted(scores.items())), counts)


def score_wire57(
    path: Path, *, pipeline: str | None, progress: Callable[[str, int], None] | None
) -> Scores:
    """Return the figures of the folder of WiRe57; ``progress`` is called with each sentence.

    Raises:
        KGraphError: the corpus or the pipeline cannot be used.
    """
    sentences, reference = read_reference(path / REFERENCE)
    found = list(_extract(sentences, pipeline, progress))
    precision, recall, f1 = wire57_figures(reference, found)
    scores = {"precision": precision, "recall": recall, "f1": f1}
    if (path / SYSTEMS).is_file():
        for name, extractions in read_systems(path / SYSTEMS).items():
            scores[f"f1.{name}"] = wire57_figures(reference, extractions)[2]
    counts = {"found": len(found), "sentences": len(sentences), "wanted": len(reference)}
    return Scores("wire57", dict(sorted(scores.items())), counts)


def _figures(curve: Curve, form: str) -> Mapping[str, float]:
    precision, recall, f1 = curve.best
    named = {"precision": precision, "recall": recall, "f1": f1, "auc": curve.area}
    return {f"{form}{name}": value for name, value in named.items()}


def _extract(
    sentences: Mapping[str, str],
    pipeline: str | None,
    progress: Callable[[str, int], None] | None,
) -> Iterator[Extraction]:
    """Yield what kgraph finds in sentences, which are given by their ids."""
    articles = [Article(id=id_, text=text) for id_, text in sentences.items()]
    for number, (article, propositions) in enumerate(
        zip(articles, propose(articles, pipeline=pipeline), strict=True), 1
    ):
        for told in propositions:
            sure = CONFIDENCE.get(told.rule, SURE)
            yield Extraction(article.id, told.relation, told.arguments, sure)
        if progress is not None:
            progress(article.text, number)
