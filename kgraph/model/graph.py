"""What the fold of a record holds: claims, entities, relations, decisions."""

from dataclasses import dataclass
from typing import Literal

from kgraph.model.annotation import Modality, Polarity, Span, Tense
from kgraph.model.dates import TimeSpan
from kgraph.model.evidence import NO_EVIDENCE, Evidence

Verdict = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class End:
    """Subject or object of a claim: its words in the article, and the entity they stand for.

    ``entity`` is None where the words name nothing ("the regulators", a clause). ``via`` holds
    the words between the two, outermost first.
    """

    words: str
    span: Span
    entity: str | None = None
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """One level of attribution: the entity or, where there is none, the words of the article."""

    entity: str | None
    words: str
    cue: str
    manner: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A clause whose predicate is named: who is said to do what to whom, where, and by whom.

    ``quote`` is the sentence, ``sentence`` its place in the article; where a quote goes on behind
    the sentence of its cue, both reach to what is mentioned. The spans of the ends and of
    ``trigger`` count code points of the article's text. ``rule`` is the frame that named the
    predicate, ``inference`` what the frame adds to the words, empty where it adds nothing.
    ``speakers`` is innermost first, empty for the article's own voice. ``confidence`` is in
    [0, 1].
    """

    id: str
    clause: str
    article: str
    subject: End
    predicate: str
    object: End
    phrase: str
    trigger: Span
    sentence: Span
    quote: str
    rule: str
    confidence: float
    inference: str = ""
    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    tense: Tense = "none"
    speakers: tuple[Speaker, ...] = ()
    time: TimeSpan | None = None

    @property
    def asserted(self) -> bool:
        """Whether it is affirmed and actual; what only a speaker says counts too."""
        return self.polarity == "affirmed" and self.modality == "actual"


@dataclass(frozen=True, slots=True)
class Profile:
    """All that is known of one sense of one name and type over all articles.

    ``forms`` are the forms seen with their counts, by form; ``articles`` is how many have it.
    ``listed`` is the id that the user's gazetteer gives one of the forms, else empty; names of
    different ids have profiles of their own. ``sense`` tells apart those who bear one name: empty
    for the one in most articles, else the id of the first article of that bearer. ``evidence`` is
    what the articles say of a person beside the name.
    """

    id: str
    type: str
    name: str
    forms: tuple[tuple[str, int], ...]
    articles: int
    listed: str = ""
    sense: str = ""
    evidence: Evidence = NO_EVIDENCE


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on two profiles, with a score in [0, 1] and reasons in words."""

    left: str
    right: str
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """The one thing behind a cluster of profiles.

    ``aliases`` are the other forms seen, most frequent first; ``members`` the ids of its
    profiles, sorted; ``articles`` the ids of the articles that mention it, sorted. ``forms`` are
    all forms seen with their counts, ``types`` the types of its profiles with how often names of
    each were seen, both most frequent first: a judged name or type need not be among them.
    ``country`` is the ISO 3166-1 code (two letters) of the country that a place is or lies in,
    empty where it is no place or nothing tells.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    members: tuple[str, ...]
    articles: tuple[str, ...]
    mentions: int
    forms: tuple[tuple[str, int], ...] = ()
    types: tuple[tuple[str, int], ...] = ()
    country: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """Claims pooled between two entities under one predicate and, for ``related_to``, one phrase.

    ``claims`` and ``articles`` are sorted ids; ``origins`` is how many independent sources the
    articles have: copies of one text, and articles credited to one agency, are one. The counts
    say how many claims are affirmed and actual in the articles' own voice (``stated``), affirmed
    and actual but only in a speaker's (``alleged``), ``denied``, or ``hypothetical`` (possible,
    planned, required, conditional).
    ``first`` and ``last`` are ISO dates of what happened, else of publication; empty where none
    is known.
    """

    id: str
    subject: str
    predicate: str
    object: str
    phrase: str
    claims: tuple[str, ...]
    articles: tuple[str, ...]
    stated: int
    alleged: int
    denied: int
    hypothetical: int
    first: str = ""
    last: str = ""
    origins: int = 1


@dataclass(frozen=True, slots=True)
class Fold:
    """All that is derived from a record; every tuple is sorted by id, decisions by their pair.

    ``origins`` gives the label of the origin of each article.
    """

    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    claims: tuple[Claim, ...]
    decisions: tuple[Decision, ...]
    mention_entities: tuple[tuple[str, str], ...]
    origins: tuple[tuple[str, str], ...] = ()
