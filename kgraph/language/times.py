"""When it happened: dates in the words of a sentence, resolved against the article's own day."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from kgraph.language.lexicon import lexicon
from kgraph.language.tree import Node
from kgraph.model import PartialDate, TimeSpan, day_span, month_span, year_span
from kgraph.model.dates import Granularity

FAR = 12
PLANNING = frozenset({"be", "due", "set", "scheduled", "expected", "plan", "hope", "intend"})
AHEAD = frozenset({"to", "until", "till", "by", "for"})
BEFORE_YEAR = frozenset(
    {"in", "since", "until", "by", "during", "from", "of", "early", "late", "between"}
)
FARTHEST = 100
LONGER = ("month", "year")
NEAR = 3
ASIDE = {"before": -1, "after": 1}
STEPS = {"ago": -1, "earlier": -1, "before": -1, "later": 1}
EVENINGS = frozenset(
    {("last", "night"), *(("this", t) for t in ("morning", "afternoon", "evening"))}
)
PARTS = {"quarter": 3, "half": 6}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
THROUGH = frozenset({"to", "until", "till", "through", "-", "\u2013"})
JOINING = THROUGH | {"and"}
_QUARTER = re.compile(r"q([1-4])$")
_DECADE = re.compile(r"((?:1[89]|20)\d0)s$")
_YEAR = re.compile(r"(?:1[89]|20)\d\d$")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?$")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time that the words from ``start`` to ``end`` (half-open node numbers) name."""

    start: int
    end: int
    time: TimeSpan


def find_times(
    nodes: Sequence[Node], published: PartialDate | None, named: Container[int] = ()
) -> tuple[TimeExpression, ...]:
    """Return the times of an article in text order, no two overlapping.

    Reads days, months, years, weekdays, "yesterday", "last week", "two days ago", and, counted
    from the time told before, "four days later", "the same month"; quarters, decades, and what lies
    between two times ("from 2010 to 2014", "in 2014 and 2015"). What depends on the day of
    publication stays unresolved where that is not wholly known. ``named`` are nodes of persons'
    names, which are no times ("Theresa May"). "Since" and "until" give the time that they name.
    """
    today = published.full if published else None
    year = published.year if published else None
    found, index = list[TimeExpression](), 0
    while index < len(nodes):
        anchor = next((f.time for f in reversed(found) if f.time.start is not None), None)
        goes_on = bool(found) and found[-1].end == index - 1
        expression = _at(_Reading(nodes, index, year, today, anchor, goes_on))
        if expression is not None and not any(i in named for i in range(index, expression.end)):
            found.append(expression)
            index = expression.end
        else:
            index += 1
    return tuple(_joined(found, nodes))


def _at(reading: "_Reading") -> TimeExpression | None:
    index = reading.index
    for reader in (_part_of_year, _dated, _counted, _same, _relative, _decade, _bare_year):
        found = reader(reading)
        if found is not None:
            words = _words_of(reading.nodes[index : found[0]])
            return TimeExpression(index, found[0], replace(found[1], words=words))
    return None


@dataclass(frozen=True, slots=True)
class _Reading:
    nodes: Sequence[Node]
    index: int
    year: int | None
    today: date | None
    anchor: TimeSpan | None = None
    """The last time told before."""

    goes_on: bool = False
    """Whether another time stands before the word before."""

    def text(self, ahead: int = 0) -> str:
        """Return the word ``ahead`` of the first, empty past the segment's end."""
        place = self.index + ahead
        if place >= len(self.nodes):
            return ""
        node = self.nodes[place]
        return node.text if node.segment == self.nodes[self.index].segment else ""

    def looks_ahead(self) -> bool:
        """Whether the words before or around it speak of the future ("will", "is to")."""
        first = self.nodes[self.index]
        before = self.nodes[self.index - 1].text.lower() if self.index else ""
        around = self.nodes[max(0, self.index - FAR) : self.index + FAR]
        near = [node for node in around if node.segment == first.segment]
        modals = {n.text.lower() for n in near if n.tag == "MD"}
        ahead = any(lexicon().modals.get(m) == "planned" for m in modals)
        plans = (a.lemma in PLANNING and b.tag == "TO" for a, b in pairwise(near))
        return before in AHEAD or ahead or any(plans)

    def is_planned(self) -> bool:
        """Whether the verb that the word hangs on tells what is to come ("will meet on Friday")."""
        above = self.nodes[self.index].ancestors()
        verb = next((node for node in above if node.is_verb), None)
        if verb is None:
            return False
        helpers = {helper.text.lower() for helper in verb.get("auxiliary")}
        will = any(lexicon().modals.get(helper) == "planned" for helper in helpers)
        bare = verb.tag == "VB" and not helpers
        return will or (bare and verb.head is not None and verb.head.lemma in PLANNING)

    def month(self, ahead: int) -> int:
        """Return the number of the month named there, 0 for none; "may" is none."""
        word = self.text(ahead)
        names = [m[:3] for m in lexicon().months]
        low = word.lower().rstrip(".")
        if not word[:1].isupper():
            return 0
        if low in lexicon().months:
            return lexicon().months.index(low) + 1
        short = low[:3] if low in {*names, "sept"} else ""
        return names.index(short) + 1 if short else 0

    def day(self, ahead: int) -> int:
        """Return the day of the month written there, 0 for none."""
        match = _DAY.match(self.text(ahead))
        number = int(match.group(1)) if match else 0
        return number if 1 <= number <= 31 else 0

    def full_year(self, ahead: int) -> int:
        """Return the year written there, 0 for none."""
        return int(self.text(ahead)) if _YEAR.match(self.text(ahead)) else 0


def _dated(reading: _Reading) -> tuple[int, TimeSpan] | None:
    """Read "September 2017", "5 March 2019", "March 5, 2019", "March 5", "March"."""
    leading = reading.day(0) if reading.month(1) else 0
    ahead = 1 if leading else 0
    month = reading.month(ahead)
    if not month:
        return None
    ahead += 1
    day = leading or reading.day(ahead)
    ahead += bool(day and not leading)
    comma = reading.text(ahead) == "," and bool(day)
    year = reading.full_year(ahead + comma)
    end = reading.index + ahead + (comma + 1 if year else 0)
    return end, _resolved(reading, year, month, day)


def _resolved(reading: _Reading, year: int, month: int, day: int) -> TimeSpan:
    known = year or _nearest_year(reading, month)
    if not known:
        return TimeSpan("", granularity="day" if day else "month")
    if not day:
        return month_span("", known, month)
    try:
        return day_span("", date(known, month, day))
    except ValueError:
        return TimeSpan("")


def _nearest_year(reading: _Reading, month: int) -> int:
    """Return the year of a month named without one.

    It is the last such month, or the next one where the words look ahead ("will", "until June").
    """
    if reading.today is None:
        return 0
    year, now = reading.today.year, reading.today.month
    if not reading.looks_ahead():
        return year - (month > now)
    return year + (month < now)


def _counted(reading: _Reading) -> tuple[int, TimeSpan] | None:
    """Read "two days ago", and "four days later" of a day told before."""
    numbers, word = lexicon().numbers, reading.text().lower()
    number = numbers.index(word) + 1 if word in numbers else int(word) if word.isdecimal() else 0
    number = 1 if word in {"a", "an"} else number
    unit, way = reading.text(1).lower().rstrip("s"), reading.text(2).lower()
    if not 0 < number < FARTHEST or unit not in {"day", "week", *LONGER}:
        return None
    if way in ASIDE and (other := _beside(reading)) is not None:
        return other[0], _stepped(other[1], number * ASIDE[way], unit)
    if way not in STEPS:
        return None
    anchor = reading.anchor if reading.anchor and reading.anchor.granularity == "day" else None
    day = reading.today if way == "ago" else anchor.start if anchor else None
    if day is None:
        return None
    return reading.index + 3, _stepped(day, number * STEPS[way], unit)


def _beside(reading: _Reading) -> tuple[int, date] | None:
    """Return the day that "two days before Thursday's ruling" counts from, and where it ends."""
    for index in range(reading.index + 3, reading.index + 3 + NEAR):
        for reader in (_dated, _relative):
            found = reader(replace(reading, index=index)) if index < len(reading.nodes) else None
            if found is not None and found[1].start is not None:
                return (found[0], found[1].start) if found[1].granularity == "day" else None
    return None


def _stepped(day: date, steps: int, unit: str) -> TimeSpan:
    """Return the day, week, month or year that lies some of them from a day."""
    if unit == "day":
        return day_span("", day + timedelta(days=steps))
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=steps)
        return TimeSpan("", monday, monday + timedelta(days=6), "week")
    if unit == "year":
        return year_span("", day.year + steps)
    months = day.year * 12 + day.month - 1 + steps
    return month_span("", months // 12, months % 12 + 1)


def _same(reading: _Reading) -> tuple[int, TimeSpan] | None:
    """Read "the same day", "that month" of the time told before."""
    first, second = reading.text().lower(), reading.text(1).lower()
    unit = reading.text(2).lower() if second == "same" else second
    anchor = reading.anchor.start if reading.anchor else None
    points = (first in {"the", "that"} and second == "same") or first == "that"
    if not points or anchor is None or unit not in {"day", "week", *LONGER}:
        return None
    if unit == "day" and reading.anchor and reading.anchor.granularity != "day":
        return None
    return reading.index + (3 if second == "same" else 2), _stepped(anchor, 0, unit)


def _relative(reading: _Reading) -> tuple[int, TimeSpan] | None:
    first, second = reading.text().lower(), reading.text(1).lower()
    if (first, second) in EVENINGS:
        return reading.index + 2, _shifted(reading, -(first == "last"))
    if first in {"yesterday", "today", "tonight"}:
        return reading.index + 1, _shifted(reading, -(first == "yesterday"))
    weekdays = lexicon().weekdays
    month = reading.month(1)
    if month and first in {"last", "next"}:
        return reading.index + 2, _month_beside(reading, month, first)
    if first in {"last", "this", "next"} and second in {"week", "month", "year", *weekdays}:
        return reading.index + 2, _last(reading, first, second)
    if first in weekdays:
        return reading.index + 1, _weekday(reading, first, strictly=False)
    return None


def _month_beside(reading: _Reading, month: int, which: str) -> TimeSpan:
    """Return the last such month before the article's, or the first after it."""
    if reading.today is None:
        return TimeSpan("", granularity="month")
    year, now = reading.today.year, reading.today.month
    if which == "last":
        return month_span("", year - (month >= now), month)
    return month_span("", year + (month <= now), month)


def _shifted(reading: _Reading, days: int) -> TimeSpan:
    if reading.today is None:
        return TimeSpan("", granularity="day")
    return day_span("", reading.today + timedelta(days=days))


def _weekday(reading: _Reading, name: str, *, strictly: bool) -> TimeSpan:
    """Return the last such day up to the day of publication, or the next where the verb says so."""
    if reading.today is None:
        return TimeSpan("", granularity="day")
    if not strictly and reading.is_planned():
        return _shifted(reading, (lexicon().weekdays.index(name) - reading.today.weekday()) % 7)
    back = (reading.today.weekday() - lexicon().weekdays.index(name)) % 7
    return _shifted(reading, -(back or (7 if strictly else 0)))


def _last(reading: _Reading, which: str, unit: str) -> TimeSpan:
    if unit in lexicon().weekdays:
        if which == "last":
            return _weekday(reading, unit, strictly=True)
        return TimeSpan("", granularity="day")
    today, step = reading.today, {"last": -1, "this": 0, "next": 1}[which]
    if unit == "week":
        if today is None:
            return TimeSpan("", granularity="week")
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
        return TimeSpan("", monday, monday + timedelta(days=6), "week")
    if unit == "year":
        return year_span("", reading.year + step) if reading.year else TimeSpan("")
    if today is None:
        return TimeSpan("", granularity="month")
    months = today.year * 12 + today.month - 1 + step
    return month_span("", months // 12, months % 12 + 1)


def _part_of_year(reading: _Reading) -> tuple[int, TimeSpan] | None:
    """Read "the first quarter of 2019", "Q3 2020", "the second half of 2018"."""
    first, second = reading.text().lower(), reading.text(1).lower()
    short = _QUARTER.match(first)
    number = int(short.group(1)) if short else ORDINALS.get(first, 0)
    unit = "quarter" if short else second
    if not number or unit not in PARTS:
        return None
    ahead = 1 if short else 2
    ahead += reading.text(ahead).lower() in {"of", "in"}
    year, months = reading.full_year(ahead), PARTS[unit]
    if not year or number * months > 12:
        return None
    start = month_span("", year, (number - 1) * months + 1)
    end = month_span("", year, number * months)
    quarter: Granularity | None = "quarter" if unit == "quarter" else None
    return reading.index + ahead + 1, TimeSpan("", start.start, end.end, quarter)


def _decade(reading: _Reading) -> tuple[int, TimeSpan] | None:
    """Read "the 1990s"."""
    match = _DECADE.match(reading.text())
    if match is None:
        return None
    first = int(match.group(1))
    return reading.index + 1, TimeSpan("", date(first, 1, 1), date(first + 9, 12, 31))


def _bare_year(reading: _Reading) -> tuple[int, TimeSpan] | None:
    year = reading.full_year(0)
    before = reading.nodes[reading.index - 1].text.lower() if reading.index else ""
    if not year or not (before in BEFORE_YEAR or (reading.goes_on and before in JOINING)):
        return None
    return reading.index + 1, year_span("", year)


def _words_of(nodes: Sequence[Node]) -> str:
    """Return the words of a time as one would write them."""
    return " ".join(node.text for node in nodes).replace(" ,", ",")


def _joined(times: Sequence[TimeExpression], nodes: Sequence[Node]) -> Iterator[TimeExpression]:
    """Yield the times with two that bound a stretch made one.

    "From 2010 to 2014", "between May 2019 and June 2020", "in 2014 and 2015": with "and" alone
    only where the second begins when the first ends, so that two days stay two.
    """
    before: TimeExpression | None = None
    for time in times:
        if before is not None and _bound(before, time, nodes):
            words = _words_of(nodes[before.start : time.end])
            span = replace(before.time, words=words, end=time.time.end)
            before = TimeExpression(before.start, time.end, span)
            continue
        if before is not None:
            yield before
        before = time
    if before is not None:
        yield before


def _bound(first: TimeExpression, second: TimeExpression, nodes: Sequence[Node]) -> bool:
    link = nodes[first.end].text.lower() if second.start == first.end + 1 else ""
    opening = nodes[first.start - 1].text.lower() if first.start else ""
    one, other = first.time, second.time
    if one.end is None or other.start is None or one.end >= other.start:
        return False
    if link in THROUGH:
        return opening == "from" or one.granularity == other.granularity != "day"
    follows = other.start - one.end == timedelta(days=1) and one.granularity != "day"
    return link == "and" and (opening == "between" or follows)
