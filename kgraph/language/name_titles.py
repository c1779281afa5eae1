"""What the recogniser found, without the articles, titles and endings it took for names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kgraph.language.given_names import is_given_name
from kgraph.language.name_spans import (
    LOOSE,
    NameSpan,
    after,
    before,
    is_common,
    is_role_word,
    is_wordlike,
    opens_sentence,
    text_of,
)
from kgraph.language.tree import Node
from kgraph.names.fields import role_fields
from kgraph.names.words import type_words, words

LEADING = frozenset({"DT", "PRP$", "CC", "WRB", "WP", "WDT"})
SHORTEST = 2
DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
COURT_POSTS = frozenset({"Judge", "Judges", "Attorney", "Attorneys"})
COURT_WORDS = frozenset({"District", "Circuit", "Federal"})
"""Before a post, parts of its title: "United States District Judge Ann Lee"."""

FULL = 2
DOERS = ("er", "or", "ist", "man", "woman", "girl", "boy")
"""Ends of words for who does something."""

LOCATING = frozenset({"in", "at", "from", "near", "outside", "to"})
FORM_LENGTH = 3
SUBORDINATORS = frozenset({"whether", "if", "that", "because", "while", "although", "though"})


def mended(nodes: Sequence[Node], span: NameSpan) -> Iterator[NameSpan]:
    """Yield the names in a span of the recogniser: none, one, or a place and its mayor."""
    start, end = _trimmed(nodes, span.start, span.end)
    owner = _owner_end(nodes, start, end)
    if owner:
        yield from mended(nodes, replace(span, start=start, end=owner, type="Person"))
        start = owner + 1
    if span.type == "Person" or _holds_person(nodes, start, end):
        start = _after_title(nodes, start, end)
        post = _place_post(nodes, start, end)
        if post:
            yield NameSpan(start, end - 2, "Place", text_of(nodes, start, end - 2), post, sure=True)
            start = end - 2
        span = replace(span, type="Person")
    elif seat := _seat_end(nodes, start, end):
        yield NameSpan(start, seat, "Place", text_of(nodes, start, seat), "before a person")
        start, span = seat, replace(span, type="Person")
    end = _behind_form(nodes, end)
    name = text_of(nodes, start, end)
    counted = all(node.tag == "CD" and node.text.isalpha() for node in nodes[start:end])
    if len(name) < SHORTEST or counted:
        return
    capital = any(node.text[:1].isupper() for node in nodes[start:end])
    title = is_bare_title(nodes[start:end]) or _is_portfolio(nodes, start, end)
    if capital and not title and name not in words("abbreviations"):
        yield replace(span, start=start, end=end, name=name)


def _owner_end(nodes: Sequence[Node], start: int, end: int) -> int:
    """Return where "Ann Lee" ends in "Ann Lee's Election Commission", 0 where nobody owns it.

    "Macy's", "King's College" and "Moody's Investors Service" are names of one owner word.
    """
    marks = [node.index for node in nodes[start + 1 : end - 1] if node.tag == "POS"]
    if not marks or marks[0] - start != FULL:
        return 0
    owner, owned = nodes[start : marks[0]], nodes[marks[0] + 1 : end]
    whole = all(node.text.istitle() and not is_common(node.text) for node in owner)
    body = type_words().get(owned[-1].text) == "Organization" and owned[0].text[:1].isupper()
    return marks[0] if whole and body else 0


def _behind_form(nodes: Sequence[Node], end: int) -> int:
    """Return where a name ends with the legal form "A/S", of which it may hold the first letter."""
    for first in (end - 1, end):
        if text_of(nodes, first, min(first + FORM_LENGTH, len(nodes))) == "A/S":
            return first + FORM_LENGTH
    return end


def is_bare_title(nodes: Iterable[Node]) -> bool:
    """Whether the words are titles and no name ("Chief Executive", "Operating Officer")."""
    listed = list(nodes)
    roles = [is_role_word(node) for node in listed]
    return bool(roles) and (all(roles) or (roles[-1] and all(is_common(n.text) for n in listed)))


def _trimmed(nodes: Sequence[Node], start: int, end: int) -> tuple[int, int]:
    dashes = [n.index for n in nodes[start:end] if n.text in DASHES]
    if dashes and all(n.text.isupper() for n in nodes[start : dashes[0]]):
        start = dashes[0] + 1
    while start < end and _is_no_beginning(nodes[start]):
        start += 1
    while start < end and (nodes[end - 1].tag in LOOSE or not is_wordlike(nodes[end - 1])):
        end -= 1
    posted = end < len(nodes) and nodes[end].text in COURT_POSTS
    while start < end and posted and nodes[end - 1].text in COURT_WORDS:
        end -= 1
    return start, end


def _is_no_beginning(node: Node) -> bool:
    return node.tag in LEADING or node.text.lower() in SUBORDINATORS or not is_wordlike(node)


def _holds_person(nodes: Sequence[Node], start: int, end: int) -> bool:
    """Whether a title and a full name end the span ("Royal Society Research Fellow Ann Lee")."""
    last = _after_title(nodes, start, end)
    tail = nodes[last:end]
    if last == start or len(tail) != 2 or nodes[end - 1].text in type_words():
        return False
    return not any(node.text[:1].islower() or is_common(node.text) for node in tail)


def _after_title(nodes: Sequence[Node], start: int, end: int) -> int:
    """Return where the person's name begins, after honorifics and the last title in it."""
    honorifics = {h.lower() for h in words("honorifics")}
    found = [
        i for i in range(start, end - 1) if nodes[i].text.lower() in honorifics | words("roles")
    ]
    if not found and start < end - 1 and _is_title_of_several(nodes[start]):
        found = [start]
    last = found[-1] + 1 if found else start
    styles = [i for i in range(last, end - FULL) if nodes[i].text in words("styles")]
    if styles and nodes[styles[-1] + 1].text.lower() not in words("particles"):
        last = styles[-1] + 1
    return last + _is_post(nodes, last, end)


def _is_post(nodes: Sequence[Node], start: int, end: int) -> bool:
    """Whether a word that opens a sentence tells what the full name behind it does ("Skipper")."""
    if end - start <= FULL or not opens_sentence(nodes, start):
        return False
    post, given = nodes[start].text, is_given_name(nodes[start + 1].text)
    plain = is_common(post) and not nodes[start].tag.startswith("NNP")
    does = post.lower().endswith(DOERS) and (given or _is_compound(post))
    does = does or post.lower() in role_fields() or (given and plain)
    return does and not is_given_name(post) and nodes[start + 1].text[:1].isupper()


def _is_compound(word: str) -> bool:
    """Whether a word is two of a dictionary ("Boatbuilder")."""
    ends = range(SHORTEST + 1, len(word) - FORM_LENGTH)
    return any(is_common(word[:end]) and is_common(word[end:]) for end in ends)


def _seat_end(nodes: Sequence[Node], start: int, end: int) -> int:
    """Return where the place ends in "in Turin Ann Lee won", 0 where there is none."""
    link, verb = before(nodes, start), after(nodes, end, 1)
    located = link is not None and link.text.lower() in LOCATING
    acts = any(n.is_finite or n.tag == "MD" for n in verb)
    split = end - FULL
    if not located or not acts or split <= start or not is_given_name(nodes[split].text):
        return 0
    opening = not is_given_name(nodes[start].text) and nodes[start].text not in words("saints")
    last = nodes[end - 1].text
    named = is_given_name(last) or not is_common(last)
    return split if (split - start > 1 or opening) and named else 0


def _is_title_of_several(node: Node) -> bool:
    """Whether the word is a title in the plural ("Senators Lee and Berg")."""
    text = node.text.lower()
    return node.text[:1].isupper() and text.endswith("s") and text[:-1] in words("roles")


def _place_post(nodes: Sequence[Node], start: int, end: int) -> str:
    """Return "Mayor of" where a post and the place of it stand before a full name."""
    link = before(nodes, start)
    post = before(nodes, start - 1) if link else None
    if end - start < 3 or link is None or link.text != "of" or post is None:
        return ""
    return f"{post.text} of" if post.text.lower() in words("place_posts") else ""


def _is_portfolio(nodes: Sequence[Node], start: int, end: int) -> bool:
    """Whether the word is part of a title: "Energy" Secretary, Secretary of "State"."""
    if end - start != 1 or not is_common(nodes[start].text):
        return False
    link = before(nodes, start)
    post = before(nodes, start - 1) if link and link.text == "of" else None
    if post is not None and post.text in words("portfolio_posts"):
        return True
    following = nodes[end] if end < len(nodes) else None
    ahead = following is not None and following.text in words("portfolio_posts")
    return ahead and not _is_complement(nodes, start)


def _is_complement(nodes: Sequence[Node], index: int) -> bool:
    """Whether the article names a "Department of" this."""
    return any(
        node.text in words("complements")
        and nodes[node.index + 1].text == "of"
        and nodes[index].text in {n.text for n in nodes[node.index + 2 : node.index + 4]}
        for node in nodes[:-3]
    )
