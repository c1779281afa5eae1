"""The task ``gap`` on passages written here."""

from pathlib import Path

import pytest

from kgraph import ReadError, evaluate
from kgraph.evaluation.gap import COLUMNS, read_passages

HER = "Angela Merkel met Barack Obama in Berlin. Later Merkel said she was tired."
HIS = "Barack Obama met Angela Merkel in Berlin. Later Obama said he was tired."


def row(text: str, pronoun: str, a: tuple[str, str], b: tuple[str, str], id_: str = "x") -> str:
    """Return a row; a name stands at its last place in the text."""
    at = text.index(f" {pronoun} ") + 1
    cells = [id_, text, pronoun, str(at)]
    for name, truth in (a, b):
        cells += [name, str(text.rindex(name)), truth]
    return "\t".join([*cells, "http://example.org"])


ROWS = [
    row(HER, "she", ("Merkel", "TRUE"), ("Barack Obama", "FALSE")),
    row(HIS, "he", ("Obama", "TRUE"), ("Angela Merkel", "FALSE")),
]


def write(folder: Path, *rows: str) -> Path:
    path = folder / "gap.tsv"
    path.write_text("\n".join(["\t".join(COLUMNS), *rows, ""]), encoding="utf-8")
    return path


def test_a_passage_has_a_pronoun_of_a_gender_and_two_names(tmp_path: Path) -> None:
    first, second = read_passages(write(tmp_path, *ROWS))
    assert (first.gender, second.gender) == ("feminine", "masculine")
    assert first.pronoun.of(first.text) == "she"
    assert [(span.of(HER), wanted) for span, wanted in first.names] == [
        ("Merkel", True),
        ("Barack Obama", False),
    ]


@pytest.mark.model
def test_figures_are_over_names_and_bias_is_of_the_two_genders(tmp_path: Path) -> None:
    scores = evaluate("gap", write(tmp_path, *ROWS))
    assert scores.scores["f1"] == scores.scores["bias"] == 1
    assert (scores.counts["passages"], scores.counts["wanted"], scores.counts["right"]) == (2, 2, 2)
    wrong = row(HER, "she", ("Merkel", "FALSE"), ("Barack Obama", "TRUE"))
    scores = evaluate("gap", write(tmp_path, *ROWS, wrong))
    assert scores.scores["precision"] == pytest.approx(2 / 3)
    assert scores.scores["recall"] == pytest.approx(2 / 3)
    assert scores.scores["masculine.f1"] == 1
    assert scores.scores["feminine.f1"] == scores.scores["bias"] == 0.5


@pytest.mark.model
def test_any_mention_of_the_one_that_is_meant_counts(tmp_path: Path) -> None:
    """The pronoun's cluster holds the candidate's, wherever else it is named."""
    both = row(HER, "she", ("Merkel", "TRUE"), ("Angela Merkel", "TRUE"))
    assert evaluate("gap", write(tmp_path, both)).scores["recall"] == 1


@pytest.mark.model
def test_one_gender_alone_has_no_bias(tmp_path: Path) -> None:
    assert "bias" not in evaluate("gap", write(tmp_path, ROWS[0])).scores


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("a\tb", "2 cells; expected 11, parted by tabs"),
        (ROWS[0].replace("\tshe\t", "\tthey\t"), "'they' has no gender; expected she"),
        (ROWS[0].replace("\tTRUE\t", "\tyes\t"), "'yes' in place of TRUE or FALSE"),
        (
            ROWS[0].replace("\tBarack Obama\t18", "\tBarack Obama\t17"),
            "B 'Barack Obama' is not at '17'",
        ),
        (
            ROWS[0].replace("\tBarack Obama\t18", "\tBarack Obama\t-1"),
            "B 'Barack Obama' is not at '-1'",
        ),
        (ROWS[0].replace("\tBarack Obama\t18", "\t\t18"), "B '' is not at '18'"),
    ],
)
def test_a_broken_row_is_told_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(ReadError, match=rf"gap\.tsv:3: {message}"):
        list(read_passages(write(tmp_path, ROWS[1], line)))


def test_another_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gap.tsv"
    path.write_text("a,b\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"gap\.tsv:1: no table of GAP; expected ID Text"):
        list(read_passages(path))
