"""The task ``ner`` on a sentence whose two names the recogniser finds."""

from pathlib import Path

import pytest

from kgraph import ReadError, evaluate
from kgraph.evaluation import read_types

pytestmark = pytest.mark.model

WORDS = ("Angela", "Merkel", "visited", "Berlin", ".")


def score(
    folder: Path, tags: str, types: dict[str, str] | None = None
) -> tuple[dict[str, float], tuple[int, int, int]]:
    """Return the figures, and how many are wanted, found and right."""
    lines = [f"{word}\t{tag}\n" for word, tag in zip(WORDS, tags.split(), strict=True)]
    (folder / "names.iob2").write_text("".join(lines), encoding="utf-8")
    scores = evaluate("ner", folder, types=types)
    counts = scores.counts
    return dict(scores.scores), (counts["wanted"], counts["found"], counts["right"])


def test_all_names_right(tmp_path: Path) -> None:
    found, counts = score(tmp_path, "B-PER I-PER O B-LOC O")
    assert set(found.values()) == {1.0}
    assert counts == (2, 2, 2)
    assert {"f1", "precision.PERSON", "recall.PLACE"} <= found.keys()


def test_spans_and_types_have_to_be_exact(tmp_path: Path) -> None:
    found, counts = score(tmp_path, "O B-PER O B-ORG B-ORG")
    assert counts == (3, 2, 0)
    assert (found["precision"], found["recall"], found["f1"]) == (0, 0, 0)
    assert "precision.ORG" not in found
    assert found["f1.ORG"] == 0


def test_some_right_and_some_not(tmp_path: Path) -> None:
    found, counts = score(tmp_path, "B-PER I-PER O O B-ORG")
    assert counts == (2, 2, 1)
    assert (found["precision"], found["recall"], found["f1"]) == (0.5, 0.5, 0.5)
    assert (found["f1.PERSON"], found["f1.PLACE"], found["f1.ORG"]) == (1, 0, 0)


def test_a_label_without_a_type_is_neither_wanted_nor_wrong(tmp_path: Path) -> None:
    found, counts = score(tmp_path, "B-PER I-PER O B-MISC O")
    assert counts == (1, 1, 1)
    assert found["f1"] == 1


def test_a_label_that_is_no_name_makes_what_is_marked_there_wrong(tmp_path: Path) -> None:
    types = {"PER": "PERSON", "LOC": "PLACE", "MISC": "O"}
    assert score(tmp_path, "B-PER I-PER O B-MISC O", types)[1] == (1, 2, 1)


def test_a_label_of_the_pipeline_without_a_type_is_not_scored(tmp_path: Path) -> None:
    assert score(tmp_path, "B-PER I-PER O B-LOC O", {"PER": "PERSON"})[1] == (1, 1, 1)


def test_a_map_of_types_is_a_table_of_strings(tmp_path: Path) -> None:
    assert read_types()["PER"] == "PERSON"
    path = tmp_path / "types.toml"
    for text in ("types = 3", "[types]\nPER = 3", "[other]", "[types"):
        path.write_text(text)
        with pytest.raises(ReadError, match=str(path)):
            read_types(path)


def test_a_folder_with_no_corpus_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="nothing to measure on"):
        evaluate("ner", tmp_path)


def test_an_article_is_read_whole_and_either_form_of_a_name_is_right(tmp_path: Path) -> None:
    text = "President Angela Merkel visited Berlin."
    places = [("PER", 0, 23), ("PER", 10, 23), ("LOC", 32, 38)]
    marks = (
        f'{{"label": "{label}", "position": {{"start_offset": {a}, "end_offset": {b}}}}}'
        for label, a, b in places
    )
    (tmp_path / "article_text").mkdir()
    (tmp_path / "article_text" / "one.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "marked.json"
    path.write_text(f'[{{"id": "one", "entities": [{", ".join(marks)}]}}]', encoding="utf-8")
    counts = evaluate("ner", path).counts
    assert (counts["wanted"], counts["found"], counts["right"], counts["texts"]) == (2, 2, 2, 1)
