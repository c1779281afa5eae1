"""Mends around verbs that give a role or join names: "was elected chair", "A and B founded it"."""

from collections.abc import Mapping, Sequence

from kgraph.language.lexicon import lexicon
from kgraph.language.name_spans import NameSpan
from kgraph.language.references import name_head
from kgraph.language.reseating import move
from kgraph.language.role_nouns import HYPHENS, is_role
from kgraph.language.tree import Node, attach

SUBJECTS = ("subject", "passive_subject")
VERBAL_PREFIXES = frozenset({"re", "co"})
OPENING = frozenset({"DT", "PRP$", "PRP"})
INSIDE = frozenset({"possessor", "compound", "adjective", "determiner", "flat"})
PASSIVE = {"copula": "passive_auxiliary", "subject": "passive_subject"}


def mend_predicates(nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> None:
    """Mend verbs with particles and prefixes, passives before a role, and lists of subjects."""
    for node in nodes:
        _join_prefix(node, nodes)
        _read_ruling(node, nodes, owners)
        if node.tag in {"VBD", "VBZ"} and _follows_root(node):
            _read_root(node)
    for node in nodes:
        if node.relation == "apposition":
            _hang_apposition(node, nodes, owners)
    for node in nodes:
        _read_particle(node)
        _free_particle(node)
        _raise_passive(node)
        if node.relation == "list" and node.head is not None:
            listed = node.index in owners and node.head.index in owners
            node.relation = "conjunct" if listed else node.relation
    for name in {owner.start: owner for owner in owners.values()}.values():
        _join_subjects(name, nodes, owners)


def _follows_root(verb: Node) -> bool:
    """Whether a finite verb stands right behind the name that heads its tree, which has no verb.

    "Maria Weber presides over it", "Peter Brown praised Sony".
    """
    above = verb.head
    if verb.relation == "adjective" and above is not None:
        above = above.head
    if above is None or above.head is not None or not above.is_noun:
        return False
    own = [above.index, *(n.index for n in above.get("flat", "compound"))]
    return verb.relation in {"list", "adjective"} and verb.index == 1 + max(own)


def _read_root(verb: Node) -> None:
    """Make a finite verb that a tree hangs below its subject, or its object, the head of both."""
    noun = verb.head
    if noun is not None and verb.relation == "adjective":
        move(verb, noun)
        attach(noun, verb, "object")
    subject = verb.head
    if subject is not None:
        move(verb, subject)
        attach(subject, verb, "subject")


def _read_ruling(noun: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> None:
    """Read "heads" as a verb in "Ann Lee heads the bank", "chairs" in "who chairs it"."""
    name, after = owners.get(noun.index - 1), nodes[noun.index + 1 : noun.index + 2]
    mistaken = noun.tag in {"NNS", "NNPS"} or (noun.tag == "VBZ" and noun.relation == "flat")
    rules = mistaken and noun.text.islower() and noun.lemma in lexicon().role_verbs["rules"]
    if not rules or name is None or name.type != "Person" or noun.index in owners or not after:
        return
    if after[0].index not in owners and after[0].tag not in OPENING:
        return
    holder = name_head(nodes[name.start : name.end])
    if noun.relation in {"compound", "adjective"} and noun.head is not None:
        object_ = noun.head
        move(noun, object_)
        attach(object_, noun, "object")
    if noun not in holder.ancestors():
        move(noun, holder)
    noun.tag = "VBZ"
    attach(holder, noun, "subject")
    led = after[0]
    while led.relation in INSIDE and led.head is not None and led.head.index > noun.index:
        led = led.head
    if not led.preposition and noun not in (led, led.head):
        attach(led, noun, "object")
    elif led.head is noun and not led.preposition:
        led.relation = "object"


def _hang_apposition(node: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> None:
    """Hang "his firm" on Sony in "Ann praised Sony, his firm", where a tree has it on Ann."""
    comma = min((n.index for n in node.subtree() if n.text != ","), default=node.index) - 1
    name = owners.get(comma - 1)
    if node.head is None or name is None or nodes[comma].text != ",":
        return
    nearer = name_head(nodes[name.start : name.end])
    listed = nearer.relation == "conjunct" and nearer.head is node.head and node.tag == "NN"
    joined = node.first("conjunct") is not None
    parted = any(n.is_finite for n in nodes[node.head.index : comma])
    if parted or (listed and not joined):
        attach(node, nearer, "apposition")


def _join_prefix(prefix: Node, nodes: Sequence[Node]) -> None:
    """Make "elected" the verb of "was re-elected", "founded" that of "co-founded it"."""
    after = nodes[prefix.index + 1 : prefix.index + 3]
    if prefix.text.lower() not in VERBAL_PREFIXES or len(after) < 2 or after[0].text not in HYPHENS:
        return
    verb = after[1]
    if verb.tag not in {"VBN", "VBD"} or not prefix.is_verb:
        return
    if verb.first(*SUBJECTS) is None:
        _take_over(verb, prefix)
    attach(prefix, verb, "compound")
    prefix.tag = "HYPH"


def _take_over(verb: Node, prefix: Node) -> None:
    """Put a verb in the place of its prefix, with all that hangs on that."""
    move(verb, prefix)
    helpers = [c for c in prefix.get("copula", "auxiliary") if c.lemma == "be"]
    for helper in helpers:
        helper.relation = "passive_auxiliary"
    passive = PASSIVE if helpers else {}
    for child in [c for c in prefix.children if c is not verb]:
        attach(child, verb, passive.get(child.relation, child.relation))


def _read_particle(node: Node) -> None:
    """Read "down" as a particle in "stood down as chairman"."""
    verb = node.head
    if verb is None or not verb.is_verb or node.index != verb.index + 1:
        return
    leaving = lexicon().role_verbs["leaves"]
    if node.relation == "adverb" and f"{verb.lemma} {node.text.lower()}" in leaving:
        node.relation = "particle"


def _free_particle(noun: Node) -> None:
    """Read "over" as a particle in "handed over Ann Lee", and her as the object."""
    verb, preposition = noun.head, noun.first("preposition")
    if verb is None or preposition is None or noun.relation != "oblique":
        return
    near = verb.is_verb and preposition.index == verb.index + 1
    known = f"{verb.lemma} {noun.preposition}" in lexicon().phrasal
    if near and known and verb.first("object", "passive_subject") is None:
        attach(preposition, verb, "particle")
        noun.relation, noun.preposition = "object", ""


def _raise_passive(noun: Node) -> None:
    """Make "elected" the verb of "was elected chair of the board", where the tree has the noun."""
    verb = next((c for c in noun.get("adjective", "participle") if c.tag in {"VBN", "VBD"}), None)
    if not is_role(noun) or verb is None or verb.lemma not in lexicon().role_verbs["gives"]:
        return
    helped = any(n.first("passive_auxiliary", "copula") for n in (noun, verb))
    subject = any(n.first(*SUBJECTS) for n in (noun, verb))
    if not helped or not subject or verb.index > noun.index:
        return
    move(verb, noun)
    for child in [c for c in noun.children if c.index < verb.index]:
        attach(child, verb, PASSIVE.get(child.relation, child.relation))
    attach(noun, verb, "object")


def _join_subjects(name: NameSpan, nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> None:
    """Make all names subjects of "Ann Lee and Peter Brown met", where the tree has only the last.

    That is where the first name heads the tree.
    """
    own = nodes[name.start : name.end]
    subject = next((n for n in own if n.relation in SUBJECTS), None)
    verb = subject.head if subject is not None else None
    heads = _before(name, nodes, owners)
    if subject is None or verb is None or not heads or heads[-1].head is not None:
        return
    first, relation = heads[-1], subject.relation
    if verb.head is first:
        first.children.remove(verb)
        verb.head, verb.relation = None, "root"
    if first not in verb.ancestors():
        attach(first, verb, relation)
        for head in (*heads[:-1], subject):
            attach(head, first, "conjunct")


def _before(name: NameSpan, nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> list[Node]:
    """Return the heads of the names that "and" and commas join before a name, the last first."""
    heads, mark = list[Node](), name.start - 1
    wanted = "and"
    while mark > 0 and nodes[mark].text == wanted:
        mark -= nodes[mark - 1].text == ","
        other = owners.get(mark - 1)
        if other is None or other.type != name.type:
            break
        inside = range(other.start, other.end)
        outward = (n for n in nodes[other.start : other.end] if _leaves(n, inside))
        heads.append(next(outward, nodes[other.start]))
        mark, wanted = other.start - 1, ","
    return heads


def _leaves(node: Node, inside: range) -> bool:
    return node.head is None or node.head.index not in inside
