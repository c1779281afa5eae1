"""Dates as files and datelines write them."""

import re

from kgraph.articles.phrases import MONTHS, PUBLISHED, UPDATED
from kgraph.errors import ReadError
from kgraph.model import PartialDate

# ASCII, or a dotless i would match the i of a month that no table has.
_MONTH = "(?ai:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_YEAR = r"(?:,? ?\d{4}\b)?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?\b"

#: A day in words or as YYYY-MM-DD, the year may be missing. It has no group of its own.
DAY = rf"(?:\d{{4}}-\d\d-\d\d\b|{_WEEKDAY}(?:{_MONTH} {_DAY}{_YEAR}|{_DAY} {_MONTH}{_YEAR}))"

_CLOCK = r"(?:[T ]\d\d:\d\d[\d:.,]*(?: ?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?)?"
_ISO_WITH_CLOCK = re.compile(rf"[\d-]+{_CLOCK}")
_LINE_CLOCK = r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?"
_DATE_LINE = re.compile(
    rf"(?:(?ai:{'|'.join(PUBLISHED)}):? |(?P<updated>(?ai:{'|'.join(UPDATED)})):? )?"
    rf"(?P<day>{DAY}){_LINE_CLOCK}\.?"
)
# As feeds, databases and pages write a day with its year; 05/03/2019 is two days and not read.
_DIGITS = re.compile(rf"(\d{{4}})/(\d\d)/(\d\d){_CLOCK}|(\d{{4}})(\d\d)(\d\d)(?:T[\d:.]+Z?)?")
_IN_WORDS = re.compile(
    rf"(?:(?ai:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\.?,? )?(?P<day>{DAY})"
    r"(?:,?(?: at| -)? \d{1,2}[:.]\d\d[\d:.]*(?: ?(?i:[ap]\.?m\.?))?"
    r"(?: \(?[A-Z]{2,4}\)?| ?[+-]\d\d:?\d\d)?)?"
)
_PARTS = re.compile(r"[^\W\d_]{3,}|\d+")


def read_published(text: str, place: str) -> PartialDate | None:
    """Return the day, month or year that ``text`` writes; None where it is blank.

    It is written in ISO 8601, in words ("March 5, 2019"), as in mail ("Tue, 05 Mar 2019 10:00:00
    GMT"), or as 2019/03/05 or 20190305. A time of day after it is left out, and moves no day.

    Raises:
        ReadError: it writes none.
    """
    if not text.strip():
        return None
    published = find_published(text)
    if published is None:
        expected = "expected YYYY-MM-DD, YYYY-MM, YYYY or --MM-DD"
        raise ReadError(f"{place}: 'published' is {text[:40]!r}; {expected}")
    return published


def find_published(text: str) -> PartialDate | None:
    """Return what :func:`read_published` returns, None also where it writes no date."""
    text = text.strip()
    if match := _DIGITS.fullmatch(text):
        text = "-".join(part for part in match.groups() if part)
    elif match := _IN_WORDS.fullmatch(text):
        day = parse_day(match["day"])
        return day if day and day.year else None
    elif not _ISO_WITH_CLOCK.fullmatch(text):
        return None
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def parse_day(text: str) -> PartialDate | None:
    """Return the day that a string matched by ``DAY`` names; None where there is no such day."""
    try:
        return PartialDate.parse(_iso(text))
    except ValueError:
        return None


def read_date_line(line: str) -> tuple[bool, PartialDate | None]:
    """Return whether a line holds a date and nothing else, and the day of publication it gives.

    "Updated: 6 March 2019" is such a line, but says nothing of the day of publication.
    """
    match = _DATE_LINE.fullmatch(line)
    day = parse_day(match["day"]) if match else None
    if not match or day is None:
        return False, None
    return True, None if match["updated"] else day


def _iso(text: str) -> str:
    if text[:4].isdigit():
        return text
    parts = [part.casefold() for part in _PARTS.findall(text)]
    month = next(MONTHS[part] for part in parts if part in MONTHS)
    day, *year = (int(part) for part in parts if part.isdigit())
    head = f"{year[0]:04d}" if year else "-"
    return f"{head}-{month:02d}-{day:02d}"
