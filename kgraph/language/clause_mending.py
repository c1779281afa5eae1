"""Mends of clauses whose verb a small parser hangs on a wrong word, or parts from its subject."""

from collections.abc import Mapping, Sequence

from lemminflect import getInflection

from kgraph.language.lexicon import lexicon
from kgraph.language.name_spans import NameSpan
from kgraph.language.referents import name_head
from kgraph.language.reseating import first_word, is_told, move, outward, seat
from kgraph.language.role_nouns import is_role
from kgraph.language.subject_mending import (
    invert,
    join_object,
    part_object,
    take_linked,
    take_name,
    take_object,
    take_subject,
)
from kgraph.language.tree import Node, attach

CITING = frozenset({"cite", "quote", "invoke"})
SUBJECTS = ("subject", "passive_subject")
HELPERS = ("auxiliary", "passive_auxiliary", "copula")
HUNG = frozenset({"conjunct", "list", "dep", "parataxis"})
PARTS = frozenset({"adjective", "compound"})
BELOW = ("adverbial_clause", "complement", "parataxis", "open_complement")
ADRIFT = frozenset({"dep", "list", "vocative", "apposition"})
ENDS = frozenset({"subject", "passive_subject", "object", "oblique", "agent"})
LINKS = frozenset({"and", "but", "or"})
PAST = frozenset({"VBD", "VBZ"})
TELLING = frozenset({"who", "which"})
MEDIA_LINKS = frozenset({"on", "in", "at"})
DAYS = frozenset({"yesterday", "today", "tomorrow"})
ASKED = frozenset({"whom", "which"})
NAMING = frozenset(
    {"know", "call", "dub", "nickname", "name", "title", "style", "codename", "bill"}
)
LISTED = ("compound", "adjective", "flat", "apposition")


def mend_clauses(nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> None:
    """Mend the clauses of an article in place: subjects, conjuncts, participles, inversions."""
    for node in nodes:
        _read_relative(node)
        _read_possessor(node)
        _read_participle(node)
        _read_byname(node, nodes)
        join_object(node)
    for name in {owner.start: owner for owner in owners.values()}.values():
        _join_list(name, nodes, owners)
        _join_person(name, nodes, owners)
    for node in nodes:
        if node.is_verb and node.relation not in HELPERS:
            _unseat(node, nodes)
            _read_reduced(node)
            _part_day(node, nodes)
            _part_repeated(node, nodes)
            _raise_from_subject(node)
            _free_medium(node, nodes)
            _raise_citing(node, nodes)
            _lower_conjunct(node)
            _raise_conjunct(node, nodes)
            _join_subject(node)
            _raise_from_noun(node, nodes)
            take_name(node, nodes, owners)
            _take_opening(node, nodes, owners)
            take_subject(node)
            if node.relation in PARTS and node.first("subject") is not None:
                part_object(node)
            take_object(node, nodes, owners)
            take_linked(node)
            invert(node, nodes, owners)


def _read_relative(node: Node) -> None:
    """Read "whom" as the object in "a bank whom it accused of fraud"."""
    verb = node.head
    bare = node.relation == "oblique" and not node.preposition and node.text.lower() in ASKED
    if bare and verb is not None and verb.is_verb and verb.first("object") is None:
        node.relation = "object"
    cleft = verb is not None and verb.head is not None and verb.head.is_noun
    telling = node.relation in SUBJECTS and node.text.lower() in TELLING
    if verb is not None and cleft and telling and verb.relation == "adverbial_clause":
        verb.relation = "relative_clause"


def _read_possessor(node: Node) -> None:
    """Hang "Smith" on "shows" in "broadcast Smith's shows", where the tree gives two objects."""
    verb = node.head
    marked = any(child.tag == "POS" for child in node.get("preposition"))
    if not marked or verb is None or node.relation not in {"object", "indirect_object"}:
        return
    behind = [child for child in verb.get("object") if child.index > node.index]
    if behind and behind[0].is_noun:
        attach(node, behind[0], "possessor")


def _read_byname(verb: Node, nodes: Sequence[Node]) -> None:
    """Hang "known" on the name before it in "saw Ann Lee, also known as Lulu, in Rome"."""
    at = verb.index - 1
    while at > 0 and nodes[at].tag == "RB":
        at -= 1
    loose = verb.tag == "VBN" and verb.relation in {"adverbial_clause", "participle"}
    if not loose or verb.lemma not in NAMING or at < 1 or nodes[at].text != ",":
        return
    noun = nodes[at - 1]
    while noun.relation in {"flat", "compound"} and noun.head is not None:
        noun = noun.head
    if noun.is_noun and noun is not verb.head and verb not in noun.ancestors():
        attach(verb, noun, "participle")


def _read_participle(verb: Node) -> None:
    """Tag "arrested" in "Ann Lee, arrested in Paris, denies it" as what was done to her."""
    noun = verb.head
    if verb.relation != "participle" or verb.tag != "VBD" or noun is None:
        return
    closed = noun.relation in SUBJECTS and noun.head is not None and noun.head.index > verb.index
    labelled = verb.lemma in lexicon().speech.labelling
    alone = verb.first("object") is None or labelled
    if closed and alone and verb.text.lower() in getInflection(verb.lemma, tag="VBN"):
        verb.tag = "VBN"


def _join_list(name: NameSpan, nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> None:
    """Coordinate "A" with "B" in "A, B and C", where the tree has it for a part of "B"."""
    mark = name.end
    if mark + 1 >= len(nodes) or nodes[mark].text not in {",", "and"}:
        return
    other = owners.get(mark + 1)
    if other is None or other.type != name.type or other.start != mark + 1:
        return
    first, second = outward(name, nodes), outward(other, nodes)
    if first is None or second is None:
        return
    inside = first.head is not None and first.head.index in range(other.start, other.end)
    if inside and first.relation in LISTED:
        attach(first, second, "conjunct")
    elif second.head is first and second.relation in LISTED and _goes_on(other, nodes, owners):
        second.relation = "conjunct"
    elif second.head is first.head and second.relation in ADRIFT and first.relation in ENDS:
        attach(second, first, "conjunct")


def _join_person(name: NameSpan, nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> None:
    """Coordinate "Peter Brown" with Ann Lee, not with Google, in "Ann Lee of Google and X".

    No name is a part of another person's behind a comma or "and".
    """
    head = outward(name, nodes) if name.type == "Person" else None
    beside = owners.get(head.head.index) if head is not None and head.head is not None else None
    if head is None or head.head is None or beside is None:
        return
    if head.relation in LISTED and beside.type == "Person" and _are_parted(name, beside, nodes):
        attach(head, name_head(nodes[beside.start : beside.end]), "conjunct")
    if head.relation != "conjunct":
        return
    above = (owners.get(n.index) for n in head.head.ancestors())
    person = next((o for o in above if o is not None and o.type == "Person"), None)
    if beside.type != "Person" and person is not None:
        attach(head, name_head(nodes[person.start : person.end]), "conjunct")


def _are_parted(one: NameSpan, other: NameSpan, nodes: Sequence[Node]) -> bool:
    first, last = sorted((one, other), key=lambda name: name.start)
    between = nodes[first.end : last.start]
    return any(n.text == "," or n.text.lower() in LINKS for n in between)


def _goes_on(name: NameSpan, nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> bool:
    """Whether "and" and another name of the type follow, so that the names are a list."""
    mark = name.end
    while mark < len(nodes) and nodes[mark].text == ",":
        mark += 1
    following = owners.get(mark + 1)
    linked = mark < len(nodes) and nodes[mark].text == "and"
    return linked and following is not None and following.type == name.type


def _unseat(verb: Node, nodes: Sequence[Node]) -> None:
    """Part two finite verbs of which the tree has the first for the second's subject.

    "Ann Lee suggested leaders were tired", "the bank disagrees with the ruling handed down".
    """
    main = next((c for c in verb.get("subject") if c.is_finite and c.index < verb.index), None)
    if main is None or main.first("marker") is not None or main.first(*SUBJECTS) is None:
        return
    last = nodes[first_word(verb) - 1]
    noun = last if last.is_noun or last.tag == "PRP" else None
    move(main, verb)
    if noun is None:
        attach(verb, main, "parataxis")
    elif verb.first(*HELPERS) is not None and noun.head is main:
        attach(verb, main, "complement")
        seat(noun, verb)
    else:
        attach(verb, noun, "participle")
        verb.tag = "VBN"


def _read_reduced(verb: Node) -> None:
    """Hang "meeting in Paris" on "leaders" in "leaders meeting in Paris agreed to it"."""
    subject = verb.first("subject")
    if verb.tag != "VBG" or subject is None or verb.first(*HELPERS) is not None:
        return
    behind = (c for c in verb.get(*BELOW) if c.index > verb.index and c.tag in PAST)
    main = next((c for c in behind if c.first(*SUBJECTS, "marker", "conjunction") is None), None)
    if main is None or verb.first("marker") is not None:
        return
    move(main, verb)
    seat(subject, main)
    attach(verb, subject, "participle")


def _part_repeated(verb: Node, nodes: Sequence[Node]) -> None:
    """Part what is told twice of one in "he promised, he showed it": a comma reports nothing."""
    head, subject = verb.head, verb.first("subject")
    above = head.first("subject") if head is not None and head.is_verb else None
    if verb.relation != "complement" or subject is None or above is None or verb.first("marker"):
        return
    same = subject.tag == "PRP" and subject.text.lower() == above.text.lower()
    if same and nodes[subject.index - 1].text == "," and above.index < subject.index:
        verb.relation = "conjunct"


def _raise_from_subject(verb: Node) -> None:
    """Make "called" the verb of "Ann Lee called Sony's plan absurd", with "plan" for its object.

    The tree has a noun for what tells of Ann Lee, and "called" for a part of her.
    """
    subject = verb.head
    noun = subject.head if subject is not None and subject.relation in SUBJECTS else None
    if verb.relation != "participle" or verb.tag != "VBD" or subject is None or noun is None:
        return
    if noun.first(*HELPERS) is None and noun.is_noun and noun.index > verb.index:
        move(verb, noun)
        seat(subject, verb)
        attach(noun, verb, "object")


def _free_medium(gerund: Node, nodes: Sequence[Node]) -> None:
    """Hang "on Twitter" on "posted" in "posted a message on Twitter blaming Iran"."""
    subject, head = gerund.first("subject"), gerund.head
    link = nodes[subject.index - 1] if subject is not None and subject.index else None
    if gerund.tag != "VBG" or subject is None or head is None or link is None:
        return
    verb = head if head.is_verb else head.head
    between = link.head is gerund and link.relation == "marker" and link.text.lower() in MEDIA_LINKS
    if between and verb is not None and verb.is_verb and subject.index == gerund.index - 1:
        attach(subject, verb, "oblique")
        attach(link, subject, "preposition")
        subject.preposition = link.text.lower()


def _take_opening(verb: Node, nodes: Sequence[Node], owners: Mapping[int, NameSpan]) -> None:
    """Make "Ann Lee" the subject in "On the day of the letter Ann Lee, a lawyer, admitted it".

    The tree has her for a part of the noun before her, which is no title.
    """
    if verb.head is not None or verb.tag not in {"VBD", "VBN"} or verb.first(*SUBJECTS, *HELPERS):
        return
    openings = (c for c in verb.get("oblique") if c.index < verb.index)
    for node in [word for opening in openings for word in opening.subtree()]:
        name, noun = owners.get(node.index), node.head
        if name is None or noun is None or name.type != "Person" or noun.index in owners:
            continue
        if noun.index == name.start - 1 and node.relation == "flat" and not is_role(noun):
            own = nodes[name.start : name.end]
            head = name_head(own)
            attach(head, verb, "subject")
            for part in (n for n in own if n is not head and n.head is noun):
                attach(part, head, "flat")
            for child in [c for c in noun.get("apposition") if c.index > name.end]:
                attach(child, head, "apposition")
            verb.tag = "VBD"
            return


def _raise_citing(verb: Node, nodes: Sequence[Node]) -> None:
    """Hang ", citing a report" on the verb of saying, not on what is said ("said X lied, citing").

    Who says it cites it.
    """
    if verb.tag != "VBG" or verb.lemma not in CITING or nodes[verb.index - 1].text != ",":
        return
    above = (n for n in verb.ancestors() if n.is_verb and n.lemma in lexicon().cues)
    cue = next(above, None)
    if cue is not None and verb.head is not cue and cue.index < verb.index:
        attach(verb, cue, "adverbial_clause")


def _lower_conjunct(verb: Node) -> None:
    """Coordinate a bare verb with the infinitive below a verb in another form.

    "She wants to leave it and argue about X": "wants and argue" is no English.
    """
    head = verb.head
    if head is None or verb.relation != "conjunct" or verb.tag not in {"VB", "VBP"}:
        return
    if verb.first(*SUBJECTS, "auxiliary", "marker") is not None:
        return
    if head.tag == "VB":
        verb.tag = "VB"
    infinitive = head.first("open_complement") if head.tag in {"VBZ", "VBD"} else None
    if infinitive is not None and infinitive.tag == "VB" and infinitive.index < verb.index:
        attach(verb, infinitive, "conjunct")
        verb.tag = "VB"


def _raise_conjunct(verb: Node, nodes: Sequence[Node]) -> None:
    """Coordinate a finite verb with the finite verb above an infinitive.

    "Told airlines to stay away and suspended permits", "founded it and in April hailed him".
    """
    head = verb.head
    if head is None or verb.tag not in PAST or verb.first(*SUBJECTS, "marker") is not None:
        return
    between = nodes[head.index + 1 : verb.index]
    linked = any(node.text.lower() in LINKS for node in between)
    if not linked or not head.is_verb:
        return
    if verb.relation == "adverbial_clause" and is_told(head):
        verb.relation = "conjunct"
    if verb.relation != "conjunct" or (is_told(head) and not _is_aside(head, verb, nodes)):
        return
    main = next((n for n in head.ancestors() if n.is_verb and is_told(n)), None)
    if main is not None and main.index < verb.index:
        attach(verb, main, "conjunct")


def _is_aside(head: Node, verb: Node, nodes: Sequence[Node]) -> bool:
    """Whether a pluperfect is told by the way ("fled, as X had feared, and left Y behind")."""
    past = any(helper.lemma == "have" for helper in head.get("auxiliary"))
    link = next((n for n in nodes[head.index : verb.index] if n.text.lower() in LINKS), head)
    opening = head.first(*SUBJECTS)
    told = head.relation == "relative_clause" and opening is not None
    aside = told and nodes[opening.index - 1].text == "," if opening is not None else False
    subordinate = aside or (head.relation == "adverbial_clause" and past and verb.tag == "VBD")
    return subordinate and nodes[link.index - 1].text == ","


def _described(verb: Node, nodes: Sequence[Node]) -> Node | None:
    """Return the noun that a verb hangs on, or that the relative clause before it tells of."""
    head = verb.head
    aside = head is not None and head.is_verb and head.relation == "relative_clause"
    linked = verb.first("conjunction") is not None or nodes[verb.index - 1].text != ","
    return head.head if head is not None and aside and not linked else head


def _is_hung(verb: Node, nodes: Sequence[Node]) -> bool:
    """Whether a verb hangs as no verb hangs on a noun that it tells nothing of."""
    aside = verb.relation == "participle" and verb.tag == "VBD" and verb.first("object") is not None
    return verb.relation in HUNG or (aside and nodes[verb.index - 1].text == ",")


def _join_subject(verb: Node) -> None:
    """Coordinate two subjects ("Ann Lee, 52, and her son sued"), of which one heads a tree."""
    noun, subject = verb.head, verb.first("subject")
    linked = any(child.text.lower() == "and" for child in verb.get("conjunction"))
    if noun is None or subject is None or not noun.is_noun or noun.head is not None:
        return
    if verb.relation == "conjunct" and linked and is_told(verb) and not noun.first("copula"):
        noun.children.remove(verb)
        verb.head, verb.relation = None, "root"
        attach(noun, verb, "subject")
        attach(subject, noun, "conjunct")


def _part_day(verb: Node, nodes: Sequence[Node]) -> None:
    """Read "yesterday" as a time in "Ann Lee, the head, yesterday condemned it"."""
    subject = verb.first("subject")
    if subject is None or subject.text.lower() not in DAYS or subject.index + 1 != verb.index:
        return
    before = nodes[subject.index - 1]
    if before.text == "," or before.is_noun:
        subject.relation = "adverbial"


def _raise_from_noun(verb: Node, nodes: Sequence[Node]) -> None:
    """Hang a finite verb that a tree coordinates with a noun on the noun's verb.

    A noun that heads the tree is the verb's subject ("Ann Lee, who left Paris, denies it").
    """
    noun = _described(verb, nodes)
    if noun is None or not _is_hung(verb, nodes) or not noun.is_noun or not is_told(verb):
        return
    if noun.index > verb.index or verb.first(*SUBJECTS) is not None:
        return
    linked = any(n.text.lower() in LINKS for n in nodes[noun.index + 1 : verb.index])
    linked = linked and verb.head is noun
    above = list(noun.ancestors())
    main = next((n for n in above if n.is_verb and is_told(n)), None) if linked else None
    top = above[-1] if above else noun
    if main is not None:
        attach(verb, main, "conjunct")
    elif top.is_noun and top.head is None and not top.preposition:
        if verb.head is not None:
            verb.head.children.remove(verb)
        verb.head, verb.relation = None, "root"
        seat(top, verb)
