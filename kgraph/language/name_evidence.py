"""What the words beside a name tell of its type, weighed over all places where it stands."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from kgraph.language.lexicon import lexicon
from kgraph.language.name_spans import (
    NameSpan,
    after,
    before,
    dictionary_forms,
    is_role_word,
)
from kgraph.language.name_types import is_located
from kgraph.language.shared_names import said_of
from kgraph.language.tree import Node
from kgraph.names.words import words

REACH = 8
PHRASE = frozenset({"NN", "NNS", "JJ", "HYPH", "VBN", "CD", "JJS", "RB"})
APPOSED = PHRASE | {"DT", "NNP", "POS", "PRP$"}
APPOSED_NOUNS = (
    ("organization_nouns", "Organization"),
    ("organization_roles", "Organization"),
    ("product_nouns", "Product"),
    ("place_nouns", "Place"),
    ("roles", "Person"),
    ("minors", "Person"),
)
POSSESSIONS = (
    ("company_possessions", "Organization"),
    ("human_possessions", "Person"),
    ("local_possessions", "Place"),
)
OWNERS = frozenset({"DT", "PRP$", "POS"})
POSSESSIVES = frozenset({"'s", "\u2019s", "'", "\u2019"})
OBJECTS = frozenset({"object", "passive_subject"})
DOINGS = (("company_doings", "Organization"), ("human_doings", "Person"))
SUFFERINGS = (
    ("product_sufferings", "Product"),
    ("company_sufferings", "Organization"),
    ("human_sufferings", "Person"),
)
LINKED = (("company_links", "Organization"), ("local_links", "Place"))

Evidence = tuple[str, str]
"""A type and what tells it; the name stands at "{}"."""

PLACE_SO_FAR: Evidence = ("Place", "{} is a place")

Rule = Callable[[Sequence[Node], int, int], Evidence | None]
"""Reads the words beside the name that the nodes from the first to the second number are."""


def tally(nodes: Sequence[Node], spans: Sequence[NameSpan]) -> Counter[Evidence]:
    """Return how often each evidence is found where a name stands.

    What was always taken for a place is one by that, and what stands behind "in". Pronouns and
    clauses near what was taken for more than a person are of others.
    """
    found = Counter[Evidence]()
    if all(span.type == "Place" for span in spans):
        found[PLACE_SO_FAR] = 1
    for span in spans:
        rules = (*_NEXT_TO, *_BEHIND) if span.type in {"Person", ""} else _NEXT_TO
        found.update(_by_rules(rules, nodes, span))
        if is_located(nodes, span.start, span.end):
            found["Place", "in {}"] += 1
    return found


def _by_rules(rules: Iterable[Rule], nodes: Sequence[Node], span: NameSpan) -> Iterator[Evidence]:
    for rule in rules:
        found = rule(nodes, span.start, span.end)
        if found is not None:
            yield found


def best_type(found: Mapping[Evidence, int]) -> Evidence | None:
    """Return the type that most evidence tells, with the first of it; None where it is even.

    A product is told like a company too, so that it stands against one where the two are even.
    """
    weights = Counter[str]()
    for (type_, _), count in found.items():
        weights[type_] += count
    best = {type_ for type_, weight in weights.items() if weight == max(weights.values())}
    best -= {"Organization"} if best == {"Organization", "Product"} else set()
    return next((row for row in found if best == {row[0]}), None)


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
    following = after(nodes, end, 1)
    acts = any(n.is_verb or n.tag in {"MD", "RB", ","} for n in following)
    if acts and said_of(NameSpan(start, end, "", "", ""), nodes) == "Person":
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
    if thing.lemma in words("reigns"):
        return "Person", f"{{}} {thing.text}"
    opening = before(nodes, start)
    owned = opening is not None and (opening.tag in OWNERS or opening.text in POSSESSIVES)
    if owned and thing.lemma in words("product_nouns"):
        return "Product", f"{{}} {thing.text}"
    return _listed(thing, POSSESSIONS, "{{}} {}")


def _last_noun(following: Sequence[Node]) -> Node | None:
    """Return the last noun of the words that a phrase begins with; "MP" is one, a name is not."""
    posts = words("local_possessions") | words("company_possessions")
    phrase = list(
        takewhile(
            lambda n: n.text in posts or (n.tag in PHRASE and n.text[:1].islower()), following
        )
    )
    return phrase[-1] if phrase and phrase[-1].tag in {"NN", "NNS", "JJ", "NNP"} else None


def _by_company(nodes: Sequence[Node], start: int, end: int) -> Evidence | None:
    """Read "the Turin company"."""
    opening, following = before(nodes, start), after(nodes, end, 1)
    definite = opening is not None and opening.text.lower() == "the"
    company = any(n.lemma in words("business_nouns") and n.tag == "NN" for n in following)
    return ("Place", "the {} company") if definite and company else None


def _by_speech(nodes: Sequence[Node], start: int, _: int) -> Evidence | None:
    """Read "said Weber" behind a quotation."""
    opening, mark = before(nodes, start), before(nodes, start - 1) if start else None
    told = opening is not None and opening.is_verb and opening.lemma in lexicon().cues
    quoted = mark is not None and mark.text in {",", '"', "\u201d", "''"}
    return ("Person", "said {}") if told and quoted else None


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
    if link.text in {"at", "for"} and noun.lemma == "work":
        return "Organization", f"work {link.text} {{}}"
    return _listed(noun, LINKED, f"{{}} {link.text} {{{{}}}}")


def _listed(node: Node | None, lists: Sequence[tuple[str, str]], why: str) -> Evidence | None:
    if node is None:
        return None
    forms = {node.text, node.lemma} | dictionary_forms(node.text)
    return next(
        ((type_, why.format(node.text)) for name, type_ in lists if forms & words(name)), None
    )


def _by_verb(nodes: Sequence[Node], start: int, end: int) -> Evidence | None:
    """Read "Northwind launched", "fined Northwind", "Northwind is based in"."""
    opening = before(nodes, start)
    if opening is not None and opening.is_verb:
        return _listed(opening, SUFFERINGS, "{} {{}}")
    own = nodes[start:end]
    node = next((n for n in own if n.head is not None and n.head not in own), None)
    verb = node.head if node is not None else None
    if node is None or verb is None or not verb.is_verb:
        return None
    lists = DOINGS if node.relation == "subject" else SUFFERINGS
    if node.relation in OBJECTS | {"subject"}:
        return _listed(verb, lists, "{{}}: {}")
    return None


_BEHIND: tuple[Rule, ...] = (_by_clause, _by_pronoun)
_NEXT_TO: tuple[Rule, ...] = (
    _by_title,
    _by_apposition,
    _by_noun_ahead,
    _by_possession,
    _by_head,
    _by_company,
    _by_speech,
    _by_hyphen,
    _by_link,
    _by_verb,
)
