"""The news agencies that an article is credited to, by where and how it names them.

A credit stands in the byline, before the first sentence, or after the last one. An agency that the
text tells of is none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from kgraph.articles.phrases import (
    AGENCIES,
    AGENCY_LINES,
    AGENCY_ROLES,
    BYLINES,
    CREDIT_OPENERS,
    DISTRIBUTORS,
    NAME_PARTICLES,
    NO_AGENCY,
    OPENERS,
)
from kgraph.model import AGENCY_JOINT

# How many lines above and below an article may hold a credit.
_HEAD_LINES, _TAIL_LINES = 8, 8
_LONGEST_BYLINE, _LONGEST_CREDIT = 160, 400
# How many paragraphs may end with a credit, further up it is that of a picture, and how long it is.
_END_LINES, _END_LETTERS = 3, 120

_BY_FORM = {form.casefold(): agency for form, agency in AGENCIES.items()}
_DISTRIBUTORS = frozenset(name.casefold() for name in DISTRIBUTORS)


def _any_of(phrases: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(phrases, key=lambda phrase: (-len(phrase), phrase))))


_WRITTEN = {*AGENCIES, *(form.upper() for form in AGENCIES)}
_FORM = rf"(?<!\w)(?:{_any_of(_WRITTEN)})(?!\w)"
_ONE = rf"(?:(?:[Tt]he|THE) )?{_FORM}"
_LONG = rf"(?:(?:[Tt]he|THE) )?(?<!\w)(?:{_any_of(form for form in _WRITTEN if ' ' in form)})(?!\w)"
_JOIN = r"(?: ?[,/&+|\u2013-] ?(?:and )?| and | AND )"
_NAMES = rf"(?P<names>{_ONE}(?:{_JOIN}{_ONE})*)"
_DASH = r"[\u2013\u2014-]{1,2}"
_YEAR = r"(?:19|20)\d\d"
_ROLE = rf"(?:[\w-]+ ){{0,2}}(?i:{_any_of(AGENCY_ROLES)})"
_CAPITALISED = r"[^\W\d_a-z][\w.'\u2019-]*"

_EACH = re.compile(_FORM)
_BYLINE = re.compile(rf"(?i:{_any_of(BYLINES)}):? (?P<makers>[^;]*)(?:;.*)?")
_OTHER_WORK = re.compile(r"[;.,]? ?\b(?i:additional reporting|editing|edited) by\b.*")
_PART = re.compile(
    rf" ?[,|/&()] ?(?:and )?| {_DASH} | (?:and|AND|with|WITH|for|FOR|in|IN|at|AT) "
    rf"| (?:of|OF) (?={_ONE})"
)
_NAME_WORD = re.compile(rf"{_CAPITALISED}|(?:{_any_of((*NAME_PARTICLES, 'of', 'the'))})")
_MAKER = re.compile(
    rf"{_NAMES}(?: {_ROLE})?|(?:{_CAPITALISED} )+(?P<after>{_ONE}) {_ROLE}"
    rf"|(?:{_CAPITALISED} )+(?P<long>{_LONG})"
)
_OPENED = re.compile(rf"[(\[]?(?i:{_any_of(CREDIT_OPENERS)}):? {_NAMES}[)\]]?\.?$")
_HEAD = (
    _OPENED,
    re.compile(rf"{_NAMES} {_ROLE}$"),
    re.compile(rf"(?:[A-Z][A-Z.'\u2019-]+,? ){{2,6}}{_NAMES} (?:\w+ ){{0,2}}Writers?$"),
    re.compile(rf"[(\[]{_NAMES}[)\]] ?{_DASH} "),
    re.compile(rf"/{_NAMES}/"),
)
_TAIL = (
    _OPENED,
    re.compile(rf"{_DASH} ?{_NAMES}\.?$"),
    re.compile(rf"[(\[/]{_NAMES}[)\]/]\.?$"),
    re.compile(rf"[(\[]?{_NAMES} {_ROLE}\b.{{0,200}}\bcontributed to this (?:report|story)\b"),
    re.compile(
        rf"(?=.*(?:\b{_YEAR}\b|(?i:rights reserved)))"
        rf"(?i:copyright|\u00a9|\(c\))[ ,]*(?:(?:\u00a9|\([cC]\))[ ,]*)?(?:{_YEAR}[ ,]*)?(?:by )?"
        rf"{_NAMES}(?:[.,;]| {_YEAR}| (?i:all rights|limited|ltd|news)\b|$)"
    ),
)
_LAST = (re.compile(rf"{_NAMES}\.?$"),)
_SENTENCE_END = r"[.!?\"\u201d\u2019'] "
_END = (
    re.compile(rf"{_SENTENCE_END}{_DASH} ?{_NAMES}\.?$"),
    re.compile(rf"{_SENTENCE_END}[(\[/]{_NAMES}[)\]/]\.?$"),
)
_LINES = {line.casefold(): agency for line, agency in AGENCY_LINES.items()}


def agency_named(name: str) -> str:
    """Return the agency that goes by this name in any case, empty if none does.

    The name may be that of a web site.
    """
    plain = name.strip().casefold()
    return _BY_FORM.get(plain.removeprefix("the ").removeprefix("www."), "")


def dateline_agencies(name: str) -> frozenset[str]:
    """Return the agencies that the bracket of a dateline names.

    Its place makes an agency of a name that is not known, as it is written. Staff, correspondents,
    days and those who spread the releases of others are none.
    """
    known = frozenset(filter(None, map(agency_named, re.split(r" ?[,/&] ?| and ", name))))
    return known or frozenset({name} if _may_be_agency(name) else ())


def _may_be_agency(name: str) -> bool:
    words = name.split()
    plain = name.casefold()
    return (
        name[:1].isupper()
        and words[0] not in OPENERS
        and plain not in _DISTRIBUTORS
        and NO_AGENCY.isdisjoint(plain.split())
    )


def credited_agencies(lines: Sequence[str]) -> frozenset[str]:
    """Return the agencies that the lines of a file credit the article to.

    Read are bylines and what opens the text, among the first lines, and what closes it, among the
    last ones: "(Reuters)", "- AFP", "Source: TASS", copyright lines. Who only added to an article
    or made its pictures is not credited with it.
    """
    return frozenset(_credits(lines))


def join_agencies(agencies: Iterable[str]) -> str:
    """Return the agencies in order as one text, empty where there are none."""
    return AGENCY_JOINT.join(sorted(agencies))


def _credits(lines: Sequence[str]) -> Iterator[str]:
    for line in lines[:_HEAD_LINES]:
        yield from _matched(_HEAD, line)
        yield from _byline_agencies(line)
    for line in lines[-_TAIL_LINES:]:
        yield from _matched(_TAIL, line)
        yield from _byline_agencies(line)
        if agency := _LINES.get(line.rstrip(" .").casefold()):
            yield agency
    for line in lines[-_END_LINES:]:
        yield from _ended(line)
    for line in lines[-1:]:
        yield from _matched(_LAST, line)


def _matched(patterns: Iterable[re.Pattern[str]], line: str) -> Iterator[str]:
    if len(line) > _LONGEST_CREDIT:
        return
    for pattern in patterns:
        if match := pattern.match(line):
            yield from _each(match["names"])


def _ended(line: str) -> Iterator[str]:
    """Yield the agencies named after the last sentence of a paragraph."""
    for pattern in _END:
        if match := pattern.search(line[-_END_LETTERS:]):
            yield from _each(match["names"])


def _byline_agencies(line: str) -> Iterator[str]:
    """Yield the agencies among the makers that a byline names; a sentence names none."""
    match = _BYLINE.fullmatch(line[:_LONGEST_CREDIT].strip(" ()[]."))
    if not match or len(match["makers"]) > _LONGEST_BYLINE:
        return
    makers = [part for part in _PART.split(_OTHER_WORK.sub("", match["makers"])) if part]
    found = [_MAKER.fullmatch(maker) for maker in makers]
    if all(map(_is_maker, makers, found)):
        for maker in filter(None, found):
            yield from _each(maker["names"] or maker["after"] or maker["long"])


def _is_maker(maker: str, agency: re.Match[str] | None) -> bool:
    return bool(agency) or all(map(_NAME_WORD.fullmatch, maker.split()))


def _each(names: str) -> Iterator[str]:
    return (agency_named(form) for form in _EACH.findall(names))
