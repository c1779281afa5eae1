"""Mends of single labels that a small parser gives where the words around rule them out."""

from collections.abc import Mapping, Sequence

from lemminflect import getLemma

from kgraph.language.lexicon import lexicon
from kgraph.language.mentions import NameSpan
from kgraph.language.reseating import has_that, move
from kgraph.language.role_nouns import is_role
from kgraph.language.tree import Node, attach
from kgraph.names.words import words

OBJECTS = frozenset({"object", "indirect_object"})
SUBJECTS = frozenset({"subject", "passive_subject"})
TOLD = SUBJECTS | {"oblique"}
LOOSE = frozenset({"adverbial_clause", "conjunct"})
TOLD_OF = frozenset({"participle", "relative_clause"})
LAPSED = frozenset({"after", "ago", "before", "earlier", "later"})
RELATIVE = frozenset({"who", "which", "where", "whom", "that"})


def mend_labels(nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> None:
    """Mend objects, agents, times and relative clauses in place."""
    for node in nodes:
        if node.head is not None:
            _part_verdict(node, node.head, owners)
            _read_title(node, node.head)
            _join_subjects(node, node.head, nodes)
    for node in nodes:
        if node.head is not None:
            _part_compound(node, node.head)
        _read_state(node, nodes)
    for node in nodes:
        if node.head is not None:
            _read_object(node, node.head)
            _read_name(node, node.head, nodes, owners)
            _part_time(node, node.head)
            _read_lapse(node, nodes)
            _hang_relative(node, node.head, nodes)
            _read_particle(node, node.head)
            _raise_outcome(node, node.head, nodes)
            _raise_told(node, node.head)
            _read_second_report(node, node.head, nodes)
    for node in nodes:
        _raise_past(node)


def _read_object(node: Node, verb: Node) -> None:
    """Read "led by Ann Lee" as an agent, and an object without another as direct."""
    if node.relation in OBJECTS and node.preposition and verb.is_verb:
        passive = node.preposition == "by" and verb.tag == "VBN"
        node.relation = "agent" if passive else "oblique"
    elif node.relation == "indirect_object" and not verb.first("object", "open_complement"):
        node.relation = "object"


def _part_verdict(node: Node, verb: Node, owners: Mapping[int, NameSpan]) -> None:
    """Part "Ann Lee" from "guilty" in "found Ann Lee guilty", taken for one noun."""
    if node.text.lower() not in words("verdicts"):
        return
    if node.relation == "adjective" and verb.relation == "object" and verb.index in owners:
        _raise_verdict(node, verb)
    elif node.relation == "open_complement":
        _free_deeds(node, verb)
    if node.relation != "object":
        return
    named = [c for c in node.get("compound", "flat", "description") if c.index in owners]
    if named and verb.is_verb:
        attach(named[0], verb, "object")
        for part in named[1:]:
            attach(part, named[0], "flat")
        node.relation, node.tag = "open_complement", "JJ"
        _free_deeds(node, verb)


def _raise_verdict(verdict: Node, name: Node) -> None:
    """Hang "guilty" on the verb in "found Ann Lee guilty", where the tree has it on the name."""
    verb = name.head
    if verb is not None and verdict.index > name.index:
        attach(verdict, verb, "open_complement")
        _free_deeds(verdict, verb)


def _free_deeds(verdict: Node, verb: Node) -> None:
    for deed in list(verdict.get("participle", "adverbial_clause")):
        attach(deed, verb, "open_complement")


def _read_title(title: Node, head: Node) -> None:
    """Hang "by" on the name in "by Energy Secretary Rick Perry", and tag "chief" a noun there."""
    if title.relation not in {"compound", "description"} or title.index > head.index:
        return
    if title.tag == "JJ" and title.text.lower() in words("roles"):
        title.tag = "NN"
    if title.preposition:
        head.preposition, title.preposition = title.preposition, ""
        for link in list(title.get("preposition")):
            attach(link, head, "preposition")


def _read_state(gerund: Node, nodes: Sequence[Node]) -> None:
    """Read "sitting" as what a president is in "criticised by sitting President Ann Lee"."""
    head, behind = gerund.head, nodes[gerund.index + 1 : gerund.index + 2]
    held = gerund.first("object")
    if head is None or held is None or gerund.tag != "VBG" or held.index < gerund.index:
        return
    titled = behind and is_role(behind[0]) and (behind[0] is held or behind[0].head is held)
    if not titled or gerund.text.lower() not in words("seated"):
        return
    passive = any(head.get("passive_auxiliary"))
    move(held, gerund)
    for mark in list(gerund.get("marker", "preposition")):
        held.preposition = mark.text.lower()
        attach(mark, held, "preposition")
    before = nodes[gerund.index - 2] if gerund.index > 1 else gerund
    if gerund.relation == "adverbial_clause" and held.preposition:
        held.relation = "agent" if passive and held.preposition == "by" else "oblique"
        if not passive and before.is_noun and before not in held.subtree():
            attach(held, before, "modifier")
    gerund.tag = "JJ"
    attach(gerund, held, "adjective")


def _join_subjects(node: Node, verb: Node, nodes: Sequence[Node]) -> None:
    """Read "appeals court" as one noun, where the tree has two subjects."""
    after = nodes[node.index + 1 : node.index + 2]
    plain = node.relation in SUBJECTS and node.tag in {"NN", "NNS"}
    if plain and after and after[0].head is verb and after[0].relation in SUBJECTS:
        bare = after[0].tag in {"NN", "NNS"} and not after[0].first("determiner", "possessor")
        if bare:
            attach(node, after[0], "compound")


def _part_compound(node: Node, noun: Node) -> None:
    """Hang "a German" on "court", not on "appeals", in "a German appeals court"."""
    compound = node.relation == "compound" and noun.index == node.index + 1
    if compound and not node.tag.startswith("NNP") and noun.first("determiner") is None:
        for child in list(node.get("determiner", "adjective")):
            attach(child, noun, child.relation)


def _read_name(
    node: Node, verb: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]
) -> None:
    """Read a name right behind a verb as its object; no name is an adverb ("sued Tesla").

    Nor is it what a verb before that one acts on ("told X to leave and fined Y").
    """
    bare = node.relation == "adverb" and node.index in owners and not node.preposition
    if bare and verb.is_verb and node.index == verb.index + 1 and verb.first("object") is None:
        node.relation = "object"
    nearer = nodes[node.index - 1] if node.index else node
    between = nearer is not verb and verb.index < nearer.index and nearer.relation == "conjunct"
    if node.relation == "object" and between and nearer.is_finite and verb.is_verb:
        attach(node, nearer, "object")


def _part_time(node: Node, noun: Node) -> None:
    """Hang "on Thursday" on the verb in "a court on Thursday ruled", "dropped as sponsor on".

    So too how long something lasts that is done in, at or without a thing ("worked there for").
    """
    verb = noun.head
    word = node.lemma.lower()
    timed = word in lexicon().time_words or word in lexicon().time_units
    dated = node.preposition == "on" and timed and noun.relation in TOLD
    counted = word in lexicon().time_units and node.first("number") is not None
    lasts = node.preposition == "for" and counted and noun.relation == "oblique"
    done = verb is not None and (dated or (lasts and verb.is_verb))
    if verb is not None and done and node.relation == "modifier":
        attach(node, verb, "oblique")


def _read_lapse(node: Node, nodes: Sequence[Node]) -> None:
    """Read "hours" as a time in "quit hours later", "resigned two days after the vote"."""
    after = nodes[node.index + 1].text.lower() if node.index + 1 < len(nodes) else ""
    if node.relation == "object" and node.lemma in lexicon().time_units and after in LAPSED:
        node.relation = "adverbial"


def _read_particle(node: Node, above: Node) -> None:
    """Read "out" as the verb's in "cleared the products out of the building"."""
    inside = above.relation == "object" and above.head is not None
    verb = above.head if inside and above.head is not None else above
    links = [c for c in node.get("preposition") if c.text.lower() == "out"]
    thing = verb.first("object")
    if node.preposition != "out of" or not verb.is_verb or thing is None or not links:
        return
    if thing.index < node.index:
        attach(links[0], verb, "particle")
        attach(node, verb, "oblique")
        for of in list(links[0].get("fixed")):
            attach(of, node, "preposition")
        node.preposition = "of"


def _raise_outcome(node: Node, verb: Node, nodes: Sequence[Node]) -> None:
    """Hang ", dealing it a blow" on "refused" in "refused to stop X from selling, dealing".

    And ", dismissing a complaint" on "ruled" in "ruled that X may sell, dismissing": who tells
    also says yes and no.
    """
    opening = nodes[node.index - 1].text if node.index else ""
    if node.relation not in LOOSE or node.tag != "VBG" or opening != ",":
        return
    above = verb
    while above.head is not None and above.head.lemma in lexicon().deniers:
        above = above.head
    if above is verb and node.lemma in lexicon().deniers | lexicon().speech.accusing:
        above = _teller(verb)
    if above is not verb:
        attach(node, above, "adverbial_clause")


def _raise_told(node: Node, noun: Node) -> None:
    """Hang what is told on the verb in "told reporters that X was selling", not on whom."""
    verb = noun.head
    told = node.relation in TOLD_OF and noun.relation in OBJECTS and has_that(node)
    if told and verb is not None and verb.lemma in lexicon().speech.addressing:
        attach(node, verb, "complement")


def _read_second_report(node: Node, noun: Node, nodes: Sequence[Node]) -> None:
    """Read "points out" as a verb in "denies ties to X and points out that Y".

    A plural behind "and" is one where it would be a cue of speech and "that" follows.
    """
    behind = [n.text.lower() for n in nodes[node.index + 1 : node.index + 3]]
    if node.tag != "NNS" or node.relation != "conjunct" or "that" not in behind:
        return
    forms = getLemma(node.text, upos="VERB", lemmatize_oov=False)
    particle = "" if behind[0] == "that" else f" {behind[0]}"
    cue = next((form for form in forms if f"{form}{particle}" in lexicon().cues), None)
    verb = next((n for n in noun.ancestors() if n.is_finite), None)
    if cue is None or verb is None or nodes[node.index - 1].text.lower() != "and":
        return
    node.tag, node.lemma = "VBZ", cue
    attach(node, verb, "conjunct")
    for child in [c for c in verb.get("complement") if c.index > node.index]:
        attach(child, node, "complement")
    if particle:
        attach(nodes[node.index + 1], node, "particle")


def _teller(verb: Node) -> Node:
    """Return the verb of saying in whose that-clause a verb stands, or the verb itself."""
    inner = verb
    while inner.head is not None and inner.relation in {"open_complement", "conjunct"}:
        inner = inner.head
    head = inner.head if inner.relation == "complement" else None
    return head if head is not None and head.lemma in lexicon().speech.before_that else verb


def _hang_relative(node: Node, verb: Node, nodes: Sequence[Node]) -> None:
    """Hang a relative clause on the noun before its comma, where the tree has it on the verb."""
    if node.relation != "relative_clause" or not verb.is_verb:
        return
    told = (child.index for child in node.children if child.relation != "punct")
    opening = min(told, default=node.index)
    before = nodes[opening - 2] if opening > 1 else None
    set_off = nodes[opening].text.lower() in RELATIVE and nodes[opening - 1].text == ","
    if set_off and before is not None and before.is_noun and before.index > verb.index:
        attach(node, before, "relative_clause")


def _raise_past(verb: Node) -> None:
    """Make a past tense that modifies a noun the verb between it and its subject.

    "Germany funded Greenpeace": no past tense stands before a noun as an adjective.
    """
    noun = verb.head
    subject = noun.first("subject") if noun is not None else None
    if verb.tag != "VBD" or verb.relation != "adjective" or noun is None or subject is None:
        return
    if subject.index < verb.index < noun.index:
        move(verb, noun)
        attach(subject, verb, "subject")
        attach(noun, verb, "object")
