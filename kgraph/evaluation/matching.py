"""Which claims of a graph are those of an answer key: the yardstick of the task ``claims``.

Everything is compared inside one article.

* **Wordings** are equal when they are so without upper case, kinds of quotation marks and dashes,
  runs of white space, an article before them and a possessive ending behind them.
* **Entities.** An entity of the graph is the key's entity whose ``name`` equals one of its forms
  in the article: the text of a name, or the name that a mention is known by there ("US government"
  of "the US authorities"). Where no ``name`` does, it is the entity that lists one of these forms
  in ``also``; where only namesakes do, which share the form, it may be any of them. An entity that
  bears the names of two of the key's (a false join) is neither.
* **Words.** An end or speaker that the key does not list is words; words fit where they are equal
  or one holds the other as whole words. They fit what names nothing in the graph: no entity, or a
  concept that the key does not list. Words never fit an entity.
* **Statements.** Claims of the graph with the same subject, predicate, object, polarity and
  innermost speaker are one statement, under ``related_to`` with the same phrase too.
* **Fitting.** A statement fits a claim of the key that has its subject, its object, and its
  predicate or a broader one ("kills" fits "attacks"), in either order where that is symmetric. An
  inverse predicate in the key is read the other way round. Under ``related_to`` the phrases share a
  content word (by its first four letters; a shorter word has to be equal), or one is empty.
* **Finding.** Statements find claims one to one, best first: equal words before words that hold
  each other, demanded claims before optional ones, then equal polarity and speaker, then modality
  and time.
* **Never.** A statement that fits a claim under ``never`` is wrong, and finds nothing, unless it
  fits another claim of the key with its polarity and its speaker ("never: X spies on Y" stands
  beside "X denies that it spies on Y"). There ``*`` fits every predicate, in either order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kgraph.evaluation.answer_key import Forbidden, KeyArticle, KeyClaim, read_time
from kgraph.evaluation.terms import GraphTerms, KeyTerms, Statement, Term, Triple
from kgraph.evaluation.wording import normalise, phrases_agree
from kgraph.graph import KnowledgeGraph
from kgraph.ontology import RELATED_TO, Ontology


@dataclass(frozen=True, slots=True)
class Wanted:
    """A claim of the key in comparable terms; ``days`` are the first and the last of its time."""

    triple: Triple
    speaker: Term | None
    days: tuple[date, date] | None
    row: KeyClaim

    def fits(self, statement: Statement) -> bool:
        """Whether the statement may find the claim."""
        if not self.triple.fits(statement):
            return False
        return not self.open or phrases_agree(statement.phrase, self.row.phrase)

    @property
    def open(self) -> bool:
        """Whether it is told by a phrase and not by a predicate."""
        return self.triple.predicate == RELATED_TO


@dataclass(frozen=True, slots=True)
class Agreement:
    """In what a statement agrees with the claim that it finds; ``time`` is None with none asked."""

    exact: bool
    polarity: bool
    speaker: bool
    modality: bool
    time: bool | None

    @property
    def strict(self) -> bool:
        """Whether polarity and speaker are both right."""
        return self.polarity and self.speaker


@dataclass(frozen=True, slots=True)
class Compared:
    """One article of the key beside the graph: statements in text order, claims as in the key.

    ``found`` tells which claim (by its place in ``wanted``) is found, and how well; ``forbidden``
    which statement fits a claim that the article must never be read as.
    """

    row: KeyArticle
    wanted: tuple[Wanted, ...]
    statements: tuple[Statement, ...]
    found: Mapping[int, Agreement]
    forbidden: Mapping[int, Forbidden]

    def right(self, index: int, *, strict: bool = False) -> bool:
        """Whether the statement at ``index`` is in the key, optional claims among them."""
        if index in self.forbidden:
            return False
        statement = self.statements[index]
        fitting = (w for w in self.wanted if w.fits(statement))
        return any(not strict or agreement(statement, w).strict for w in fitting)


def compare(row: KeyArticle, article: str, graph: KnowledgeGraph, ontology: Ontology) -> Compared:
    """Return what the graph has of a line of the key; ``article`` is the article's id."""
    key = KeyTerms(row, ontology)
    wanted = tuple(_wanted(key, claim) for claim in row.claims)
    statements = tuple(GraphTerms.of(row, article, graph).statements(ontology))
    patterns = [(key.triple(n.subject, n.predicate, n.object), n) for n in row.never]
    forbidden: dict[int, Forbidden] = {}
    for index, statement in enumerate(statements):
        if any(claim.fits(statement) and agreement(statement, claim).strict for claim in wanted):
            continue
        for triple, never in patterns:
            if triple.fits(statement) and never.polarity in {None, statement.polarity}:
                forbidden.setdefault(index, never)
    free = {i: s for i, s in enumerate(statements) if i not in forbidden}
    return Compared(row, wanted, statements, _find(wanted, free), forbidden)


def agreement(statement: Statement, wanted: Wanted) -> Agreement:
    """Return in what a statement agrees with a claim of the key that it fits."""
    times = (c.time for c in statement.claims if c.time)
    ends = {statement.subject, statement.object} == {wanted.triple.subject, wanted.triple.object}
    voices = (statement.speaker, wanted.speaker)
    phrase = normalise(statement.phrase) == normalise(wanted.row.phrase)
    return Agreement(
        exact=ends and (phrase or not wanted.open),
        polarity=statement.polarity == wanted.row.polarity,
        speaker=voices[0].fits(voices[1]) if voices[0] and voices[1] else voices[0] == voices[1],
        modality=any(c.modality == wanted.row.modality for c in statement.claims),
        time=any((t.start, t.end) == wanted.days for t in times) if wanted.days else None,
    )


def _wanted(key: KeyTerms, claim: KeyClaim) -> Wanted:
    return Wanted(
        triple=key.triple(claim.subject, claim.predicate, claim.object),
        speaker=key.term(claim.speaker) if claim.speaker else None,
        days=read_time(claim.time) if claim.time else None,
        row=claim,
    )


def _find(wanted: Sequence[Wanted], statements: Mapping[int, Statement]) -> dict[int, Agreement]:
    pairs = [
        (agreement(statement, claim), claim, index, number)
        for index, claim in enumerate(wanted)
        for number, statement in statements.items()
        if claim.fits(statement)
    ]
    found: dict[int, Agreement] = {}
    taken = set[int]()
    for agreed, _, index, number in sorted(pairs, key=_rank):
        if index not in found and number not in taken:
            found[index] = agreed
            taken.add(number)
    return found


def _rank(pair: tuple[Agreement, Wanted, int, int]) -> tuple[bool | int | str, ...]:
    """Return the better pairs first; among equals the order of the key's claims changes nothing."""
    agreed, claim, _, number = pair
    return (
        not agreed.exact,
        claim.row.optional,
        not agreed.strict,
        not agreed.polarity,
        not agreed.speaker,
        not agreed.modality,
        agreed.time is False,
        number,
        claim.row.model_dump_json(),
    )
