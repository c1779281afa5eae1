"""Cues of speech, and who speaks: the subject of a verb of saying, told beside it or implied."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from kgraph.language.lexicon import lexicon
from kgraph.language.tree import Node
from kgraph.model.annotation import Manner

DEEPEST = 6
RELATIVES = frozenset({"who", "which", "that"})
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "DT", "JJ", "POS", "CD", "HYPH", "FW", "PRP$"})
INDEFINITE = frozenset({"a", "an"})
INSIDE_NOUNS = frozenset({"compound", "flat", "description"})
IMPLYING = frozenset({"open_complement", "adverbial_clause", "complement", "parataxis"})
SKIPPED = frozenset({"RB", "MD"})
MARKS = frozenset([*"\"“”„«»'\u2018\u2019", "``", "''"])
SUBJECTS = ("subject", "passive_subject")
SENDING = frozenset({"by", "from", "of"})

Heads = Mapping[int, Node]


@dataclass(frozen=True, slots=True)
class Speech:
    """One act of saying: ``content`` are the numbers of the nodes that are said, never none.

    ``cue`` and ``speaker`` are None for a quote that nothing near it attributes; a report by a
    noun ("rumours that") can have a cue alone.
    """

    cue: Node | None
    speaker: Node | None
    content: frozenset[int]
    manner: Manner


def cue_lemma(node: Node) -> str:
    """Return the lemma of a verb with its particle where both are one cue ("point out")."""
    particle = node.first("particle")
    both = f"{node.lemma} {particle.lemma}" if particle else node.lemma
    return both if both in lexicon().cues else node.lemma


def is_cue(node: Node) -> bool:
    """Whether the word is a verb of saying."""
    return node.is_verb and cue_lemma(node) in lexicon().cues


def speaks(node: Node) -> bool:
    """Whether the word is a verb of saying or of calling, accusing, asking somebody."""
    words = lexicon().speech
    asking = node.lemma in words.addressing | words.labelling | words.accusing
    return is_cue(node) or (node.is_verb and asking)


def speaker_of(cue: Node, segment: Sequence[Node], heads: Heads) -> Node | None:
    """Return who speaks by a verb of ``segment``, None where nothing tells.

    ``heads`` gives the head of a name by each of its nodes; a speaker with a name is that head.
    """
    if is_passive(cue):
        found = cue.first("agent")
    else:
        finders = (_interposed, _inverted, _told, _implied)
        found = next((f for finder in finders if (f := finder(cue, segment)) is not None), None)
    if found is None:
        return None
    named = named_speaker(found, heads)
    return named if named.index in heads else named_speaker(sender_of(named), heads)


def sender_of(speaker: Node) -> Node:
    """Return who sends what speaks: "Ann Lee" of "a letter from Ann Lee", of "her report"."""
    if speaker.lemma not in lexicon().speech.documents or not speaker.is_noun:
        return speaker
    agents = (agent for made in speaker.get("participle") for agent in made.get("agent"))
    return next(chain(makers_of(speaker), agents), speaker)


def makers_of(noun: Node) -> Iterator[Node]:
    """Yield whose a statement is: "Ann Lee" of "Ann Lee's claim", "the warning by Ann Lee"."""
    yield from noun.get("possessor")
    yield from (c for c in noun.get("modifier") if c.preposition in SENDING)


def named_speaker(speaker: Node, heads: Heads) -> Node:
    """Return the head of a speaker's name, of the name behind it in "its founder, Ann Lee,".

    "A Democrat, Ann Lee," is Ann Lee too.
    """
    beside = (n for c in speaker.get("apposition") for n in (c, *c.get(*INSIDE_NOUNS)))
    apposed = (n for n in beside if n.index in heads)
    one = speaker.tag == "NNP" and any(c.text.lower() in INDEFINITE for c in speaker.children)
    if speaker.index not in heads or one:
        speaker = next(apposed, speaker)
    return heads.get(speaker.index, speaker)


def is_passive(verb: Node) -> bool:
    """Whether what the tree calls the verb's subject is no doer."""
    if verb.first("passive_auxiliary", "passive_subject", "agent") is not None:
        return True
    perfect = any(helper.lemma == "have" for helper in verb.get("auxiliary"))
    if verb.relation == "adverbial_clause" and verb.first("auxiliary", "object", "subject"):
        return False
    if _shares_passive(verb):
        return True
    reduced = verb.relation in {"participle", "adverbial_clause"}
    return verb.tag == "VBN" and reduced and not perfect


def _shares_passive(verb: Node) -> bool:
    """Whether a participle shares helper and subject of the one before ("was held and charged")."""
    if verb.relation != "conjunct" or verb.tag != "VBN" or verb.head is None:
        return False
    own = verb.first("auxiliary", "subject", "expletive", "object") is not None
    return not own and verb.head.tag == "VBN" and is_passive(verb.head)


def phrase_head(run: Sequence[Node]) -> Node | None:
    """Return the last noun before the first preposition of a run of words."""
    nouns = list[Node]()
    for node in run:
        if node.tag in {"IN", "TO"}:
            break
        if node.is_noun or node.tag == "PRP":
            nouns.append(node)
    return _climbed(nouns[-1]) if nouns else None


def nominal_run(segment: Sequence[Node], start: int) -> Sequence[Node]:
    """Return the words of a noun phrase from a position on, prepositions among them."""
    end = start
    while end < len(segment) and segment[end].tag in NOMINAL | {"IN"}:
        end += 1
    return segment[start:end]


def _climbed(node: Node) -> Node:
    while node.relation in INSIDE_NOUNS and node.head is not None:
        node = node.head
    return node


def interposed(cue: Node, segment: Sequence[Node]) -> tuple[int, int] | None:
    """Return the places of the commas around ", she wrote,", None for another cue.

    The day may stand behind the verb ("; he is, she wrote on Monday, wrong").
    """
    at = cue.index - segment[0].index
    opening = at - 1
    while opening > 0 and segment[opening].tag in NOMINAL | {"IN", "PRP"}:
        opening -= 1
    between = 0 < opening < at - 1 and segment[opening].text == ","
    closing = at + 1
    while closing < len(segment) and _tells_when(segment[closing]):
        closing += 1
    closes = closing < len(segment) and segment[closing].text == ","
    return (opening, closing) if between and closes and cue.is_finite else None


def _tells_when(node: Node) -> bool:
    timed = node.text.lower() in lexicon().time_words
    return timed or node.tag in {"RB", "CD"} or node.text.lower() in {"on", "in", "last", "later"}


def _interposed(cue: Node, segment: Sequence[Node]) -> Node | None:
    places = interposed(cue, segment)
    at = cue.index - segment[0].index
    return phrase_head(segment[places[0] + 1 : at]) if places else None


def _inverted(cue: Node, segment: Sequence[Node]) -> Node | None:
    """Return the speaker of ", said John Smith." or "“...” wrote the minister of trade."."""
    at = cue.index - segment[0].index
    before = segment[at - 1].text if at else ","
    if not cue.is_finite or before not in MARKS | {",", "?", "!"}:
        return None
    if cue.lemma in lexicon().speech.addressing | lexicon().speech.stating and at:
        return None
    run = nominal_run(segment, at + 1)
    after = at + 1 + len(run)
    closes = after >= len(segment) or not (segment[after].is_verb or segment[after].tag == "MD")
    timed = all(n.text.lower() in lexicon().time_words for n in run)
    return phrase_head(run) if run and closes and not timed else None


def _told(cue: Node, segment: Sequence[Node]) -> Node | None:
    subjects = list(cue.get("subject"))
    before = [node for node in subjects if node.index < cue.index]
    subject = next(iter([*before[-1:], *subjects]), None)
    if subject is not None and subject.text.lower() in RELATIVES and cue.head is not None:
        return cue.head
    if subject is not None and not subject.is_verb and _in_place(subject, cue, segment):
        return subject
    return _beside(cue, segment) if cue.is_finite else None


def _in_place(subject: Node, cue: Node, segment: Sequence[Node]) -> bool:
    """Whether nothing parts a subject from its cue, and no participle stands before it."""
    first = segment[0].index
    between = segment[max(subject.index - first, 0) : max(cue.index - first, 0)]
    return (cue.tag != "VBN" or subject.index < cue.index) and all(n.text != ";" for n in between)


def _beside(cue: Node, segment: Sequence[Node]) -> Node | None:
    """Return the noun before a finite cue, behind an aside too, else the noun after it."""
    at = cue.index - segment[0].index
    last = at - 1
    while last >= 0 and segment[last].tag in SKIPPED:
        last -= 1
    if last >= 0 and segment[last].text == ",":
        last = _before_aside(segment, last)
    beside = segment[last] if last >= 0 else segment[min(at + 1, len(segment) - 1)]
    found = (beside.is_noun or beside.tag == "PRP") and (last >= 0 or at == 0)
    timed = beside.text.lower() in lexicon().time_words
    return _climbed(beside) if found and not timed else None


def _before_aside(segment: Sequence[Node], closing: int) -> int:
    """Return the place before the comma that opens what the comma at ``closing`` closes."""
    opening = closing - 1
    while opening >= 0 and segment[opening].text != ",":
        if segment[opening].is_finite:
            return -1
        opening -= 1
    return opening - 1


def _implied(cue: Node, segment: Sequence[Node]) -> Node | None:
    """Return the subject that the place of a verb without one implies."""
    head = cue.head
    if head is not None and cue.relation == "conjunct" and head.is_verb:
        return speaker_of(head, segment, {}) if is_cue(head) else subject_of(head)
    if cue.is_finite:
        return _shared(cue, segment)
    if head is not None and cue.relation in IMPLYING:
        return _controller(head) if cue.relation == "open_complement" else subject_of(head)
    if head is not None and cue.relation == "participle" and head.is_noun:
        return _of_noun(cue, head, segment)
    return _nearest([n for n in segment if n.index < cue.index]) if cue.tag == "VBG" else None


def _shared(cue: Node, segment: Sequence[Node]) -> Node | None:
    """Return the subject of the verb before "and" ("X denies ties and points out that")."""
    before = [n for n in segment if n.index < cue.index and n.tag not in SKIPPED]
    linked = bool(before) and before[-1].tag == "CC"
    return _nearest(before) if linked else None


def _controller(verb: Node) -> Node | None:
    """Return who does what a verb's infinitive tells ("urged X to say")."""
    if verb.lemma in lexicon().object_control and not is_passive(verb):
        return verb.first("object", "indirect_object") or subject_of(verb)
    return subject_of(verb)


def subject_of(verb: Node, depth: int = 0) -> Node | None:
    """Return the subject of a verb, that of its governor where it has none; whom "who" means."""
    found = verb.first(*SUBJECTS)
    if found is not None and verb.head is not None and found.text.lower() in RELATIVES:
        return verb.head
    if found is not None or verb.head is None or depth > DEEPEST:
        return found
    if verb.relation == "participle" and verb.head.is_noun:
        return verb.head
    if verb.relation in IMPLYING | {"conjunct"}:
        return subject_of(verb.head, depth + 1)
    return None


def _of_noun(cue: Node, noun: Node, segment: Sequence[Node]) -> Node | None:
    """Return who speaks by a participle on a noun: a person, or who sends the document.

    "The man saying so"; "issued a statement saying so"; "wrote to ministers, warning"; "phoned on
    Friday to say so".
    """
    verb = noun.head
    before = segment[max(cue.index - segment[0].index - 1, 0)]
    sent = noun.lemma in lexicon().speech.documents or (verb is not None and is_cue(verb))
    sent = sent or cue.tag == "VB"
    if verb is None or not (sent or before.text == ","):
        return noun
    return subject_of(verb) or noun


def _nearest(before: Sequence[Node]) -> Node | None:
    """Return the subject of the last of some words that has one ("..., adding that")."""
    return next((s for n in reversed(before) if (s := n.first(*SUBJECTS)) is not None), None)
