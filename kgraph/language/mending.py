"""Mends of trees and lemmas that a small parser gets wrong in a way words can tell."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from kgraph.language.lexicon import lexicon
from kgraph.language.mentions import NameSpan
from kgraph.language.references import name_head
from kgraph.language.tree import Node, attach

HELPERS = frozenset({"auxiliary", "passive_auxiliary", "copula"})
NOMINATIVE = frozenset({"he", "she", "they", "i", "we", "it"})


def mend(nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> None:
    """Mend lemmas, verbs, subjects and infinitives in place."""
    for node in nodes:
        node.lemma = _lemma(node)
    for node in nodes:
        if node.relation == "adverbial_clause" and _is_asked(node):
            node.relation = "open_complement"
    for node in nodes:
        if _is_main_verb(node):
            _promote(node)
    for node in nodes:
        _part_apposition(node, nodes, owners)
    for node in nodes:
        if node.is_finite and node.relation not in HELPERS:
            _give_subject(node, nodes, owners)


def _lemma(node: Node) -> str:
    """Return an irregular verb's lemma, and a doubled consonant undone ("slammed")."""
    if not node.is_verb:
        return node.lemma
    known = lexicon().irregular_forms.get(node.text.lower())
    if known:
        return known
    lemma = node.lemma
    doubled = len(lemma) > 4 and lemma[-1] == lemma[-2] and lemma[-1] not in "lszfe"
    return lemma[:-1] if doubled and node.tag in {"VBD", "VBN", "VBG"} else lemma


def _is_main_verb(node: Node) -> bool:
    """Whether a participle after a noun is the verb of its sentence.

    One with an object is no passive; where the noun heads the tree nothing else can be the verb
    ("The department prohibited the firm from selling", taken for "the department prohibited").
    """
    noun = node.head
    after_root = noun is not None and noun.head is None and noun.is_noun and noun.index < node.index
    transitive = node.first("object") is not None and node.first("agent") is None
    return node.tag == "VBN" and node.relation == "participle" and after_root and transitive


def _promote(verb: Node) -> None:
    noun = verb.head
    if noun is not None:
        noun.children.remove(verb)
        verb.head, verb.relation, verb.tag = None, "root", "VBD"
        attach(noun, verb, "subject")


def _part_apposition(verb: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> None:
    """Hang the second of two subjects on the first, a name that a comma parts from it."""
    subjects = list(verb.get("subject", "passive_subject"))
    for name, noun in pairwise(subjects):
        owner = owners.get(name.index)
        if owner is None or noun.index in owners:
            continue
        opening = nodes[owner.end : owner.end + 2]
        if [n.text for n in opening][:1] == [","] and opening[-1].tag == "DT":
            attach(noun, name, "apposition")


def _is_asked(node: Node) -> bool:
    """Whether a verb is what somebody is told to do, or kept from ("urged Merkel to go")."""
    head = node.head
    if head is None or head.lemma not in lexicon().object_control or not node.is_verb:
        return False
    given = head.first("object", "passive_subject", "indirect_object")
    marked = any(child.lemma in {"to", "of", "from"} for child in node.get("marker"))
    return marked and given is not None and given.index < node.index


def _give_subject(verb: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> None:
    """Make the name between a comma and a finite verb the verb's subject.

    "Delving into the matter, Putin recalled that": nothing else can be.
    """
    subject = verb.first("subject", "passive_subject")
    if subject is not None and not subject.is_verb:
        return
    last = verb.index - 1
    while last >= 0 and nodes[last].tag in {"RB", "MD"}:
        last -= 1
    if last < 0 or nodes[last].segment != verb.segment:
        return
    name = owners.get(last)
    first = name.start if name else last
    if name is None and nodes[last].text.lower() not in NOMINATIVE:
        return
    opens = first == 0 or nodes[first - 1].segment != verb.segment or nodes[first - 1].text == ","
    head = name_head(nodes[name.start : name.end]) if name else nodes[last]
    inside = any(ancestor is head for ancestor in verb.ancestors())
    if opens and not inside:
        if subject is not None:
            attach(subject, verb, "adverbial_clause")
        attach(head, verb, "subject")
