"""The task ``coref`` on documents written here."""

from pathlib import Path

import pytest

from kgraph import ReadError, evaluate
from kgraph.evaluation.coreference import ChainedText, read_chained

Token = tuple[str, str, bool]
"""Word, brackets, and whether a space follows."""

SENTENCES: list[list[Token]] = [
    [("Angela", "(1", True), ("Merkel", "1)", True), ("slept", "", False), (".", "", True)],
    [("She", "(1)", True), ("dreamt", "", False), (".", "", True)],
]


def write(path: Path, sentences: list[list[Token]], *, name: str = "one") -> Path:
    lines = [f"# newdoc id = {name}", "# newpar"]
    for sentence in sentences:
        for number, (form, brackets, space) in enumerate(sentence, 1):
            misc = "|".join(
                [f"Entity={brackets}"] * bool(brackets) + ["SpaceAfter=No"] * (not space)
            )
            head, relation = ("0", "root") if number == 1 else ("1", "dep")
            cells = [str(number), form, "_", "_", "_", "_", head, relation, "_", misc or "_"]
            lines.append("\t".join(cells))
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def words(text: ChainedText) -> list[list[str]]:
    return [[span.of(text.text) for span in chain] for chain in text.chains]


def test_the_text_is_put_together_of_its_words_and_spans_are_of_it(tmp_path: Path) -> None:
    (text,) = read_chained([write(tmp_path / "one.conllu", SENTENCES)])
    assert (text.id, text.text) == ("one", "Angela Merkel slept. She dreamt. ")
    assert words(text) == [["Angela Merkel", "She"]]


@pytest.mark.parametrize(
    ("brackets", "expected"),
    [
        (["(1(2)", "1)", "(1)"], [["a"], ["a b", "c"]]),
        (["(1", "1)(2", "2)(1)"], [["a b", "c"], ["b c"]]),
        (["(1(1)", "1)", ""], [["a", "a b"]]),
        (["(1(2", "", "2)1)"], [["a b c"], ["a b c"]]),
        (["(1", "(2)", "1)(2)"], [["a b c"], ["b", "c"]]),
    ],
)
def test_brackets_nest_cross_and_stand_side_by_side(
    tmp_path: Path, brackets: list[str], expected: list[list[str]]
) -> None:
    tokens = [(word, marks, True) for word, marks in zip("abc", brackets, strict=True)]
    (text,) = read_chained([write(tmp_path / "one.conllu", [tokens])])
    assert words(text) == expected


def test_paragraphs_are_parted_by_a_blank_line(tmp_path: Path) -> None:
    path = write(tmp_path / "one.conllu", SENTENCES)
    first, _, rest = path.read_text(encoding="utf-8").partition("\n\n")
    path.write_text(f"{first}\n\n# newpar\n{rest}", encoding="utf-8")
    (text,) = read_chained([path])
    assert text.text.split("\n\n") == ["Angela Merkel slept. ", "She dreamt. "]
    assert words(text) == [["Angela Merkel", "She"]]


@pytest.mark.parametrize(
    ("brackets", "line", "message"),
    [
        ("1)", 3, r"1\) closes no bracket; add \(1"),
        ("(1", 3, r"\(1 is never closed; add 1\)"),
        ("(1-person)", 3, "are not brackets of chains; expected such as"),
    ],
)
def test_broken_brackets_are_told_with_their_line(
    tmp_path: Path, brackets: str, line: int, message: str
) -> None:
    path = write(tmp_path / "one.conllu", [[("a", brackets, True)]])
    with pytest.raises(ReadError, match=rf"one\.conllu:{line}: .*{message}"):
        read_chained([path])


def test_documents_are_left_out_by_id_or_by_the_file_that_holds_them(tmp_path: Path) -> None:
    files = [
        write(tmp_path / f"{name}.conllu", SENTENCES, name=name) for name in ("one", "on", "two")
    ]
    for leave_out, kept in [
        ((), ["one", "on", "two"]),
        (("on",), ["two"]),
        ((str(files[1]),), ["one", "two"]),
        ((str(files[0]), "tw"), ["on"]),
    ]:
        assert [text.id for text in read_chained(files, leave_out)] == kept


def test_a_file_to_leave_out_has_to_name_documents(tmp_path: Path) -> None:
    files = [write(tmp_path / "one.conllu", SENTENCES)]
    (tmp_path / "other.conllu").write_text("# text = a\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"other\.conllu: names no document; expected lines"):
        read_chained(files, [str(tmp_path / "other.conllu")])
    with pytest.raises(ReadError, match=r"missing\.conllu: No such file"):
        read_chained(files, ["missing.conllu"])


@pytest.mark.model
def test_a_chain_that_is_found_is_right_by_its_exact_spans(tmp_path: Path) -> None:
    write(tmp_path / "one.conllu", SENTENCES)
    scores = evaluate("coref", tmp_path)
    assert {scores.scores[f"{name}.f1"] for name in ("muc", "b3", "ceafe", "mentions")} == {1.0}
    assert scores.scores["conll"] == 1
    assert scores.counts == {
        "documents": 1,
        "chains.wanted": 1,
        "chains.found": 1,
        "mentions.wanted": 2,
        "mentions.found": 2,
        "mentions.right": 2,
    }


@pytest.mark.model
def test_a_span_that_is_longer_is_another_mention(tmp_path: Path) -> None:
    (_, surname, *rest), second = SENTENCES
    longer = [[("Angela", "", True), ("Merkel", "(1)", True), *rest], second]
    write(tmp_path / "one.conllu", longer)
    scores = evaluate("coref", tmp_path)
    assert surname[0] == "Merkel"
    assert scores.counts["mentions.right"] == 1
    assert scores.scores["muc.f1"] == 0
