"""Asides: what stands between commas or brackets inside a clause is parsed apart.

"Ann Lee, the head of the bank, who had met Peter Brown, sued Greece": a small parser loses the way
from the subject to its verb. Here the clause is parsed without its asides, each aside by itself,
and each is hung on the word that it stands behind.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Token

from kgraph.language.lexicon import lexicon
from kgraph.names.words import words

FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
RELATIVES = frozenset({"who", "whom", "whose", "which"})
PERSONAL = frozenset({"who", "whom"})
DESCRIBING = frozenset({"DT", "JJ", "NN", "RB"})
HELD = frozenset({"of", "for", "at", "in"})
INSIDE_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "DT", "JJ", "POS", "PRP$", "CD"})
SUBJECTS = frozenset({"DT", "PRP", "PRP$", "JJ", "NN", "NNS", "NNP", "NNPS"})
NOUNS = ("NN", "NNS", "NNP", "NNPS")
OPENERS = frozenset({"DT", "CD", "JJ", "JJS", "PRP$", "RB", *NOUNS})
PARTICIPLES = frozenset({"VBN", "VBG"})
MOST_ASIDES = 100
LONGEST = 40
LONGEST_BRACKET = 5
LONGEST_SPEAKER = 5
LONGEST_TIME = 6
LONGEST_SUBJECT = 16
JOINING = {
    "and": "conj",
    "but": "conj",
    "or": "conj",
    "yet": "conj",
    "while": "advcl",
    "whereas": "advcl",
    "though": "advcl",
    "although": "advcl",
}
BEFORE_TIMES = frozenset(
    {"in", "on", "by", "since", "last", "this", "next", "early", "late", "of", "earlier"}
)


@dataclass(frozen=True, slots=True)
class Aside:
    """Tokens ``start`` to ``end`` (half-open) without the marks around them.

    ``marks`` are the tokens around it that are punctuation. They hang on the token ``anchor``, or
    where it is None on the clause's root, by ``relation``: "appos", "acl", "acl:relcl" or "obl".
    """

    start: int
    end: int
    marks: tuple[int, ...]
    anchor: int | None
    relation: str

    def covers(self, index: int) -> bool:
        """Whether the token lies in the aside or is one of its marks."""
        return self.start <= index < self.end or index in self.marks


def find_asides(segment: Sequence[Token]) -> tuple[Aside, ...]:
    """Return the asides of one segment, inner ones before those around them.

    A clause that a comma and "and", "but", "while" join to the one before is an aside too. Of
    brackets and commas no more than 100 are looked at: no sentence has so many.
    """
    found = list(_leading_time(segment))
    kept = _without(segment, found)
    while len(found) < MOST_ASIDES and (aside := _next(kept)) is not None:
        found.append(aside)
        kept = _without(kept, [aside])
    joined = list(_joined(kept))
    for tokens in (_without(kept, joined), *(_within(kept, aside) for aside in joined)):
        part = tokens
        while (aside := next(_trailing(part), None)) is not None:
            found.append(aside)
            part = _without(part, [aside])
    return (*found, *joined)


def _without(tokens: Sequence[Token], asides: Sequence[Aside]) -> list[Token]:
    return [token for token in tokens if not any(aside.covers(token.i) for aside in asides)]


def _within(tokens: Sequence[Token], aside: Aside) -> list[Token]:
    return [token for token in tokens if aside.start <= token.i < aside.end]


def _leading_time(tokens: Sequence[Token]) -> Iterator[Aside]:
    """Yield the time that opens a segment with no comma behind it ("In June 2020 prosecutors")."""
    end = 0
    while end < min(LONGEST_TIME, len(tokens)) and _is_timely(tokens[end]):
        end += 1
    timed = any(token.lower_ in lexicon().time_words for token in tokens[:end])
    if timed and end < len(tokens) - 1 and tokens[end].tag_ in SUBJECTS:
        yield Aside(tokens[0].i, tokens[end].i, (), None, "obl")


def _is_timely(token: Token) -> bool:
    known = lexicon().time_words | BEFORE_TIMES
    return token.lower_ in known or (token.tag_ == "CD" and token.is_digit)


def _next(tokens: Sequence[Token]) -> Aside | None:
    candidates = (*_bracketed(tokens), *_between_commas(tokens))
    return min(candidates, key=lambda a: (a.end - a.start, a.start), default=None)


def _bracketed(tokens: Sequence[Token]) -> Iterator[Aside]:
    for first, token in enumerate(tokens):
        if token.text != "(" or first == 0:
            continue
        for last in range(first + 2, min(first + LONGEST_BRACKET, len(tokens))):
            if tokens[last].text == ")":
                yield _aside(tokens, first, last, "appos")
                break


def _between_commas(tokens: Sequence[Token]) -> Iterator[Aside]:
    """Yield what two commas hold, where the clause's finite verb follows the second.

    "Ann Lee, head of Acme, who left, spoke": the first of two goes first where the second is told
    of a person, else it keeps the last comma for its own.
    """
    commas = [i for i, token in enumerate(tokens) if token.text == ","]
    for place, (first, last) in enumerate(pairwise(commas)):
        relation = _relation(tokens, first, last)
        if last - first > LONGEST or not relation or not _verb_follows(tokens, last):
            continue
        before = commas[place - 1] if place else first
        chained = place > 0 and bool(_relation(tokens, before, first))
        names = _names_before(tokens, first, last)
        if names < first:
            yield _aside(tokens, names, last, relation)
        elif chained and tokens[first + 1].lower_ in PERSONAL:
            yield _aside(tokens, before, first, _relation(tokens, before, first), closed=False)
        else:
            yield _aside(tokens, first, last, relation, closed=not chained)


def _names_before(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return the comma that opens a list of names ("three officers, A, B and C, arrived")."""
    while first > 0 and _names(tokens[first + 1 : last]):
        before = next((i for i in range(first - 1, 0, -1) if tokens[i].text == ","), 0)
        if not before or not _names(tokens[before + 1 : first]):
            break
        first, last = before, first
    return first


def _names(tokens: Sequence[Token]) -> bool:
    """Whether all words are names', with commas and "and" between them."""
    return all(t.text[:1].isupper() or t.tag_ == "CC" or t.text == "," for t in tokens)


def _trailing(tokens: Sequence[Token]) -> Iterator[Aside]:
    """Yield a relative clause after a comma that goes on to the end."""
    end = len(tokens)
    while end and tokens[end - 1].is_punct:
        end -= 1
    for first, token in enumerate(tokens):
        if token.text == "," and _relation(tokens, first, end) == "acl:relcl":
            aside = _aside(tokens, first, end, "acl:relcl")
            described = tokens[first + 1].lower_ in PERSONAL and _described(tokens, first)
            yield replace(aside, anchor=described) if described else aside


def _described(tokens: Sequence[Token], comma: int) -> int | None:
    """Return the noun that the words before a comma describe ("Ann Lee, head of Acme, who")."""
    found, last = None, comma
    for first in range(comma - 1, 0, -1):
        if tokens[first].text == ",":
            described = _relation(tokens, first, last) and tokens[first + 1].tag_ in DESCRIBING
            if not described:
                break
            found, last = tokens[first - 1].i, first
    return found


def _joined(tokens: Sequence[Token]) -> Iterator[Aside]:
    """Yield the clauses with subjects of their own behind commas, semicolons and colons."""
    marks = [i for i in range(1, len(tokens) - 1) if _joins(tokens, i)]
    for mark, following in pairwise([*marks, len(tokens)]):
        end = tokens[following].i if following < len(tokens) else tokens[-1].i + 1
        relation = JOINING.get(tokens[mark + 1].lower_, "parataxis")
        yield Aside(tokens[mark].i + 1, end, (tokens[mark].i,), None, relation)


def _joins(tokens: Sequence[Token], mark: int) -> bool:
    """Whether a clause ends before a mark and another begins behind it."""
    link = tokens[mark + 1].lower_ in JOINING
    if tokens[mark].text not in ({",", ";", ":"} if link else {";", ":"}):
        return False
    before = next((i for i in range(mark - 1, -1, -1) if tokens[i].text in {",", ";", ":"}), -1)
    told = any(token.tag_ in FINITE for token in tokens[:mark])
    listed = before >= 0 and not any(t.tag_.startswith(("V", "MD")) for t in tokens[before:mark])
    return told and not listed and _has_subject(tokens[mark + 1 + link :])


def _has_subject(tokens: Sequence[Token]) -> bool:
    """Whether nouns and then a finite verb open the words."""
    opening = next((token for token in tokens if token.tag_ != "RB"), None)
    if opening is None or opening.tag_ not in SUBJECTS | {"EX", "IN", "CD"}:
        return False
    if opening.lower_ in lexicon().clause_links:
        return False
    for index, token in enumerate(tokens[:LONGEST_SUBJECT]):
        if token.tag_ in FINITE:
            return index > 0
        if token.tag_ not in SUBJECTS | {"IN", "RB", "POS", "CD", "HYPH", "EX", "CC"}:
            return False
    return False


def _verb_follows(tokens: Sequence[Token], comma: int) -> bool:
    rest = (token for token in tokens[comma + 1 :] if token.tag_ != "RB")
    following = next(rest, None)
    return following is not None and following.tag_ in FINITE


def _relation(tokens: Sequence[Token], first: int, last: int) -> str:
    """Return how what stands between the marks hangs on the noun before, empty if it does not."""
    content = tokens[first + 1 : last]
    if first == 0 or not content or tokens[first - 1].tag_ not in NOUNS:
        return ""
    opening = next((i for i, token in enumerate(content) if token.tag_ != "RB"), 0)
    reduced = _is_reduced(content[opening])
    finite = any(token.tag_ in FINITE for token in content[opening + reduced :])
    if content[0].lower_ in RELATIVES or (
        content[0].tag_ == "IN" and len(content) > 1 and content[1].lower_ in RELATIVES
    ):
        return "acl:relcl" if finite else ""
    if finite and _is_said(content):
        return "parataxis"
    if finite:
        return "appos" if _describes(content) else ""
    if reduced:
        return "acl"
    return "appos" if content[0].tag_ in OPENERS else ""


def _is_said(content: Sequence[Token]) -> bool:
    """Whether a speaker and a verb of saying are all there is ("Google, Ann Lee says, sued X")."""
    cues = [token for token in content if token.lower_ in lexicon().cue_forms]
    rest = [token for token in content if token not in cues]
    ends = content[-1] in cues or content[0] in cues
    named = all(token.tag_ in SUBJECTS | {"RB"} for token in rest)
    return len(cues) == 1 and ends and bool(rest) and named and len(content) <= LONGEST_SPEAKER


def _describes(content: Sequence[Token]) -> bool:
    """Whether a noun and what is told of it by "who" make an aside ("the lawyer who sued it")."""
    if content[0].tag_ not in OPENERS:
        return False
    for token in content:
        if token.lower_ in PERSONAL:
            return True
        if token.tag_ not in INSIDE_NOUNS | {"IN", "HYPH", "JJS", "JJR"}:
            return False
    return False


def _is_reduced(token: Token) -> bool:
    """Whether a participle opens an aside ("then called"); taggers take it for a past tense."""
    past = token.tag_ == "VBD" and token.lower_ not in lexicon().cue_forms
    return past or token.tag_ in PARTICIPLES


def _aside(
    tokens: Sequence[Token], first: int, last: int, relation: str, *, closed: bool = True
) -> Aside:
    marks = [tokens[first].i]
    if closed and last < len(tokens) and tokens[last].text in {",", ")"}:
        marks.append(tokens[last].i)
    end = tokens[last].i if last < len(tokens) else tokens[-1].i + 1
    anchor = None if relation == "parataxis" else _anchor(tokens, first, last)
    return Aside(tokens[first].i + 1, end, tuple(marks), anchor, relation)


def _anchor(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return the noun before a comma; a name behind "the head of Acme" is the head's."""
    name = tokens[first + 1 : last]
    if len(name) > 1 and _names(name):
        at = first - 1
        while at > 0 and tokens[at].tag_ in INSIDE_NOUNS:
            at -= 1
        role = tokens[at - 1] if at > 0 and tokens[at].lower_ in HELD else None
        if role is not None and {role.lower_, role.lower_.removesuffix("s"), role.text} & words(
            "roles"
        ):
            return role.i
    return tokens[first - 1].i
