"""What the words beside a name tell of its type, weighed over all places where it stands."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from kgraph.language.name_spans import (
    NameSpan,
    after,
    before,
    folded,
    is_common,
    is_role_word,
    opens_sentence,
)
from kgraph.language.name_types import is_located
from kgraph.language.shared_names import said_of
from kgraph.language.tree import Node
from kgraph.names.words import words

REACH = 8
INTRODUCED = 2
"""Full names of persons by which an article shows that it introduces whom it names."""

PHRASE = frozenset({"NN", "NNS", "JJ", "HYPH", "VBN", "CD", "JJS", "RB"})
APPOSED = PHRASE | {"DT", "NNP", "POS", "PRP$"}
APPOSED_NOUNS = (
    ("organization_nouns", "Organization"),
    ("organization_roles", "Organization"),
    ("product_nouns", "Product"),
    ("place_nouns", "Place"),
    ("roles", "Person"),
)
POSSESSIONS = (
    ("company_possessions", "Organization"),
    ("human_possessions", "Person"),
    ("local_possessions", "Place"),
)
OWNERS = frozenset({"DT", "PRP$", "POS"})
OBJECTS = frozenset({"object", "passive_subject"})
LINKED = (("company_links", "Organization"), ("local_links", "Place"))

Evidence = tuple[str, str]
"""A type and what tells it; the name stands at "{}"."""

Rule = Callable[[Sequence[Node], int, int], Evidence | None]
"""Reads the words beside the name that the nodes from the first to the second number are."""


def tally(nodes: Sequence[Node], spans: Iterable[NameSpan]) -> Counter[Evidence]:
    """Return how often each evidence is found where a name stands.

    What was taken for a place is one by that, and by "in"; pronouns near it are of others.
    """
    found = Counter[Evidence]()
    for span in spans:
        rules = _NEXT_TO if span.type == "Place" else (*_NEXT_TO, *_BEHIND)
        found.update(_by_rules(rules, nodes, span))
        if span.type == "Place":
            found["Place", "{} is a place"] += 1
        if is_located(nodes, span.start, span.end):
            found["Place", "in {}"] += 1
    return found


def _by_rules(rules: Iterable[Rule], nodes: Sequence[Node], span: NameSpan) -> Iterator[Evidence]:
    for rule in rules:
        found = rule(nodes, span.start, span.end)
        if found is not None:
            yield found


def best_type(found: Mapping[Evidence, int]) -> Evidence | None:
    """Return the type that most evidence tells, with the first of it; None where it is even."""
    weights = Counter[str]()
    for (type_, _), count in found.items():
        weights[type_] += count
    ranked = weights.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return next(row for row in found if row[0] == ranked[0][0])


def _by_title(nodes: Sequence[Node], start: int, _: int) -> Evidence | None:
    """Read "Mr", "lawyer" before a name."""
    opening = before(nodes, start)
    if opening is None:
        return None
    role = is_role_word(opening) and opening.lemma.lower() not in words("organization_roles")
    if opening.text in words("honorifics") or role:
        return "Person", f"{opening.text} {{}}"
    return None


def _by_clause(nodes: Sequence[Node], _: int, end: int) -> Evidence | None:
    """Read ", who", ", which" and ", 52," behind a name."""
    following = [n.text for n in after(nodes, end, 3)]
    if following[:1] == ["who"] or following[:2] == [",", "who"]:
        return "Person", "{}, who"
    if following[:2] == [",", "which"]:
        return "Organization", "{}, which"
    aged = following[::2] == [",", ","] and following[1].isdigit() and len(following[1]) == 2
    return ("Person", "{}, aged") if aged else None


def _by_pronoun(nodes: Sequence[Node], start: int, end: int) -> Evidence | None:
    """Read "he" and "its" soon behind a name."""
    told = said_of(NameSpan(start, end, "", "", ""), nodes)
    if told == "Person":
        return "Person", "{} ... he or she"
    its = any(n.text.lower() in {"its", "itself"} for n in after(nodes, end, 4))
    return ("Organization", "{} ... its") if its else None


def _by_apposition(nodes: Sequence[Node], _: int, end: int) -> Evidence | None:
    """Read ", a unit of", ", the gang", ", Northwind's parent" behind a name."""
    following = after(nodes, end, REACH)
    if not following or following[0].text != ",":
        return None
    phrase = list(takewhile(lambda n: n.tag in APPOSED, following[1:]))
    nouns = [n for n in phrase if n.tag in {"NN", "NNS"}]
    if not nouns or not any(n.tag in {"DT", "POS", "PRP$"} for n in phrase):
        return None
    return _of_noun(nouns[-1])


def _of_noun(noun: Node) -> Evidence | None:
    for list_name, type_ in APPOSED_NOUNS:
        if noun.lemma.lower() in words(list_name):
            return type_, f"{{}}, {noun.text}"
    return None


def _by_noun_ahead(nodes: Sequence[Node], start: int, end: int) -> Evidence | None:
    """Read "whose firm, Northwind," and "a Turin company, Northwind,"."""
    comma = before(nodes, start)
    noun = before(nodes, start - 1) if comma is not None and comma.text == "," else None
    following = after(nodes, end, 1)
    closed = not following or following[0].text in {",", ".", ")"}
    if noun is None or noun.tag not in {"NN", "NNS"} or not closed:
        return None
    found = _of_noun(noun)
    return found if found and found[0] != "Place" else None


def _by_possession(nodes: Sequence[Node], _: int, end: int) -> Evidence | None:
    """Read "Northwind's shares", "Northwind's chief executive", "Weber's wife"."""
    following = after(nodes, end, REACH)
    if not following or following[0].tag != "POS":
        return None
    phrase = list(takewhile(lambda n: n.tag in PHRASE | {"NNP"}, following[1:]))
    things = (_listed(node, POSSESSIONS, "{{}}'s {}") for node in reversed(phrase))
    return next((found for found in things if found), None)


def _by_head(nodes: Sequence[Node], start: int, end: int) -> Evidence | None:
    """Read "Northwind stock", "Northwind boss Ann Lee", "the Turin MP", "its Larkspur browser"."""
    thing = _last_noun(after(nodes, end, REACH))
    if thing is None or thing.lemma in words("human_possessions"):
        return None
    opening = before(nodes, start)
    owned = opening is not None and (opening.tag in OWNERS or opening.text == "'")
    if owned and thing.lemma in words("product_nouns"):
        return "Product", f"{{}} {thing.text}"
    return _listed(thing, POSSESSIONS, "{{}} {}")


def _last_noun(following: Sequence[Node]) -> Node | None:
    """Return the last noun of the words that a phrase begins with."""
    phrase = list(takewhile(lambda n: n.tag in PHRASE and n.text[:1].islower(), following))
    return phrase[-1] if phrase and phrase[-1].tag in {"NN", "NNS", "JJ"} else None


def _by_hyphen(nodes: Sequence[Node], _: int, end: int) -> Evidence | None:
    """Read "Northwind-owned" and "Turin-based"."""
    following = after(nodes, end, 2)
    if len(following) < 2 or following[0].text != "-":
        return None
    for list_name, type_ in (("owned_by", "Organization"), ("based_at", "Place")):
        if following[1].text in words(list_name):
            return type_, f"{{}}-{following[1].text}"
    return None


def _by_link(nodes: Sequence[Node], start: int, end: int) -> Evidence | None:
    """Read "chief executive of Northwind", "shares in Northwind", "MP for Turin"."""
    link = before(nodes, start)
    noun = before(nodes, start - 1) if link is not None else None
    if link is None or noun is None or link.text not in {"of", "at", "in", "for", "by"}:
        return None
    following = after(nodes, end, 1)
    if following and (following[0].tag == "POS" or following[0].is_noun):
        return None
    return _listed(noun, LINKED, f"{{}} {link.text} {{{{}}}}")


def _listed(noun: Node | None, lists: Sequence[tuple[str, str]], why: str) -> Evidence | None:
    for list_name, type_ in lists if noun is not None else ():
        if noun is not None and (noun.lemma in words(list_name) or noun.text in words(list_name)):
            return type_, why.format(noun.text)
    return None


def _by_verb(nodes: Sequence[Node], start: int, end: int) -> Evidence | None:
    """Read "Northwind launched", "fined Northwind", "Northwind is based in"."""
    own = nodes[start:end]
    node = next((n for n in own if n.head is not None and n.head not in own), None)
    verb = node.head if node is not None else None
    if node is None or verb is None or not verb.is_verb:
        return None
    based = node.relation == "passive_subject" and verb.lemma in {"base", "headquarter"}
    does = node.relation == "subject" and verb.lemma in words("company_doings")
    suffers = node.relation in OBJECTS and verb.lemma in words("company_sufferings")
    if node.relation in OBJECTS and verb.lemma in words("product_sufferings"):
        return "Product", f"{{}}: {verb.text}"
    return ("Organization", f"{{}}: {verb.text}") if based or does or suffers else None


_BEHIND: tuple[Rule, ...] = (_by_clause, _by_pronoun)
_NEXT_TO: tuple[Rule, ...] = (
    _by_title,
    _by_apposition,
    _by_noun_ahead,
    _by_possession,
    _by_head,
    _by_hyphen,
    _by_link,
    _by_verb,
)


def weighed(nodes: Sequence[Node], spans: Sequence[NameSpan]) -> tuple[NameSpan, ...]:
    """Return the names, a single word that was taken for a person or place by all that is told.

    News introduces a person by the full name, a title or a role: a word that is called a person
    without any of them, in an article that names others in full, is most often an organisation.
    """
    full = {s.name for s in spans if s.type == "Person" and " " in s.name}
    parts = {folded(word) for name in full for word in name.split()}
    groups: dict[str, list[NameSpan]] = {}
    for span in spans:
        groups.setdefault(folded(span.name), []).append(span)
    told = dict[str, Evidence]()
    for name, group in groups.items():
        if _is_open(name, group):
            found = _verdict(nodes, name, group, parts, introduces=len(full) >= INTRODUCED)
            told |= {name: found} if found else {}
    return tuple(_retyped(span, told.get(folded(span.name))) for span in spans)


def _retyped(span: NameSpan, found: Evidence | None) -> NameSpan:
    if found is None:
        return span
    return replace(span, type=found[0], why=found[1].format(span.name), sure=True)


def _is_open(name: str, group: Sequence[NameSpan]) -> bool:
    """Whether nothing sure is known of a single word that was taken for a person or a place."""
    unsure = not any(span.sure or span.listed or span.adjective for span in group)
    return unsure and " " not in name and any(s.type in {"Person", "Place"} for s in group)


def _verdict(
    nodes: Sequence[Node],
    name: str,
    group: Sequence[NameSpan],
    parts: set[str],
    *,
    introduces: bool,
) -> Evidence | None:
    found = tally(nodes, group)
    best = best_type(found)
    if name in parts:
        rival = any(type_ == "Organization" for type_, _ in found)
        return None if rival else ("Person", "{} is part of a full name")
    if best is not None:
        return None if all(span.type == best[0] for span in group) else best
    person = all(span.type == "Person" for span in group)
    opens = is_common(group[0].name) and all(opens_sentence(nodes, span.start) for span in group)
    unknown = not found and person and introduces and not opens
    if not unknown or _may_be_person(nodes, name, group, parts):
        return None
    return "Organization", "{} is introduced as no person"


def _may_be_person(
    nodes: Sequence[Node], name: str, group: Sequence[NameSpan], parts: set[str]
) -> bool:
    """Whether a word may be a person's though nothing introduces it.

    It is well known, the last letter apart a name of the article ("the Webers"), or "and" joins it
    to another.
    """
    near = any(name[:-1] in {part, part[:-1]} for part in parts)
    joined = any(
        node is not None and node.text in {"and", "&"}
        for span in group
        for node in (before(nodes, span.start), *after(nodes, span.end, 1))
    )
    return near or joined or name in words("known_surnames")
