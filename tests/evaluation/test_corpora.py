"""Treebanks and corpora of names: what is read of them, and what is refused."""

from pathlib import Path

import pytest

from kgraph.errors import ReadError
from kgraph.evaluation.columns import TaggedSentence, read_columns
from kgraph.evaluation.conllu import read_sentences
from kgraph.evaluation.marked import read_marked
from kgraph.evaluation.parsing import read_paragraphs


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def word(number: int | str, form: str, head: int | str, misc: str = "_") -> str:
    return f"{number}\t{form}\t{form}\tX\tX\t_\t{head}\tdep\t_\t{misc}\n"


def test_paragraphs_are_the_text_that_words_spell(tmp_path: Path) -> None:
    rows = (
        "# newdoc id = first\n# newpar\n"
        + word("1-2", "can't", "_", "SpaceAfter=No")
        + word(1, "ca", 0)
        + word(2, "n't", 1)
        + word("2.1", "empty", "_")
        + word(3, "!", 1)
        + "\n"
        + word(1, "Go", 0)
        + "\n# newpar\n"
        + word(1, "So", 0)
    )
    first, second = read_paragraphs(write(tmp_path / "a.conllu", rows))
    assert (first.document, first.text, second.text) == ("first", "can't! Go ", "So ")
    places = [[place for place, _ in words] for words in first.sentences]
    assert places == [[(0, 2), (2, 5), (5, 6)], [(7, 9)]]


def test_sentences_of_a_file_without_paragraphs_stand_alone(tmp_path: Path) -> None:
    rows = word(1, "Go", 0) + "\n" + word(1, "So", 0)
    assert [p.text for p in read_paragraphs(write(tmp_path / "a.conllu", rows))] == ["Go ", "So "]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("1\tGo\n", ":1: not CoNLL-U; expected 10 columns"),
        (word(1, "", 0), ":1: not CoNLL-U; expected 10 columns"),
        (word("x", "Go", 0), ":1: not CoNLL-U; expected a number in place of 'x'"),
        (word(1, "Go", "_"), ":1: not CoNLL-U; expected a number in place of '_'"),
        (word(1, "Go", 0) + word(3, "on", 1), ":2: word 3 stands where word 2 is expected"),
        (word(1, "Go", 2) + "\n", ":1: a head in the sentence that ends here is no word of it"),
    ],
)
def test_what_is_no_treebank_is_refused_with_its_line(
    tmp_path: Path, rows: str, message: str
) -> None:
    path = write(tmp_path / "a.conllu", rows)
    with pytest.raises(ReadError) as caught:
        list(read_sentences(path))
    assert str(caught.value).startswith(f"{path}{message}")


def test_bytes_that_are_no_text_and_missing_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    with pytest.raises(ReadError, match="No such file"):
        list(read_sentences(path))
    path.write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(ReadError, match="not UTF-8"):
        list(read_columns(path))


@pytest.mark.parametrize(
    ("rows", "words", "tags"),
    [
        ("Ada B-PER\nran O\n", ("Ada", "ran"), ("B-PER", "O")),
        ("Ada\tB-PER\r\nran\tO\r\n", ("Ada", "ran"), ("B-PER", "O")),
        ("Ada NNP I-NP I-PER\nran VBD O O\n", ("Ada", "ran"), ("I-PER", "O")),
        ("# text = Ada 1\n1\tAda\tB-PER\t-\tx\n2\t1\tO\t-\tx\n", ("Ada", "1"), ("B-PER", "O")),
        ("-DOCSTART- O\n\n# O\nAda I-PER\n", ("#", "Ada"), ("O", "I-PER")),
        ("#\tO\nAda\tB-PER\n", ("#", "Ada"), ("O", "B-PER")),
    ],
)
def test_words_and_tags_are_found_in_every_kind_of_columns(
    tmp_path: Path, rows: str, words: tuple[str, ...], tags: tuple[str, ...]
) -> None:
    assert list(read_columns(write(tmp_path / "a.txt", rows))) == [TaggedSentence(words, tags)]


def test_a_line_without_a_tag_is_refused_with_its_number(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Ada\tB-PER\n\nran\tfast\n")
    with pytest.raises(ReadError, match=r"a\.txt:3: no column of tags"):
        list(read_columns(path))


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        ("O I-PER I-PER I-LOC O", [(1, 3, "PER"), (3, 4, "LOC")]),
        ("B-PER B-PER I-PER", [(0, 1, "PER"), (1, 3, "PER")]),
        ("B-PER E-PER S-PER O", [(0, 2, "PER"), (2, 3, "PER")]),
        ("U-PER B-PER L-PER", [(0, 1, "PER"), (1, 3, "PER")]),
        ("I-PER O I-PER", [(0, 1, "PER"), (2, 3, "PER")]),
    ],
)
def test_every_scheme_of_tags_gives_its_names(tags: str, names: list[tuple[int, int, str]]) -> None:
    given = tuple(tags.split())
    assert list(TaggedSentence(given, given).names()) == names


def marked(folder: Path, entities: str, text: str = "Dr Ada met Bob.") -> Path:
    (folder / "article_text").mkdir()
    write(folder / "article_text" / "one.txt", text)
    return write(folder / "a.json", f'[{{"id": "one", "entities": [{entities}]}}]')


def entity(label: str, start: int, end: int) -> str:
    position = f'{{"start_offset": {start}, "end_offset": {end}}}'
    return f'{{"id": 1, "label": "{label}", "position": {position}}}'


def test_of_names_inside_each_other_the_innermost_is_the_name(tmp_path: Path) -> None:
    names = [entity("PER", 0, 6), entity("PER", 3, 6), entity("TITLE", 0, 2), entity("PER", 11, 14)]
    (found,) = read_marked(marked(tmp_path, ", ".join(names)))
    assert found.text == "Dr Ada met Bob."
    assert found.names == ((0, 2, "TITLE"), (3, 6, "PER"), (11, 14, "PER"))
    assert found.longer == {(0, 6, "PER"): (3, 6, "PER")}


@pytest.mark.parametrize(
    ("entities", "message"),
    [
        (entity("PER", 3, 60), r"one marks 3 to 60 outside .*one.txt"),
        (entity("PER", 6, 3), "one marks 6 to 3 outside"),
        ('{"label": "PER"}', r"at 0\.entities\.0\.position"),
    ],
)
def test_a_list_of_marked_articles_that_is_wrong_is_refused(
    tmp_path: Path, entities: str, message: str
) -> None:
    with pytest.raises(ReadError, match=message):
        list(read_marked(marked(tmp_path, entities)))


def test_a_marked_article_that_is_missing_is_named(tmp_path: Path) -> None:
    path = marked(tmp_path, entity("PER", 3, 6))
    (tmp_path / "article_text" / "one.txt").unlink()
    with pytest.raises(ReadError, match="No such file"):
        list(read_marked(path))
