"""What a mistake in an ontology file says: one line with its place, and what may stand there."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kgraph.errors import OntologyError
from kgraph.ontology import load_ontology
from kgraph.ontology.loading import LARGEST

SEES = "[predicates.sees]\ndomain = ['Person']\nrange = ['Place']\n"
LEADS = "[predicates.leads]\nextends = true\n"
FRAME = "trigger = 'see', subject = 'domain', object = 'range'"

# the line that the message names ends in "#!"
MISTAKES = [
    # keys and kinds of values
    ("\nfoo = 1 #!", "foo: unknown key 'foo'; expected one of predicates, types"),
    ("predicates = 5 #!", "predicates: is 5; expected a table"),
    ("[predicates]\nsees = [] #!", "predicates.sees: is []; expected a table"),
    (SEES + "frame = [] #!", "sees.frame: unknown key 'frame'; did you mean 'frames'? expected"),
    (SEES + "frames = { trigger = 'x' } #!", "expected a list of tables"),
    (
        SEES + "frames = [\n\n{" + FRAME + "},\n'x' #!\n]",
        "sees.frames[1]: is 'x'; expected a table",
    ),
    (
        SEES
        + "frames = [{trigger = 'see', subject = 'domain', object = 'range', needs = 'az'}] #!",
        "expected a role of a clause or a list of roles, such as 'object' or 'as'",
    ),
    (SEES + "symmetric = 'yes' #!", "sees.symmetric: is 'yes'; expected true or false"),
    (SEES + "symmetric = 1 #!", "sees.symmetric: is 1; expected true or false"),
    (SEES + "inverse = 1 #!", "sees.inverse: is 1; expected a string"),
    (SEES + "extends = 'leads' #!", "sees.extends: is 'leads'; expected true or false"),
    (SEES + "description = '''a #!\nb'''", "sees.description: is 'a #!\\nb'; expected one line"),
    ("[predicates.sees]\ndomain = 'Person' #!", "expected a list of types, such as ['Person']"),
    ("[predicates.sees]\ndomain = [] #!", "expected a list of types, such as ['Person']"),
    (SEES + "[predicates.sees.codes]\nwikidta = 'P1' #!", "did you mean 'wikidata'?"),
    (SEES + "codes.wikidata = 'Q1' #!", "codes.wikidata: is 'Q1'; expected a property of Wikidata"),
    (SEES + "codes.wikidata = 'P\u0661' #!", "expected a property of Wikidata, such as 'P108'"),
    (SEES + "codes.plover = '' #!", "sees.codes.plover: is ''; expected one word"),
    # types
    ("[types]\nvessel = 'Product' #!", "types.vessel: is 'vessel'; expected a name in CamelCase"),
    (
        "[types]\nVessel = 'Prodct' #!",
        "unknown parent 'Prodct'; did you mean 'Product'? expected ''",
    ),
    ("[types]\nVessel = 'Words' #!", "types.Vessel: unknown parent 'Words'; expected '' or one of"),
    ("[types]\nShip = 'Boat' #!\nBoat = 'Ship'", "types.Ship: stands above its parent 'Boat'"),
    ("[types]\nShip = 'Ship' #!", "types.Ship: stands above its parent 'Ship'"),
    ("[types]\nPlace = 'Country' #!", "types.Place: stands above its parent 'Country'"),
    ("[types]\nWords = '' #!", "types.Words: is a word of kgraph's own"),
    ("[types]\nConcept = '' #!", "types.Concept: is a word of kgraph's own"),
    ("[types]\nArticle = '' #!", "types.Article: is a word of kgraph's own"),
    ("[types]\nRetired = '' #!", "types.Retired: is a word of kgraph's own"),
    ("[types]\nKGraph = '' #!", "types.KGraph: is a word of kgraph's own"),
    (
        "[predicates.sees]\nrange = [ 'Place' ]\ndomain = [\n'Person',\n'Persn', #!\n]",
        "sees.domain[1]: unknown type 'Persn'; did you mean 'Person'? expected one of Co",
    ),
    ("[predicates.sees] #!\nrange = ['Place']", "predicates.sees.domain: is missing; expected"),
    (
        SEES.replace("s]", "s] #!", 1).replace("range", "# range"),
        "sees.range: is missing; expected",
    ),
    # names
    ("[predicates.Sees] #!", "is 'Sees'; expected a name in lower_snake_case, such as 'works_for'"),
    ("[predicates.'a b'] #!", "predicates.'a b': is 'a b'; expected a name in lower_snake_case"),
    (
        SEES.replace("sees]", "related_to] #!"),
        "'related_to' is what no frame reads; choose another",
    ),
    (SEES + "inverse = 'related_to' #!", "'related_to' is what no frame reads; choose another"),
    (SEES + "inverse = 'Seen' #!", "is 'Seen'; expected a name in lower_snake_case"),
    (SEES + "inverse = 'owns' #!", "sees.inverse: 'owns' is a predicate itself; choose another"),
    (SEES + "inverse = 'sees' #!", "sees.inverse: 'sees' is a predicate itself; choose another"),
    (SEES + "inverse = 'bans' #!", "sees.inverse: 'bans' is the inverse of 'banned_by' too"),
    (SEES.replace("sees]", "bans] #!"), "predicates.bans: is the inverse of 'banned_by'; choose"),
    (
        SEES + "inverse = 'x'\n" + SEES.replace("sees", "spies") + "inverse = 'x' #!",
        "spies.inverse: 'x' is the inverse of 'sees' too",
    ),
    (
        "[predicates.leeds]\nextends = true #!",
        "leeds.extends: unknown predicate 'leeds'; did you mean 'leads'? expected one of a",
    ),
    (
        SEES.replace("Person", "Place") + "inverse = 'x'\nsymmetric = true #!",
        "sees.symmetric: is true, and so there is no inverse",
    ),
    (SEES + "symmetric = true #!", "is true, and so domain and range hold the same types"),
    (LEADS + "inverse = ''\nsymmetric = true #!", "domain and range hold the same types"),
    (SEES + "broader = 'own' #!", "sees.broader: unknown predicate 'own'; did you mean 'owns'?"),
    (SEES + "broader = 'sees' #!", "sees.broader: stands above its broader one 'sees'; choose"),
    (
        SEES.replace("Place", "Product") + "broader = 'leads' #!",
        "sees.broader: 'leads' has no Product in its range; widen it",
    ),
    # frames
    (SEES + "frames = [{ subject = 'domain', object = 'range' }] #!", "[0].trigger: is missing"),
    (
        SEES + "frames = [{" + FRAME.replace("see", "") + "}] #!",
        "[0].trigger: is ''; expected a lemma",
    ),
    (SEES + "frames = [{" + FRAME.replace("see", "See") + "}] #!", "is 'See'; expected a lemma or"),
    (SEES + "frames = [{" + FRAME.replace("'see'", "[]") + "}] #!", "is []; expected a lemma or"),
    (SEES + "frames = [{" + FRAME + ", under = ['a', 3] }] #!", "[0].under: is ['a', 3]; expected"),
    (
        SEES + "frames = [{" + FRAME + ", rule = 'verb' }] #!",
        "rule: is 'verb'; expected one of active, passive, copula, title, apposition, possessive",
    ),
    (
        SEES + "frames = [{" + FRAME + ", polarity = 'no' }] #!",
        "[0].polarity: is 'no'; expected 'affirmed' or 'denied'",
    ),
    (
        SEES + "frames = [{" + FRAME + ", modality = 'sure' }] #!",
        "expected 'actual', 'possible', 'planned', 'required' or 'conditional'",
    ),
    (
        SEES
        + "frames = [\n  {"
        + FRAME
        + "},\n  {"
        + FRAME.replace("object", "sujbect")
        + "}, #!\n]",
        "frames[1].sujbect: unknown key or role 'sujbect'; did you mean 'subject'? expected one of "
        "trigger, under, via, plain, needs, lacks, domain, range, rule, least, polarity, modality, "
        "inference, example, subject, object, indirect_object, complement, topic, implied, time, "
        "or a preposition",
    ),
    (
        SEES + "frames = [{" + FRAME + ", witth = 'range' }] #!",
        "'witth'; did you mean 'with'?",
    ),
    (SEES + "frames = [{" + FRAME + ", like = 'range' }] #!", "unknown key or role 'like'"),
    (
        SEES + "frames = [{" + FRAME + ", of = 'domian' }] #!",
        "predicates.sees.frames[0].of: is 'domian'; expected 'domain' or 'range'",
    ),
    (
        SEES + "[[predicates.sees.frames]]\ntrigger = 'see'\n\nsubject = 'Person' #!\nby = 'range'",
        "predicates.sees.frames[0].subject: is 'Person'; expected 'domain' or 'range'",
    ),
    (SEES + "frames = [{ trigger = 'see', of = 'range' }] #!", "no role fills the domain; add one"),
    (LEADS + "frames = [\n{ trigger = 'see', of = 'domain' }] #!", "no role fills the range; add"),
    # TOML itself
    ("[predicates.sees #!\n", "is not TOML: Expected ']' at the end of a table declaration"),
    (SEES + "[predicates.sees] #!\n", "is not TOML: Cannot declare ('predicates', 'sees') twice"),
    (SEES + "range = ['Place'] #!\n", "is not TOML: Cannot overwrite a value"),
]


def refusal(file: Path) -> str:
    with pytest.raises(OntologyError) as caught:
        load_ontology(file)
    return str(caught.value)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.toml"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize(("text", "told"), MISTAKES, ids=str)
def test_a_mistake_is_told_in_one_line_with_its_place(
    file: Path, text: str, told: str, encoding: str, newline: str
) -> None:
    file.write_text(text, encoding=encoding, newline=newline)
    line = text[: text.index("#!")].count("\n") + 1
    message = refusal(file)
    assert message.startswith(f"{file}:{line}: ")
    assert told in message
    assert len(message.splitlines()) == 1


def test_a_file_that_ends_too_early_is_wrong_on_its_last_line(file: Path) -> None:
    file.write_text("# one\n\na = '''three\nfour\n")
    assert refusal(file).startswith(f"{file}:4: is not TOML: Expected \"'''\"; mend")


def test_of_several_mistakes_the_first_in_the_file_is_told_and_the_others_counted(
    file: Path,
) -> None:
    file.write_text(SEES + "inverse = 'owns'\nsymmetric = true\n[types]\nShip = 'X'\n")
    assert refusal(file) == (
        f"{file}:4: predicates.sees.inverse: 'owns' is a predicate itself; "
        "choose another name (and 3 more)"
    )


def test_a_long_value_is_cut_and_a_control_character_is_spelt_out(file: Path) -> None:
    file.write_text(SEES + 'inverse = "\\u001b[2J\\n' + "x" * 10_000 + '"')
    message = refusal(file)
    assert "'\\x1b[2J\\nxxx" in message
    assert len(message) < len(str(file)) + 250


def test_a_missing_file_and_a_folder_are_told_in_one_line(file: Path) -> None:
    reason = "cannot be read (No such file or directory); name a TOML file"
    assert refusal(file) == f"{file}: {reason}"
    file.mkdir()
    assert refusal(file) == f"{file}: cannot be read (Is a directory); name a TOML file"


def test_what_is_not_utf_8_is_told_with_its_line(file: Path) -> None:
    file.write_bytes(b"# one\r\n# two\r\n# caf\xe9\r\n# four")
    assert refusal(file) == f"{file}:3: is not UTF-8; save it as UTF-8"


@pytest.mark.parametrize("size", [LARGEST + 1, 50 * LARGEST])
def test_a_huge_file_is_refused_unread(file: Path, size: int) -> None:
    with file.open("wb") as stream:
        stream.truncate(size)
    assert refusal(file) == (f"{file}: has over {LARGEST} bytes; name a TOML file of predicates")


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 100_000, "a = " + "{a=" * 100_000, "a = " + "9" * 10_000]
)
def test_brackets_and_numbers_without_end_are_told_in_one_line(file: Path, text: str) -> None:
    file.write_text(text)
    assert refusal(file) == f"{file}: nests or counts beyond all bounds; mend it"


def test_a_number_too_long_to_be_written_is_shown_as_such(file: Path) -> None:
    file.write_text(SEES + "inverse = 0x" + "f" * 10_000)
    assert "sees.inverse: is a huge number; expected a string" in refusal(file)


WORDS = """
predicates types sees Ship leads extends domain range inverse symmetric description codes plover
wikidata frames trigger under via rule polarity modality inference example subject 'by' '[key]' ''
"""
KEYS = st.sampled_from(WORDS.split())
LITERALS = """
'' 'Person' 'see' 'domain' 'range' 'sees' 'owns' true 1 1.5 nan 1979-05-27 07:32:00 "\\u001b"
"""
SCALARS = st.sampled_from(LITERALS.split())
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda values: f"[{', '.join(values)}]")
        | st.dictionaries(KEYS, inner, max_size=4).map(
            lambda pairs: "{" + ", ".join(f"{k} = {v}" for k, v in pairs.items()) + "}"
        )
    ),
    max_leaves=12,
)
PREFIXES = st.sampled_from(
    ["", "types.", "predicates.", "predicates.sees.", "predicates.leads.", "predicates.sees.codes."]
)


def check_told_or_loaded(file: Path, text: bytes) -> None:
    file.write_bytes(text)
    try:
        load_ontology(file)
    except OntologyError as error:
        message = str(error)
        told = re.fullmatch(rf"{re.escape(str(file))}:(\d+): .+", message)
        assert told, message
        assert 1 <= int(told[1]) <= text.count(b"\n") + 1
        assert "another kind of value" not in message


@given(st.lists(st.tuples(PREFIXES, KEYS, VALUES), max_size=4))
@example([("predicates.sees.", "extends", "true"), ("predicates.sees.", "frames", "[{}]")])
def test_any_toml_is_loaded_or_told_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    text = "\n".join(f"{prefix}{key} = {value}" for prefix, key, value in rows)
    check_told_or_loaded(tmp_path_factory.getbasetemp() / "any.toml", text.encode())


@given(st.binary() | st.text("[]{}=.,'\"\\#\n\r ab1").map(str.encode))
def test_any_bytes_are_loaded_or_told_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    check_told_or_loaded(tmp_path_factory.getbasetemp() / "bytes.toml", data)
