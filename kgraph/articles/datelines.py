"""Datelines: the place, day and agency that open the first paragraph of a news story."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kgraph.articles.dates import DAY, parse_day
from kgraph.articles.phrases import AGENCIES, DISTRIBUTORS, NOT_PLACES, OPENERS, PARTICLES
from kgraph.model import PartialDate

# A place in capitals has more letters than Q and A have; another has no more words than these.
_SHORTEST_PLACE, _LONGEST_PLACE = 3, 4

_LETTER = r"[^\W\d_]"
_PLACE = rf"(?P<place>{_LETTER}(?:{_LETTER}|[.'\u2019 -]|(?<=\w)/(?=\w)){{1,38}}?(?<=[\w.]))"
_REGION = rf"(?P<region>, (?!\w+day\b)[^\W\d_a-z](?:{_LETTER}|[.' -]){{0,24}}?(?<=\w)\.?)?"
_WHEN = rf"(?P<day>{DAY})"
_NAME = rf"{_LETTER}(?:{_LETTER}|[.&'\u2019, -]){{1,38}}"
_AGENCY = rf"(?:/(?P<slashed>{_NAME})/|[(\[](?P<agency>{_NAME})[)\]])"
_DASH = r"(?: ?[\u2013\u2014\u2015]| ?--| -(?= ))"
# After a dash only a new sentence: in "NATO (OTAN) - the alliance" none begins.
_SENTENCE = r"""(?=\s*(?:["\u201c\u2018'\u00ab(]*[^\W_a-z]|$))"""
_END = rf"(?:(?P<dash>{_DASH}){_SENTENCE}|(?P<stop>[.:])(?=\s|$)(?:{_DASH})?|\s*$)"

_FORMS = (
    re.compile(rf"{_PLACE}{_REGION}(?:[.,]? {_WHEN})?[.,]? ?{_AGENCY}(?:{_END})?"),
    re.compile(rf"(?P<place>)(?P<region>){_WHEN} ?{_AGENCY}{_END}"),
    re.compile(rf"{_PLACE}{_REGION},? (?P<open>\()?{_WHEN}(?(open)\)){_END}"),
    re.compile(rf"{_PLACE}{_REGION}(?P<dash> ?[\u2013\u2014\u2015]| ?--){_SENTENCE}"),
)
_GROUPS = ("place", "region", "day", "slashed", "agency", "dash", "stop")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says; unknown parts are empty. ``rest`` is the paragraph without it."""

    rest: str
    place: str = ""
    agency: str = ""
    day: PartialDate | None = None


def cut_dateline(block: str) -> Dateline | None:
    """Return the dateline that opens a block, None where there is none.

    A place in capitals needs a day, an agency or a long dash after it; one that is not in
    capitals needs a day or a known agency, and a dash or slashes. An ordinary sentence has
    neither.
    """
    for form in _FORMS:
        match = form.match(block)
        if match and (found := _read(match)):
            return found
    return None


def _read(match: re.Match[str]) -> Dateline | None:
    parts = dict.fromkeys(_GROUPS, "")
    parts |= {name: text for name, text in match.groupdict().items() if text}
    rest = match.string[match.end() :].lstrip()
    day = parse_day(parts["day"]) if parts["day"] else None
    if (parts["day"] and day is None) or not _holds(parts, alone=not rest):
        return None
    agency = parts["slashed"] or parts["agency"]
    return Dateline(rest=rest, place=parts["place"] + parts["region"], agency=agency, day=day)


def _holds(parts: Mapping[str, str], *, alone: bool) -> bool:
    """Return whether the parts are enough for the way the place is written."""
    day, slashed, agency = parts["day"], parts["slashed"], parts["slashed"] or parts["agency"]
    ended = bool(parts["dash"]) or alone
    known = agency in AGENCIES or agency in DISTRIBUTORS
    if not parts["place"]:
        return known and ended
    if _in_capitals(parts["place"]):
        return bool(day or slashed or parts["stop"]) or ended
    if not _capitalised(parts["place"]):
        return False
    if agency:
        return bool(day and slashed) or (known and bool(slashed or ended))
    return bool(day) and ended


def _in_capitals(place: str) -> bool:
    words = _words(place)
    capitals = words[0].isupper() and all(word.isupper() or word in PARTICLES for word in words)
    return capitals and len(place) >= _SHORTEST_PLACE and place not in NOT_PLACES


def _capitalised(place: str) -> bool:
    words = _words(place)
    titled = all(word[0].isupper() or word in PARTICLES for word in words)
    return titled and len(words) <= _LONGEST_PLACE and words[0] not in OPENERS and words != ["The"]


def _words(place: str) -> list[str]:
    return [word for word in re.split(r"[ /-]+", place) if word]
