"""The whole way: the same articles give the same graph, and what cannot be built leaves nothing."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

import kgraph
from kgraph.errors import KGraphError, OntologyError, PipelineError, ReadError, RecordError
from kgraph.formats import write_jsonl

DATA = Path(__file__).parents[1] / "data" / "articles"

pytestmark = pytest.mark.model

TEXTS = {
    "ban": "Germany banned Kaspersky Lab on Monday. Angela Merkel praised the weather.\n",
    "meeting": "Angela Merkel met Emmanuel Macron. Merkel criticized the British government.\n",
    "plan": "France may ban Huawei, Emmanuel Macron said on Tuesday. He visited Berlin.\n",
}


def dump(graph: kgraph.KnowledgeGraph) -> str:
    stream = io.StringIO()
    write_jsonl(graph, stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    return dump(kgraph.build([DATA], tmp_path_factory.mktemp("whole") / "news.kg"))


def test_building_again_changes_nothing(tmp_path: Path, whole: str) -> None:
    kgraph.build([DATA], tmp_path / "news.kg")
    assert dump(kgraph.build([DATA], tmp_path / "news.kg")) == whole
    assert dump(kgraph.open(tmp_path / "news.kg")) == whole


def test_articles_one_by_one_and_backwards_give_the_same_graph(tmp_path: Path, whole: str) -> None:
    for path in sorted(DATA.iterdir(), reverse=True):
        graph = kgraph.build([path], tmp_path / "news.kg")
    assert dump(graph) == whole


def test_every_claim_replays_to_the_characters_of_its_article(tmp_path: Path) -> None:
    graph = kgraph.build([DATA], tmp_path / "news.kg")
    assert graph.claims
    for claim in graph.claims:
        text = graph.article(claim.article).text
        assert claim.sentence.of(text) == claim.quote
        for end in (claim.subject, claim.object):
            assert end.span.of(text) in end.words or end.words in end.span.of(text)
        assert claim.trigger.of(text)


def test_a_bad_article_among_good_ones_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Angela Merkel met Emmanuel Macron.", "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02")
    with pytest.raises(ReadError):
        kgraph.build([tmp_path], tmp_path / "news.kg")
    assert not (tmp_path / "news.kg").exists()


def test_a_bad_article_is_skipped_when_asked_and_told(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Angela Merkel met Emmanuel Macron.", "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02")
    skipped: list[KGraphError] = []
    options = kgraph.BuildOptions(on_error="skip", skipped=skipped.append)
    graph = kgraph.build([tmp_path], tmp_path / "news.kg", options=options)
    assert len(graph.articles) == len(skipped) == 1
    assert [r.predicate for r in graph.relations] == ["meets"]


def test_the_same_article_twice_in_one_build_counts_once(tmp_path: Path) -> None:
    row = json.dumps({"title": "A", "text": "Angela Merkel met Emmanuel Macron in Paris."})
    (tmp_path / "two.jsonl").write_text(f"{row}\n{row}\n", "utf-8")
    graph = kgraph.build([tmp_path], tmp_path / "news.kg")
    assert len(graph.articles) == 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(f"What happened about the {name}\n\n{text}")
    return folder


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "news.kg"


def refusal(kind: type[KGraphError], *arguments: object, **options: object) -> str:
    """Return the one line of an error of exactly that kind."""
    with pytest.raises(kind) as caught:
        kgraph.build(*arguments, **options)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_folder_becomes_a_record_that_opens_to_the_same_graph(folder: Path, target: Path) -> None:
    graph = kgraph.build([folder], target)
    assert len(graph.articles) == len(TEXTS)
    assert {"Angela Merkel", "Emmanuel Macron"} <= {e.name for e in graph.entities}
    assert graph.relations
    assert kgraph.open(target).fold == graph.fold
    del graph  # which holds the file open
    assert sorted(p.name for p in target.parent.iterdir()) == ["articles", "news.kg"]


def test_building_twice_annotates_nothing_again_and_changes_nothing(
    folder: Path, target: Path
) -> None:
    first = kgraph.build([folder], target)
    calls: list[tuple[str, int]] = []
    again = kgraph.build([folder, folder], target, progress=lambda *c: calls.append(c))
    assert calls == []
    assert again.fold == first.fold


def test_progress_tells_title_and_number_of_each_article(folder: Path, target: Path) -> None:
    calls: list[tuple[str, int]] = []
    graph = kgraph.build([folder], target, progress=lambda *c: calls.append(c))
    assert sorted(title for title, _ in calls) == [
        "What happened about the ban",
        "What happened about the meeting",
        "What happened about the plan",
    ]
    assert calls == [(article.title, n) for n, article in enumerate(graph.articles, 1)]


def test_an_interrupted_build_keeps_what_is_done_and_goes_on_from_there(
    folder: Path, target: Path, tmp_path: Path
) -> None:
    done: list[str] = []

    def interrupt(title: str, number: int) -> None:
        done.append(title)
        if number == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kgraph.build([folder], target, progress=interrupt)
    with pytest.raises(RecordError, match="holds no graph; `kgraph build"):
        kgraph.open(target)
    calls: list[tuple[str, int]] = []
    graph = kgraph.build([folder], target, progress=lambda *c: calls.append(c))
    assert [number for _, number in calls] == [1]
    assert sorted([*done, calls[0][0]]) == sorted(article.title for article in graph.articles)
    assert graph.fold == kgraph.build([folder], tmp_path / "whole.kg").fold


def test_an_interrupted_build_goes_on_without_being_told_the_articles_again(
    folder: Path, target: Path, tmp_path: Path
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kgraph.build([folder], target, progress=interrupt)
    graph = kgraph.build([], target)
    assert graph.fold == kgraph.build([folder], tmp_path / "whole.kg").fold


@pytest.mark.parametrize("on_error", ["raise", "skip"])
def test_nothing_readable_leaves_no_record(tmp_path: Path, target: Path, on_error: str) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    options = kgraph.BuildOptions(on_error=on_error)  # type: ignore[arg-type]
    assert refusal(ReadError, [empty], target, options=options)
    assert not target.exists()


def test_an_unknown_pipeline_leaves_no_record(folder: Path, target: Path) -> None:
    options = kgraph.BuildOptions(pipeline="xx_not_there")
    assert "xx_not_there" in refusal(PipelineError, [folder], target, options=options)
    assert not target.exists()


def test_a_broken_ontology_leaves_no_record(folder: Path, target: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("[predicates.likes]\ndomain = 3\n")
    options = kgraph.BuildOptions(ontology=own)
    assert str(own) in refusal(OntologyError, [folder], target, options=options)
    assert not target.exists()


def test_a_read_only_folder_is_refused_before_any_article_is_annotated(
    folder: Path, tmp_path: Path
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0o555)
    assert "is write-protected" in refusal(RecordError, [folder], closed / "news.kg")
    assert not list(closed.iterdir())


def test_a_target_that_is_no_record_is_left_as_it_is(folder: Path, target: Path) -> None:
    target.write_text("mine")
    assert "is not a record of kgraph" in refusal(RecordError, [folder], target)
    assert target.read_text() == "mine"


def test_an_ontology_of_ones_own_makes_relations_and_is_kept_until_an_empty_one_takes_its_place(
    folder: Path, target: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[predicates.applauds]\ndomain = ["Person"]\nrange = ["Words"]\n'
        'frames = [{ trigger = "praise", subject = "domain", object = "range" }]\n'
    )
    graph = kgraph.build([folder], target, options=kgraph.BuildOptions(ontology=own))
    assert "applauds" in {claim.predicate for claim in graph.claims}
    own.unlink()
    assert kgraph.open(target).fold == graph.fold
    assert kgraph.build([folder], target).fold == graph.fold
    own.write_text("")
    plain = kgraph.build([folder], target, options=kgraph.BuildOptions(ontology=own))
    assert "applauds" not in {claim.predicate for claim in plain.claims}


def listing(folder: Path, text: str) -> kgraph.BuildOptions:
    (folder / "names.csv").write_text(text, encoding="utf-8")
    return kgraph.BuildOptions(gazetteer=folder / "names.csv")


def test_names_of_a_gazetteer_are_entities_and_rows_of_one_id_are_one(
    folder: Path, target: Path, tmp_path: Path
) -> None:
    options = listing(
        tmp_path, "Angela Merkel,Person,m\nMerkel,Person,m\nMonday,Product\nKaspersky,Product,k\n"
    )
    graph = kgraph.build([folder], target, options=options)
    merkel = graph.entity("Angela Merkel")
    assert (merkel.type, merkel.aliases) == ("Person", ("Merkel",))
    assert graph.entity("Monday").type == graph.entity("Kaspersky").type == "Product"
    assert kgraph.open(target).fold == graph.fold
    again = listing(tmp_path, "\ufeffname,type,id\n" + options.gazetteer.read_text("utf-8"))  # type: ignore[union-attr]
    assert kgraph.build([folder], target, options=again).fold == graph.fold


def test_aliases_of_one_id_are_one_over_articles_and_other_ids_never_join(
    target: Path, tmp_path: Path
) -> None:
    for name, text in (("a", "Angela Merkel met IBM."), ("b", "Paris sued Big Blue on Monday.")):
        (tmp_path / f"{name}.txt").write_text(f"A headline for {name}\n\n{text}\n", "utf-8")
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    one = "IBM,Organization,1\nBig Blue,Organization,1\n"
    graph = kgraph.build(files, target, options=listing(tmp_path, one))
    assert graph.entity("IBM") == graph.entity("Big Blue")
    assert ("one id in the gazetteer",) in {d.reasons for d in graph.fold.decisions}
    two = listing(tmp_path, one.replace("Blue,Organization,1", "Blue,Organization,2"))
    parted = kgraph.build(files, tmp_path / "two.kg", options=two)
    assert parted.entity("IBM") != parted.entity("Big Blue")


def test_articles_of_another_gazetteer_are_not_mixed(
    folder: Path, target: Path, tmp_path: Path
) -> None:
    kgraph.build([folder], target, options=listing(tmp_path, "Merkel,Person\n"))
    before = target.read_bytes()
    for options in (kgraph.BuildOptions(), listing(tmp_path, "Merkel,Person,1\n")):
        told = refusal(RecordError, [folder], target, options=options)
        assert told.endswith(
            "use the same --pipeline, --gazetteer and --clauses, another file with -o, "
            "or --reannotate"
        )
    assert target.read_bytes() == before


def test_articles_are_annotated_again_when_the_build_says_so(
    folder: Path, target: Path, tmp_path: Path
) -> None:
    kgraph.build([folder], target)
    calls: list[tuple[str, int]] = []
    options = replace(listing(tmp_path, "Merkel,Person,m\n"), reannotate=True)
    graph = kgraph.build([], target, options=options, progress=lambda *c: calls.append(c))
    assert len(calls) == len(TEXTS)
    assert graph.fold == kgraph.build([folder], tmp_path / "new.kg", options=options).fold
    again = kgraph.build([folder], target, options=options, progress=lambda *c: calls.append(c))
    assert len(calls) == len(TEXTS)
    assert again.fold == graph.fold


def test_a_broken_gazetteer_leaves_no_record(folder: Path, target: Path, tmp_path: Path) -> None:
    options = listing(tmp_path, "Merkel,Human\n")
    assert ":1: unknown type 'Human'" in refusal(ReadError, [folder], target, options=options)
    assert not target.exists()


def test_a_gazetteer_may_use_the_types_of_an_ontology_of_ones_own(
    folder: Path, target: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[types]\nPolitician = "Person"\n')
    (tmp_path / "names.csv").write_text("Angela Merkel,Politician\n")
    options = kgraph.BuildOptions(ontology=own, gazetteer=tmp_path / "names.csv")
    graph = kgraph.build([folder], target, options=options)
    assert graph.entity("Angela Merkel").type == "Politician"
    assert graph.relations_of(graph.entity("Angela Merkel"))


def test_concepts_come_and_go_without_annotating_again(folder: Path, target: Path) -> None:
    off = dump(kgraph.build([folder], target))
    calls: list[tuple[str, int]] = []
    options = kgraph.BuildOptions(concepts=True)
    on = kgraph.build([folder], target, options=options, progress=lambda *c: calls.append(c))
    weather = on.entity("weather")
    assert (weather.type, [r.phrase for r in on.relations_of(weather)]) == ("Concept", ["praise"])
    kept = kgraph.build([folder], target, progress=lambda *c: calls.append(c))
    assert dump(kept) == dump(kgraph.open(target)) == dump(on) != off
    assert dump(kgraph.build([folder], target, options=kgraph.BuildOptions(concepts=False))) == off
    assert calls == []


def test_names_of_one_sentence_stand_together(folder: Path, target: Path) -> None:
    graph = kgraph.build([folder], target)
    names = {
        frozenset(graph.entity(end).name for end in (pair.left, pair.right)): pair.sentences
        for pair in graph.together()
    }
    ((article, span),) = names[frozenset(("Germany", "Kaspersky Lab"))]
    assert span.of(graph.article(article).text) == "Germany banned Kaspersky Lab on Monday."
    assert frozenset(("Germany", "Angela Merkel")) not in names


def test_a_limit_that_is_reached_is_told(tmp_path: Path) -> None:
    source, notes = tmp_path / "long.txt", list[str]()
    source.write_text("A headline\n\n" + "Google sued Microsoft. " * 600, encoding="utf-8")
    options = kgraph.BuildOptions(noted=notes.append)
    kgraph.build([source], tmp_path / "news.kg", options=options)
    (note,) = notes
    assert note.startswith("A headline: a paragraph of 13,799 characters was read in parts of")
