"""What sequences of deeds on records once broke, each by itself."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kgraph.errors import RecordError
from kgraph.graph import KnowledgeGraph, anchor_of, fold_record, graph_of, open_graph, refold
from kgraph.graph.sightings import profile_id
from kgraph.model import Judgement, Mention, Retraction, Statement, with_id
from kgraph.ontology import load_ontology, parse_ontology
from kgraph.pipeline.combining import combine, dump
from kgraph.pipeline.deciding import decide
from kgraph.pipeline.upkeep import retract
from kgraph.record import Record
from tests.builders import Annotated, Fact, save_record, tell
from tests.judgements import judge
from tests.properties.news import PIPELINES, annotated_by, with_nobody

PUTIN, SHORT, BANK = (
    ("Person", "Vladimir Putin"),
    ("Person", "V. Putin"),
    ("Organization", "European Central Bank"),
)


def article(
    *subjects: tuple[str, str], title: str = "News", published: str = "", url: str = ""
) -> Annotated:
    """Return an article in which each of the subjects praises the bank."""
    facts = [Fact(s, "praise", BANK, "affirmed", "actual", None, dated=False) for s in subjects]
    return tell(facts, title=title, published=published, url=url)


def record_of(*some: Annotated) -> Record:
    record = Record.in_memory()
    for pair in some:
        record.add(*pair)
    fold_record(record, load_ontology())
    return record


def states(record: Record, some: Sequence[Annotated]) -> list[str]:
    found = {v.id: v.state for article, _ in some for v in record.versions(article.id)}
    return [found[article.id] for article, _ in some]


def id_of(graph: KnowledgeGraph, name: str) -> str:
    return graph.entity(name).id


def retraction(told: Annotated, *supersedes: Statement, undone: bool = False) -> Retraction:
    ids = tuple(statement.id for statement in supersedes)
    return with_id(Retraction(told[0].id, undone=undone, supersedes=ids))


# which rows are in force


def two_versions() -> tuple[Annotated, Annotated]:
    url = "https://news.example/1"
    old = article(PUTIN, title="Old", published="2019", url=url)
    return old, article(PUTIN, title="New", published="2020", url=url)


def test_an_article_that_goes_to_another_address_leaves_its_place_to_the_version_before() -> None:
    old, new = two_versions()
    values = [(replace(new[0], url=f"https://news.example/at{n}"), new[1]) for n in range(9)]
    first, last = record_of(old, new), record_of(old)
    assert any([first.add(*value) for value in values])
    assert any([last.add(*value) for value in values])
    last.add(*new)
    assert states(first, [old, new]) == ["in force", "in force"]
    assert states(last, [old, new]) == ["in force", "in force"]
    assert first.digest() == last.digest()


def test_of_two_values_of_one_id_the_same_stays_whole_whichever_comes_first() -> None:
    told, annotation = article(PUTIN, published="2019", url="https://news.example/1")
    other = replace(told, published=None, title="Elsewhere")
    orders = [
        record_of((a, annotation), (b, annotation)) for a, b in ((told, other), (other, told))
    ]
    assert orders[0].versions(told.id) == orders[1].versions(told.id)
    (kept,), (value,) = orders[0].versions(told.id), orders[0].rows()
    assert (kept.title, kept.published) == (value.title, value.published)
    assert [a.title for a, _ in orders[0].annotated()] == [kept.title]


def test_a_retraction_that_takes_a_judgement_back_makes_the_graph_stale() -> None:
    told = article(PUTIN)
    record = record_of(told)
    fresh = record.digest()
    hidden = with_id(Judgement("hide", (anchor_of(told[1], mention(told, PUTIN)),)))
    record.state([hidden])
    judged = record.digest()
    refold(record)
    record.state([retraction(told, hidden, undone=True)])
    assert (record.digest() == fresh, record.digest() == judged) == (True, False)
    refold(record)
    assert id_of(graph_of(record), "Vladimir Putin")


def mention(told: Annotated, name: tuple[str, str]) -> Mention:
    return next(m for m in told[1].mentions if m.name == name[1])


def test_articles_of_a_pipeline_that_was_left_wait_when_it_returns() -> None:
    old, new = two_versions()
    record = record_of(old, new)
    record.receive([], "another")
    refold(record)
    record.receive([], "hand-made")
    assert states(record, [old, new]) == ["waiting", "waiting"]


# ids that keep answering


def test_an_entity_answers_to_the_id_of_its_first_member_after_that_is_gone() -> None:
    long, short = article(PUTIN), article(SHORT)
    first = profile_id(*PUTIN)
    assert id_of(graph_of(record_of(long, short)), "V. Putin") == first
    record = record_of(long, short)
    record.state([retraction(long)])
    refold(record)
    assert graph_of(record).entity(first).name == "V. Putin"


def test_ids_answer_after_a_change_of_pipeline_and_of_ontology_at_once() -> None:
    told = article(PUTIN)
    record = record_of(told)
    record.receive([], PIPELINES[1])
    record.add(told[0], annotated_by(told[1], PIPELINES[1]))
    fold_record(record, replace(load_ontology(), fingerprint="other"))
    assert graph_of(record).entity(profile_id(*PUTIN)).name == "Mr Vladimir Putin"


# what people say


def test_what_was_withdrawn_can_be_decided_again(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    graph = save_record(path, [article(PUTIN)])
    claim = graph.claims[0].id
    first = decide(path, "wrong", [claim])
    decide(path, "withdrawn", [first.judgement.id])
    assert open_graph(path).claims
    again = decide(path, "wrong", [claim])
    assert again.judgement.id != first.judgement.id
    assert not open_graph(path).claims


def test_an_article_can_be_retracted_whose_retraction_was_taken_back_elsewhere(
    tmp_path: Path,
) -> None:
    path, told = tmp_path / "news.kg", article(PUTIN)
    save_record(path, [told])
    with Record.create_or_open(path) as record:
        record.state([with_id(Judgement("withdrawn", supersedes=(retraction(told).id,)))])
    retract(path, [told[0].id])
    with Record.open(path) as record:
        assert record.retracted() == {told[0].id}


def test_a_retraction_takes_no_judgement_and_no_other_retraction_out_of_force(
    tmp_path: Path,
) -> None:
    path, told, other = tmp_path / "news.kg", article(PUTIN), article(SHORT, title="Other")
    save_record(path, [told, other])
    in_advance = (retraction(told).id,)
    place = anchor_of(other[1], mention(other, SHORT))
    judged = with_id(Judgement("type", (place,), value="Place", supersedes=in_advance))
    with Record.create_or_open(path) as record:
        record.state([judged, with_id(Retraction("elsewhere", supersedes=in_advance))])
        refold(record)
    before = open_graph(path).fold
    for undo in (False, True):
        retract(path, [told[0].id], undo=undo)
        with Record.open(path) as record:
            assert record.retracted() == {"elsewhere", *([] if undo else [told[0].id])}
            assert record.judgements() == (judged,)
    assert open_graph(path).fold == before


def test_deciding_again_takes_no_judgement_on_another_matter_out_of_force(tmp_path: Path) -> None:
    path, told = tmp_path / "news.kg", article(PUTIN)
    save_record(path, [told])
    hidden = with_id(Judgement("hide", (anchor_of(told[1], mention(told, BANK)),)))
    place = anchor_of(told[1], mention(told, PUTIN))
    judged = with_id(Judgement("type", (place,), value="Place", supersedes=(hidden.id,)))
    with Record.create_or_open(path) as record:
        record.state([judged])
    again = decide(path, "hide", [BANK[1]]).judgement
    with Record.open(path) as record:
        assert {j.id for j in record.judgements()} == {judged.id, again.id}


def test_hiding_what_is_hidden_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    save_record(path, [article(PUTIN)])
    first = decide(path, "hide", ["Vladimir Putin"])
    before = path.read_bytes()
    assert decide(path, "hide", ["Vladimir Putin"]) == first
    assert path.read_bytes() == before


# several records


def test_a_record_without_articles_has_no_pipeline_to_differ_in(tmp_path: Path) -> None:
    save_record(tmp_path / "a.kg", [article(PUTIN)])
    with Record.create_or_open(tmp_path / "b.kg") as record:
        record.state([judge("hide", "Vladimir Putin")])
    with (tmp_path / "b.jsonl").open("w", encoding="utf-8") as stream:
        dump(tmp_path / "b.kg", stream)
    graph = combine([tmp_path / n for n in ("b.kg", "a.kg", "b.jsonl")], tmp_path / "all.kg")
    assert [entity.name for entity in graph.entities] == ["European Central Bank"]


def test_waiting_articles_of_another_pipeline_leave_a_record_as_it_is(tmp_path: Path) -> None:
    path, lines = tmp_path / "a.kg", tmp_path / "b.jsonl"
    save_record(path, [article(PUTIN)])
    with Record.create_or_open(tmp_path / "b.kg") as record:
        record.receive([article(SHORT)[0]], "another")
    with lines.open("w", encoding="utf-8") as stream:
        dump(tmp_path / "b.kg", stream)
    before = path.read_bytes()
    with pytest.raises(RecordError, match="pipeline"):
        combine([lines], path)
    assert path.read_bytes() == before


def test_records_that_cannot_be_combined_leave_no_file(tmp_path: Path) -> None:
    own = "[predicates.likes]\ndomain = ['Person']\nrange = ['Person']\nframes = []\n"
    for name, text in (("a.kg", ""), ("b.kg", own)):
        with Record.create_or_open(tmp_path / name) as record:
            record.add(*article(PUTIN))
            ontology = parse_ontology(text, name) if text else load_ontology()
            fold_record(record, ontology, own_ontology=text)
    with pytest.raises(RecordError, match="different ontologies"):
        combine([tmp_path / "a.kg", tmp_path / "b.kg"], tmp_path / "all.kg")
    assert not (tmp_path / "all.kg").exists()


def test_a_concept_is_gone_when_its_only_claim_is_judged_wrong(tmp_path: Path) -> None:
    path = tmp_path / "news.kg"
    fact = Fact(PUTIN, "ban", None, "affirmed", "actual", None, dated=False)
    with Record.create_or_open(path) as record:
        record.add(*with_nobody(tell([fact], title="News", published="", url="")))
        fold_record(record, load_ontology(), concepts=True)
    assert "nobody" in {entity.name for entity in open_graph(path).entities}
    for claim in open_graph(path).claims:
        decide(path, "wrong", [claim.id])
    assert "nobody" not in {entity.name for entity in open_graph(path).entities}
