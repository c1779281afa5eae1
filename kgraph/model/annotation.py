"""All that leaves the language room: sentences, mentions and clauses of one article."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kgraph.model.dates import TimeSpan
from kgraph.model.identifiers import content_id

MentionKind = Literal["name", "nominal", "pronoun"]
Polarity = Literal["affirmed", "denied"]
Modality = Literal["actual", "possible", "planned", "required", "conditional"]
Tense = Literal["past", "present", "future", "none"]
Manner = Literal["quoted", "reported"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the article's text in code points, half-open."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Return whether ``other`` lies inside, ends included."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Return whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that refers to something; ``text == article.text[start:end]``.

    ``cluster`` is the id of the first mention of the thing inside this article, its own id
    included; mentions of one cluster share a type. ``name`` is the form to know the thing by
    ("US government" for "the US authorities"), empty for a pronoun or a plain nominal. ``why``
    says in words what made it a mention or joined it to its cluster. A pronoun that stands for
    nobody named has a cluster without a name, and for a thing no type; a noun that concepts are
    made of is of the type ``Concept``. ``listed`` is the id that
    the user's gazetteer gives the name, empty where it gives none.
    """

    id: str
    span: Span
    text: str
    type: str
    kind: MentionKind
    cluster: str
    name: str = ""
    why: str = ""
    listed: str = ""


@dataclass(frozen=True, slots=True)
class Argument:
    """One participant of a clause.

    ``span`` is minimal, ``phrase`` maximal. ``mention`` is the mention it is or stands for, None
    where there is none; ``via`` holds the words it went through to get there, outermost first.
    ``clause`` is the id of the clause that fills the role, or that its words point back to ("on
    that score"). ``lead`` is what the clause tells up to the preposition that brings this one,
    with the object and whatever else has to stand there ("make stop" of "made a stop in Rome"),
    empty where the clause's own phrase tells as much.
    """

    role: str
    span: Span
    phrase: Span
    mention: str | None = None
    clause: str | None = None
    via: tuple[str, ...] = ()
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it, and by which words; ``speaker`` is None where no mention is meant."""

    speaker: str | None
    words: str
    cue: Span
    manner: Manner


@dataclass(frozen=True, slots=True)
class Saying:
    """One act of saying: by whom, by which words, and what.

    ``speaker`` is the mention who speaks, ``phrase`` the whole phrase of who does ("Anna Schmidt,
    the minister"); both are None where the article names nobody there. ``cue`` is the word of
    saying, None for a quote that nothing attributes. ``content`` are the stretches that are said,
    in text order, never none: a quote that its cue parts is one saying.
    """

    speaker: str | None
    phrase: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    manner: Manner


@dataclass(frozen=True, slots=True)
class Clause:
    """One occurrence of a trigger and its arguments in one sentence, in the article's words.

    ``lemma`` is the trigger's base form with its particles ("get rid of") and the nouns that lead
    on to an end, ``phrase`` what is told in open words, behind "be" where it is a noun or an
    adjective. ``under`` holds the lemmas
    of the clauses that govern this one, innermost first. Passive voice is undone: its subject has
    the role ``object``, its agent ``subject``. Other roles are ``indirect_object``,
    ``complement``, ``topic`` (a name inside what the subject says), ``implied`` (what a title is of
    where only the context tells), and a preposition ("of").
    ``attribution`` is innermost first, empty for the article's own voice. A clause that a model
    guessed has the rule ``pair``, a ``chance``, the share of such guesses that are right, its
    relation as ``lemma``, the mood of the clause that joins its ends, and the roles ``subject``,
    ``object`` and ``time``.
    """

    id: str
    sentence: int
    trigger: Span
    lemma: str
    phrase: str
    arguments: tuple[Argument, ...]
    rule: str
    under: tuple[str, ...] = ()
    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    tense: Tense = "none"
    attribution: tuple[Attribution, ...] = ()
    time: TimeSpan | None = None
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """What language found in one article; every list is in text order.

    ``concepts`` are mentions of what has no name, and ``statements`` the clauses with a subject and
    an object of which one is a concept at least; both are always kept, and folded only where
    concepts are asked for.
    """

    article: str
    pipeline: str
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    clauses: tuple[Clause, ...]
    sayings: tuple[Saying, ...] = ()
    concepts: tuple[Mention, ...] = ()
    statements: tuple[Clause, ...] = ()


def mention_id(article: str, span: Span) -> str:
    """Return the id of the mention at ``span``."""
    return content_id("mention", article, span.start, span.end)


def clause_id(article: str, trigger: Span, arguments: Iterable[Argument]) -> str:
    """Return the id of a clause: article, trigger, and the arguments' spans and roles."""
    places = ((a.span.start, a.span.end, a.role) for a in arguments)
    return clause_id_at(article, trigger, places)


def clause_id_at(article: str, trigger: Span, places: Iterable[tuple[int, int, str]]) -> str:
    """Return the id of a clause by its arguments' starts, ends and roles, in any order."""
    flat = [part for place in sorted(places) for part in place]
    return content_id("clause", article, trigger.start, trigger.end, *flat)
