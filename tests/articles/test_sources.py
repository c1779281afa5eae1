"""Files as they come: packed, in other encodings, in formats that are not read, in folders."""

import gzip
import shutil
from pathlib import Path

import pytest

from kgraph.articles import read_articles
from kgraph.articles.sources import LONGEST_UNPACKED
from tests.articles.files import WILD, WORDS, read_one, refusal, write_bytes


@pytest.mark.parametrize("path", sorted(WILD.iterdir()), ids=lambda path: path.name)
def test_every_format_is_read_packed_as_it_is_read_plain(tmp_path: Path, path: Path) -> None:
    packed = write_bytes(tmp_path / f"{path.name}.gz", gzip.compress(path.read_bytes()))
    plain = list(read_articles([path]))
    assert plain
    assert list(read_articles([packed])) == plain


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    with gzip.open(path, "wb", compresslevel=1) as stream:
        for _ in range((LONGEST_UNPACKED >> 24) + 1):
            stream.write(bytes(1 << 24))
    assert refusal(path) == (
        f"{path}: unpacks to more than 512 MiB; unpack it with gunzip and part it"
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            gzip.compress(WORDS.encode())[:-9],
            "Compressed file ended before the end-of-stream marker was reached",
        ),
        (b"plain", "Not a gzipped file (b'pl')"),
    ],
)
def test_a_broken_pack_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    path = write_bytes(tmp_path / "a.txt.gz", data)
    assert refusal(path) == f"{path}: broken .gz file ({reason}); pack it again"


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("a.pdf", "pdftotext -enc UTF-8 FILE.pdf FILE.txt"),
        ("a.PDF.gz", "pdftotext -enc UTF-8 FILE.pdf FILE.txt"),
        ("a.docx", "pandoc -t plain --wrap=none FILE.docx -o FILE.txt"),
        ("a.odt", "pandoc -t plain --wrap=none FILE.odt -o FILE.txt"),
        ("a.rtf", "pandoc -t plain --wrap=none FILE.rtf -o FILE.txt"),
        ("a.epub", "pandoc -t plain --wrap=none FILE.epub -o FILE.txt"),
        ("a.doc", 'soffice --headless --convert-to "txt:Text (encoded):UTF8" FILE.doc'),
    ],
)
def test_a_format_of_other_programs_is_refused_with_a_converter(
    tmp_path: Path, name: str, command: str
) -> None:
    path = write_bytes(tmp_path / name, b"x")
    suffix = Path(name.lower().removesuffix(".gz")).suffix
    assert refusal(path) == f"{path}: {suffix} is not read; turn it into text: {command}"


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.md", "a.html", "a.json", "a.jsonl"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_recognised_and_refused(tmp_path: Path, name: str, encoding: str) -> None:
    path = write_bytes(tmp_path / name, f"\ufeff{WORDS}".encode(encoding))
    command = f"iconv -f UTF-16 -t UTF-8 FILE > NEW{path.suffix}"
    assert refusal(path) == f"{path}:1: the text is UTF-16; run {command}"


@pytest.mark.parametrize("name", ["a.txt.gz", "a.csv.gz", "a.md.gz"])
def test_another_encoding_is_refused_with_its_line(tmp_path: Path, name: str) -> None:
    path = write_bytes(tmp_path / name, gzip.compress(b"text\n\ncaf\xe9"))
    assert refusal(path) == (
        f"{path}:3: not UTF-8 text; if it is Windows text unpack it and run "
        f"iconv -f CP1252 -t UTF-8 FILE > NEW{Path(path.stem).suffix}"
    )


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.csv", "a.jsonl", "a.json"])
def test_a_byte_order_mark_of_utf_8_changes_nothing(tmp_path: Path, name: str) -> None:
    text = {".csv": f"text\n{WORDS}", ".jsonl": f'{{"text": "{WORDS}"}}'}
    text[".json"] = text[".jsonl"]
    data = text.get(Path(name).suffix, WORDS).replace(", ", " ").encode()
    plain = read_one(write_bytes(tmp_path / name, data))
    assert read_one(write_bytes(tmp_path / name, b"\xef\xbb\xbf" + data)) == plain


def test_a_folder_gives_every_format_in_order_and_no_part_of_a_saved_page(tmp_path: Path) -> None:
    shutil.copytree(WILD, tmp_path / "wild")
    parts = tmp_path / "wild" / "wordpress_files"
    (parts / "deep").mkdir(parents=True)
    write_bytes(parts / "frame.html", WORDS.encode())
    write_bytes(parts / "deep" / "frame.txt", WORDS.encode())
    write_bytes(tmp_path / "wild" / "README.md", b"About these files")
    write_bytes(tmp_path / "wild" / "scan.pdf", b"%PDF")
    one_by_one = [article for path in sorted(WILD.iterdir()) for article in read_articles([path])]
    assert list(read_articles([tmp_path])) == one_by_one


def test_a_folder_that_is_only_called_like_one_of_parts_is_read(tmp_path: Path) -> None:
    (tmp_path / "case_files").mkdir()
    write_bytes(tmp_path / "case_files" / "a.txt", WORDS.encode())
    assert [article.text for article in read_articles([tmp_path])] == [WORDS]


def test_a_file_of_more_than_any_page_is_refused(tmp_path: Path) -> None:
    path = write_bytes(tmp_path / "a.html", b" " * 19_999_999 + b"<p>")
    assert refusal(path) == (
        f"{path}: 20,000,002 characters, more than an article and all around it has; "
        "part it into articles"
    )
