"""Lines that stand among the text of an article and are not part of it.

Teasers, appeals to the reader, cookie notices, photo credits and copyright lines, by the phrases of
``phrases.toml``. A line goes as a whole or not at all.
"""

import re

from kgraph.articles.phrases import BOILERPLATE, NAME_PARTICLES

MARKS = " .:\u2026>\u00bb<\u00ab|\u2022*-\u2013\u2014"
"""What stands at the ends of a line without being part of its phrase."""

# No appeal, teaser, credit or notice of the wild is longer.
_LONGEST_APPEAL, _LONGEST_TEASER, _LONGEST_CREDIT, _LONGEST_NOTICE = 300, 200, 120, 400


def _folded(name: str) -> frozenset[str]:
    return frozenset(phrase.casefold() for phrase in BOILERPLATE[name])


def _any_of(phrases: frozenset[str]) -> str:
    return "|".join(map(re.escape, sorted(phrases, key=lambda phrase: (-len(phrase), phrase))))


_LINES = _folded("lines")
_SPEECH = re.compile(rf"\b(?:{_any_of(_folded('speech'))})\b")
_TEASER = re.compile(rf"(?:{_any_of(_folded('teasers'))}) ?[:|\u00bb>]")
_LABEL = re.compile(rf"(?:{_any_of(_folded('labels'))}):")
_APPEALS = tuple(
    (
        re.compile(rf"(?:{_any_of(frozenset(map(str.casefold, pair['openers'])))})\b"),
        re.compile(rf"\b(?:{_any_of(frozenset(map(str.casefold, pair['words'])))})\b"),
    )
    for pair in BOILERPLATE["appeals"]
)
_NOTICE = re.compile(
    "(?:copyright )?\u00a9|(?:copyright|\\(c\\)|copyright \\(c\\)) ?(?:19|20)\\d\\d\\b"
)
_RIGHTS = tuple(sorted(_folded("rights")))
_CAPTIONS = tuple(BOILERPLATE["captions"])
_CREDIT = re.compile(rf"(?:{_any_of(_folded('credits'))})(?: ?[:|/]| by\b)\s*", re.IGNORECASE)
_AGENCY = re.compile(rf"\b(?:{_any_of(_folded('photo_agencies'))})\b")
_AGENCIES = _folded("photo_agencies")
_SMALL = frozenset(NAME_PARTICLES) | _folded("credit_words")
_PARTED = re.compile(r"[/|]|\bvia\b")


def is_boilerplate(line: str) -> bool:
    """Return whether a line as a whole is no part of the text of an article.

    A sentence that begins with the words of a teaser or an appeal, and goes on otherwise, is text.
    """
    words = line.casefold()
    if words.strip(MARKS) in _LINES or line.startswith(_CAPTIONS):
        return True
    if len(line) > _LONGEST_NOTICE or _SPEECH.search(words):
        return False
    return _is_teaser(words) or _is_appeal(words) or _is_notice(words) or _is_credit(line)


def _is_teaser(words: str) -> bool:
    ended = words.rstrip("\"'\u201d\u2019)").endswith(".") and not words.endswith("...")
    if len(words) > _LONGEST_TEASER or ended:
        return False
    return bool(_TEASER.match(words.lstrip(MARKS)) or _LABEL.match(words))


def _is_appeal(words: str) -> bool:
    start = words.lstrip(MARKS)
    short = len(words) <= _LONGEST_APPEAL
    return short and any(opener.match(start) and topic.search(start) for opener, topic in _APPEALS)


def _is_notice(words: str) -> bool:
    return bool(_NOTICE.match(words)) or words.rstrip(" .").endswith(_RIGHTS)


def _is_credit(line: str) -> bool:
    """Return whether a line names who made a picture, with no more than the caption before it."""
    bare = line.strip().strip("()[]").rstrip(" .")
    if len(line) > _LONGEST_CREDIT:
        return False
    if match := _CREDIT.match(bare):
        maker = bare[match.end() :].rpartition(" / ")[2]
        return bool(maker) and _is_names(maker)
    words = bare.casefold()
    if words in _AGENCIES:
        return True
    return bool(_PARTED.search(bare) and _AGENCY.search(words)) and _is_names(bare)


def _is_names(text: str) -> bool:
    words = re.findall(r"[^\s/|,&\u2013\u2014-]+", text)
    return all(word in _SMALL or not word[0].islower() for word in words)
