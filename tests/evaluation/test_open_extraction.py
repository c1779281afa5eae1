"""The tasks ``carb`` and ``wire57``: their metrics by hand, and on the outputs of other systems."""

import json
from pathlib import Path

import pytest

from kgraph.errors import ReadError
from kgraph.evaluation import evaluate
from kgraph.evaluation.carb import carb_curve, match
from kgraph.evaluation.extractions import Extraction, read_gold, read_openie5
from kgraph.evaluation.open_extraction import GOLD, OPENIE5, REFERENCE, SYSTEMS
from kgraph.evaluation.wire57 import read_reference, read_systems, wire57_figures

SHARED = Path(__file__).parents[3] / "shared" / "benchmarks"
beside = pytest.mark.skipif(not SHARED.is_dir(), reason="no benchmarks beside the checkout")
SENTENCE = "Google has bought Nest ."


def told(relation: str, *arguments: str, confidence: float = 1.0) -> Extraction:
    return Extraction(SENTENCE, relation, arguments, confidence)


@pytest.mark.parametrize(
    ("wanted", "found", "pair"),
    [
        (told("has bought", "Google", "Nest"), told("has bought", "Google", "Nest"), (1, 1)),
        (told("has bought", "Google", "Nest"), told("bought", "Google", "a Nest"), (0.75, 0.75)),
        (told("has bought", "Google", "Nest"), told("sold", "Google", "Nest"), (0, 0)),
        (told("has bought", "Google", "Nest"), told("has bought", "Google"), (0, 0)),
        (told("is", "Nest", "a firm"), told("be", "Nest", "a firm"), (1, 1)),
        # further arguments are one with the second
        (told("sued", "A", "B", "in May"), told("sued", "A", "B in May"), (1, 1)),
        # who says it may stand behind what is said
        (told("said", "Ann", "it rains"), told("said", "it rains", "Ann"), (1, 1)),
        (told("sued", "Ann", "Bob"), told("sued", "Bob", "Ann"), (1 / 3, 1 / 3)),
    ],
)
def test_a_pair_is_counted_in_words(
    wanted: Extraction, found: Extraction, pair: tuple[float, float]
) -> None:
    assert match(wanted, found) == pytest.approx(pair)


def test_every_confidence_is_a_threshold() -> None:
    gold = [told("bought", "Google", "Nest"), told("sold", "Sony", "Nest")]
    found = [
        told("bought", "Google", "Nest", confidence=0.9),
        told("likes", "Ann", "Nest", confidence=0.5),
    ]
    curve = carb_curve(gold, found)
    assert curve.points == ((0.5, 0.5), (1.0, 0.5))
    assert curve.best == pytest.approx((1.0, 0.5, 2 / 3))
    assert curve.area == pytest.approx(0.5)
    assert carb_curve(gold, []).best == (0.0, 0.0, 0.0)


def test_sentences_are_the_same_without_spaces_and_punctuation() -> None:
    gold = [Extraction("Nest -LRB- 2010 -RRB- grew .", "grew in", ("Nest", "2010"))]
    found = [Extraction("Nest (2010) grew.", "grew in", ("Nest", "2010"))]
    assert carb_curve(gold, found).best == (1.0, 1.0, 1.0)


def test_a_file_of_another_form_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("no tabs here\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"a\.tsv:1: expected"):
        list(read_gold(tmp_path / "a.tsv"))
    (tmp_path / "b.txt").write_text("high\t\ta\tb\tc\td\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"b\.txt:1: not a line of OpenIE 5"):
        list(read_openie5(tmp_path / "b.txt"))
    (tmp_path / REFERENCE).write_text('{"x": [{"id": 1}]}', encoding="utf-8")
    with pytest.raises(ReadError, match=r"unreadable at x\.0\.id; expected the reference"):
        evaluate("wire57", tmp_path)
    with pytest.raises(ReadError, match="check the path"):
        evaluate("carb", tmp_path)


@beside
def test_openie5_has_its_published_figures() -> None:
    folder = SHARED / "carb_dev"
    curve = carb_curve(read_gold(folder / GOLD), read_openie5(folder / OPENIE5))
    figures = [*curve.best, curve.area]
    assert [round(figure, 3) for figure in figures] == [0.526, 0.406, 0.458, 0.240]


@beside
def test_the_systems_of_wire57_have_their_published_figures() -> None:
    folder = SHARED / "wire57"
    _, reference = read_reference(folder / REFERENCE)
    systems = read_systems(folder / SYSTEMS)
    found = {name: round(wire57_figures(reference, own)[2], 3) for name, own in systems.items()}
    assert found == {
        "clausie": 0.342,
        "minie": 0.358,
        "ollie": 0.239,
        "openie": 0.267,
        "props": 0.187,
        "reverb": 0.200,
        "stanford": 0.198,
    }


def part(words: str, *, inferred: int = 0) -> dict[str, list[object]]:
    listed: list[object] = list(words.split())
    indexes: list[object] = [*range(len(listed) - inferred), *["inf"] * inferred]
    return {"words": listed, "words_indexes": indexes}


def test_inferred_words_are_not_asked_for(tmp_path: Path) -> None:
    row = {"arg1": part("Nest"), "rel": part("is", inferred=1), "arg2": part("a firm"), "arg3+": []}
    document = {"x": [{"id": "S 1", "sent": "Nest, a firm, grew.", "tuples": [row]}]}
    (tmp_path / REFERENCE).write_text(json.dumps(document), encoding="utf-8")
    sentences, reference = read_reference(tmp_path / REFERENCE)
    assert sentences == {"S 1": "Nest, a firm, grew."}
    right = [Extraction("S 1", "was", ("Nest", "a firm"))]
    assert wire57_figures(reference, right) == pytest.approx((0.75, 1.0, 6 / 7))
    assert wire57_figures(reference, [Extraction("S 1", "is", ("Sony", "a firm"))])[2] == 0
    assert wire57_figures(reference, [])[2] == 0


@pytest.mark.model
def test_the_tasks_read_sentences_by_themselves(tmp_path: Path) -> None:
    (tmp_path / GOLD).write_text(
        "Google bought Nest .\tbought\tGoogle\tNest\nIt rained .\train\tIt\n", encoding="utf-8"
    )
    scores = evaluate("carb", tmp_path)
    assert scores.scores["f1"] == pytest.approx(2 * 0.5 / 1.5)
    assert "openie5.f1" not in scores.scores
    assert scores.counts == {"found": 1, "sentences": 2, "wanted": 2}
