"""Mends of trees and lemmas that a small parser gets wrong in a way words can tell."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from lemminflect import getLemma

from kgraph.language.clause_mending import mend_clauses
from kgraph.language.cues import is_passive
from kgraph.language.gerund_mending import ALLOWED, mend_gerunds
from kgraph.language.label_mending import mend_labels
from kgraph.language.lemmatizer import regular_lemma
from kgraph.language.lexicon import lexicon
from kgraph.language.mentions import NameSpan
from kgraph.language.name_mending import mend_names
from kgraph.language.predicate_mending import mend_predicates
from kgraph.language.references import name_head
from kgraph.language.reseating import has_that, is_told, move
from kgraph.language.roles import is_role
from kgraph.language.subject_mending import part_object
from kgraph.language.tree import Node, attach
from kgraph.names.words import words

ENDS = frozenset({"conjunct", "object", "subject", "passive_subject", "oblique", "agent"})
SINCE = frozenset({"after", "before", "since"})
HELPERS = frozenset({"auxiliary", "passive_auxiliary", "copula"})
PARTS = frozenset({"adjective", "compound"})
NAMED_PARTS = PARTS | {"flat", "description"}
TIMES = frozenset({"night", "evening", "morning", "afternoon", "weekend"})
NO_VERBS = ("NOUN", "ADJ", "ADV")
SUBJECTS = frozenset({"subject", "passive_subject"})
GIVEN = frozenset({"object", "open_complement"})
NOMINATIVE = frozenset({"he", "she", "they", "i", "we", "it"})


def mend(nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> None:
    """Mend lemmas, verbs, subjects and infinitives in place."""
    for node in nodes:
        _mend_word(node)
    mend_labels(nodes, owners)
    mend_gerunds(nodes)
    for node in nodes:
        governed = _is_asked(node) or _is_object(node) or _is_bound(node)
        if node.relation == "adverbial_clause" and governed:
            node.relation = "open_complement"
    for node in nodes:
        _mend_verb(node, nodes)
        _mend_addressee(node)
    for node in nodes:
        _part_apposition(node, nodes, owners)
        _part_time(node)
    mend_clauses(nodes, owners)
    mend_predicates(nodes, owners)
    mend_names(nodes, owners)
    for node in nodes:
        _part_participle(node, nodes)
    for name in {owner.start: owner for owner in owners.values()}.values():
        _part_title(name, nodes, owners)
        _part_office(name, nodes)
    for node in nodes:
        if node.is_verb and node.relation not in HELPERS:
            _mend_subject(node, nodes, owners)


def _mend_subject(verb: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> None:
    if is_told(verb) or verb.first("marker"):
        _free_subject(verb)
    if is_told(verb):
        _give_subject(verb, nodes, owners)


def _mend_word(node: Node) -> None:
    """Mend tag and lemma."""
    tag = _tag(node)
    if tag != node.tag:
        node.tag, node.lemma = tag, regular_lemma(node.text, tag)
        _read_as_verb(node)
    elif _is_noun(node):
        node.tag = "NN"
    elif node.tag == "JJ" or _is_state(node):
        node.tag = "JJ"
        _read_state(node)


def _mend_addressee(verb: Node) -> None:
    """Take who is asked to do something for the object ("urged Greece to go")."""
    asked = verb.first("indirect_object")
    if asked is not None and verb.first("open_complement") and not verb.first("object"):
        asked.relation = "object"


def _mend_verb(node: Node, nodes: Sequence[Node]) -> None:
    if _is_main_verb(node):
        _promote(node)
    elif node.is_finite and node.relation == "preposition":
        _promote_preposition(node)
    elif node.tag == "VB" and node.first("copula") is not None:
        _read_plan(node)
    elif node.relation in PARTS and node.is_verb and node.first("subject") is not None:
        part_object(node)
    elif node.tag == "VBN" and node.relation == "adjective":
        _join_perfect(node, nodes)
        _read_election(node)
        _read_second_election(node)
    elif node.relation in HELPERS and node.head is not None:
        for subject in list(node.get("subject", "passive_subject")):
            attach(subject, node.head, subject.relation)
    _read_perfect(node)
    _read_appointment(node)


def _read_perfect(verb: Node) -> None:
    """Read "has banned Google" as active where the tree has its subject for a passive's."""
    helpers = {helper.lemma for helper in verb.get("auxiliary", "passive_auxiliary")}
    if "have" in helpers and "be" not in helpers and verb.first("object") is not None:
        for subject in verb.get("passive_subject"):
            subject.relation = "subject"


def _tag(node: Node) -> str:
    """Return the tag; a verb's for a word in lower case that can be nothing else ("tore")."""
    word = node.text
    if _is_subjunctive(node):
        return "VB"
    nominal = node.tag.startswith(("NN", "JJ", "RB"))
    if not nominal or not word.islower() or any(_may_be(word, part) for part in NO_VERBS):
        return node.tag
    lemmas = getLemma(word, upos="VERB", lemmatize_oov=False)
    if not lemmas or not word.isalpha():
        return node.tag
    return "VBG" if word.endswith("ing") else "VB" if word in lemmas else "VBD"


def _is_subjunctive(node: Node) -> bool:
    """Whether a word tagged a noun is what somebody is asked to do ("demanded that Sony pay")."""
    asked = node.tag == "NN" and node.relation == "complement" and has_that(node)
    bare = asked and node.first("copula", "possessor") is None
    lemmas = getLemma(node.text, upos="VERB", lemmatize_oov=False) if bare else ()
    if node.first(*SUBJECTS) is not None:
        return node.text in lemmas and node.first("determiner", "adjective") is None
    return node.text in lemmas and _noun_before(node) is not None


def _noun_before(node: Node) -> Node | None:
    """Return the noun right before a word that a tree takes it for a part of."""
    parts = node.get("compound", "adjective")
    return next((c for c in parts if c.index == node.index - 1 and c.is_noun), None)


def _is_noun(node: Node) -> bool:
    """Whether a word that became somebody's predicate was tagged an adjective and can be none."""
    word = node.text
    if node.tag != "JJ" or node.relation != "open_complement" or not word.islower():
        return False
    return _may_be(word, "NOUN") and not any(_may_be(word, p) for p in ("ADJ", "ADV", "VERB"))


def _is_state(node: Node) -> bool:
    """Whether a participle tells what somebody is ("is opposed to it")."""
    stated = node.tag == "VBN" and node.first("passive_auxiliary") is not None
    behind = (child.preposition for child in node.get("oblique", "modifier"))
    return stated and any(f"{node.text.lower()} {word}" in lexicon().states for word in behind)


def _read_state(adjective: Node) -> None:
    """Read "is opposed to it" as what somebody is, where the tree has it done to him."""
    for helper in adjective.get("passive_auxiliary"):
        helper.relation = "copula"
        for subject in adjective.get("passive_subject"):
            subject.relation = "subject"


def _may_be(word: str, part: str) -> bool:
    return bool(getLemma(word, upos=part, lemmatize_oov=False))


def _read_as_verb(node: Node) -> None:
    """Take what is behind a verb that was tagged a noun for its object or what it tells.

    "Hungary vetoed it", "The company denies that it paid". What stands right before it, taken for
    a part of a noun, is its subject ("demanded that Sony pay").
    """
    for child in node.get("modifier"):
        if child.index > node.index and not child.preposition:
            child.relation = "object"
    subject = _noun_before(node)
    if subject is not None and node.first(*SUBJECTS) is None:
        for child in list(node.get("determiner", "adjective", "compound", "possessor")):
            attach(child, subject, child.relation)
        attach(subject, node, "subject")
    _read_told(node)


def _read_told(verb: Node) -> None:
    """Read "that it paid" as what a verb tells, where the tree has it tell of a noun."""
    for clause in verb.get("relative_clause"):
        if has_that(clause):
            clause.relation = "complement"


def _is_main_verb(node: Node) -> bool:
    """Whether a participle after a noun is the verb of its sentence.

    One with an object or "that" is no passive; where the noun heads the tree nothing else can be
    the verb ("The department prohibited the firm from selling", for "the department prohibited").
    """
    noun, top = node.head, next((n for n in node.ancestors() if n.head is None), None)
    if noun is None or top is None or node.first("agent"):
        return False
    if node.relation == "adverbial_clause":
        return _ends_sentence(node, top)
    if node.relation != "participle":
        return False
    if not top.is_noun or top.index > node.index or (top.preposition and noun is not top):
        return False
    given = node.first("object") or next(filter(has_that, node.get("complement")), None)
    acts = node.tag == "VBN" and noun is top and given is not None
    return node.tag == "VBD" or acts


def _ends_sentence(verb: Node, top: Node) -> bool:
    """Whether a verb under a participle is its noun's ("Ann Lee, sitting there, fined Google")."""
    told = any(node.is_finite or node.first("copula") for node in verb.ancestors())
    bare = verb.first("subject", "passive_subject", "marker", "conjunction") is None
    return verb.tag == "VBD" and bare and not told and top.is_noun and top.index < verb.index


def _promote(verb: Node) -> None:
    """Make a verb the head of its tree, whose head was its subject."""
    noun, top = verb.head, next((n for n in verb.ancestors() if n.head is None), None)
    if noun is None or top is None:
        return
    noun.children.remove(verb)
    verb.head, verb.relation, verb.tag = None, "root", "VBD"
    attach(top, verb, "subject")
    if noun is not top and noun.lemma.lower() in TIMES | lexicon().time_words:
        attach(noun, verb, "adverbial")


def _promote_preposition(verb: Node) -> None:
    """Make a finite verb that was taken for a preposition the head of what it stood before."""
    noun = verb.head
    above = noun.head if noun is not None else None
    if noun is None or (above is not None and not above.is_verb and above.head is not None):
        return
    subject = noun.first("subject", "passive_subject")
    noun.children.remove(verb)
    verb.head, verb.relation = None, "root"
    if above is not None and above.is_verb:
        attach(verb, above, noun.relation)
    elif subject is None:
        subject = above
    attach(noun, verb, "object")
    if subject is not None:
        attach(subject, verb, "subject")
    for child in [c for c in noun.get("conjunct") if c.is_verb]:
        attach(child, verb, "conjunct")
    noun.preposition = ""


def _read_plan(infinitive: Node) -> None:
    """Read "is" as an auxiliary in "Greece is to ban it"."""
    for copula in infinitive.get("copula"):
        copula.relation = "auxiliary"


def _join_perfect(participle: Node, nodes: Sequence[Node]) -> None:
    """Read "has stolen data" as a perfect where the tree has "stolen data" for what is had."""
    noun = participle.head
    have = noun.head if noun is not None and noun.relation == "object" else None
    before = participle.index - 1
    while before > 0 and nodes[before].tag == "RB":
        before -= 1
    if noun is None or have is None or have.lemma != "have" or have is not nodes[before]:
        return
    above, relation = have.head, have.relation
    noun.children.remove(participle)
    participle.head, participle.relation = None, relation
    if above is not None:
        attach(participle, above, relation)
    for child in list(have.children):
        attach(child, participle, child.relation)
    if have.head is not None:
        have.head.children.remove(have)
        have.head = None
    attach(have, participle, "auxiliary")


def _read_election(participle: Node) -> None:
    """Read "was elected president" as passive where the tree has an elected president."""
    office = participle.head
    copula = office.first("copula") if office is not None else None
    if office is None or copula is None or participle.lemma not in lexicon().role_verbs["gives"]:
        return
    if not is_role(office) or any(copula.index < c.index for c in office.get("determiner")):
        return
    move(participle, office)
    attach(office, participle, "open_complement")
    attach(copula, participle, "passive_auxiliary")
    for subject in list(office.get(*SUBJECTS)):
        attach(subject, participle, "passive_subject")


def _read_appointment(verb: Node) -> None:
    """Read "head" as what somebody becomes in "was elected mayor and appointed head of Sony"."""
    first, office = verb.head, verb.first("object")
    shared = verb.relation == "conjunct" and not verb.first("auxiliary", *SUBJECTS)
    if first is None or office is None or not shared or not is_passive(first):
        return
    gives = verb.lemma in lexicon().role_verbs["gives"] and verb.tag in {"VBN", "VBD"}
    if gives and is_role(office) and office.first("determiner", "possessor") is None:
        verb.tag, office.relation = "VBN", "open_complement"


def _read_second_election(participle: Node) -> None:
    """Coordinate the participles of "was elected mayor and appointed minister"."""
    office = participle.head
    first = office.head if office is not None and office.relation == "conjunct" else None
    verb = first.head if first is not None and first.relation in GIVEN else None
    if (
        office is None
        or verb is None
        or not {participle.lemma, verb.lemma} <= lexicon().role_verbs["gives"]
    ):
        return
    for link in list(office.get("conjunction")):
        attach(link, participle, "conjunction")
    attach(office, participle, "open_complement")
    attach(participle, verb, "conjunct")


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


def _part_time(verb: Node) -> None:
    """Make X the subject in "three weeks after X left", where the tree has the weeks."""
    subject = verb.first("subject")
    if subject is None or subject.lemma not in lexicon().time_units:
        return
    actor = next((c for c in subject.get("modifier") if c.preposition in SINCE), None)
    if actor is not None and actor.index < verb.index:
        attach(actor, verb, "subject")
        subject.relation = "adverbial"


def _part_participle(node: Node, nodes: Sequence[Node]) -> None:
    """Hang "beating him" on the verb in "was elected head of it, beating him", not on "head"."""
    noun = node.head
    if node.relation != "participle" or node.tag != "VBG" or noun is None:
        return
    above = (n for n in noun.ancestors() if n.is_verb)
    verb = next(above, None)
    if nodes[node.index - 1].text == "," and verb is not None and noun.relation not in SUBJECTS:
        attach(node, verb, "adverbial_clause")


def _part_title(name: NameSpan, nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> None:
    """Put a person in the place that a tree gives the title before his name."""
    title = nodes[name.start - 1] if name.start else None
    if name.type != "Person" or title is None or title.index in owners:
        return
    head = name_head(nodes[name.start : name.end])
    if title.segment != head.segment or not (is_role(title) or title.text in words("honorifics")):
        return
    below = head.head is title and head.relation in {"flat", "compound", "apposition"}
    related = head in title.ancestors() or title in head.ancestors()
    if title.head is None or title.relation not in ENDS or (related and not below):
        return
    attach(head, title.head, title.relation)
    for child in list(title.children) if below else list(title.get("preposition")):
        attach(child, head, child.relation)
    if title.preposition:
        head.preposition, title.preposition = title.preposition, ""
    attach(title, head, "description")


def _part_office(name: NameSpan, nodes: Sequence[Node]) -> None:
    """Part "Ann Lee" from "prime minister" in "named Ann Lee prime minister"."""
    head = name_head(nodes[name.start : name.end])
    office = head.head
    verb = office.head if office is not None else None
    if name.type != "Person" or office is None or verb is None or office.index < name.end:
        return
    given = verb.lemma in lexicon().role_verbs["gives"] and office.relation in GIVEN
    if given and is_role(office) and head.relation in NAMED_PARTS:
        attach(head, verb, "object")
        office.relation = "open_complement"
        for part in nodes[name.start : name.end]:
            if part.head is office:
                attach(part, head, "flat")


def _is_asked(node: Node) -> bool:
    """Whether a verb is what somebody is told to do, or kept from ("urged Merkel to go")."""
    head = node.head
    if head is None or head.lemma not in lexicon().object_control or not node.is_verb:
        return False
    given = head.first("object", "passive_subject", "indirect_object") or next(
        (c for c in head.get("oblique") if c.preposition in {"on", "to", "upon", "for"}), None
    )
    marks = {child.lemma for child in node.get("marker")}
    kept = head.lemma in lexicon().deniers and head.lemma not in ALLOWED
    marked = bool(marks & {"of", "from"}) or ("to" in marks and not kept)
    return marked and given is not None and given.index < node.index


def _is_bound(node: Node) -> bool:
    """Whether a gerund is what somebody does not do or is bound to ("refrained from suing it")."""
    head = node.head
    marks = {child.lemma for child in (*node.get("marker"), *node.get("preposition"))}
    if head is None or node.tag != "VBG":
        return False
    refrained = "from" in marks and head.lemma in lexicon().deniers
    bound = "to" in marks and lexicon().governors.get(head.lemma) == "planned"
    return refrained or bound


def _is_object(node: Node) -> bool:
    """Whether a gerund is a verb's object ("denied ordering it", "denied having met her")."""
    head = node.head
    helper = node.first("auxiliary", "passive_auxiliary")
    first = node if helper is None else helper
    behind = head is not None and head.is_verb and first.index == head.index + 1
    return behind and first.tag == "VBG" and node.first("marker") is None


def _helps(node: Node, verb: Node, owners: Mapping[int, NameSpan]) -> bool:
    beside = node.head is verb and node.relation in HELPERS and node.index not in owners
    return beside or node.tag in {"RB", "MD"}


def _free_subject(verb: Node) -> None:
    """Make a verb's subject of the noun that a tree compounds with it ("the firm claims that")."""
    compounds = [c for c in verb.get("compound") if c.is_noun and c.index == verb.index - 1]
    if not compounds or verb.first("subject", "passive_subject") is not None:
        return
    noun = compounds[0]
    noun.relation = "subject"
    for child in list(verb.get("determiner", "adjective", "possessor", "compound")):
        if child.index < noun.index:
            attach(child, noun, child.relation)
    _read_told(verb)


def _give_subject(verb: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> None:
    """Make the name between a comma and a finite verb the verb's subject.

    "Delving into the matter, Putin recalled that": nothing else can be.
    """
    subject = verb.first("subject", "passive_subject")
    if subject is not None and not subject.is_verb:
        return
    last = verb.index - 1
    while last >= 0 and _helps(nodes[last], verb, owners):
        last -= 1
    if last < 0 or nodes[last].segment != verb.segment:
        return
    name = owners.get(last)
    first = name.start if name else last
    if name is not None and first > 0 and nodes[first - 1].tag == "DT":
        first -= 1
    if name is None and nodes[last].text.lower() not in NOMINATIVE:
        return
    before = nodes[first - 1] if first and nodes[first - 1].segment == verb.segment else None
    opens = before is None or before.text == "," or before.text.lower() in lexicon().clause_links
    head = name_head(nodes[name.start : name.end]) if name else nodes[last]
    inside = any(ancestor is head for ancestor in verb.ancestors())
    if opens and not inside:
        if subject is not None:
            attach(subject, verb, "adverbial_clause")
        attach(head, verb, "subject")
        head.preposition = ""
