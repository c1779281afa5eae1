"""An ontology file of the user's: what it adds, what it replaces, what it extends."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.ontology import Codes, Frame, Ontology, Predicate, load_ontology
from kgraph.ontology.rows import clause_words

SEES = "[predicates.sees]\ndomain = ['Person']\nrange = ['Place']\n"
ENDS = (("Person",), ("Place",))
FRAME = "frames = [{ trigger = 'see', subject = 'domain', object = 'range' }]\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


def load(file: Path, text: str) -> Ontology:
    file.write_text(text, encoding="utf-8")
    return load_ontology(file)


def test_predicates_of_a_file_come_on_top_of_the_shipped_ones(file: Path) -> None:
    mine, shipped = load(file, SEES), load_ontology()
    assert mine.predicates == {**shipped.predicates, "sees": Predicate("sees", *ENDS)}
    assert mine.types == shipped.types


def test_a_predicate_takes_the_place_of_the_shipped_one_whole(file: Path) -> None:
    mine = load(file, "[predicates.leads]\ndomain = ['Person']\nrange = ['Place']\n")
    assert mine.predicates["leads"] == Predicate("leads", *ENDS)
    assert "premier" not in mine.by_trigger


def test_an_extension_replaces_what_it_gives_and_keeps_the_rest(file: Path) -> None:
    shipped = load_ontology().predicates["leads"]
    text = "[predicates.leads]\nextends = true\nrange = ['Product']\ncodes = { wikidata = 'P6' }\n"
    expected = replace(shipped, range=("Product",), codes=Codes(wikidata="P6"))
    assert load(file, text).predicates["leads"] == expected


def test_frames_of_an_extension_come_in_front(file: Path) -> None:
    shipped = load_ontology().predicates["leads"]
    mine = load(file, "[predicates.leads]\nextends = true\n" + FRAME).predicates["leads"]
    assert mine.frames == (
        Frame(("see",), (("subject", "domain"), ("object", "range"))),
        *shipped.frames,
    )


def test_an_extension_can_take_an_inverse_away(file: Path) -> None:
    text = "[predicates.leads]\nextends = true\ninverse = ''\n" + SEES + "inverse = 'led_by'\n"
    assert load(file, text).predicates["leads"].inverse == ""


def test_a_type_of_a_file_can_be_used_and_stands_below_its_parent(file: Path) -> None:
    text = SEES.replace("Place", "Ship") + "[types]\nShip = 'Vessel'\nVessel = 'Product'\n"
    mine = load(file, text)
    assert mine.is_a("Ship", "Product")
    assert mine.allows(mine.predicates["sees"].range, "Ship")


def test_a_file_is_read_anew_at_every_call(file: Path) -> None:
    assert "sees" in load(file, SEES).predicates
    assert "sees" not in load(file, "").predicates


def test_an_empty_file_is_the_shipped_ontology(file: Path) -> None:
    assert load(file, "") == load_ontology() == load_ontology(None)
    assert load_ontology(str(file)) == load_ontology()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_ends_and_byte_order_marks_change_nothing(
    file: Path, encoding: str, newline: str
) -> None:
    text = SEES + FRAME.replace("{ trigger", "\n  { trigger")
    expected = load(file, text)
    file.write_text(text, encoding=encoding, newline=newline)
    assert load_ontology(file) == expected


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        (SEES + "description = 'Who saw what.'", True),
        (SEES + "codes = { plover = 'SEE' }", True),
        (SEES + "broader = 'visits'", True),
        (SEES + "symmetric = false", True),
        (SEES + "inverse = 'seen_by'", False),
        (SEES + FRAME, False),
        (SEES.replace("Person", "Product"), False),
        (SEES + "[types]\nVessel = ''", False),
    ],
)
def test_only_what_changes_a_graph_changes_the_fingerprint(
    file: Path, changed: str, same: bool
) -> None:
    before, after = load(file, SEES), load(file, changed)
    assert (after.fingerprint == before.fingerprint) == same
    assert before.fingerprint != load_ontology().fingerprint


def test_an_example_leaves_the_fingerprint_and_an_inference_does_not(file: Path) -> None:
    def fingerprint(more: str) -> str:
        return load(file, SEES + FRAME.replace(" }", f"{more} }}")).fingerprint

    assert fingerprint(", example = 'He saw Rome.'") == fingerprint("")
    assert fingerprint(", inference = 'by and by'") != fingerprint("")


NAMES = st.from_regex(r"[a-z][a-z0-9]{0,5}(_[a-z0-9]{1,5})?", fullmatch=True).map("my_{}".format)
LINES = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=20)
TYPES = st.lists(st.sampled_from(["Person", "Place", "Vessel", "Words"]), min_size=1, max_size=3)
LEMMAS = st.lists(st.from_regex(r"[a-z]{1,8}( [a-z]{1,8})?", fullmatch=True), min_size=1)
ROLES = st.permutations([*clause_words().roles, *clause_words().prepositions])
OTHERS = st.lists(st.sampled_from(["domain", "range"]), max_size=3)


@st.composite
def frames(draw: st.DrawFn) -> Frame:
    return Frame(
        triggers=tuple(draw(LEMMAS)),
        roles=tuple(zip(draw(ROLES), ["range", "domain", *draw(OTHERS)], strict=False)),
        under=tuple(draw(st.just([]) | LEMMAS)),
        via=tuple(draw(st.just([]) | LEMMAS)),
        plain=draw(st.sampled_from(["", "domain", "range"])),
        rule=draw(st.sampled_from(["", *clause_words().rules])),
        polarity=draw(st.sampled_from([None, "affirmed", "denied"])),
        modality=draw(st.sampled_from([None, "planned", "conditional"])),
        inference=draw(LINES),
        example=draw(LINES),
    )


@st.composite
def predicates(draw: st.DrawFn, name: str) -> Predicate:
    symmetric = draw(st.booleans())
    domain = tuple(draw(TYPES))
    return Predicate(
        name=name,
        domain=domain,
        range=domain[::-1] if symmetric else tuple(draw(TYPES)),
        inverse="" if symmetric or draw(st.booleans()) else f"{name}_by",
        symmetric=symmetric,
        description=draw(LINES),
        codes=draw(st.sampled_from([Codes(), Codes("MEET", "P7"), Codes("", "", "Family:person")])),
        frames=tuple(draw(st.lists(frames(), max_size=3))),
    )


OVERRIDES = st.lists(
    st.sampled_from(["leads", "owns", "meets"]) | NAMES, unique=True, max_size=4
).flatmap(lambda names: st.tuples(*(predicates(name) for name in names)))


def written(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f'"{k}" = {written(v)}' for k, v in value.items() if v) + "}"
    if isinstance(value, tuple):
        return "[" + ",\n  ".join(map(written, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def table(predicate: Predicate) -> str:
    row: dict[str, object] = {
        "domain": predicate.domain,
        "range": predicate.range,
        "inverse": predicate.inverse,
        "symmetric": predicate.symmetric,
        "description": predicate.description,
        "codes": {
            key: getattr(predicate.codes, key) for key in ("plover", "wikidata", "followthemoney")
        },
        "frames": tuple(
            {
                "trigger": frame.triggers[0] if len(frame.triggers) == 1 else frame.triggers,
                "under": frame.under,
                "via": frame.via,
                "plain": frame.plain,
                "rule": frame.rule,
                "polarity": frame.polarity,
                "modality": frame.modality,
                "inference": frame.inference,
                "example": frame.example,
                **dict(frame.roles),
            }
            for frame in predicate.frames
        ),
    }
    return "\n".join(
        [f"[predicates.{predicate.name}]", *(f"{k} = {written(v)}" for k, v in row.items()), ""]
    )


@settings(deadline=None)
@given(OVERRIDES)
def test_a_file_loads_to_what_it_says_and_its_triggers_lead_to_it(
    tmp_path_factory: pytest.TempPathFactory, overrides: tuple[Predicate, ...]
) -> None:
    file = tmp_path_factory.getbasetemp() / "override.toml"
    loaded = load(file, "types.Vessel = 'Product'\n" + "\n".join(map(table, overrides)))
    expected = {**load_ontology().predicates, **{p.name: p for p in overrides}}
    assert loaded.predicates == expected
    found = [(p, f, t) for t, pairs in loaded.by_trigger.items() for p, f in pairs]
    said = [(p, f, t) for p in expected.values() for f in p.frames for t in f.triggers]
    assert sorted(map(repr, found)) == sorted(map(repr, said))
