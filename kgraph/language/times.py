"""When it happened: dates in the words of a sentence, resolved against the article's own day."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kgraph.language.lexicon import lexicon
from kgraph.language.tree import Node
from kgraph.model import PartialDate, TimeSpan, day_span, month_span, year_span

FAR = 12
AHEAD = frozenset({"to", "until", "till", "by", "for"})
BEFORE_YEAR = frozenset({"in", "since", "until", "by", "during", "from", "of", "early", "late"})
FARTHEST = 100
LONGER = ("month", "year")
STEPS = {"ago": -1, "earlier": -1, "before": -1, "later": 1}
EVENINGS = frozenset(
    {("last", "night"), *(("this", t) for t in ("morning", "afternoon", "evening"))}
)
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
    from the time told before, "four days later", "the same month". What depends on the day of
    publication stays unresolved where that is not wholly known. ``named`` are nodes of persons'
    names, which are no times ("Theresa May"). Ranges and quarters are not read.
    """
    today = published.full if published else None
    year = published.year if published else None
    found, index = list[TimeExpression](), 0
    while index < len(nodes):
        anchor = next((f.time for f in reversed(found) if f.time.start is not None), None)
        expression = _at(_Reading(nodes, index, year, today, anchor))
        if expression is not None and not any(i in named for i in range(index, expression.end)):
            found.append(expression)
            index = expression.end
        else:
            index += 1
    return tuple(found)


def _at(reading: "_Reading") -> TimeExpression | None:
    index = reading.index
    for reader in (_dated, _counted, _same, _relative, _bare_year):
        found = reader(reading)
        if found is not None:
            words = " ".join(node.text for node in reading.nodes[index : found[0]])
            words = words.replace(" ,", ",")
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

    def text(self, ahead: int = 0) -> str:
        """Return the word ``ahead`` of the first, empty past the segment's end."""
        place = self.index + ahead
        if place >= len(self.nodes):
            return ""
        node = self.nodes[place]
        return node.text if node.segment == self.nodes[self.index].segment else ""

    def looks_ahead(self) -> bool:
        """Whether the words before or around it speak of the future."""
        first = self.nodes[self.index]
        before = self.nodes[self.index - 1].text.lower() if self.index else ""
        near = self.nodes[max(0, self.index - FAR) : self.index + FAR]
        modals = {n.text.lower() for n in near if n.tag == "MD" and n.segment == first.segment}
        return before in AHEAD or any(lexicon().modals.get(m) == "planned" for m in modals)

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
    if not 0 < number < FARTHEST or way not in STEPS or unit not in {"day", "week", *LONGER}:
        return None
    anchor = reading.anchor if reading.anchor and reading.anchor.granularity == "day" else None
    day = reading.today if way == "ago" else anchor.start if anchor else None
    if day is None:
        return None
    return reading.index + 3, _stepped(day, number * STEPS[way], unit)


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
    """Return the last such day up to the day of publication."""
    if reading.today is None:
        return TimeSpan("", granularity="day")
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


def _bare_year(reading: _Reading) -> tuple[int, TimeSpan] | None:
    year = reading.full_year(0)
    before = reading.nodes[reading.index - 1].text.lower() if reading.index else ""
    if not year or before not in BEFORE_YEAR:
        return None
    return reading.index + 1, year_span("", year)


def times_by_sentence(
    times: Sequence[TimeExpression], nodes: Sequence[Node]
) -> dict[int, list[TimeExpression]]:
    """Return the times by the number of their sentence."""
    found: dict[int, list[TimeExpression]] = {}
    for expression in times:
        found.setdefault(nodes[expression.start].sentence, []).append(expression)
    return found


def time_of(
    trigger: Node, triggers: Container[int], times: Sequence[TimeExpression], nodes: Sequence[Node]
) -> TimeSpan | None:
    """Return the time that belongs to a trigger: the one whose words hang on it.

    ``triggers`` are the node numbers of all triggers. A time at the beginning of a segment
    belongs to the segment's main trigger.
    """
    for expression in times:
        first = nodes[expression.start]
        if _opens(expression, trigger, nodes):
            return expression.time
        if first.segment == trigger.segment and _owner(first, triggers, nodes) == trigger.index:
            return expression.time
    return None


def _opens(expression: TimeExpression, trigger: Node, nodes: Sequence[Node]) -> bool:
    """Whether the time fills the segment before the one whose main trigger this is."""
    first, after = nodes[expression.start], nodes[min(expression.end, len(nodes) - 1)]
    same_sentence = first.sentence == trigger.sentence and trigger.segment == first.segment + 1
    return same_sentence and after.text == "," and trigger.head is None


def _owner(node: Node, triggers: Container[int], nodes: Sequence[Node]) -> int:
    before = nodes[max(0, node.index - 1)]
    leads = before.segment != node.segment or before.relation == "preposition"
    start = before if before.segment == node.segment else node
    if leads and (start.index == 0 or nodes[start.index - 1].segment != start.segment):
        root = next((a for a in node.ancestors() if a.head is None), node)
        if root.index in triggers:
            return root.index
    return next((a.index for a in node.ancestors() if a.index in triggers), -1)
