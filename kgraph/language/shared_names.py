"""A man and a company of one name: which of them a bare name means."""

from collections.abc import Sequence
from itertools import takewhile

from kgraph.language.name_spans import PHRASE, NameSpan, after, apposed_noun, before, is_role_word
from kgraph.language.tree import Node
from kgraph.names.words import stand_ins, words

REACH = 7
NEXT = 4
NEAR = 2
HE = frozenset({"he", "him", "his", "himself", "she", "her", "herself"})
IT = frozenset({"it", "its", "itself"})


def is_company(span: NameSpan, nodes: Sequence[Node]) -> bool:
    """Whether the words after a bare name tell that it is a company.

    "Kaspersky software", "Kaspersky's programs", "Kaspersky officials", "Kaspersky, the Russian
    security company", "Kaspersky sells products".
    """
    apposed = apposed_noun(nodes, span.end, REACH)
    if apposed is not None:
        return apposed.lemma in words("business_nouns")
    if _sells(nodes[span.end - 1]):
        return True
    following = after(nodes, span.end, REACH)
    possessive = bool(following) and following[0].tag == "POS"
    if possessive and _is_personal(following[1:]):
        return False
    for node in takewhile(lambda n: n.tag in PHRASE - {"DT", "NNP", "CD"}, following):
        if stand_ins().get(node.lemma) == "product":
            return True
        if not possessive and node.lemma in words("company_context"):
            return True
    return False


def _is_personal(following: Sequence[Node]) -> bool:
    """Whether one thing is owned that a person may own ("Kaspersky's car")."""
    nouns = list(takewhile(lambda n: n.tag in PHRASE - {"DT", "NNP", "POS"}, following))
    last = nouns[-1] if nouns else None
    return last is not None and last.tag == "NN" and last.lemma in words("personal_products")


def _sells(node: Node) -> bool:
    """Whether the name is the subject of what companies do with products ("sold 100 cars")."""
    verb = node.head
    thing = verb.first("object") if verb is not None and node.relation == "subject" else None
    if verb is None or thing is None or verb.lemma not in words("company_acts"):
        return False
    return stand_ins().get(thing.lemma) == "product"


def is_person(span: NameSpan, nodes: Sequence[Node]) -> bool:
    """Whether a title before a bare name, or "who" behind it, tells that it is a person."""
    opening = before(nodes, span.start)
    following = [n.text for n in after(nodes, span.end, 2)]
    titled = opening is not None and (opening.text in words("honorifics") or is_role_word(opening))
    return titled or following == [",", "who"]


def said_of(span: NameSpan, nodes: Sequence[Node]) -> str:
    """Return the type that a pronoun right behind a name tells, empty for none.

    "Kaspersky insists that it", but not "Kaspersky, whose firm".
    """
    for node in after(nodes, span.end, NEXT):
        if node.text.lower() in IT:
            return "Organization"
        if node.text.lower() in HE:
            return "Person"
    return ""


def is_near(nodes: Sequence[Node], last: int, start: int) -> bool:
    """Whether a person named at ``last`` is still spoken of at ``start``.

    Two sentences on, and further where each of them says "he".
    """
    sentence = nodes[last].sentence
    for node in nodes[last:start]:
        if node.sentence - sentence > NEAR:
            return False
        if node.text.lower() in HE:
            sentence = node.sentence
    return nodes[start].sentence - sentence <= NEAR
