"""Answer keys that people write, with the mistakes that they make."""

import json
from pathlib import Path
from typing import Any

import pytest

from kgraph import KGraphError, ReadError, evaluate
from kgraph.evaluation.answer_key import read_key, read_time
from kgraph.ontology import load_ontology

GOOD: dict[str, Any] = {
    "article": "a.txt",
    "entities": [{"name": "Acme", "also": ["AC"], "type": "Organization"}, {"name": "Ada"}],
    "claims": [{"subject": "Ada", "predicate": "accuses", "object": "Acme", "time": "2019-03"}],
    "never": [{"subject": "Ada", "predicate": "*", "object": "the court", "why": "no"}],
}
CLAIM = GOOD["claims"][0]


def refusal(folder: Path, *lines: str) -> str:
    path = folder / "key.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        read_key(path, load_ontology())
    message = str(caught.value)
    assert message.startswith(str(path))
    assert "\n" not in message
    return message.removeprefix(str(path))


def changed(**fields: object) -> str:
    return json.dumps(GOOD | fields)


def test_a_good_key_is_read_with_its_defaults(tmp_path: Path) -> None:
    path = tmp_path / "key.jsonl"
    path.write_text(f"\n{changed()}\n\n", encoding="utf-8")
    [line] = read_key(path, load_ontology())
    assert line.place == f"{path}:2"
    assert not line.row.sealed
    [claim] = line.row.claims
    assert (claim.polarity, claim.modality, claim.speaker) == ("affirmed", "actual", None)
    assert not claim.optional


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", ":1: Invalid JSON"),
        ("[]", ":1: Input should be an object"),
        ("{}", ":1: article: missing"),
        (changed(article=3), ":1: article is 3: "),
        (changed(article="-"), ":1: article is "),
        (changed(extra=1), ":1: extra is 1: Extra inputs are not permitted"),
        (changed(sealed="yes"), ":1: sealed is "),
        (changed(claims=[{"subject": "Ada"}]), ":1: claims.0.predicate: missing"),
        (changed(claims=[CLAIM | {"subject": "..."}]), ":1: claims.0.subject is "),
        (changed(claims=[CLAIM | {"polarity": "no"}]), ":1: claims.0.polarity is "),
        (changed(claims=[CLAIM | {"time": "May"}]), ":1: claims.0.time is "),
        (
            changed(claims=[CLAIM | {"predicate": "bites"}]),
            ":1: claims.0.predicate: unknown predicate 'bites'; expected one of abandoned_by, ",
        ),
        (
            changed(never=[CLAIM | {"predicate": "bites", "time": 1}]),
            ":1: never.0.time is 1: ",
        ),
        (changed(claims=[CLAIM, CLAIM]), ":1: claims.1: says the same as claims.0"),
        (
            changed(claims=[CLAIM | {"object": "AC"}]),
            ":1: claims.0: 'ac' is another name of 'Acme'; write that",
        ),
        (changed(entities=[{"name": "Ada"}, {"name": "ADA"}]), ":1: entities.1.name: 'ada' is"),
        (changed(**{"a\nb": 1}), ":1: a b is 1: Extra inputs"),
        ("", ": an empty key"),
        ("\u202e", ":1: Invalid JSON"),
        ("[" * 100_000, ":1: "),
    ],
)
def test_a_mistake_is_one_line_with_file_line_and_field(
    tmp_path: Path, line: str, message: str
) -> None:
    assert refusal(tmp_path, line).startswith(message)


def test_an_unknown_predicate_lists_those_of_the_ontology(tmp_path: Path) -> None:
    message = refusal(tmp_path, changed(claims=[CLAIM | {"predicate": "*"}]))
    assert "bans, " in message
    assert "banned_by, " in message
    assert "related_to, " in message


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2019-03-05", "2019-03-05 2019-03-05"),
        ("2019-02", "2019-02-01 2019-02-28"),
        ("2019", "2019-01-01 2019-12-31"),
        ("2019-03-05/2019-04-01", "2019-03-05 2019-04-01"),
    ],
)
def test_a_time_is_its_first_and_its_last_day(text: str, days: str) -> None:
    assert " ".join(map(str, read_time(text))) == days


@pytest.mark.parametrize(
    "text", ["", "--03-05", "2019-13", "2019/2018", "/2019", "2019/", "x/2019"]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"YYYY|month"):
        read_time(text)


ARTICLE = "Ada accuses Acme\n\nAda accused Acme of fraud on Monday. The company has denied it.\n"


@pytest.mark.model
@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([changed(article="none.txt")], ":1: article: "),
        ([changed(article="a\0.txt")], ":1: article: "),
        ([changed(article=f"{'a' * 300}.txt")], ":1: article: "),
        ([changed(article="two.jsonl")], ":1: article: the file holds 2 articles"),
        ([changed(), changed(article="./a.txt")], ":2: article: the same as in "),
    ],
)
def test_an_article_that_is_none_is_refused_before_anything_is_built(
    tmp_path: Path, lines: list[str], message: str
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    rows = [json.dumps({"text": f"{ARTICLE} {n}"}) for n in range(2)]
    (tmp_path / "two.jsonl").write_text("\n".join(rows), encoding="utf-8")
    path = tmp_path / "key.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(KGraphError) as caught:
        evaluate("claims", path)
    assert str(caught.value).startswith(f"{path}{message}")
    assert "\n" not in str(caught.value)
    assert sorted(tmp_path.iterdir()) == before
