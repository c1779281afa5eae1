"""Relations: what corpora and maps hold, how claims are compared, and the tasks as a whole."""

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from kgraph.errors import ReadError
from kgraph.evaluation.core_relations import read_pairs, score_core
from kgraph.evaluation.crossre import read_sentences, score_crossre
from kgraph.evaluation.knowledgenet import read_passages, score_knowledgenet
from kgraph.evaluation.relation_labels import LabelReading, RelationLabels, read_labels
from kgraph.evaluation.relations import (
    Fact,
    FactText,
    Pair,
    PairText,
    Tally,
    Told,
    count_facts,
    count_once,
    count_pairs,
    join_words,
)
from kgraph.evaluation.storyweb import is_measured, read_links, score_storyweb
from kgraph.model import Mention, Span
from kgraph.model.annotation import MentionKind

CORPORA = ("core", "crossre", "knowledgenet", "storyweb")
LABELS = RelationLabels({"heads": (), "weds": ()}, frozenset({"weds"}))
TEXT = "Ada Lane, who runs Acme, is its boss. She married Bob Hill, her aide."

Cells = dict[str, object]
Counts = tuple[dict[str, int], dict[str, int], dict[str, int]]


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def thing(*words: str, kind: MentionKind = "name") -> tuple[Mention, ...]:
    """Return mentions of one thing; ``kind`` is that of all but the first."""
    kinds: list[MentionKind] = ["name", *[kind] * (len(words) - 1)]
    return tuple(
        Mention(word, span(word), word, "Person", own, words[0])
        for word, own in zip(words, kinds, strict=True)
    )


def fact(label: str, subject: str, object_: str, things: tuple[str, str] = ("a", "b")) -> Fact:
    return Fact(label, span(subject), span(object_), things)


def facts(*given: Fact, labels: Iterable[str] = ("heads", "weds")) -> FactText:
    return FactText("one", TEXT, frozenset(labels), given)


def counts(tally: Tally) -> Counts:
    return dict(tally.wanted), dict(tally.right), dict(tally.wrong)


HEADS = (fact("heads", "Ada Lane", "Acme"), fact("heads", "Ada Lane", "its"))


@pytest.mark.parametrize(
    ("subject", "object_", "right", "wrong"),
    [
        (thing("Ada Lane"), thing("Acme"), 1, 0),
        (thing("Ada Lane"), thing("Acme", "its", kind="pronoun"), 2, 0),
        # a mention that the corpus does not mark makes wrong facts, a noun makes none
        (thing("Ada Lane", "She", kind="pronoun"), thing("Acme"), 1, 1),
        (thing("Ada Lane", "boss", kind="nominal"), thing("Acme"), 1, 0),
        # one character is enough, a neighbour is not
        (thing("Lane, who"), thing("Acme"), 1, 0),
        (thing(", who"), thing("Acme"), 0, 1),
        # a long mention may fit several facts
        (thing("Ada Lane"), thing("Acme, is its"), 2, 0),
        # the other way round is another fact
        (thing("Acme"), thing("Ada Lane"), 0, 1),
    ],
)
def test_each_pair_of_mentions_is_a_fact(
    subject: tuple[Mention, ...], object_: tuple[Mention, ...], right: int, wrong: int
) -> None:
    tally = count_facts(facts(*HEADS), [Told("heads", subject, object_)], LABELS)
    found = tally.wanted["heads"], tally.right["heads"], tally.wrong["heads"]
    assert found == (2, right, wrong)


def test_a_label_that_the_text_is_not_annotated_for_is_not_scored() -> None:
    told = [
        Told("weds", thing("Ada Lane"), thing("Bob Hill")),
        Told("heads", thing("Bob Hill"), thing("Acme")),
    ]
    text = facts(*HEADS, labels=["heads"])
    for count in (count_facts, count_once):
        assert count(text, told, LABELS).wrong == {"heads": 1}


def test_a_symmetric_fact_is_said_in_either_direction() -> None:
    both = (
        fact("weds", "Ada Lane", "Bob Hill", ("a", "c")),
        fact("weds", "Bob Hill", "Ada Lane", ("c", "a")),
    )
    told = [Told("weds", thing("Bob Hill"), thing("Ada Lane"))]
    assert counts(count_facts(facts(*both), told, LABELS)) == ({"weds": 2}, {"weds": 2}, {})
    assert counts(count_once(facts(*both), told, LABELS)) == ({"weds": 1}, {"weds": 1}, {})


def test_counted_once_things_and_claims_count_once() -> None:
    other = (
        fact("heads", "Bob Hill", "Acme", ("c", "b")),
        fact("weds", "Ada Lane", "Bob Hill", ("a", "c")),
    )
    told = [
        Told("heads", thing("Ada Lane"), thing("Acme")),
        Told("heads", thing("Acme", "its", kind="pronoun"), thing("Ada Lane")),
        Told("heads", thing("Acme", "its", kind="pronoun"), thing("Ada Lane")),
        Told("weds", thing("Ada Lane"), thing("Acme")),
        Told("weds", thing("Acme"), thing("Ada Lane")),
    ]
    found = counts(count_once(facts(*HEADS, *other), told, LABELS))
    assert found == ({"heads": 2, "weds": 1}, {"heads": 1}, {"heads": 1, "weds": 1})


def pair(
    left: Sequence[str], right: Sequence[str], forward: Iterable[str], backward: Iterable[str] = ()
) -> Pair:
    first, second = (tuple(span(words) for words in side) for side in (left, right))
    return Pair(first, second, frozenset(forward), frozenset(backward))


ADA_ACME = (thing("Ada Lane", "She", kind="pronoun"), thing("Acme"))
ADA_BOB = (thing("Ada Lane", "boss", kind="nominal"), thing("Bob Hill"))


@pytest.mark.parametrize(
    ("given", "told", "expected"),
    [
        # said, and not said
        (pair(["Ada"], ["Acme"], ["heads"]), [("heads", ADA_ACME)], ({"heads": 1},) * 2 + ({},)),
        (pair(["Ada"], ["Acme"], ["heads"]), [], ({"heads": 1}, {}, {})),
        # another label, another direction, another pair
        (
            pair(["Ada"], ["Acme"], ["weds"]),
            [("heads", ADA_ACME)],
            ({"weds": 1}, {}, {"heads": 1}),
        ),
        (
            pair(["Ada"], ["Acme"], [], ["heads"]),
            [("heads", ADA_ACME)],
            ({"heads": 1}, {}, {"heads": 1}),
        ),
        (pair(["Ada"], ["aide"], ["heads"]), [("heads", ADA_ACME)], ({"heads": 1}, {}, {})),
        # a pair with no label
        (pair(["Acme"], ["Ada"], []), [("heads", ADA_ACME)] * 2, ({}, {}, {"heads": 1})),
        # several labels, and a symmetric one in the other direction
        (
            pair(["Ada"], ["Bob"], ["heads"], ["weds"]),
            [("weds", ADA_BOB), ("heads", ADA_BOB)],
            ({"heads": 1, "weds": 1},) * 2 + ({},),
        ),
        # any span of a place, any mention of a thing, nouns among them
        (
            pair(["who", "She"], ["Acme"], ["heads"]),
            [("heads", ADA_ACME)],
            ({"heads": 1},) * 2 + ({},),
        ),
        (pair(["boss"], ["Bob"], ["heads"]), [("heads", ADA_BOB)], ({"heads": 1},) * 2 + ({},)),
    ],
)
def test_a_claim_says_its_label_of_a_pair_that_it_fits(
    given: Pair,
    told: Sequence[tuple[str, tuple[tuple[Mention, ...], tuple[Mention, ...]]]],
    expected: Counts,
) -> None:
    claims = [Told(label, *ends) for label, ends in told]
    assert counts(count_pairs(PairText("one", TEXT, (given,)), claims, LABELS)) == expected


def test_figures_are_made_of_the_counts() -> None:
    tally = Tally()
    for label, wanted, right, wrong in (("heads", 4, 1, 1), ("weds", 1, 1, 2), ("owns", 3, 0, 0)):
        tally.wanted[label], tally.right[label], tally.wrong[label] = wanted, right, wrong
    scores = tally.scores("core", {"texts": 9})
    assert dict(scores.counts) == {"right": 2, "texts": 9, "wanted": 8, "wrong": 3}
    found = {name: round(value, 3) for name, value in scores.scores.items()}
    assert found == {
        "precision": 0.4,
        "recall": 0.25,
        "f1": 0.308,
        "precision.heads": 0.5,
        "recall.heads": 0.25,
        "f1.heads": 0.333,
        "precision.weds": 0.333,
        "recall.weds": 1.0,
        "f1.weds": 0.5,
        "recall.owns": 0.0,
        "f1.owns": 0.0,
    }


def test_words_are_parted_by_single_spaces() -> None:
    text, spans = join_words(["Ada", "'s", "firm"])
    assert (text, [own.of(text) for own in spans]) == ("Ada 's firm", ["Ada", "'s", "firm"])


# The map of relations


@pytest.mark.parametrize("corpus", CORPORA)
def test_the_shipped_map_names_what_the_ontology_has(corpus: str) -> None:
    labels = read_labels(corpus)
    assert labels.symmetric <= set(labels.readings)
    assert any(labels.readings.values())


def test_triggers_narrow_a_predicate_to_a_label() -> None:
    readings = {
        "CEO": (
            LabelReading(predicate="leads", inverse=True, triggers=("ceo", "chief executive")),
        ),
        "STAFF": (LabelReading(predicate="leads"), LabelReading(predicate="works_for")),
        "KIN": (LabelReading(predicate="relative_of", but=("wife",)),),
    }
    labels = RelationLabels(readings, frozenset())
    assert list(labels.said_by("leads", "ceo")) == [("CEO", True), ("STAFF", False)]
    assert list(labels.said_by("leads", "mayor")) == [("STAFF", False)]
    assert list(labels.said_by("relative_of", "wife")) == []
    assert list(labels.said_by("relative_of", "son")) == [("KIN", False)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[core", "not TOML"),
        ("core = 3", "not a map of relations .at core."),
        ('[core.relations]\nX = [{ predicat = "leads" }]', r"at core\.relations\.X\.0\."),
        ("[other.relations]", r"no table 'core'; write \[core\.relations\]"),
        (
            '[core.relations]\nX = [{ predicate = "reigns" }]',
            r"core\.relations\.X: unknown predicate 'reigns'; `kgraph",
        ),
        (
            '[core.relations]\nX = [{ predicate = "leads", but = ["sing"] }]',
            "'sing' is no trigger of leads",
        ),
        (
            '[core]\nsymmetric = ["Y"]\n[core.relations]\nX = []',
            r"core\.symmetric: unknown relation 'Y'; expected one of X",
        ),
    ],
)
def test_a_map_with_a_mistake_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "map.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=message) as caught:
        read_labels("core", path)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


# KnowledgeNet


def row(text: str, prop: str, *ends: str, fold: str = "4", **others: object) -> Cells:
    """Return a fact of a passage that begins at 100 of its document, or that it has none."""
    places = [f"{100 + bound}" for end in ends for bound in (_place(end, text))] or ["-"] * 4
    cells = dict(zip(("ss", "se", "os", "oe"), places, strict=True))
    named = dict(zip(("subj", "obj"), ([end, None] for end in ends), strict=False))
    known = {"fold": fold, "doc": "7", "ps": "100", "pe": "", "text": text, "prop": prop}
    return {**known, **cells, "subj": None, "obj": None, **named, **others}


def _place(words: str, text: str) -> tuple[int, int]:
    own = span(words, text)
    return own.start, own.end


def write(path: Path, data: object) -> Path:
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


DOE = "Jane Doe is the chief executive of Acme Corporation."


def test_a_passage_is_annotated_for_the_properties_of_its_rows(tmp_path: Path) -> None:
    rows = [
        row(DOE, "CEO", "Acme Corporation", "Jane Doe", subj=["Acme", "http://w.org/Q1/"]),
        row("No more.", "SPOUSE"),
        row(DOE, "FOUNDED_BY"),
        row(DOE, "CEO", "Acme Corporation", "Jane Doe", fold="1"),
    ]
    labels = read_labels("knowledgenet")
    first, second = read_passages(write(tmp_path / "a.json", rows), labels)
    assert (first.title, first.text) == ("7:100", DOE)
    assert first.labels == {"CEO", "FOUNDED_BY"}
    ends = span("Acme Corporation", DOE), span("Jane Doe", DOE)
    assert first.facts == (Fact("CEO", *ends, ("Q1", "0:8")),)
    assert second.labels == {"SPOUSE"}
    assert second.facts == ()


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ({}, "unreadable at the start; expected a list of facts"),
        ([{}], r"unreadable at 0\.fold"),
        ([row(DOE, "CEO", fold="3")], "no row of fold 4; name another file"),
        ([row(DOE, "BOSS")], "row 0: unknown relation 'BOSS'; expected one of CEO"),
        ([row(DOE, "CEO") | {"ss": "100"}], "row 0 marks 100 to - outside its text"),
        ([row(DOE, "CEO", "Jane", "Acme", se="90")], "row 0 marks 100 to 90 outside its text"),
        ([row(DOE, "CEO", "Jane", "Acme", oe="900")], "to 900 outside its text; mend the file"),
    ],
)
def test_rows_that_are_wrong_are_refused(tmp_path: Path, rows: object, message: str) -> None:
    path = write(tmp_path / "a.json", rows)
    with pytest.raises(ReadError, match=message) as caught:
        list(read_passages(path, read_labels("knowledgenet")))
    assert str(caught.value).startswith(str(path))


# CORE


def core(words: str, relation: str, *places: int, inverted: int = 0) -> Cells:
    names = ("e1_start", "e1_end", "e2_start", "e2_end")
    cells = dict(zip(names, places, strict=True))
    known = {"id": "E1", "relation": relation, "invert_relation": inverted}
    return {**known, "context": words.split(), **cells}


BOUGHT = "Acme Corporation acquired Northwind Energy ."


def test_the_direction_of_a_pair_is_read(tmp_path: Path) -> None:
    rows = [
        core(BOUGHT, "acquired_by", 0, 1, 3, 4, inverted=1),
        core(BOUGHT, "collaboration", 0, 1, 3, 4),
        core(BOUGHT, "undefined", 0, 1, 3, 4),
    ]
    texts = list(read_pairs(write(tmp_path / "a.json", rows), read_labels("core")))
    given = [(set(p.forward), set(p.backward)) for text in texts for p in text.pairs]
    assert given == [(set(), {"acquired_by"}), ({"collaboration"}, set()), (set(), set())]
    assert {text.text for text in texts} == {BOUGHT}
    (first,) = texts[0].pairs
    assert [s.of(BOUGHT) for s in (*first.left, *first.right)] == [
        "Acme Corporation",
        "Northwind Energy",
    ]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"id": "E1"}], r"unreadable at 0\.relation; expected a list of pairs"),
        ([core(BOUGHT, "buys", 0, 1, 3, 4)], "E1: unknown relation 'buys'"),
        ([core(BOUGHT, "acquired_by", 0, 1, 3, 6)], "E1 marks words 3 to 6 outside its text"),
        ([core(BOUGHT, "acquired_by", 1, 0, 3, 4)], "E1 marks words 1 to 0 outside its text"),
    ],
)
def test_pairs_that_are_wrong_are_refused(tmp_path: Path, rows: object, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        list(read_pairs(write(tmp_path / "a.json", rows), read_labels("core")))


# CrossRE

LED = "Jane Doe leads Greenpeace in Poland ."


def sentence(*relations: tuple[int, int, int, int, str], words: str = LED) -> str:
    entities = [[0, 1, "politician"], [5, 5, "country"], [3, 3, "organisation"]]
    given = [[*relation, "", False, False] for relation in relations]
    cells = {"doc_key": "p-1", "sentence": words.split(), "ner": entities, "relations": given}
    return json.dumps(cells)


def lines(path: Path, *given: str) -> Path:
    path.write_text("\n".join(given) + "\n", encoding="utf-8")
    return path


def test_all_pairs_of_entities_are_asked(tmp_path: Path) -> None:
    given = sentence(
        (0, 1, 3, 3, "role"),
        (0, 1, 3, 3, "topic"),
        (3, 3, 0, 1, "named"),
        (5, 5, 3, 3, "physical"),
    )
    (text,) = read_sentences(lines(tmp_path / "a.json", given, ""), read_labels("crossre"))
    assert (text.title, text.text) == ("p-1", LED)
    found = [
        (p.left[0].of(LED), p.right[0].of(LED), set(p.forward), set(p.backward)) for p in text.pairs
    ]
    assert found == [
        ("Jane Doe", "Greenpeace", {"role", "topic"}, {"named"}),
        ("Jane Doe", "Poland", set(), set()),
        ("Greenpeace", "Poland", set(), {"physical"}),
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{}", r"a\.json:2: unreadable at doc_key; expected a sentence"),
        (sentence((0, 1, 3, 3, "rolle")), r"a\.json:2: unknown relation 'rolle'"),
        (sentence((0, 1, 3, 9, "role")), r"a\.json:2 marks words 3 to 9 outside its text"),
    ],
)
def test_sentences_that_are_wrong_are_refused(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        list(read_sentences(lines(tmp_path / "a.json", "", line), read_labels("crossre")))


# StoryWeb


def table(path: Path, *rows: Sequence[str], columns: str = "src_label") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["sentence", columns, "tgt_label", "link_type"])
        writer.writerows(rows)
    return path


def on_side(text: str, *, measured: bool) -> str:
    """Return the text with a number at its end that puts it on a side."""
    return next(own for own in (f"{text} {n}." for n in range(99)) if is_measured(own) == measured)


WEB = 'Jane Doe, of "Acme", met Acme\'s Bob Hill and his Acmes'


def test_sentences_lie_on_one_side_however_they_are_spaced() -> None:
    shares = [is_measured(f"Sentence {number}") for number in range(1000)]
    assert 50 < sum(shares) < 150
    text = on_side(WEB, measured=True)
    assert is_measured(text.upper().replace(" ", "\xa0 "))


def test_links_of_a_sentence_are_gathered_by_their_pair(tmp_path: Path) -> None:
    text, other = (on_side(WEB, measured=side) for side in (True, False))
    path = table(
        tmp_path / "a.csv",
        (f" {text}", "Jane Doe", "Acme", "MANAGER"),
        (text, "Jane Doe", "Acme", "MANAGER"),
        (text, "Jane Doe", "Acme", "EMPLOYEE"),
        (text, "Acme", "Jane Doe", "OWNER"),
        (text, "Bob Hill", "Ann Lee", "FAMILY"),
        (other, "Bob Hill", "Acme", "EMPLOYEE"),
    )
    labels = read_labels("storyweb")
    (found,) = read_links(path, labels)
    assert found.text == text
    (own,) = found.pairs
    assert [place.start for place in own.left] == [14, 25]  # whole words alone
    assert own.forward == {"OWNER"}
    assert own.backward == {"MANAGER", "EMPLOYEE"}
    (apart,) = read_links(path, labels, measured=False)
    assert apart.text == other


@pytest.mark.parametrize(
    ("row", "columns", "message"),
    [
        (("Ann met Bob", "Ann", "Bob"), "src_label", r"a\.csv:2: not a link; expected sentence, "),
        (("Ann met Bob", "Ann", "Bob", "FAMILY"), "source", r"a\.csv:1: no table of links"),
        (("Ann met Bob", "Ann", "Bob", "KIN"), "src_label", r"a\.csv:2: unknown relation 'KIN'"),
    ],
)
def test_links_that_are_wrong_are_refused(
    tmp_path: Path, row: Sequence[str], columns: str, message: str
) -> None:
    path = table(tmp_path / "a.csv", row, columns=columns)
    with pytest.raises(ReadError, match=message):
        list(read_links(path, read_labels("storyweb")))


def test_a_table_with_a_broken_quote_is_refused(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ("Ann\nmet Bob", "Ann", "Bob", "FAMILY"))
    path = lines(path, path.read_text(encoding="utf-8").rstrip(), '"Ann"met,a,b,c')
    with pytest.raises(ReadError, match=r"a\.csv:4: not CSV"):
        list(read_links(path, read_labels("storyweb")))


# The tasks, with the shipped pipeline


@pytest.mark.model
def test_facts_are_scored_with_what_kgraph_claims(tmp_path: Path) -> None:
    said = "Jane Doe said that she is the chief executive of Acme Corporation."
    denied = "Jane Doe is not the chief executive of Acme Corporation."
    rows = [
        row(said, "CEO", "Acme Corporation", "Jane Doe", obj=["Jane Doe", "w/Q1"], doc="1"),
        row(said, "CEO", "Acme Corporation", "she", obj=["she", "w/Q1"], doc="1"),
        row(denied, "CEO", "Acme Corporation", "Jane Doe", doc="2"),
        row("Anna Schmidt married Peter Brown.", "SPOUSE", doc="3"),
    ]
    seen = list[tuple[str, int]]()
    path = write(tmp_path / "a.json", rows)
    scores = score_knowledgenet(path, pipeline=None, progress=lambda *own: seen.append(own))
    assert seen == [("1:100", 1), ("2:100", 2), ("3:100", 3)]
    assert (scores.task, scores.counts["texts"]) == ("knowledgenet", 3)
    assert {n: c for n, c in scores.counts.items() if n != "texts"} == {
        "wanted": 3,
        "right": 2,
        "wrong": 2,
        "once.wanted": 2,
        "once.right": 1,
        "once.wrong": 1,
    }
    figures = scores.scores
    assert (figures["precision"], figures["recall"], figures["f1.CEO"]) == (0.5, 2 / 3, 0.8)
    assert (figures["once.f1"], figures["f1.SPOUSE"]) == (0.5, 0)


@pytest.mark.model
def test_pairs_are_scored_with_what_kgraph_claims(tmp_path: Path) -> None:
    rows = [
        core(BOUGHT, "acquired_by", 0, 1, 3, 4, inverted=1),
        core(BOUGHT, "acquired_by", 0, 1, 3, 4),
        core(BOUGHT, "undefined", 0, 1, 3, 4),
        core("Acme Corporation was listed on Nasdaq .", "traded_on", 0, 1, 5, 5),
    ]
    scores = score_core(write(tmp_path / "a.json", rows), pipeline=None, progress=None)
    assert dict(scores.counts) == {"right": 1, "texts": 4, "wanted": 3, "wrong": 2}
    assert scores.scores["precision"] == scores.scores["recall"] == 1 / 3


@pytest.mark.model
def test_sentences_are_scored_with_what_kgraph_claims(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.json", sentence((0, 1, 3, 3, "role")), sentence())
    scores = score_crossre(path, pipeline=None, progress=None)
    assert dict(scores.counts) == {"pairs": 6, "right": 1, "texts": 2, "wanted": 1, "wrong": 1}


@pytest.mark.model
def test_links_are_scored_with_what_kgraph_claims(tmp_path: Path) -> None:
    text = on_side(
        "Jane Doe is the president of Acme Corporation, said Bob Hill on day", measured=True
    )
    links = [("Jane Doe", "Acme Corporation", "MANAGER"), ("Bob Hill", "Jane Doe", "FAMILY")]
    path = table(tmp_path / "a.csv", *((text, *link) for link in links))
    scores = score_storyweb(path, pipeline=None, progress=None)
    assert dict(scores.counts) == {"pairs": 2, "right": 1, "texts": 1, "wanted": 2, "wrong": 0}
