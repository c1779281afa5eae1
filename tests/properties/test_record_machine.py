"""Any sequence of what is done to records, against a model that computes all of it anew.

``KGRAPH_LONG=1`` tries twenty times as many sequences.
"""

import io
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kgraph.errors import NotFoundError, RecordError
from kgraph.formats.jsonl import write_jsonl
from kgraph.graph import KnowledgeGraph, fold_record, open_graph, refold
from kgraph.model import (
    Anchor,
    Article,
    Judgement,
    JudgementKind,
    Mention,
    Retraction,
    Span,
    Statement,
    with_id,
)
from kgraph.ontology import Ontology, load_ontology, parse_ontology
from kgraph.pipeline.combining import combine, dump
from kgraph.pipeline.deciding import decide
from kgraph.pipeline.signature import Signature
from kgraph.pipeline.upkeep import retract
from kgraph.record import Record
from kgraph.record.check import check
from tests.builders import Annotated
from tests.properties.model import Force, Rows, Told, fold_of
from tests.properties.news import AGENCIES, PIPELINES, URLS, annotated_by, news

MEMORY = Path("/dev/shm")  # noqa: S108
"""Where the disk need not be waited for; what a kill leaves is another test."""

LONG = bool(os.environ.get("KGRAPH_LONG"))
EXAMPLES = 40
STEPS = 20

OWN = """
[predicates.visits]
domain = ["Person", "Organization", "Place"]
range = ["Person", "Organization", "Place"]
symmetric = true

[[predicates.visits.frames]]
trigger = "visit"
subject = "domain"
object = "range"
example = "Angela Merkel visited Google."

[types]
Person = "Organization"
"""
"""An ontology that changes what is read, which ends are in order, and what a type admits."""

T = TypeVar("T")


@dataclass(slots=True)
class Kept:
    """One record as it has to be: its rows, how it is folded, and what it was folded from.

    ``ever`` are the ids that its entities have had. ``heirs`` are the profiles that one that is
    gone may lead on to; of those in ``sure`` one has to.
    """

    rows: Rows = field(default_factory=Rows)
    ontology: str = ""
    concepts: bool = False
    folded: tuple[Force, str, bool] | None = None
    told: Told | None = None
    ever: set[str] = field(default_factory=set)
    heirs: dict[str, frozenset[str]] = field(default_factory=dict)

    def basis(self) -> tuple[Force, str, bool]:
        return (self.rows.force(), self.ontology, self.concepts)

    def fold(self) -> Told:
        """Do what a fold does, which is nothing where nothing changed."""
        basis = self.basis()
        if self.told is None or self.folded != basis:
            told = fold_of(self.rows, terms(self.ontology), concepts=self.concepts)
            if self.told is not None:
                self._inherit(self.told, told)
            self.told, self.folded = told, basis
            self.ever |= told.clusters.keys()
            self.rows.drop_superseded_annotations()
        return self.told

    def _inherit(self, before: Told, after: Told) -> None:
        for gone in before.clusters.keys() - after.clusters.keys():
            places = (m for m, profile in before.homes.items() if profile == gone)
            near = {after.homes[m] for m in places if m in after.homes}
            family = set(before.clusters[gone]) & after.clusters.keys()
            if near or family:
                self.heirs[gone] = frozenset(near or family)

    def answers(self, id_: str, seen: frozenset[str] = frozenset()) -> set[str | None]:
        """Return the ids of the entities that an id may lead to, with None where it need not."""
        assert self.told is not None
        if id_ in self.told.clusters:
            entity = self.told.clusters[id_][0]
            return {entity if entity in {e.id for e in self.told.fold.entities} else None}
        heirs = self.heirs.get(id_, frozenset()) - seen
        found = {e for heir in heirs for e in self.answers(heir, seen | {id_})}
        return found or {None}


def terms(text: str) -> Ontology:
    return parse_ontology(text, "own") if text else load_ontology()


def text_of(graph: KnowledgeGraph) -> str:
    """Return the canonical dump of a graph."""
    stream = io.StringIO()
    write_jsonl(graph, stream)
    return stream.getvalue()


names = st.sampled_from(["a.kg", "b.kg", "c.kg"])
picks = st.integers(0, 999)
words = st.sampled_from(["utin", "Weber", "the", "e", "MERCK Bank", "\u00df", "nobody"])


class RecordMachine(RuleBasedStateMachine):
    """Files in a folder, each with what it has to hold."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.kept: dict[str, Kept] = {}
        self.pool: list[Annotated] = []
        self.readers: list[tuple[KnowledgeGraph, Told]] = []
        self.digests: dict[Force, str] = {}
        self.changed: set[str] = set()

    def teardown(self) -> None:
        for graph, told in self.readers:
            assert graph.fold == told.fold
        self.readers.clear()
        shutil.rmtree(self.folder)

    # articles

    @initialize(some=st.lists(news(), min_size=1, max_size=3))
    def begin(self, some: list[Annotated]) -> None:
        self.add("a.kg", some, fold=True)

    @rule(name=names, some=st.lists(news(), min_size=1, max_size=3), fold=st.booleans())
    def add(self, name: str, some: list[Annotated], fold: bool) -> None:
        self.pool += some
        with self.written(name, fold=fold) as (record, kept):
            for article, annotation in some:
                pipeline = kept.rows.pipeline or PIPELINES[0]
                seen = annotated_by(annotation, pipeline)
                assert record.add(article, seen) == kept.rows.add(article, seen, pipeline)

    @rule(name=names, some=st.lists(picks, min_size=1, max_size=3), fold=st.booleans())
    def add_what_is_known(self, name: str, some: list[int], fold: bool) -> None:
        known = [self.pool[pick % len(self.pool)] for pick in some]
        with self.written(name, fold=fold) as (record, kept):
            for article, annotation in known:
                pipeline = kept.rows.pipeline or PIPELINES[0]
                seen = annotated_by(annotation, pipeline)
                assert record.add(article, seen) == kept.rows.add(article, seen, pipeline)

    @rule(name=names, pick=picks, url=st.sampled_from(URLS), agency=st.sampled_from(AGENCIES))
    def add_under_the_same_id(self, name: str, pick: int, url: str, agency: str) -> None:
        article, annotation = self.pool[pick % len(self.pool)]
        self.add(name, [(replace_place(article, url, agency), annotation)], fold=False)

    @rule(name=names)
    def repeat(self, name: str) -> None:
        self.known(name)
        before = self.rows_of(name)
        with self.written(name, fold=False) as (record, kept):
            if not kept.rows.pipeline:
                return
            for (id_, pipeline), annotation in kept.rows.annotations.items():
                if pipeline == kept.rows.pipeline:
                    assert not record.add(kept.rows.articles[id_], annotation)
            record.receive(kept.rows.articles.values(), kept.rows.pipeline)
            assert record.state(kept.rows.statements.values()) == 0
        assert self.rows_of(name) == before

    @rule(name=names, some=st.lists(news(), max_size=2), pipeline=st.sampled_from(PIPELINES))
    def receive(self, name: str, some: list[Annotated], pipeline: str) -> None:
        self.pool += some
        with self.written(name, fold=False) as (record, kept):
            record.receive((article for article, _ in some), pipeline)
            kept.rows.receive((article for article, _ in some), pipeline)

    @rule(name=names, most=st.integers(1, 9), fold=st.booleans())
    def annotate(self, name: str, most: int, fold: bool) -> None:
        seen = {article.id: annotation for article, annotation in reversed(self.pool)}
        with self.written(name, fold=fold) as (record, kept):
            waiting = [
                id_
                for id_ in sorted(kept.rows.articles)
                if (id_, kept.rows.pipeline) not in kept.rows.annotations
            ]
            assert [article.id for article in record.waiting()] == waiting
            for article in [*record.waiting()][:most]:
                annotation = annotated_by(seen[article.id], kept.rows.pipeline)
                assert record.add(article, annotation)
                kept.rows.add(article, annotation, kept.rows.pipeline)

    # what people say

    @rule(name=names, pick=picks, by_url=st.booleans(), undo=st.booleans())
    def take_back(self, name: str, pick: int, by_url: bool, undo: bool) -> None:
        kept = self.known(name)
        article = chosen_of(kept.rows.articles.values(), pick)
        if article is None:
            return
        chosen = [article]
        if by_url and article.url:
            chosen = [a for a in kept.rows.articles.values() if a.url == article.url]
        kept.fold()
        wanted = kept.rows.retracted() - {a.id for a in chosen}
        wanted |= set() if undo else {a.id for a in chosen}
        judged = kept.rows.judgements()
        retract(
            self.folder / name, [article.url if by_url and article.url else article.id], undo=undo
        )
        self.learn_statements(name)
        assert kept.rows.retracted() == wanted
        assert kept.rows.judgements() == judged
        kept.fold()

    @rule(name=names, pick=picks)
    def retract_and_undo(self, name: str, pick: int) -> None:
        kept = self.known(name)
        present = [a for a in kept.rows.articles.values() if a.id not in kept.rows.retracted()]
        article = chosen_of(present, pick)
        if article is None:
            return
        self.refold(name)
        before = text_of(open_graph(self.folder / name))
        for undo in (False, True):
            retract(self.folder / name, [article.id], undo=undo)
            self.learn_statements(name)
            kept.fold()
        assert text_of(open_graph(self.folder / name)) == before

    @rule(
        name=names,
        kind=st.sampled_from(["same", "different", "type", "name", "hide"]),
        some=st.tuples(picks, picks),
        value=st.sampled_from(["Person", "Organization", "Place"]),
    )
    def decide_on_entities(
        self, name: str, kind: JudgementKind, some: tuple[int, int], value: str
    ) -> None:
        self.refold(name)
        told = self.known(name).fold()
        count = 2 if kind in ("same", "different") else 1
        found = [chosen_of(told.fold.entities, pick) for pick in some][:count]
        ids = sorted({entity.id for entity in found if entity is not None})
        if len(ids) == count:
            self.decide(name, kind, ids, value if kind in ("type", "name") else "")

    @rule(name=names, kind=st.sampled_from(["wrong", "right"]), pick=picks)
    def decide_on_a_claim(self, name: str, kind: JudgementKind, pick: int) -> None:
        self.refold(name)
        told = self.known(name).fold()
        claim = chosen_of(told.fold.claims, pick)
        if claim is not None:
            self.decide(name, kind, [claim.id], "")

    @rule(name=names, pick=picks)
    def withdraw(self, name: str, pick: int) -> None:
        kept = self.known(name)
        some = [j for j in kept.rows.judgements() if j.kind != "withdrawn"]
        judgement = chosen_of(some, pick)
        if judgement is not None:
            self.decide(name, "withdrawn", [judgement.id], "")

    def decide(self, name: str, kind: JudgementKind, about: Sequence[str], value: str) -> None:
        kept = self.known(name)
        kept.fold()
        retracted = kept.rows.retracted()
        signature = Signature("Anna", "2020-01-01", "so it is")
        outcome = decide(self.folder / name, kind, about, value=value, signature=signature)
        self.learn_statements(name)
        assert outcome.judgement in kept.rows.judgements()
        assert kept.rows.retracted() == retracted
        assert outcome.unapplied == kept.fold().unapplied.get(outcome.judgement.id, "")
        again = (
            decide(self.folder / name, kind, about, value=value) if kind != "withdrawn" else None
        )
        assert again is None or again == outcome
        self.learn_statements(name)

    @rule(name=names, data=st.data(), by=st.sampled_from(["Anna", "Peter"]), fold=st.booleans())
    def state(self, name: str, data: st.DataObject, by: str, fold: bool) -> None:
        known = sorted({id_ for kept in self.kept.values() for id_ in kept.rows.statements})
        statement = with_id(data.draw(self.statements(by, known)))
        with self.written(name, fold=fold) as (record, kept):
            assert record.state([statement]) == (statement.id not in kept.rows.statements)
            kept.rows.state([statement])

    def statements(self, by: str, known: Sequence[str]) -> st.SearchStrategy[Statement]:
        """Return statements as they may come from elsewhere, on what is in the pool."""
        supersedes = (
            st.lists(st.sampled_from(known), max_size=2, unique=True) if known else st.just([])
        )
        anchors = st.builds(
            anchor_at,
            st.sampled_from([(a, m) for a, n in self.pool for m in n.mentions if m.name]),
            st.integers(-1, 1),
        )
        taken = supersedes.map(tuple)
        values = st.sampled_from(["Person", "Organization", "Merck"])
        choices: list[st.SearchStrategy[Statement]] = [
            st.builds(
                Retraction,
                st.sampled_from([a.id for a, _ in self.pool]),
                st.booleans(),
                by=st.just(by),
                supersedes=taken,
            )
        ]
        ends: Mapping[JudgementKind, int] = {
            "same": 2,
            "different": 2,
            "type": 1,
            "name": 1,
            "hide": 1,
        }
        for kind, count in ends.items():
            choices.append(
                st.builds(
                    Judgement,
                    st.just(kind),
                    st.tuples(*[anchors] * count),
                    value=values if kind in ("type", "name") else st.just(""),
                    by=st.just(by),
                    supersedes=taken,
                )
            )
        if known:
            taken = st.lists(st.sampled_from(known), min_size=1, max_size=2, unique=True).map(tuple)
            choices.append(st.builds(Judgement, st.just("withdrawn"), supersedes=taken))
        return st.one_of(choices)

    # several records

    @rule(
        inputs=st.lists(st.tuples(names, st.booleans()), min_size=1, max_size=3),
        into=st.sampled_from(["a.kg", "b.kg", "c.kg", "d.kg"]),
    )
    def combine(self, inputs: list[tuple[str, bool]], into: str) -> None:
        for name, _ in inputs:
            self.known(name)
        paths = [self.dumped(name) if lines else self.folder / name for name, lines in inputs]
        sources = [self.kept[name] for name, _ in inputs]
        own = self.kept.get(into, Kept())
        pipelines = {kept.rows.pipeline for kept in [*sources, own]} - {""}
        folded = [kept for kept in [*sources, own] if kept.folded]
        if len(pipelines) > 1 or len({kept.ontology for kept in folded}) > 1:
            before = self.rows_of(into) if into in self.kept else None
            with pytest.raises(RecordError, match=r"pipeline|ontologies"):
                combine(paths, self.folder / into)
            if before is not None:
                assert self.rows_of(into) == before
            else:
                assert not (self.folder / into).exists()
            return
        combine(paths, self.folder / into)
        for kept in [source.rows.copy() for source in sources]:
            own.rows.unite(kept)
        own.ontology = next((kept.ontology for kept in folded), "")
        own.concepts = any(kept.concepts for kept in folded)
        own.fold()
        self.kept[into] = own
        self.changed.add(into)

    @rule(name=names, random=st.randoms(use_true_random=False), parts=st.integers(1, 3))
    def rebuild_in_any_order_and_parts(self, name: str, random: Random, parts: int) -> None:
        kept = self.known(name)
        if not kept.rows.articles:  # nothing has a pipeline then
            return
        told = kept.fold()
        self.refold(name)
        rebuilt = self.folder / "rebuilt.kg"
        combine(self.parted(name, random, parts), rebuilt)
        with Record.create_or_open(rebuilt) as record:
            fold_record(
                record, terms(kept.ontology), concepts=kept.concepts, own_ontology=kept.ontology
            )
        assert text_of(open_graph(rebuilt)) == text_of(open_graph(self.folder / name))
        assert text_of(open_graph(rebuilt)) == text_of(told.graph)
        assert self.rows_of("rebuilt.kg") == self.rows_of(name)
        rebuilt.unlink()

    def parted(self, name: str, random: Random, parts: int) -> list[Path]:
        """Return files that together have all rows of a record, each some of them in any order."""
        rows = self.kept[name].rows
        items: list[Article | Statement] = [*rows.articles.values(), *rows.statements.values()]
        random.shuffle(items)
        items += items[:1]
        paths = [self.folder / f"part{number}.kg" for number in range(parts)]
        for number, path in enumerate(paths):
            path.unlink(missing_ok=True)
            with Record.create_or_open(path) as record:
                record.receive([], rows.pipeline)
                for item in items[number::parts]:
                    if not isinstance(item, Article):
                        record.state([item])
                    elif annotation := rows.annotations.get((item.id, rows.pipeline)):
                        record.add(item, annotation)
                    else:
                        record.receive([item], rows.pipeline)
        random.shuffle(paths)
        return paths

    # folds

    @rule(name=names, ontology=st.sampled_from(["", OWN]), concepts=st.booleans())
    def fold_otherwise(self, name: str, ontology: str, concepts: bool) -> None:
        kept = self.known(name)
        kept.ontology, kept.concepts = ontology, concepts
        with Record.create_or_open(self.folder / name) as record:
            fold_record(record, terms(ontology), concepts=concepts, own_ontology=ontology)
        kept.fold()
        self.changed.add(name)

    @rule(name=names)
    def refold(self, name: str) -> None:
        kept = self.known(name)
        with Record.create_or_open(self.folder / name) as record:
            refold(record)
        kept.fold()
        self.changed.add(name)

    @rule(name=names)
    def read_on_while_others_write(self, name: str) -> None:
        told = self.known(name).fold()
        self.refold(name)
        self.readers.append((open_graph(self.folder / name), told))

    @rule(name=names, day=st.sampled_from([date(2019, 1, 1), date(2019, 3, 5), date(2020, 1, 1)]))
    def read_what_was_published_before(self, name: str, day: date) -> None:
        kept = self.known(name)
        self.refold(name)
        past = kept.rows.copy()
        past.articles = {
            id_: article
            for id_, article in past.articles.items()
            if str(article.published or "") < day.isoformat()
        }
        told = fold_of(past, terms(kept.ontology), concepts=kept.concepts)
        assert open_graph(self.folder / name, before=day).fold == told.fold

    # checks

    @invariant()
    def every_changed_file_holds_what_it_has_to(self) -> None:
        for name in sorted(self.changed):
            self.check_rows(name)
            if self.kept[name].folded == self.kept[name].basis():
                self.check_graph(name)
            elif self.kept[name].folded is not None:
                with pytest.raises(RecordError, match="older than its articles"):
                    open_graph(self.folder / name)
        self.changed.clear()

    def check_rows(self, name: str) -> None:
        kept = self.kept[name]
        health = check(self.folder / name)
        assert health.findings == ()
        with Record.open(self.folder / name) as record:
            assert record.pipeline() == kept.rows.pipeline
            annotated = [
                (article, kept.rows.annotations.get((id_, kept.rows.pipeline)))
                for id_, article in sorted(kept.rows.articles.items())
            ]
            assert list(record.annotated()) == annotated
            assert [s.id for s in record.statements()] == sorted(kept.rows.statements)
            assert record.retracted() == kept.rows.retracted()
            force = kept.rows.force()
            digest = record.digest()
            for article in kept.rows.articles.values():
                states = {version.id: version.state for version in record.versions(article.id)}
                assert states[article.id] == kept.rows.state_of(article)
        assert self.digests.setdefault(force, digest) == digest
        assert list(self.digests.values()).count(digest) == 1

    def check_graph(self, name: str) -> None:
        kept = self.kept[name]
        told, graph = kept.told, open_graph(self.folder / name)
        assert told is not None
        assert graph.fold == told.fold
        assert graph.counts == told.graph.counts
        assert text_of(graph) == text_of(told.graph)
        assert graph.prominent() == told.graph.prominent()
        assert graph.strongest() == told.graph.strongest()
        for text in ("utin", "Weber e", "MERCK the", "\u00df", "nobody"):
            assert graph.find(text) == told.graph.find(text)
        for entity in told.fold.entities:
            assert graph.relations_of(entity) == told.graph.relations_of(entity)
            assert graph.claims_about(entity) == told.graph.claims_about(entity)
            assert graph.mentions_of(entity) == told.graph.mentions_of(entity)
        for id_ in sorted(kept.ever):
            assert answer(graph, id_) in kept.answers(id_)
        with Record.open(self.folder / name) as record:
            assert record.unapplied() == told.unapplied

    # inside

    @contextmanager
    def written(self, name: str, *, fold: bool) -> Iterator[tuple[Record, Kept]]:
        kept = self.kept.setdefault(name, Kept())
        with Record.create_or_open(self.folder / name) as record:
            yield record, kept
            if fold:
                refold(record)
        if fold:
            kept.fold()
        self.changed.add(name)

    def known(self, name: str) -> Kept:
        """Return a record, an empty one where there was none."""
        if name not in self.kept:
            with self.written(name, fold=True):
                pass
        return self.kept[name]

    def learn_statements(self, name: str) -> None:
        """Take over what a verb said; it may add statements and change none."""
        kept = self.kept[name]
        with Record.open(self.folder / name) as record:
            stated = {statement.id: statement for statement in record.statements()}
        assert stated.items() >= kept.rows.statements.items()
        kept.rows.statements = stated
        self.changed.add(name)

    def rows_of(self, name: str) -> str:
        stream = io.StringIO()
        dump(self.folder / name, stream)
        return stream.getvalue()

    def dumped(self, name: str) -> Path:
        path = self.folder / f"{name}.jsonl"
        path.write_text(self.rows_of(name), encoding="utf-8")
        return path


def chosen_of(some: Iterable[T], pick: int) -> T | None:
    """Return one of them, None where there are none."""
    values = list(some)
    return values[pick % len(values)] if values else None


def replace_place(article: Article, url: str, agency: str) -> Article:
    """Return another value of an article that was given its id by hand."""
    return Article(
        article.id,
        article.text,
        title=article.title,
        url=url,
        publisher=article.publisher,
        published=article.published,
        agency=agency,
    )


def anchor_at(place: tuple[Article, Mention], shift: int) -> Anchor:
    """Return the anchor of a mention, moved by so many characters."""
    article, mention = place
    start = max(0, mention.span.start + shift)
    span = Span(start, start + len(mention.name))
    return Anchor(article.id, span, mention.name, mention.type)


def answer(graph: KnowledgeGraph, id_: str) -> str | None:
    """Return the id of the entity that an id leads to, None where it leads nowhere."""
    with suppress(NotFoundError):
        return graph.entity(id_).id
    return None


TestRecordMachine = RecordMachine.TestCase
TestRecordMachine.settings = settings(
    max_examples=EXAMPLES * 20 if LONG else EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
