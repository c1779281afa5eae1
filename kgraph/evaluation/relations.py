"""Relations of short texts: what a corpus gives beside what kgraph claims.

kgraph reads each text as an article of its own. Its own names are used, with what refers to them
in the same text; nothing is joined across texts, and no name of the corpus is given.

* **Claims.** What counts is a claim that is affirmed and actual, in whoever's voice, between two
  things that the text names. Denied, possible, planned and conditional ones say no relation.
* **Labels.** ``relations.toml`` tells which predicates say which label of the corpus, and in which
  direction; where a predicate is wider than the label, by which triggers. Direction counts, but
  in symmetric labels. A claim may say several labels.
* **Fitting.** An end of a claim fits a span where one mention of the thing that it stands for, in
  this text, shares a character with the span. A mention is a name, a pronoun or a noun that kgraph
  resolves to a name.

Two kinds of corpora are counted. In both, precision is right of right and wrong, recall is right of
wanted.

* **Facts** (:func:`score_facts`): all names and pronouns of the two things of a fact are marked,
  and each pair of them is a fact of its own. So a claim says as many facts as its things have names
  and pronouns in the text; nouns are not marked and say none. A fact of the corpus is right where
  one of these fits at both ends; what fits no fact is wrong. This is what the official scorer of
  KnowledgeNet counts, with overlapping spans, when it is given these facts. Counted **once**, the
  facts of a label between the same two things are one, right where one of them is, and a claim of
  a label is right or wrong once; things are the same where the corpus gives them one id.
* **Pairs** (:func:`score_pairs`): two places are given, each with one span or several. A claim
  that fits both says its label of them; a label of the pair is right where one says it, and what is
  said beside the labels of the pair is wrong. A pair with no label wants none.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from kgraph.errors import ReadError
from kgraph.evaluation.relation_labels import RelationLabels
from kgraph.evaluation.scores import Scores, agreement, defined
from kgraph.language import annotate
from kgraph.model import Annotation, Argument, Article, Clause, Mention, Span, article_id
from kgraph.ontology import Ontology, Reading, interpret_all, load_ontology

Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Fact:
    """A relation between two marked places; ``things`` are ids of what they mean in the text."""

    label: str
    subject: Span
    object: Span
    things: tuple[str, str]


@dataclass(frozen=True, slots=True)
class FactText:
    """A text with all its facts of some labels; of others nothing is known."""

    title: str
    text: str
    labels: frozenset[str]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places of a text, each a span or several, and the labels from left to right and back."""

    left: tuple[Span, ...]
    right: tuple[Span, ...]
    forward: frozenset[str] = frozenset()
    backward: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PairText:
    """A text with the pairs whose relations are asked."""

    title: str
    text: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a claim says in a label of the corpus: the mentions of its two things in the text."""

    label: str
    subject: tuple[Mention, ...]
    object: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts by label: what the corpus wants, what of it is right, what is said and wrong."""

    wanted: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        """Add the counts of another one."""
        self.wanted.update(other.wanted)
        self.right.update(other.right)
        self.wrong.update(other.wrong)

    def figures(self) -> dict[str, float | None]:
        """Return precision, recall and F1 of all labels, and of each."""
        figures = _figures("{}", self.right.total(), self.wrong.total(), self.wanted.total())
        for label in sorted({*self.wanted, *self.wrong}):
            own = self.right[label], self.wrong[label], self.wanted[label]
            figures |= _figures(f"{{}}.{label}", *own)
        return figures

    def counts(self) -> dict[str, int]:
        """Return the counts of all labels together."""
        return {
            "right": self.right.total(),
            "wanted": self.wanted.total(),
            "wrong": self.wrong.total(),
        }

    def scores(self, task: str, others: Mapping[str, int]) -> Scores:
        """Return figures and counts; ``others`` are more counts."""
        counts = self.counts() | dict(others)
        return Scores(task, defined(self.figures()), dict(sorted(counts.items())))


def score_facts(
    texts: Sequence[FactText],
    labels: RelationLabels,
    *,
    pipeline: str | None,
    progress: Progress | None,
) -> tuple[Tally, Tally]:
    """Return the counts of texts with all their facts, and those where each counts once.

    ``progress`` is called with the title and the number of each text.
    """
    each, once = Tally(), Tally()
    claims = read_told(texts, labels, pipeline, progress)
    for text, told in zip(texts, claims, strict=True):
        each.add(count_facts(text, told, labels))
        once.add(count_once(text, told, labels))
    return each, once


def score_pairs(
    texts: Sequence[PairText],
    labels: RelationLabels,
    *,
    pipeline: str | None,
    progress: Progress | None,
) -> Tally:
    """Return the counts of texts with the pairs that are asked.

    ``progress`` is called with the title and the number of each text.
    """
    tally = Tally()
    for text, told in zip(texts, read_told(texts, labels, pipeline, progress), strict=True):
        tally.add(count_pairs(text, told, labels))
    return tally


def read_told(
    texts: Iterable[FactText | PairText],
    labels: RelationLabels,
    pipeline: str | None,
    progress: Progress | None,
) -> Iterator[tuple[Told, ...]]:
    """Yield what the claims of each text say in the labels, by the clauses that make them."""
    ontology = load_ontology()
    given = list(texts)
    articles = (article_of(text.text) for text in given)
    annotations = annotate(articles, pipeline=pipeline)
    for number, (text, annotation) in enumerate(zip(given, annotations, strict=True), 1):
        yield tuple(_told(annotation, labels, ontology))
        if progress is not None:
            progress(text.title, number)


def count_facts(text: FactText, told: Iterable[Told], labels: RelationLabels) -> Tally:
    """Return the counts of one text with all its facts."""
    claims = [one for one in told if one.label in text.labels]
    said = {(one.label, *places) for one in claims for places in _places(one, labels)}
    right = [f for f in text.facts if any(_same(f, *other) for other in said)]
    wrong = [other for other in said if not any(_same(f, *other) for f in text.facts)]
    return Tally(
        wanted=Counter(fact.label for fact in text.facts),
        right=Counter(fact.label for fact in right),
        wrong=Counter(label for label, _, _ in wrong),
    )


def count_once(text: FactText, told: Iterable[Told], labels: RelationLabels) -> Tally:
    """Return the counts of one text where a fact of two things, and a claim, counts once."""
    wanted = {(fact.label, *_ordered(fact.label, fact.things, labels)) for fact in text.facts}
    right, wrong = set[tuple[str, ...]](), set[tuple[str, ...]]()
    for one in told:
        if one.label not in text.labels:
            continue
        said = list(_places(one, labels))
        found = [f for f in text.facts if any(_same(f, one.label, *other) for other in said)]
        right |= {(fact.label, *_ordered(fact.label, fact.things, labels)) for fact in found}
        if not found:
            ends = (one.subject[0].cluster, one.object[0].cluster)
            wrong.add((one.label, *_ordered(one.label, ends, labels)))
    return Tally(*(Counter(label for label, *_ in group) for group in (wanted, right, wrong)))


def count_pairs(text: PairText, told: Iterable[Told], labels: RelationLabels) -> Tally:
    """Return the counts of one text with the pairs that are asked."""
    tally, claims = Tally(), list(told)
    for pair in text.pairs:
        given = [(label, True) for label in pair.forward]
        given += [(label, label in labels.symmetric) for label in pair.backward]
        wanted, said = set(given), set(_said(pair, claims, labels.symmetric))
        for counter, found in (
            (tally.wanted, wanted),
            (tally.right, wanted & said),
            (tally.wrong, said - wanted),
        ):
            counter.update(label for label, _ in found)
    return tally


def join_words(words: Iterable[str]) -> tuple[str, tuple[Span, ...]]:
    """Return words parted by single spaces, and where each stands."""
    spans, end = list[Span](), 0
    parts = list(words)
    for word in parts:
        spans.append(Span(end, end + len(word)))
        end += len(word) + 1
    return " ".join(parts), tuple(spans)


def span_of_words(words: Sequence[Span], first: int, last: int, place: str) -> Span:
    """Return the span from the first to the last of some words, both counted from 0.

    Raises:
        ReadError: there are no such words; the message begins with ``place``.
    """
    if not 0 <= first <= last < len(words):
        raise ReadError(f"{place} marks words {first} to {last} outside its text; mend the file")
    return Span(words[first].start, words[last].end)


def article_of(text: str) -> Article:
    """Return an article that is only a text, known by it."""
    id_ = article_id(key="", title="", publisher="", published=None, text=text)
    return Article(id_, text)


def _told(annotation: Annotation, labels: RelationLabels, ontology: Ontology) -> Iterator[Told]:
    """Yield what is told of two things of a text; of frames that read the same ends, the first."""
    guessed = [replace(m, type=m.type or "Organization") for m in annotation.mentions]
    homes = {mention.id: mention.cluster for mention in annotation.mentions}
    things: dict[str, list[Mention]] = {}
    for mention in annotation.mentions:
        things.setdefault(mention.cluster, []).append(mention)
    seen = set[tuple[str, str, str, str]]()
    for clause, reading in interpret_all(annotation.clauses, guessed, ontology):
        ends = [clause.arguments[end] for end in (reading.subject, reading.object)]
        subject, object_ = (_thing(end, homes) for end in ends)
        key = (clause.id, reading.predicate, subject, object_)
        if not subject or not object_ or subject == object_ or key in seen:
            continue
        seen.add(key)
        found = [things.get(home) or [_time(end)] for home, end in zip(key[2:], ends, strict=True)]
        yield from _in_labels(clause, reading, (tuple(found[0]), tuple(found[1])), labels)


def _thing(end: Argument, homes: Mapping[str, str]) -> str:
    """Return what an end means in its text: a cluster, the place of a time, or nothing."""
    place = f"{end.span.start}:{end.span.end}" if end.role == "time" else ""
    return homes.get(end.mention, "") if end.mention else place


def _time(end: Argument) -> Mention:
    place = f"{end.span.start}:{end.span.end}"
    return Mention(place, end.span, "", "Time", "name", place)


def _in_labels(
    clause: Clause,
    reading: Reading,
    ends: tuple[tuple[Mention, ...], tuple[Mention, ...]],
    labels: RelationLabels,
) -> Iterator[Told]:
    if reading.polarity == "affirmed" and reading.modality == "actual":
        for label, inverse in labels.said_by(reading.predicate, clause.lemma):
            subject, object_ = ends[::-1] if inverse else ends
            yield Told(label, subject, object_)


def _places(told: Told, labels: RelationLabels) -> Iterator[tuple[Span, Span]]:
    """Yield each pair of marked mentions; a symmetric label is said both ways."""
    marked = [[m.span for m in end if m.kind != "nominal"] for end in (told.subject, told.object)]
    for subject, object_ in product(*marked):
        yield subject, object_
        if told.label in labels.symmetric:
            yield object_, subject


def _ordered(label: str, ends: tuple[str, str], labels: RelationLabels) -> tuple[str, ...]:
    return tuple(sorted(ends)) if label in labels.symmetric else ends


def _same(fact: Fact, label: str, subject: Span, object_: Span) -> bool:
    same = fact.label == label
    return same and fact.subject.overlaps(subject) and fact.object.overlaps(object_)


def _said(
    pair: Pair, told: Iterable[Told], symmetric: frozenset[str]
) -> Iterator[tuple[str, bool]]:
    """Yield (label, from left to right) of what fits the pair."""
    for one in told:
        if _fits(one.subject, pair.left) and _fits(one.object, pair.right):
            yield one.label, True
        if _fits(one.subject, pair.right) and _fits(one.object, pair.left):
            yield one.label, one.label in symmetric


def _fits(thing: Iterable[Mention], place: Iterable[Span]) -> bool:
    return any(mention.span.overlaps(span) for mention, span in product(thing, place))


def _figures(form: str, right: int, wrong: int, wanted: int) -> dict[str, float | None]:
    return agreement(right, right + wrong, wanted, form)
