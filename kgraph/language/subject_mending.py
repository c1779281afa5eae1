"""Mends of verbs that a small parser parts from their subject or object."""

from collections.abc import Mapping, Sequence

from kgraph.language.lexicon import lexicon
from kgraph.language.name_spans import NameSpan
from kgraph.language.reseating import first_word, is_told, move, outward, seat
from kgraph.language.tree import Node, attach

SUBJECTS = ("subject", "passive_subject")
MISTAKEN = ("compound", "adjective", "adverbial", "auxiliary", "list", "vocative", "dep")
ADRIFT = frozenset({"apposition", "vocative", "list", "dep"})
ENDS = frozenset({"subject", "passive_subject", "object"})
QUOTED = frozenset({",", '"', "”", "''"})
WIDEST_TITLE = 3


def take_name(verb: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> None:
    """Make the name right before a finite verb its subject, where the tree has it for a part.

    "Acme boss Ann Lee spoke" with "Acme" for the subject; "Ann Lee praised Acme" with "praised" for
    an adjective.
    """
    name = owners.get(first_word(verb) - 1)
    head = outward(name, nodes) if name is not None else None
    above = verb.head
    if name is None or not is_told(verb) or nodes[name.start].sentence != verb.sentence:
        return
    if head is not None and head.head is verb and head.relation in MISTAKEN:
        parts = [c for c in verb.get(*SUBJECTS, *MISTAKEN) if c.index < name.start]
        close = [c for c in parts if c.index in {name.start - 1, name.start - 2, name.start - 3}]
        seat(head, verb)
        for part in close:
            attach(part, head, "compound" if part.is_noun else part.relation)
    elif verb.relation == "adjective" and above is not None and above.index > verb.index:
        top = next((n for n in nodes[name.start : name.end] if n.head is None), None)
        if top is not None and verb.tag == "VBD" and verb.first("subject") is None:
            move(verb, above)
            if verb.head is not None:
                verb.head.children.remove(verb)
                verb.head = None
            verb.relation = "root"
            attach(above, verb, "object")
            for child in [c for c in top.children if c.index > verb.index]:
                attach(child, above if child.relation == "apposition" else verb, child.relation)
            seat(top, verb)


def part_object(verb: Node) -> None:
    """Make a verb that has a subject the head of what it was taken for an adjective of."""
    noun = verb.head
    if noun is None or noun.index < verb.index:
        return
    above, relation = noun.head, noun.relation
    noun.children.remove(verb)
    verb.head, verb.relation = None, "root"
    if above is not None:
        attach(verb, above, relation)
    attach(noun, verb, "object")


def take_object(verb: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> None:
    """Take the name behind a verb for its object, where the tree has it for an apposition."""
    name = owners.get(verb.index + 1) or owners.get(verb.index + 2)
    head = outward(name, nodes) if name is not None else None
    if name is None or head is None or head.head is not verb or head.preposition:
        return
    near = name.start == verb.index + 1 or nodes[verb.index + 1].tag in {"DT", "JJ"}
    if near and head.relation in ADRIFT and verb.first("object") is None:
        head.relation = "object"
        for child in list(head.get("modifier")):
            if child.preposition != "of":
                attach(child, verb, "oblique")


def join_object(noun: Node) -> None:
    """Join a noun to the object that an adverb parts it from ("won the cup once and the medal")."""
    adverb = noun.head if noun.relation == "conjunct" and noun.is_noun else None
    verb = adverb.head if adverb is not None and adverb.tag == "RB" else None
    held = verb.first("object") if verb is not None and verb.is_verb else None
    if adverb is not None and held is not None and held.index < adverb.index < noun.index:
        attach(noun, held, "conjunct")


def take_subject(verb: Node) -> None:
    """Take a bare noun before a finite verb without subject for the subject."""
    if not is_told(verb) or verb.relation == "conjunct" or verb.first(*SUBJECTS) is not None:
        return
    known = lexicon().time_words | lexicon().time_units
    before = [
        child
        for child in verb.get(*MISTAKEN)
        if child.index < verb.index
        and (child.is_noun or child.tag.startswith("JJ"))
        and not (child.preposition or {child.lemma.lower(), child.text.lower()} & known)
    ]
    nouns = [child for child in before if child.is_noun]
    if nouns:
        seat(nouns[-1], verb)
        for child in before:
            if child.index < nouns[-1].index and child.relation in {"compound", "adjective"}:
                attach(child, nouns[-1], child.relation)
        for word in [c for c in verb.get("determiner") if c.index < nouns[-1].index]:
            attach(word, nouns[-1], "determiner")


def take_linked(verb: Node) -> None:
    """Make "the bank" the subject in "after the bank had found it", where "after" has it."""
    head = verb.head
    if head is None or not is_told(verb) or verb.first(*SUBJECTS) is not None:
        return
    links = lexicon().clause_links
    near = (c for c in (*head.children, *verb.children) if c.preposition in links)
    start = first_word(verb)
    for noun in near:
        last = max(n.index for n in noun.subtree() if n.index < start) if noun.index < start else -1
        if last == start - 1 and noun.relation in {"oblique", "modifier"} and not noun.is_verb:
            seat(noun, verb)
            verb.relation = "adverbial_clause"
            return


def invert(verb: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> None:
    """Make "Ann Lee" the speaker in '"The bank", said Ann Lee, "is sound"'."""
    subject, name = verb.first("subject"), _named_behind(verb, owners)
    speaker = outward(name, nodes) if name is not None else None
    inverted = nodes[verb.index - 1].text in QUOTED and verb.lemma in lexicon().cues
    if subject is None or speaker is None or not inverted or subject.index > verb.index:
        return
    if any(n.text == "," for n in nodes[subject.index : verb.index - 1]):
        return
    below = (c for c in verb.get("complement", "parataxis", "conjunct") if c.index > verb.index)
    told = next((c for c in below if c.is_verb or c.first("copula")), None)
    if speaker.relation not in ENDS or all(speaker.head is not n for n in (verb, told)):
        return
    attach(speaker, verb, "subject")
    if told is not None and told.first(*SUBJECTS) is None:
        seat(subject, told)
    else:
        subject.relation = "topic"


def _named_behind(verb: Node, owners: Mapping[int, NameSpan]) -> NameSpan | None:
    """Return the person behind a verb of saying, with no more than a title between."""
    if not verb.is_finite:
        return None
    near = (owners.get(i) for i in range(verb.index + 1, verb.index + WIDEST_TITLE + 1))
    name = next((name for name in near if name is not None), None)
    return name if name is not None and name.type == "Person" else None
