"""The task ``attribution`` on articles written here."""

from pathlib import Path

import pytest

from kgraph import ReadError, evaluate
from kgraph.evaluation.attribution import Attributed, compare, read_attributions
from kgraph.model import Span

TEXT = "Anna Schmidt said that Greece bought Sony. It rained."


def spans(*words: str) -> tuple[Span, ...]:
    starts = ((TEXT.index(word), word) for word in words)
    return tuple(Span(start, start + len(word)) for start, word in starts)


SAID = Attributed(spans("Anna Schmidt"), spans("that Greece bought Sony"))


def test_the_same_agrees() -> None:
    counts = compare(TEXT, [SAID], [SAID])
    assert (counts["wanted"], counts["found"], counts["right"], counts["speaker"]) == (1, 1, 1, 1)
    assert (counts["words.wanted"], counts["words.found"], counts["words.right"]) == (4, 4, 4)


@pytest.mark.parametrize(
    ("content", "right"),
    [(("that Greece",), 1), (("Sony",), 0), (("Greece", "It rained"), 0), (("bought", "Sony"), 1)],
)
def test_content_has_to_overlap_by_a_third(content: tuple[str, ...], right: int) -> None:
    assert compare(TEXT, [SAID], [Attributed((), spans(*content))])["right"] == right


def test_speakers_agree_where_they_touch_or_where_there_is_none() -> None:
    said = spans("bought Sony")
    for wanted, found, agree in [
        (spans("Anna Schmidt"), spans("Schmidt"), 1),
        (spans("Anna"), spans("Schmidt"), 0),
        (spans("Anna"), (), 0),
        ((), (), 1),
    ]:
        counts = compare(TEXT, [Attributed(wanted, said)], [Attributed(found, said)])
        assert counts["speaker"] == agree


def test_pairs_are_one_to_one_the_best_first() -> None:
    found = [Attributed((), spans("that Greece bought")), SAID]
    counts = compare(TEXT, [SAID], found)
    assert (counts["found"], counts["right"], counts["speaker"]) == (2, 1, 1)


def write(folder: Path, marks: str) -> Path:
    for name in ("text", "attributions"):
        (folder / name).mkdir()
    (folder / "text" / "one.txt").write_text(TEXT, encoding="utf-8")
    path = folder / "attributions" / "one_ab.ann"
    path.write_text(marks, encoding="utf-8")
    return path


MARKS = """T1\tSource 0 12\tAnna Schmidt
T2\tContent 18 29;30 41\tthat Greece bought Sony
T3\tAttribution 13 17\tsaid
E1\tAttribution:T3 Source:T1 Content:T2
E2\tAttribution:T3 Source:T1
"""


def test_marks_of_brat_are_read(tmp_path: Path) -> None:
    (read,) = read_attributions(write(tmp_path, MARKS))
    assert read == Attributed((Span(0, 12),), (Span(18, 29), Span(30, 41)))


@pytest.mark.model
def test_what_the_pipeline_reads(tmp_path: Path) -> None:
    write(tmp_path, MARKS)
    scores = evaluate("attribution", tmp_path)
    assert scores.counts["wanted"] == scores.counts["found"] == 1
    assert scores.scores["f1"] == scores.scores["speaker"] == 1
    assert "unseen.f1" not in scores.scores


@pytest.mark.parametrize("line", ["T1\tSource 0\tA", "T1\tSource a b\tA"])
def test_a_broken_mark_is_named(tmp_path: Path, line: str) -> None:
    path = write(tmp_path, f"{MARKS}{line}\n")
    with pytest.raises(ReadError, match=r"one_ab\.ann:6: not a mark of brat"):
        list(read_attributions(path))


@pytest.mark.model
def test_a_text_without_marks_is_refused(tmp_path: Path) -> None:
    write(tmp_path, MARKS).unlink()
    with pytest.raises(ReadError, match=r"no marks for one\.txt"):
        evaluate("attribution", tmp_path)
