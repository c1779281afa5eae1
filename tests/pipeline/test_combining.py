"""Several records in one, and one as lines and back."""

import io
import itertools
from pathlib import Path

import pytest

import kgraph
from kgraph.errors import ReadError, RecordError
from kgraph.graph import KnowledgeGraph, fold_record
from kgraph.ontology import parse_ontology
from kgraph.outputs import FORMATS
from kgraph.record import Record
from tests.builders import Annotated
from tests.keeping import (
    ACME,
    ANNA,
    BAN,
    FIRST,
    GERMANY,
    JOHN,
    MEETING,
    PRAISE,
    SECOND,
    by_pipeline,
    names,
    relations,
)

OWN = """\
[predicates.lauds]
domain = ["Person"]
range = ["Country"]
frames = [{ trigger = "praise", subject = "domain", object = "range", example = "Ann praised it." }]
"""


def make(
    folder: Path, name: str, *annotated: Annotated, text: str = "", concepts: bool = False
) -> Path:
    path = folder / f"{name}.kg"
    with Record.create_or_open(path) as record:
        for article, annotation in annotated:
            record.add(article, annotation)
        ontology = parse_ontology(text, name)
        fold_record(record, ontology, concepts=concepts, own_ontology=text)
    return path


def lines(graph: KnowledgeGraph) -> str:
    stream = io.StringIO()
    FORMATS["jsonl"](graph, stream)
    return stream.getvalue()


def dumped(path: Path) -> str:
    stream = io.StringIO()
    kgraph.dump(path, stream)
    return stream.getvalue()


def as_lines(path: Path) -> Path:
    target = path.with_suffix(".jsonl")
    target.write_text(dumped(path), "utf-8")
    return target


def test_the_order_of_records_and_adding_one_again_change_nothing(tmp_path: Path) -> None:
    parts = [
        make(tmp_path, "a", BAN, FIRST),
        make(tmp_path, "b", PRAISE, SECOND),
        make(tmp_path, "c", MEETING, BAN),
    ]
    kgraph.decide(parts[0], "name", [ACME[1]], value="Acme")
    kgraph.decide(parts[2], "hide", [JOHN[1]])
    kgraph.retract(parts[1], ["The praise"])
    found = set()
    for number, order in enumerate(itertools.permutations([*parts, parts[0]])):
        found.add(lines(kgraph.combine(order, tmp_path / f"all{number}.kg")))
    assert len(found) == 1


def test_retractions_and_decisions_hold_for_all_records(tmp_path: Path) -> None:
    left, right = make(tmp_path, "left", BAN), make(tmp_path, "right", BAN, PRAISE, MEETING)
    kgraph.retract(left, ["The ban"])
    kgraph.decide(right, "hide", [JOHN[1]])
    both = kgraph.combine([left, right], tmp_path / "both.kg")
    assert names(both) == {ANNA[1], GERMANY[1]}
    assert [o.unapplied for o in kgraph.judgements(tmp_path / "both.kg")] == [""]


def test_an_input_that_is_the_output_adds_nothing(tmp_path: Path) -> None:
    path = make(tmp_path, "a", BAN, PRAISE)
    before = lines(kgraph.open(path))
    assert lines(kgraph.combine([path, path], path)) == before


def test_a_run_goes_on_where_another_was_stopped(tmp_path: Path) -> None:
    parts, out = [make(tmp_path, "a", BAN, PRAISE), make(tmp_path, "b", MEETING)], tmp_path / "o.kg"

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kgraph.combine(parts, out, progress=stop)
    told: list[str] = []
    whole = kgraph.combine(parts, out, progress=lambda title, _: told.append(title))
    assert len(told) == 2
    assert whole.counts["articles"] == 3
    kgraph.combine(parts, out, progress=lambda title, _: told.append(title))
    assert len(told) == 2


def test_articles_of_another_pipeline_are_refused_and_nothing_is_made(tmp_path: Path) -> None:
    left = make(tmp_path, "left", BAN)
    right = make(tmp_path, "right", *by_pipeline([PRAISE], "another"))
    with pytest.raises(RecordError, match=r"pipeline another, .*left.kg with hand-made; annota"):
        kgraph.combine([left, right], tmp_path / "both.kg")
    assert not (tmp_path / "both.kg").exists()
    with pytest.raises(RecordError, match=r"left.kg: was annotated with .*right.kg with another"):
        kgraph.combine([right], left)


@pytest.mark.parametrize("dump", [False, True])
def test_another_ontology_is_refused_and_nothing_is_made(tmp_path: Path, dump: bool) -> None:
    plain, own = make(tmp_path, "plain", BAN), make(tmp_path, "own", PRAISE, text=OWN)
    with pytest.raises(RecordError, match="were built with different ontologies") as caught:
        kgraph.combine([plain, as_lines(own) if dump else own], tmp_path / "both.kg")
    assert "own." in str(caught.value)
    assert "plain.kg" in str(caught.value)
    assert not (tmp_path / "both.kg").exists()


@pytest.mark.parametrize("dump", [False, True])
def test_the_ontology_and_concepts_of_a_record_are_those_of_the_union(
    tmp_path: Path, dump: bool
) -> None:
    path = make(tmp_path, "a", PRAISE, text=OWN, concepts=True)
    out = tmp_path / "out.kg"
    graph = kgraph.combine([as_lines(path) if dump else path], out)
    assert "lauds" in {c.predicate for c in graph.claims}
    assert lines(graph) == lines(kgraph.open(path))
    with Record.open(out) as record:
        stamp = record.fold_stamp()
    assert stamp is not None
    assert (stamp.ontology_text, stamp.concepts) == (OWN, True)


def test_a_dump_makes_the_record_again_with_all_its_rows(tmp_path: Path) -> None:
    path = make(tmp_path, "a", BAN, FIRST, SECOND)
    kgraph.decide(path, "name", [ACME[1]], value="Acme")
    kgraph.retract(path, ["The ban"])
    kgraph.retract(path, ["The ban"], undo=True)
    again = kgraph.combine([as_lines(path)], tmp_path / "again.kg")
    assert lines(again) == lines(kgraph.open(path))
    assert dumped(tmp_path / "again.kg") == dumped(path)
    assert kgraph.history(tmp_path / "again.kg", "The ban") == kgraph.history(path, "The ban")


def test_an_article_that_waits_for_its_annotation_waits_in_the_union(tmp_path: Path) -> None:
    path = make(tmp_path, "a", BAN)
    with Record.create_or_open(path) as record:
        record.receive([PRAISE[0]], record.pipeline())
    for number, source in enumerate((path, as_lines(path))):
        out = tmp_path / f"out{number}.kg"
        kgraph.combine([source], out)
        with Record.open(out) as record:
            assert (record.count(), record.count_waiting()) == (2, 1)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"hello\n", "line 1: is not JSON"),
        (b"[]\n", "line 1: is no row of a record"),
        (b'{"kind":"header","format":1}\n', "line 1: is no record of this format"),
        (b'{"kind":"record","format":1}\n', "line 1: does not say what the record was made with"),
        (b'{"kind":"record","format":1,"pipeline":"p"}\n{"kind":"x"}\n', "line 2: neither a jud"),
        (b'{"kind":"record","format":1,"pipeline":"p"}\n{"kind":"article"}\n', "line 2: unreadab"),
        (
            b'{"kind":"record","format":1,"pipeline":"p"}\n' + b"\n" * 9999 + b"\xff",
            "a line is not",
        ),
        (b"\xff\xfe\x00", "is neither a record nor lines of one"),
    ],
)
def test_what_is_no_dump_is_told_with_its_line(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "bad").write_bytes(content)
    with pytest.raises(ReadError) as caught:
        kgraph.combine([tmp_path / "bad"], tmp_path / "out.kg")
    assert f"{tmp_path / 'bad'}: {told}" in str(caught.value)
    assert not (tmp_path / "out.kg").exists()


def test_an_input_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"cannot be read .No such file or directory."):
        kgraph.combine([tmp_path / "none"], tmp_path / "out.kg")
    assert not (tmp_path / "out.kg").exists()


def test_what_is_saved_of_a_record_keeps_its_own_ontology_and_concepts(tmp_path: Path) -> None:
    path = make(tmp_path, "a", BAN, PRAISE, text=OWN, concepts=True)
    kgraph.decide(path, "name", [ACME[1]], value="Acme")
    saved = tmp_path / "saved.kg"
    assert kgraph.check(path, save=saved).findings == ()
    with pytest.raises(RecordError, match=r"`kgraph build -o .*` renews it"):
        kgraph.open(saved)
    kgraph.retract(saved, [])
    assert lines(kgraph.open(saved)) == lines(kgraph.open(path))
    assert relations(kgraph.open(saved)) == relations(kgraph.open(path))
