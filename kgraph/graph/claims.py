"""Claims: clauses of an annotation after ontology and identity."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kgraph.graph.confidence import confidence
from kgraph.graph.together import sentence_at
from kgraph.graph.untold import why_untold
from kgraph.model import (
    Annotation,
    Argument,
    Article,
    Attribution,
    Claim,
    Clause,
    End,
    Mention,
    Span,
    Speaker,
    content_id,
)
from kgraph.ontology import RELATED_TO, Ontology, Reading, interpret_all


@dataclass(frozen=True, slots=True)
class ClaimReader:
    """Reads the claims of one article.

    ``entities`` gives entity ids by mention id, ``clauses`` the article's clauses by id;
    ``unnamed`` are the entities that are concepts and no names.
    """

    article: Article
    annotation: Annotation
    ontology: Ontology
    entities: Mapping[str, str]
    clauses: Mapping[str, Clause]
    unnamed: Container[str] = frozenset()

    def claims(self) -> Iterator[Claim]:
        """Yield the claims that name an entity at one end at least, in no stated order.

        What would tie an entity to itself is left out, what is told of a pronoun that stands for
        nobody named, and what ``why_untold`` tells. A clause says one thing of two entities once,
        by the first frame that reads it, however often it names them.
        """
        mentions = {mention.id: mention for mention in self.annotation.mentions}
        told = set[tuple[str | None, ...]]()
        read = interpret_all(self.annotation.clauses, mentions.values(), self.ontology)
        for clause, reading in read:
            if self._is_unknown(clause, reading, mentions):
                continue
            if self._is_untold(clause, reading, mentions):
                continue
            claim = self._claim(clause, reading, mentions)
            ends = (claim.subject.entity, claim.object.entity)
            names = [end for end in ends if end and end not in self.unnamed]
            key = (clause.id, claim.predicate, claim.phrase, *ends)
            if names and ends[0] != ends[1] and (not all(ends) or key not in told):
                told.add(key)
                yield claim

    def _is_unknown(
        self, clause: Clause, reading: Reading, mentions: Mapping[str, Mention]
    ) -> bool:
        """Whether an end is a pronoun that stands for nobody the article names."""
        ends = (clause.arguments[i].mention for i in (reading.subject, reading.object))
        unknown = (mentions[end] for end in ends if end is not None and end not in self.entities)
        return any(mention.kind == "pronoun" for mention in unknown)

    def statements(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        """Yield what is told of concepts, but not what a claim of the sentence tells of two ends.

        In no stated order. ``claims`` are those of the article.
        """
        mentions = {mention.id: mention for mention in self.annotation.mentions}
        told = {(c.sentence, pair) for c in claims for pair in _pairs(c)}
        for clause in self.annotation.statements:
            if all(self.entities.get(a.mention or "") for a in clause.arguments):
                claim = self._claim(clause, _stated(clause), mentions)
                keys = {(claim.sentence, pair) for pair in _pairs(claim)}
                if claim.subject.entity != claim.object.entity and not keys & told:
                    told |= keys
                    yield claim

    def _is_untold(self, clause: Clause, reading: Reading, mentions: Mapping[str, Mention]) -> bool:
        if reading.predicate != RELATED_TO:
            return False
        subject, object_ = (clause.arguments[i] for i in (reading.subject, reading.object))
        return bool(why_untold(clause, subject, object_, mentions, self.article.text))

    def _claim(self, clause: Clause, reading: Reading, mentions: Mapping[str, Mention]) -> Claim:
        subject, object_ = (clause.arguments[i] for i in (reading.subject, reading.object))
        sentence = self._evidence(clause, subject, object_)
        return Claim(
            id=_claim_id(clause, reading.predicate, subject, object_),
            clause=clause.id,
            article=self.article.id,
            subject=self._end(subject),
            predicate=reading.predicate,
            object=self._end(object_),
            phrase=reading.phrase,
            trigger=clause.trigger,
            sentence=sentence,
            quote=sentence.of(self.article.text),
            rule=reading.rule,
            confidence=confidence(clause, reading, mentions),
            inference=reading.inference,
            polarity=reading.polarity,
            modality=reading.modality,
            tense=clause.tense,
            speakers=tuple(self._speaker(level) for level in clause.attribution),
            time=clause.time,
        )

    def _evidence(self, clause: Clause, *ends: Argument) -> Span:
        """Return the sentence of a clause, and those up to what is said: quotes go on."""
        sentences = self.annotation.sentences
        places = [sentences[clause.sentence]]
        places += [sentence_at(e.span.start, sentences) for e in ends if e.role == "topic"]
        return Span(min(p.start for p in places), max(p.end for p in places))

    def _end(self, argument: Argument) -> End:
        entity = self.entities.get(argument.mention) if argument.mention else None
        if entity is None or entity in self.unnamed:
            return End(self._words(argument), argument.span, entity)
        return End(argument.span.of(self.article.text), argument.span, entity, argument.via)

    def _words(self, argument: Argument) -> str:
        """Return the whole phrase, and in brackets what it points back to ("on that score")."""
        words = argument.phrase.of(self.article.text)
        inner = self.clauses.get(argument.clause or "")
        if inner is None or argument.role != "complement":
            return words
        pointed = (a for a in inner.arguments if a.clause and a.role != "complement")
        notes = [f"{a.phrase.of(self.article.text)}: {self._told(a.clause)}" for a in pointed]
        return f"{words} ({'; '.join(notes)})" if notes else words

    def _told(self, clause_id: str | None) -> str:
        clause = self.clauses[clause_id or ""]
        end = max((a.phrase.end for a in clause.arguments), default=clause.trigger.end)
        return Span(clause.trigger.start, max(end, clause.trigger.end)).of(self.article.text)

    def _speaker(self, level: Attribution) -> Speaker:
        entity = self.entities.get(level.speaker) if level.speaker else None
        return Speaker(entity, level.words, level.cue.of(self.article.text), level.manner)


def _pairs(claim: Claim) -> tuple[frozenset[object], ...]:
    """Return what a claim ties: two entities, and two stretches of the text."""
    ends = (claim.subject, claim.object)
    return frozenset(end.entity for end in ends), frozenset(end.span for end in ends)


def _stated(clause: Clause) -> Reading:
    """Return the reading of a statement in its own words."""
    subject, object_ = sorted((0, 1), key=lambda i: clause.arguments[i].role, reverse=True)
    return Reading(
        predicate=RELATED_TO,
        subject=subject,
        object=object_,
        rule="statement",
        phrase=clause.phrase,
        inference="",
        polarity=clause.polarity,
        modality=clause.modality,
    )


def _claim_id(clause: Clause, predicate: str, subject: Argument, object_: Argument) -> str:
    places = [p for a in (subject, object_) for p in (a.span.start, a.span.end, a.role)]
    meant = [a.mention or "" for a in (subject, object_) if _means_several(clause, a)]
    return content_id("claim", clause.id, predicate, *places, *meant)


def _means_several(clause: Clause, argument: Argument) -> bool:
    """Whether the same words stand for other things too ("they")."""
    same = (a for a in clause.arguments if (a.role, a.span) == (argument.role, argument.span))
    return len({a.mention for a in same}) > 1
