"""Dates that may be known only in part, and stretches of time."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Granularity = Literal["year", "quarter", "month", "week", "day"]

_ISO = re.compile(r"(?:(\d{4})(?:-(\d\d)(?:-(\d\d))?)?|--(\d\d)-(\d\d))")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year, or a day of an unknown year.

    Written as in ISO 8601: ``2019-03-05``, ``2019-03``, ``2019``, and ``--03-05`` with no year.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Return the date that ``text`` writes, a time of day after it left out.

        Raises:
            ValueError: the text is not of the four forms, or there is no such day.
        """
        match = _ISO.match(text.strip())
        rest = text.strip()[match.end() :] if match else ""
        if not match or (rest and rest[0] not in "T "):
            raise ValueError(f"{text!r} is not YYYY-MM-DD, YYYY-MM, YYYY or --MM-DD")
        year, month, day, only_month, only_day = (int(g) if g else None for g in match.groups())
        found = cls(year, month or only_month, day or only_day)
        date(found.year or 2000, found.month or 1, found.day or 1)
        return found

    def __str__(self) -> str:
        """Return the ISO form."""
        if self.year is None:
            return f"--{self.month:02d}-{self.day:02d}"
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def full(self) -> date | None:
        """The day, where year, month and day are all known."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A stretch of time that the text names; both ends are days and belong to it.

    ``start`` and ``end`` are None where the words cannot be resolved ("last week" in an article
    with no date); ``words`` are always the article's own.
    """

    words: str
    start: date | None = None
    end: date | None = None
    granularity: Granularity | None = None


def month_span(words: str, year: int, month: int) -> TimeSpan:
    """Return the whole of one month."""
    last = calendar.monthrange(year, month)[1]
    return TimeSpan(words, date(year, month, 1), date(year, month, last), "month")


def year_span(words: str, year: int) -> TimeSpan:
    """Return the whole of one year."""
    return TimeSpan(words, date(year, 1, 1), date(year, 12, 31), "year")


def day_span(words: str, day: date) -> TimeSpan:
    """Return one day."""
    return TimeSpan(words, day, day, "day")
