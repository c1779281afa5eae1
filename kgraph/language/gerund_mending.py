"""Mends of gerunds and infinitives: "admitted stealing data", "suspects her of spying"."""

from collections.abc import Container, Sequence

from lemminflect import getLemma

from kgraph.language.lexicon import lexicon
from kgraph.language.reseating import move
from kgraph.language.tree import Node, attach

PARTS = frozenset({"adjective", "compound"})
BEFORE_GERUNDS = frozenset({"of", "from"})
GIVEN = ("object", "passive_subject")
ALLOWED = frozenset({"forbid"})


def mend_gerunds(nodes: Sequence[Node]) -> None:
    """Mend in place what hangs a gerund or an infinitive on the wrong word."""
    for node in nodes:
        _read_deed(node)
        if node.tag == "VBG":
            _free(node, nodes)
            _hang_on_verb(node)
        elif node.tag == "VB":
            _part_purpose(node)


def _read_deed(noun: Node) -> None:
    """Read "spying" as what is done in "accuses Ann Lee of spying for Poland"."""
    name, link = noun.head, noun.first("preposition")
    verb = name.head if name is not None and name.relation in GIVEN else None
    told = noun.tag in {"NN", "VBG"} and noun.text.endswith("ing")
    deed = told and noun.relation == "modifier" and noun.preposition in BEFORE_GERUNDS
    if verb is None or link is None or not deed or verb.lemma not in lexicon().object_control:
        return
    if any(noun.get("determiner", "adjective", "compound", "possessor")):
        return
    lemmas = getLemma(noun.text.lower(), upos="VERB", lemmatize_oov=False)
    if lemmas and lemmas[0] != noun.text.lower():
        noun.tag, noun.lemma, noun.preposition, link.relation = "VBG", lemmas[0], "", "marker"
        attach(noun, verb, "open_complement")


def _free(gerund: Node, nodes: Sequence[Node]) -> None:
    """Read "stealing" as what is admitted in "admitted stealing data", and data as its object."""
    noun, before = gerund.head, nodes[gerund.index - 1]
    if gerund.relation not in PARTS or noun is None or noun.index < gerund.index:
        return
    if getLemma(gerund.text.lower(), upos="ADJ", lemmatize_oov=False):
        return
    verb = noun.head
    told = before is verb and noun.relation == "object" and verb.is_verb
    held = before.head is noun and before.text.lower() in BEFORE_GERUNDS
    accused = held and verb is not None and verb.lemma in lexicon().object_control
    if verb is None or not (told or accused):
        return
    move(gerund, noun)
    gerund.relation = "open_complement"
    for child in [c for c in noun.children if c.index < gerund.index]:
        attach(child, gerund, "marker")
    attach(noun, gerund, "object")
    noun.preposition = ""


def _hang_on_verb(gerund: Node) -> None:
    """Hang "stealing" on the verb in "suspects Ann Lee of stealing", "jailed for spying"."""
    head = gerund.head
    if head is None:
        return
    above = head.head
    marks = {child.text.lower() for child in gerund.get("marker")}
    if gerund.relation == "oblique" and gerund.preposition and head.is_verb:
        gerund.relation, gerund.preposition = "adverbial_clause", ""
        for child in gerund.get("preposition"):
            child.relation = "marker"
    elif _is_complement(gerund, head, marks):
        gerund.relation = "open_complement"
    elif gerund.relation == "participle" and marks & BEFORE_GERUNDS and above is not None:
        controlled = head.relation == "object" and above.lemma in lexicon().object_control
        if controlled:
            attach(gerund, above, "open_complement")


def _is_complement(gerund: Node, head: Node, marks: Container[str]) -> bool:
    """Whether a gerund belongs to a verb ("denies helping X", "found guilty of helping X")."""
    if gerund.relation == "adverbial_clause":
        return "of" in marks and head.first(*GIVEN) is not None
    return gerund.relation == "participle" and head.is_verb


def _part_purpose(infinitive: Node) -> None:
    """Tell why somebody is kept from something from what ("banned it to punish Russia").

    "Considers whether to ban it" tells what its subject may do.
    """
    head = infinitive.head
    marks = {child.text.lower() for child in infinitive.get("marker")}
    if head is None or "to" not in marks or infinitive.first("subject") is not None:
        return
    kept = head.lemma in lexicon().deniers - ALLOWED and head.first("object", "passive_subject")
    if infinitive.relation == "open_complement" and kept:
        infinitive.relation = "adverbial_clause"
    elif infinitive.relation == "complement" and head.is_verb:
        infinitive.relation = "open_complement"
