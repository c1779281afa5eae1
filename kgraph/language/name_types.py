"""What type a name is of: by its own words, by the words around it, by a vote in the article."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kgraph.language.given_names import is_given_name
from kgraph.language.lexicon import lexicon
from kgraph.language.name_spans import (
    NameSpan,
    after,
    apposed_noun,
    before,
    folded,
    is_common,
    is_role_word,
    opens_sentence,
    text_of,
)
from kgraph.language.name_titles import is_bare_title
from kgraph.language.tree import Node
from kgraph.names.countries import country_forms
from kgraph.names.words import known_names, type_words, words

NOUNS = (
    ("organization_nouns", "Organization"),
    ("product_nouns", "Product"),
    ("place_nouns", "Place"),
    ("roles", "Person"),
    ("naming_nouns", "Organization"),
)
AHEAD_OF = (
    ("place_nouns", "Place"),
    ("place_posts", "Place"),
    ("company_posts", "Organization"),
    ("company_deals", "Organization"),
    ("product_makers", "Product"),
)
LONGEST_UNKNOWN = 4
LOCATING = frozenset({"of", "in", "at", "near", "from"})
REACH = 7


def typed(nodes: Sequence[Node], span: NameSpan) -> NameSpan:
    """Return the span with the type that its own words, or those beside it, tell."""
    if span.sure:
        return span
    for type_, why in (_by_own_words(span), _by_words_beside(nodes, span)):
        if type_:
            name = country_forms()[span.name].name if type_ == "Country" else span.name
            return replace(span, type=type_, name=name, sure=True, why=why)
    return span


def _by_own_words(span: NameSpan) -> tuple[str, str]:
    text = span.name
    if text in words("governments"):
        return "Government", "seat of a government"
    if text in country_forms():
        return "Country", "country"
    if text in words("places"):
        return "Place", "place"
    if text in known_names() and " " in text:
        return known_names()[text], f"{text} is well known"
    parts = text.split()
    if len(parts) > 1 and parts[-1] in type_words():
        return type_words()[parts[-1]], f"ends in {parts[-1]}"
    if " of " in text and parts[0] in type_words():
        return type_words()[parts[0]], f"begins with {parts[0]}"
    return "", ""


def _by_words_beside(nodes: Sequence[Node], span: NameSpan) -> tuple[str, str]:
    titled = _by_title(nodes, span)
    if titled is not None:
        return titled
    opening = before(nodes, span.start)
    noun = opening.lemma.lower() if opening else ""
    type_ = descriptor_type(nodes, span.start)
    if type_ == "Person" and _may_be_company(span, noun):
        type_ = ""
    if type_ == "Product" and noun in words("human_products") and span.type == "Person":
        type_ = "Person"
    if opening is not None and type_:
        return type_, f"{opening.text} {span.name}"
    if opening is not None and opening.text in words("honorifics"):
        return "Person", opening.text
    apposed = apposed_noun(nodes, span.end, REACH)
    if apposed is not None and span.type != "Person":
        for list_name, apposed_type in NOUNS[:3]:
            if apposed.lemma in words(list_name):
                return apposed_type, f"{span.name}, the {apposed.text}"
    if span.type in {"Place", "Product", "Organization"} and _is_given(span):
        return "Person", f"{span.name.split()[0]} is a given name"
    return (
        _by_pronoun(nodes, span)
        or _by_post(nodes, span)
        or _by_place(nodes, span)
        or _by_act(nodes, span)
        or ("", "")
    )


def _is_given(span: NameSpan) -> bool:
    """Whether the name is a given name and a word of no dictionary ("Julian Harsch")."""
    first, *rest = span.name.split()
    return is_given_name(first) and len(rest) == 1 and not is_common(rest[0])


def _may_be_company(span: NameSpan, noun: str) -> bool:
    """Whether a role before the name may be a company's too ("its partner", "rival Northwind")."""
    if span.type == "Organization" and noun in words("shared_roles"):
        return True
    return " " not in span.name and noun in words("organization_roles")


def descriptor_type(nodes: Sequence[Node], start: int) -> str:
    """Return the type that the noun right before a name tells ("the carmaker Northwind")."""
    opening = before(nodes, start)
    for list_name, type_ in NOUNS:
        told = opening is not None and not (opening.is_verb and opening.text != opening.lemma)
        if opening is not None and told and opening.lemma.lower() in words(list_name):
            return type_
    return ""


def is_human(noun: Node, name: str) -> bool:
    """Whether "model" and its like stand before a name that is rather a person's than a thing's.

    That is one of several words, of which no dictionary has the last.
    """
    last = name.split()[-1]
    return noun.lemma in words("human_products") and last != name and not is_common(last)


def _by_title(nodes: Sequence[Node], span: NameSpan) -> tuple[str, str] | None:
    """Read "Secretary of State" before a full name."""
    title = nodes[max(0, span.start - 3) : span.start]
    if " " not in span.name or len(title) < 3 or title[1].text != "of":
        return None
    told = is_role_word(title[0]) and title[0].text[:1].isupper() and is_common(title[2].text)
    same = title[0].segment == nodes[span.start].segment and title[2].text[:1].isupper()
    return ("Person", f"{title[0].text} {span.name}") if told and same else None


def _by_pronoun(nodes: Sequence[Node], span: NameSpan) -> tuple[str, str] | None:
    """Read ", who" behind a name."""
    following = [n.text for n in after(nodes, span.end, 2)]
    opening = before(nodes, span.start)
    located = opening is not None and opening.text.lower() in LOCATING
    if following == [",", "who"] and span.type == "Place" and not located:
        return "Person", f"{span.name}, who"
    return None


def _by_post(nodes: Sequence[Node], span: NameSpan) -> tuple[str, str] | None:
    """Read "mayor of" before a name that the recogniser has for something else."""
    link = before(nodes, span.start)
    noun = before(nodes, span.start - 1) if link is not None and link.text == "of" else None
    if noun is None or span.type == "Organization" or " " in span.name:
        return None
    of_place = noun.lemma in words("place_nouns") | {"mayor", "governor"}
    return ("Place", f"{noun.text} of {span.name}") if of_place else None


def _by_place(nodes: Sequence[Node], span: NameSpan) -> tuple[str, str] | None:
    """Read "in" before a single word that the recogniser takes for a person."""
    if span.type == "Person" and " " not in span.name and is_located(nodes, span.start, span.end):
        return "Place", f"in {span.name}"
    return None


def _by_act(nodes: Sequence[Node], span: NameSpan) -> tuple[str, str] | None:
    """Read "asked the Rada to" around what the recogniser takes for a person."""
    if span.type == "Person" and _acts(nodes, span.start, span.end):
        return "Organization", f"the {span.name}"
    return None


def is_located(nodes: Sequence[Node], start: int, end: int) -> bool:
    """Whether something is "in" the name, and the name is no part of a longer phrase."""
    link, following = before(nodes, start), after(nodes, end, 1)
    verb = before(nodes, start - 1) if link is not None else None
    trusts = verb is not None and verb.lemma in words("trusting")
    goes_on = any(n.text[:1].isupper() or n.tag == "POS" for n in following)
    return link is not None and link.text.lower() == "in" and not trusts and not goes_on


def find_unknown(nodes: Sequence[Node], taken: Mapping[int, NameSpan]) -> Iterator[NameSpan]:
    """Yield capitalised words of no dictionary that nobody took, where others tell their type."""
    index = 0
    while index < len(nodes):
        end = index
        while end - index < LONGEST_UNKNOWN and _is_unknown(nodes, index, end, taken):
            end += 1
        if end > index and not all(is_common(n.text) for n in nodes[index:end]):
            type_, why = _by_surroundings(nodes, index, end, taken)
            if type_ and not is_bare_title(nodes[index:end]):
                name = text_of(nodes, index, end)
                yield NameSpan(index, end, type_, name, why, sure=True)
        index = max(end, index + 1)


def _is_unknown(
    nodes: Sequence[Node], start: int, index: int, taken: Mapping[int, NameSpan]
) -> bool:
    if index >= len(nodes) or index in taken or nodes[index].segment != nodes[start].segment:
        return False
    node = nodes[index]
    name = node.text[:1].isupper() and node.tag in {"NNP", "NN"} and not node.text.isupper()
    usual = node.text.lower() in lexicon().time_words or is_role_word(node)
    return name and not usual and not (opens_sentence(nodes, index) and is_common(node.text))


def _by_surroundings(
    nodes: Sequence[Node], start: int, end: int, taken: Mapping[int, NameSpan]
) -> tuple[str, str]:
    name = text_of(nodes, start, end)
    rules = (
        _by_possession(nodes, start, end, taken),
        _by_opening(nodes, start),
        _by_whose(nodes, end),
    )
    for type_, why in rules:
        if type_:
            return type_, why.replace("{}", name)
    plain = any(is_common(n.text) for n in nodes[start:end]) or name in words("languages")
    if is_located(nodes, start, end) and not plain:
        return "Place", f"in {name}"
    if _acts(nodes, start, end):
        return "Organization", f"the {name}"
    return "", ""


def _by_possession(
    nodes: Sequence[Node], start: int, end: int, taken: Mapping[int, NameSpan]
) -> tuple[str, str]:
    """Read "Northwind's Ann Lee", "Northwind's shares", "a Bundeswehr general"."""
    following = after(nodes, end, 2)
    possessive = bool(following) and following[0].tag == "POS"
    thing = following[possessive : possessive + 1]
    for node in thing:
        span = taken.get(node.index)
        if possessive and span is not None and span.type == "Person":
            return "Organization", f"{{}}'s {span.name}"
        led = not possessive and end - start == 1 and node.text.islower() and is_role_word(node)
        if node.lemma in words("company_deals") or led:
            return "Organization", f"{{}} {node.text}"
    return "", ""


def _by_opening(nodes: Sequence[Node], start: int) -> tuple[str, str]:
    """Read "chief executive of", "takeover of", "the maker of", "acquired" before a name."""
    opening = before(nodes, start)
    if opening is None:
        return "", ""
    if opening.is_verb and opening.lemma in words("company_verbs"):
        return "Organization", f"{opening.text} {{}}"
    noun = before(nodes, opening.index)
    if noun is None or opening.text not in {"of", "in", "with"}:
        return "", ""
    for list_name, type_ in AHEAD_OF:
        if noun.lemma in words(list_name):
            return type_, f"{noun.text} {opening.text} {{}}"
    return "", ""


def _by_whose(nodes: Sequence[Node], end: int) -> tuple[str, str]:
    """Read ", whose boss" behind a name."""
    following = after(nodes, end, 4)
    whose = [n.text for n in following[:2]] == [",", "whose"]
    posts = [n.text for n in following[2:] if n.lemma in words("company_posts")]
    return ("Organization", f"{{}}, whose {posts[0]}") if whose and posts else ("", "")


def _acts(nodes: Sequence[Node], start: int, end: int) -> bool:
    """Whether "the" and a verb are beside a single word: "asked the Rada to", "The Rada voted"."""
    article, following = before(nodes, start), after(nodes, end, 1)
    if end - start > 1 or article is None or article.text.lower() != "the":
        return False
    asked = before(nodes, article.index)
    controlled = asked is not None and asked.lemma in lexicon().object_control
    decides = {*lexicon().cues, *words("assembly_acts")}
    return any(
        (n.is_finite and n.lemma in decides) or (controlled and n.tag == "TO") for n in following
    )


def voted(spans: Iterable[NameSpan]) -> tuple[NameSpan, ...]:
    """Give each name one type in the article.

    It is the one that the gazetteer lists, else what a telling word says, else the most frequent.
    """
    listed = tuple(spans)
    tallies: dict[str, Counter[str]] = {}
    for span in listed:
        weight = 100 if span.sure else 1
        tallies.setdefault(folded(span.name), Counter())[span.type] += weight
    shared = {folded(name) for name in _shared_by_man_and_company(listed)}
    best = {name: _most_common(t) for name, t in tallies.items() if name not in shared}
    best |= {folded(span.name): span.type for span in listed if span.listed}
    return tuple(replace(span, type=best.get(folded(span.name), span.type)) for span in listed)


def _shared_by_man_and_company(spans: Iterable[NameSpan]) -> set[str]:
    """Return the bare names that end a person's name and begin an organisation's."""
    long = [span for span in spans if " " in span.name]
    surnames = {span.name.split()[-1] for span in long if span.type == "Person"}
    return surnames & {span.name.split()[0] for span in long if span.type == "Organization"}


def _most_common(tally: Counter[str]) -> str:
    return min(tally, key=lambda type_: (-tally[type_], type_))
