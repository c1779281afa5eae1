"""The words of a Cypher statement: where it ends, what it returns, whether it says to write."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_TOKEN = re.compile(
    r"""
    (?P<comment>//[^\n]*|/\*.*?(?:\*/|\Z))
  | (?P<space>\s+)
  | (?P<text>'(?:\\.|[^'\\])*'?|"(?:\\.|[^"\\])*"?)
  | (?P<name>`(?:``|[^`])*`?)
  | (?P<word>\w+)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_SILENT = {"comment", "space"}
_OPENING, _CLOSING = "([{", ")]}"
_NAMING = (".", ":", "$")
"""A word behind one of these is a name, whatever else it means."""

_AFTER_RETURN = {"ORDER", "SKIP", "OFFSET", "LIMIT", "UNION"}
_WRITING = {
    *("CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "FOREACH", "INSERT"),
    *("DROP", "ALTER", "GRANT", "DENY", "REVOKE", "RENAME", "TERMINATE", "START", "STOP"),
}


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign of a statement; ``depth`` counts the brackets and CASEs around it."""

    kind: str
    text: str
    start: int
    end: int
    depth: int

    @property
    def keyword(self) -> str:
        """The word in capitals; empty where it is no word."""
        return self.text.upper() if self.kind == "word" else ""


@dataclass(frozen=True, slots=True)
class Item:
    """One column that a statement returns: its name, and the expression that it is."""

    name: str
    expression: str


@dataclass(frozen=True, slots=True)
class Returned:
    """The items of one RETURN, which stand in the statement from ``start`` to ``end``."""

    items: tuple[Item, ...]
    start: int
    end: int


def split_statements(script: str) -> tuple[str, ...]:
    """Return the statements of a script, which a ``;`` parts; empty ones are left out."""
    ends = [token.start for token in tokens_of(script) if token.text == ";"]
    pieces = [script[start + 1 : end] for start, end in pairwise([-1, *ends, len(script)])]
    return tuple(piece.strip() for piece in pieces if next(tokens_of(piece), None))


def is_complete(script: str) -> bool:
    """Return whether the last word of ``script`` is the ``;`` that ends a statement."""
    last = None
    for token in tokens_of(script):
        last = token
    return last is not None and last.text == ";"


def writing_word(statement: str) -> str:
    """Return the first word of ``statement`` that tells an engine to write; empty for none."""
    tokens = list(tokens_of(statement))
    for before, token in pairwise([None, *tokens]):
        named = before is not None and before.text in _NAMING
        if token is not None and token.keyword in _WRITING and not named:
            return token.keyword
    return ""


def called_procedure(statement: str) -> str:
    """Return the name of the first procedure that ``statement`` calls; empty for none."""
    tokens = list(tokens_of(statement))
    for place, token in enumerate(tokens):
        if token.keyword == "CALL":
            name = ""
            for part in tokens[place + 1 :]:
                if part.kind not in ("word", "name") and part.text != ".":
                    break
                name += part.text
            if name:
                return name
    return ""


def returned(statement: str) -> tuple[Returned, ...]:
    """Return what a statement returns, each part of a UNION by itself.

    A ``*`` is an item of that name. It is empty where there is no RETURN: a procedure is called.
    """
    tokens = list(tokens_of(statement))
    found = [_items(statement, tokens, place) for place in _returns(tokens)]
    return tuple(found) if all(part.items for part in found) else ()


def _returns(tokens: list[Token]) -> Iterator[int]:
    """Yield the place of the last RETURN before each UNION and before the end."""
    last = None
    for place, token in enumerate(tokens):
        named = place and tokens[place - 1].text in _NAMING
        if token.depth or named:
            continue
        if token.keyword == "UNION" and last is not None:
            yield last
            last = None
        if token.keyword == "RETURN":
            last = place
    if last is not None:
        yield last


def _items(statement: str, tokens: list[Token], place: int) -> Returned:
    first = place + 1
    if first < len(tokens) and tokens[first].keyword in ("DISTINCT", "ALL"):
        first += 1
    clause: list[Token] = []
    for token in tokens[first:]:
        if token.depth == 0 and (token.keyword in _AFTER_RETURN or token.text == ";"):
            break
        clause.append(token)
    groups: list[list[Token]] = [[]]
    for token in clause:
        if token.depth == 0 and token.text == ",":
            groups.append([])
        else:
            groups[-1].append(token)
    if not all(groups):
        return Returned((), 0, 0)
    items = tuple(_item(statement, group) for group in groups)
    return Returned(items, clause[0].start, clause[-1].end)


def _item(statement: str, tokens: list[Token]) -> Item:
    named = len(tokens) > 2 and tokens[-2].keyword == "AS" and tokens[-2].depth == 0
    last = tokens[-3] if named else tokens[-1]
    expression = statement[tokens[0].start : last.end]
    name = tokens[-1].text if named else expression
    if name.startswith("`") and (named or len(tokens) == 1):
        name = name[1:-1].replace("``", "`")
    return Item(name, expression)


def tokens_of(text: str) -> Iterator[Token]:
    """Yield the words and signs of a text of Cypher, without comments and white space."""
    opened: list[str] = []
    before = ""
    for match in _TOKEN.finditer(text):
        kind, word = str(match.lastgroup), match[0]
        if kind in _SILENT:
            continue
        keyword = word.upper() if kind == "word" and before not in _NAMING else ""
        if word in _CLOSING:
            _close(opened)
        elif keyword == "END" and opened[-1:] == ["CASE"]:
            opened.pop()
        yield Token(kind, word, match.start(), match.end(), len(opened))
        if word in _OPENING or keyword == "CASE":
            opened.append(keyword or word)
        before = word


def _close(opened: list[str]) -> None:
    """Take off the last bracket, and what looked like a CASE in it and was a name."""
    while opened and opened.pop() == "CASE":
        pass
