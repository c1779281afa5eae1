"""What a clause means: frames over its trigger, roles and the types of what fills them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from kgraph.model import Argument, Clause, Mention, Modality, Polarity, Span
from kgraph.ontology.rows import clause_words
from kgraph.ontology.vocabulary import RELATED_TO, Frame, Ontology, Predicate

SPOKEN_ROLES = frozenset({"topic", "complement"})
PLAIN_ROLES = SPOKEN_ROLES | {"subject", "object", "indirect_object", "implied", "time"}
UNTOLD = SPOKEN_ROLES | {"implied"}
TELLING = frozenset({"active", "passive", "copula"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One claim that a clause makes: a predicate between two of its arguments.

    ``subject`` and ``object`` count the clause's arguments. ``rule`` names the frame
    ("banned_by: get rid of under order"), or ``clause`` where no frame spoke. ``phrase`` is the
    clause's own wording with the preposition that brings the object.
    """

    predicate: str
    subject: int
    object: int
    rule: str
    phrase: str
    inference: str
    polarity: Polarity
    modality: Modality


def interpret(clause: Clause, types: Mapping[str, str], ontology: Ontology) -> tuple[Reading, ...]:
    """Return the readings of a clause: by frames where one fits, else as ``related_to``.

    ``types`` gives the types of mentions by their ids. A predicate whose domain or range does not
    admit what fills it is not read. Of frames that read the same two ends those that ask for a word
    on the way (``via``) speak alone. Names that no frame ties to the subject are told in the
    clause's own words ("sued Google in France"); what is said makes clauses of its own.
    """
    framed = tuple(_framed(clause, types, ontology))
    narrow = {frozenset((r.subject, r.object)) for frame, r in framed if frame.via}
    readings = tuple(
        r for frame, r in framed if frame.via or frozenset((r.subject, r.object)) not in narrow
    )
    if clause.chance is not None:
        return readings
    if not readings and not any(a.role in SPOKEN_ROLES for a in clause.arguments):
        return tuple(_open(clause))
    return (*readings, *_further(clause, readings))


def _further(clause: Clause, framed: Sequence[Reading]) -> Iterator[Reading]:
    """Yield what a clause tells in its own words of two names that no frame has tied."""
    if clause.rule not in TELLING:
        return
    words = clause_words()
    tied = {frozenset((reading.subject, reading.object)) for reading in framed}
    told = UNTOLD.union(words.circumstances)
    if clause.lemma not in words.addressing and any(
        a.role == "complement" for a in clause.arguments
    ):
        told |= {"object"}
    for reading in _open(clause):
        ends = [clause.arguments[i] for i in (reading.subject, reading.object)]
        plain = all(end.mention and not end.via and end.role not in told for end in ends)
        if plain and frozenset((reading.subject, reading.object)) not in tied:
            yield reading


def interpret_all(
    clauses: Iterable[Clause], mentions: Iterable[Mention], ontology: Ontology
) -> Iterator[tuple[Clause, Reading]]:
    """Yield the readings of the clauses of an article, in their order, each with its clause.

    What a model guesses of two things is left out where a frame reads something else of them in
    the same sentence: whatever rules find, the denial of a guess too, they know better. What
    somebody says is never guessed.
    """
    given = list(mentions)
    types = {mention.id: mention.type for mention in given}
    things = {mention.id: mention.cluster for mention in given}
    read = [(c, r) for c in clauses for r in interpret(c, types, ontology)]
    known = {_told(c, r, things) for c, r in read if c.chance is None and r.rule != "clause"}
    for clause, reading in read:
        silent = clause.attribution or _told(clause, reading, things) in known
        if clause.chance is None or not silent:
            yield clause, reading


def _told(
    clause: Clause, reading: Reading, things: Mapping[str, str]
) -> tuple[int, frozenset[str | Span]]:
    ends = (clause.arguments[i] for i in (reading.subject, reading.object))
    return clause.sentence, frozenset(things.get(end.mention or "", end.span) for end in ends)


def _framed(
    clause: Clause, types: Mapping[str, str], ontology: Ontology
) -> Iterator[tuple[Frame, Reading]]:
    for predicate, frame in ontology.by_trigger.get(clause.lemma, ()):
        if frame.rule and frame.rule != clause.rule:
            continue
        if (frame.least or 0) > (clause.chance or 0):
            continue
        if frame.under and not set(frame.under) & set(clause.under):
            continue
        roles = {argument.role for argument in clause.arguments}
        if not set(frame.needs) <= roles or set(frame.lacks) & roles:
            continue
        domain = _filling(clause, frame.fills("domain"))
        range_ = _filling(clause, frame.fills("range"))
        for subject, object_ in product(domain, range_):
            if subject == object_ or not _passes(clause, frame, (subject, object_)):
                continue
            given = [_type(clause.arguments[i], types) for i in (subject, object_)]
            if _fits(predicate, frame, given, ontology):
                yield frame, _reading(clause, predicate, frame, (subject, object_))


def _passes(clause: Clause, frame: Frame, ends: tuple[int, int]) -> bool:
    """Whether the ends stand for their names as the frame asks: through one word, or plainly."""
    if frame.plain and clause.arguments[ends[frame.plain == "range"]].via:
        return False
    words = {
        word for i in ends for step in clause.arguments[i].via for word in step.lower().split()
    }
    return not frame.via or any(word in words or f"{word}s" in words for word in frame.via)


def _filling(clause: Clause, roles: tuple[str, ...]) -> list[int]:
    """Return the arguments that fill the first of ``roles`` that is filled at all."""
    for role in roles:
        found = [i for i, argument in enumerate(clause.arguments) if argument.role == role]
        if found:
            return found
    return []


def _fits(predicate: Predicate, frame: Frame, types: Sequence[str], ontology: Ontology) -> bool:
    allowed = (predicate.domain, frame.domain), (predicate.range, frame.range)
    return all(
        ontology.allows(wide, type_) and (not narrow or ontology.allows(narrow, type_))
        for (wide, narrow), type_ in zip(allowed, types, strict=True)
    )


def _type(argument: Argument, types: Mapping[str, str]) -> str:
    return types.get(argument.mention, "") if argument.mention else ""


def _reading(clause: Clause, predicate: Predicate, frame: Frame, ends: tuple[int, int]) -> Reading:
    governors = [governor for governor in clause.under if governor in frame.under]
    under = f" under {governors[0]}" if governors else ""
    return Reading(
        predicate=predicate.name,
        subject=ends[0],
        object=ends[1],
        rule=f"{predicate.name}: {clause.rule} {clause.lemma}{under}",
        phrase=_phrase(clause, clause.arguments[ends[1]].role),
        inference=frame.inference,
        polarity=frame.polarity or clause.polarity,
        modality=frame.modality or clause.modality,
    )


def _phrase(clause: Clause, role: str) -> str:
    return clause.phrase if role in PLAIN_ROLES else f"{clause.phrase} {role}"


def _open_phrase(clause: Clause, end: Argument) -> str:
    """Return the phrase with the object that stands before a preposition ("make stop in")."""
    return f"{end.lead} {end.role}" if end.lead else _phrase(clause, end.role)


def _open(clause: Clause) -> Iterator[Reading]:
    """Yield the clause in its own words: its subject with each other end, one of them a name."""
    subjects = [i for i, a in enumerate(clause.arguments) if a.role == "subject"]
    others = [i for i, a in enumerate(clause.arguments) if a.role != "subject"]
    if not subjects:
        subjects = [i for i in others if clause.arguments[i].role == "object"]
        others = [i for i in others if i not in subjects]
    for subject, other in product(subjects, others):
        ends = (subject, other)
        if any(clause.arguments[i].mention for i in ends):
            yield Reading(
                predicate=RELATED_TO,
                subject=subject,
                object=other,
                rule="clause",
                phrase=_open_phrase(clause, clause.arguments[other]),
                inference="",
                polarity=clause.polarity,
                modality=clause.modality,
            )
