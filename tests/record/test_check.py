"""Damaged files: never a stumble, never a change, and all that is saved is sound."""

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

import kgraph
from kgraph.errors import KGraphError, RecordError
from tests.keeping import ACME, BAN, MEETING, PRAISE, keep

PAGE = 4096

Damage = Callable[[bytearray, random.Random], bytearray]


def cut_off(content: bytearray, chance: random.Random) -> bytearray:
    return content[: chance.randrange(2 * PAGE, len(content))]


def change_bytes(content: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.randrange(1, 300)):
        content[chance.randrange(100, len(content))] = chance.randrange(256)
    return content


def lose_pages(content: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.randrange(1, 6)):
        start = chance.randrange(1, len(content) // PAGE) * PAGE
        content[start : start + PAGE] = chance.randbytes(PAGE)
    return content


def chance_of(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - damage is no secret


@pytest.fixture
def path(tmp_path: Path) -> Path:
    keep(tmp_path / "news.kg")
    kgraph.decide(tmp_path / "news.kg", "name", [ACME[1]], value="Acme")
    return tmp_path / "news.kg"


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("damage", [cut_off, change_bytes, lose_pages])
def test_what_is_saved_of_any_damaged_file_is_sound(
    path: Path, tmp_path: Path, damage: Damage, seed: int
) -> None:
    content = bytes(damage(bytearray(path.read_bytes()), chance_of(seed)))
    damaged, saved = tmp_path / "damaged.kg", tmp_path / "saved.kg"
    damaged.write_bytes(content)
    health = kgraph.check(damaged, save=saved)
    assert damaged.read_bytes() == content
    again = kgraph.check(saved)
    assert again.findings == ()
    assert (again.articles, again.annotated) == (health.articles, health.annotated)
    whole = {article.id: article for article, _ in (BAN, PRAISE, MEETING)}
    kgraph.retract(saved, [])
    for article in kgraph.open(saved).articles:
        assert article == whole[article.id]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("damage", [cut_off, change_bytes, lose_pages])
def test_no_verb_stumbles_over_a_damaged_file(path: Path, damage: Damage, seed: int) -> None:
    path.write_bytes(damage(bytearray(path.read_bytes()), chance_of(seed)))
    for verb in (
        lambda: kgraph.open(path).relations,
        lambda: list(kgraph.open(path).claims),
        lambda: kgraph.judgements(path),
        lambda: kgraph.history(path, "The ban"),
        lambda: kgraph.decide(path, "hide", [ACME[1]]),
        lambda: kgraph.retract(path, "The ban"),
    ):
        with suppress(KGraphError):
            verb()


def test_a_file_that_is_cut_off_gives_what_is_left_of_it(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-PAGE])
    health = kgraph.check(path)
    assert health.findings
    assert health.articles == len((BAN, PRAISE, MEETING))


@pytest.mark.parametrize("content", [b"{}\n" * 9999, b"SQLite format 3\0" + bytes(9999)])
def test_what_may_be_no_record_at_all_is_told_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "strange.kg"
    path.write_bytes(content)
    with pytest.raises(RecordError, match="is no record"):
        kgraph.check(path, save=tmp_path / "saved.kg")
    assert list(tmp_path.iterdir()) == [path]
