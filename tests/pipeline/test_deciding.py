"""What people decide: kept, replaced, contradicted, handed on, and found again."""

import io
from dataclasses import replace
from pathlib import Path

import pytest

import kgraph
from kgraph.errors import KGraphError, NotFoundError, ReadError
from kgraph.graph import refold
from kgraph.model import Annotation, JudgementKind, Retraction
from kgraph.pipeline.signature import Signature
from kgraph.record import Record
from tests.builders import Annotated
from tests.keeping import (
    ACME,
    ANNA,
    BAN,
    GERMANY,
    JOHN,
    MEETING,
    PRAISE,
    by_pipeline,
    keep,
    names,
    relations,
    without_first_letters,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    keep(tmp_path / "news.kg")
    return tmp_path / "news.kg"


def claim_of_the_ban(path: Path) -> str:
    [claim] = [c for c in kgraph.open(path).claims if c.predicate == "banned_by"]
    return claim.id


def reannotate(path: Path, *annotated: Annotated) -> None:
    """Do what ``build --reannotate`` does, with annotations of another pipeline."""
    with Record.create_or_open(path) as record:
        record.receive([], "another")
        for article, annotation in by_pipeline(annotated, "another"):
            record.add(article, annotation)
        refold(record)


def unapplied(path: Path) -> dict[str, str]:
    return {o.judgement.kind: o.unapplied for o in kgraph.judgements(path)}


def test_two_names_become_one_and_part_again(path: Path) -> None:
    kgraph.decide(path, "same", [ANNA[1], JOHN[1]])
    assert kgraph.open(path).entity(ANNA[1]) == kgraph.open(path).entity(JOHN[1])
    new = kgraph.decide(path, "different", [JOHN[1], ANNA[1]])
    assert kgraph.open(path).entity(ANNA[1]) != kgraph.open(path).entity(JOHN[1])
    assert [o.judgement for o in kgraph.judgements(path)] == [new.judgement]


def test_a_wrong_claim_is_gone_until_it_is_right(path: Path) -> None:
    claim = claim_of_the_ban(path)
    kgraph.decide(path, "wrong", claim)
    assert "banned_by" not in {c.predicate for c in kgraph.open(path).claims}
    kgraph.decide(path, "right", [claim])
    assert kgraph.open(path).claim(claim).confidence == 1.0


def test_what_is_hidden_can_be_decided_on_and_comes_back_by_undoing(path: Path) -> None:
    hidden = kgraph.decide(path, "hide", GERMANY[1])
    assert GERMANY[1] not in names(kgraph.open(path))
    assert kgraph.decide(path, "hide", "germany") == hidden
    kgraph.decide(path, "name", GERMANY[1], value="Federal Republic")
    kgraph.decide(path, "withdrawn", hidden.judgement.id)
    assert "Federal Republic" in names(kgraph.open(path))


def test_the_same_decision_again_changes_nothing(path: Path) -> None:
    first = kgraph.decide(path, "type", [ACME[1]], value="product", signature=Signature("A"))
    again = kgraph.decide(path, "type", [ACME[1]], value="Product", signature=Signature("B"))
    assert again == first
    assert kgraph.open(path).entity(ACME[1]).type == "Product"


def test_a_later_decision_replaces_an_earlier_one_on_one_matter(path: Path) -> None:
    old = kgraph.decide(path, "name", [ACME[1]], value="Acme")
    new = kgraph.decide(path, "name", ["Acme"], value="  ACME \n Holding ")
    assert new.judgement.supersedes == (old.judgement.id,)
    assert "ACME Holding" in names(kgraph.open(path))
    kgraph.decide(path, "withdrawn", [new.judgement.id])
    assert ACME[1] in names(kgraph.open(path))


@pytest.mark.parametrize(
    ("kind", "about", "value", "told"),
    [
        ("same", [ANNA[1]], "", "'same' is about two names"),
        ("same", [], "", "'same' is about two names"),
        ("hide", [ANNA[1], JOHN[1]], "", "'hide' is about a name"),
        ("wrong", [], "", "'wrong' is about an id"),
        ("name", [ANNA[1]], " \n", "'name' is about a name and a new name"),
        ("hide", [ANNA[1]], "x", "'hide' is about a name"),
        ("name", [ANNA[1]], "x" * 201, "longer than 200 characters"),
        ("bogus", [ANNA[1]], "", "no judgement 'bogus'"),
        ("type", [ANNA[1]], "Robot", "no type 'Robot' in the ontology; it has Country"),
        ("same", [ANNA[1], ANNA[1]], "", "are one name in the graph"),
        ("hide", ["Nobody"], "", "no entity 'Nobody'"),
        ("wrong", ["0000"], "", "no claim has the id '0000'; `kgraph explain` shows their ids"),
        ("withdrawn", ["0000"], "", "no judgement '0000' is in force"),
    ],
)
def test_what_cannot_be_decided_is_told_and_nothing_is_kept(
    path: Path, kind: JudgementKind, about: list[str], value: str, told: str
) -> None:
    with pytest.raises(KGraphError) as caught:
        kgraph.decide(path, kind, about, value=value)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)
    assert kgraph.judgements(path) == ()


def test_decisions_find_their_place_again_when_articles_are_annotated_anew(path: Path) -> None:
    claim = claim_of_the_ban(path)
    kgraph.decide(path, "wrong", claim)
    kgraph.decide(path, "name", [ANNA[1]], value="The Minister")
    kgraph.decide(path, "same", [JOHN[1], GERMANY[1]])
    before = relations(kgraph.open(path))
    moved = [(a, without_first_letters(told)) for a, told in (BAN, PRAISE, MEETING)]
    reannotate(path, *moved)
    assert unapplied(path) == {"wrong": "", "name": "", "same": ""}
    assert relations(kgraph.open(path)) == before


def test_a_claim_keeps_its_judgement_where_the_new_pipeline_marks_less_of_it(path: Path) -> None:
    kgraph.decide(path, "wrong", claim_of_the_ban(path))
    reannotate(path, (BAN[0], with_shorter_ends(BAN[1])), PRAISE, MEETING)
    assert unapplied(path) == {"wrong": ""}
    assert "banned_by" not in {c.predicate for c in kgraph.open(path).claims}


def with_shorter_ends(annotation: Annotation) -> Annotation:
    """Return an annotation with other ids of clauses, whose arguments begin a letter later."""
    clauses = tuple(
        replace(
            clause,
            id=f"new {clause.id}",
            arguments=tuple(
                replace(a, span=replace(a.span, start=a.span.start + 1)) for a in clause.arguments
            ),
        )
        for clause in annotation.clauses
    )
    return replace(annotation, clauses=clauses)


def test_decisions_whose_place_is_gone_are_kept_and_told(path: Path) -> None:
    kgraph.decide(path, "wrong", claim_of_the_ban(path))
    kgraph.decide(path, "hide", [ACME[1]])
    kgraph.decide(path, "name", [ANNA[1]], value="The Minister")
    bare = replace(BAN[1], mentions=(), clauses=())
    reannotate(path, (BAN[0], bare), PRAISE, MEETING)
    assert unapplied(path) == {
        "wrong": "its claim is found in no article any more",
        "hide": "what it is about is found in no article any more",
        "name": "",
    }


def test_a_decision_outlives_the_article_that_it_was_made_on(path: Path) -> None:
    kgraph.decide(path, "name", [GERMANY[1]], value="Federal Republic")
    kgraph.retract(path, ["The ban"])
    assert "Federal Republic" in names(kgraph.open(path))
    kgraph.retract(path, ["The praise"])
    assert unapplied(path)["name"]
    kgraph.retract(path, ["The ban"], undo=True)
    assert unapplied(path) == {"name": ""}


def test_two_that_contradict_each_other_count_for_nothing(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.kg"
    keep(other)
    plain = relations(kgraph.open(path))
    mine = kgraph.decide(path, "same", [ANNA[1], JOHN[1]])
    theirs = kgraph.decide(other, "different", [ANNA[1], JOHN[1]], signature=Signature("B"))
    assert kgraph.import_judgements(path, exported(other), "theirs") == 1
    assert unapplied(path) == {
        "same": f"contradicts {theirs.judgement.id}",
        "different": f"contradicts {mine.judgement.id}",
    }
    assert relations(kgraph.open(path)) == plain
    kgraph.decide(path, "withdrawn", theirs.judgement.id)
    assert unapplied(path) == {"same": ""}


def exported(path: Path) -> list[str]:
    stream = io.StringIO()
    kgraph.export_judgements(path, stream)
    return stream.getvalue().splitlines(keepends=True)


def test_what_is_exported_is_imported_once_with_what_it_replaced(
    path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.kg"
    keep(other)
    kgraph.decide(path, "name", [ACME[1]], value='A\u202e"\x1b[2J')
    kgraph.decide(path, "name", [ACME[1]], value="Acme")
    kgraph.decide(path, "hide", [JOHN[1]])
    kgraph.retract(path, ["The praise"])
    lines = exported(path)
    assert kgraph.import_judgements(other, lines, "mine") == len(lines)
    assert kgraph.import_judgements(other, reversed(lines), "mine") == 0
    assert exported(other) == lines
    assert kgraph.diff(kgraph.open(path), kgraph.open(other)).empty


def test_a_line_that_is_no_decision_leaves_all_as_it_was(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.kg"
    keep(other)
    kgraph.decide(other, "hide", [JOHN[1]])
    for bad in ("junk\n", '{"kind":"judgement"}\n', "[]\n"):
        with pytest.raises(ReadError, match="theirs: line 2: "):
            kgraph.import_judgements(path, [*exported(other), bad], "theirs")
    assert kgraph.judgements(path) == ()


def test_a_name_in_a_stale_record_is_found_after_it_is_renewed(path: Path) -> None:
    with Record.create_or_open(path) as record:
        record.state([Signature("A").sign(Retraction(PRAISE[0].id))])
    with pytest.raises(KGraphError, match="is older than its articles"):
        kgraph.judgements(path)
    assert kgraph.decide(path, "hide", [ACME[1]]).unapplied == ""
    assert ACME[1] not in names(kgraph.open(path))


def test_an_entity_of_several_names_is_taken_by_the_name_that_is_given(path: Path) -> None:
    kgraph.decide(path, "same", [ANNA[1], JOHN[1]])
    kgraph.decide(path, "different", [ANNA[1], JOHN[1]])
    with pytest.raises(NotFoundError):
        kgraph.decide(path, "different", [ANNA[1], "anna maria weber"])
