"""The task ``parse`` on treebanks made of what the pipeline itself reads, then changed by hand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kgraph import evaluate
from kgraph.language.segments import sentence_starts
from kgraph.language.spacy_pipeline import load_pipeline

pytestmark = pytest.mark.model

TEXT = "Germany banned the company. It sued the government."

Rows = list[list[str]]


def own_reading() -> Rows:
    """Return the shipped pipeline's reading of TEXT as CoNLL-U cells, an empty row a sentence."""
    doc, rows = load_pipeline()(TEXT), Rows()
    first = 0
    for token in doc:
        if token.i in sentence_starts(doc):
            first = token.i
            rows.append([])
        root = token.head == token
        head = "0" if root else str(token.head.i - first + 1)
        relation = "root" if root else token.dep_
        misc = "_" if token.whitespace_ else "SpaceAfter=No"
        cells = [str(token.i - first + 1), token.text, token.lemma_, "_", token.tag_, "_"]
        rows.append([*cells, head, relation, "_", misc])
    return rows[1:]


def score(folder: Path, change: Callable[[Rows], object]) -> dict[str, float]:
    rows = own_reading()
    change(rows)
    lines = ["# newdoc id = one", *("\t".join(row) for row in rows), ""]
    (folder / "one.conllu").write_text("\n".join(lines), encoding="utf-8")
    return dict(evaluate("parse", folder).scores)


def test_what_the_pipeline_reads_is_all_right(tmp_path: Path) -> None:
    assert set(score(tmp_path, lambda _: None).values()) == {1.0}


def test_documents_can_be_left_out(tmp_path: Path) -> None:
    score(tmp_path, lambda _: None)
    other = (tmp_path / "one.conllu").read_text(encoding="utf-8").replace("= one", "= other")
    (tmp_path / "two.conllu").write_text(other, encoding="utf-8")
    assert evaluate("parse", tmp_path).counts["sentences"] == 4
    assert evaluate("parse", tmp_path, leave_out=["oth"]).counts["sentences"] == 2


def test_each_cell_counts_in_its_own_figure(tmp_path: Path) -> None:
    def change(rows: Rows) -> None:
        rows[0][4] = "XX"
        rows[1][2] = "prohibit"
        rows[2][6], rows[2][7] = "1", "nsubj"
        rows[3][7] += ":sub"
        rows[4][7] = "dep"

    found = score(tmp_path, change)
    assert found == pytest.approx(
        {"tag": 0.9, "lemma": 0.9, "uas": 0.9, "las": 0.8, "sentences": 1.0}
    )


def test_words_that_do_not_align_are_errors_of_both_sides(tmp_path: Path) -> None:
    def merge(rows: Rows) -> None:
        """Make one word of "government" and the full stop: 9 words against 10, 8 of them equal."""
        rows[9][1], rows[9][9] = "government.", "_"
        del rows[10:]

    found = score(tmp_path, merge)
    assert found["tag"] == pytest.approx(2 * 8 / (9 + 10))
    assert found["las"] == pytest.approx(2 * 7 / (9 + 10))  # nor is the head of "the" aligned
    assert found["sentences"] == 1


def test_a_sentence_is_right_when_both_its_ends_are(tmp_path: Path) -> None:
    def join(rows: Rows) -> None:
        rows.remove([])
        for row in rows[5:]:
            row[0] = str(int(row[0]) + 5)
            row[6] = str(int(row[6]) + 5) if row[6] != "0" else "0"

    found = score(tmp_path, join)
    assert found["sentences"] == 0
    assert found["las"] == 1


def test_figures_of_nothing_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "none.conllu").write_text("\n")
    scores = evaluate("parse", tmp_path)
    assert scores.scores == {}
    assert scores.counts == {}
