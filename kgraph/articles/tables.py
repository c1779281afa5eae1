"""Articles as the rows of a table: CSV and TSV, as programs and spreadsheets write them."""

import csv
import io
from collections.abc import Iterator

from kgraph.articles.cleaning import clean_line
from kgraph.articles.columns import MISSING, Columns
from kgraph.articles.fields import Parsed
from kgraph.articles.sources import LONGEST_FILE, Source
from kgraph.errors import ReadError

_DELIMITERS = ",;\t|"
# A spreadsheet writes this line to itself, before the header.
_HINT = "sep="


def read_table(data: bytes, source: Source, columns: Columns) -> Iterator[Parsed | ReadError]:
    """Yield the article of each row below the header, an error in the place of a bad one.

    Rows are counted as a spreadsheet counts them, the header being row 1. The delimiter is the
    one of comma, semicolon, tab and bar that parts the header into most columns, one of them the
    text. A row with fewer cells than the header has no values in the last columns.

    Raises:
        ReadError: no column holds the text, or ``columns`` name what the header has not.
    """
    # The standard library keeps one limit for all readers of the process; it is only widened.
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_FILE))
    text = source.decode(data)
    rows = _rows(text, source, columns)
    _, first = next(rows, (0, []))
    header = [clean_line(name) for name in first]
    columns.check(header, source.place)
    columns.require_text(header, source.place)
    return _parse(rows, header, source, columns)


def _rows(text: str, source: Source, columns: Columns) -> Iterator[tuple[int, list[str]]]:
    """Yield number and cells of each row that is not blank, the header first.

    Raises:
        ReadError: the quotes of a row do not close, or a cell is longer than any article.
    """
    first, _, rest = text.partition("\n")
    hinted = first.casefold().startswith(_HINT)
    delimiter = _find_delimiter(rest if hinted else text, columns)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise ReadError(
                f"{source.place}: row {number}: broken table ({error}); rows from here on cannot "
                'be read: put quotes around the cell, and write a quote inside it as ""'
            ) from error
        if cells is None:
            return
        if any(cells) and not (hinted and number == 1):
            yield number, cells


def _find_delimiter(text: str, columns: Columns) -> str:
    headers = {mark: _read_header(text, mark) for mark in _DELIMITERS}
    return max(headers, key=lambda mark: (columns.has_text(headers[mark]), len(headers[mark])))


def _read_header(text: str, delimiter: str) -> list[str]:
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return next(filter(any, rows), [])
    except csv.Error:
        return []


def _parse(
    rows: Iterator[tuple[int, list[str]]], header: list[str], source: Source, columns: Columns
) -> Iterator[Parsed | ReadError]:
    while True:
        try:
            number, cells = next(rows, (0, []))
        except ReadError as error:
            yield error
            return
        if not number:
            return
        place = f"{source.place}: row {number}"
        if any(cells[len(header) :]):
            yield ReadError(
                f"{place}: {len(cells)} cells under {len(header)} columns; put quotes around a "
                "cell that holds the delimiter"
            )
            continue
        # Of two columns with one name the first counts.
        record = dict(zip(reversed(header), reversed(_padded(cells, len(header))), strict=True))
        yield Parsed(place, columns.pick(record, place))


def _padded(cells: list[str], width: int) -> list[str | None]:
    values = [None if cell.strip().casefold() in MISSING else cell for cell in cells[:width]]
    return values + [None] * (width - len(values))
