"""The room as a whole, with the shipped pipeline: laws that hold for any text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgraph.errors import PipelineError
from kgraph.language import annotate, pipeline_name
from kgraph.model import Annotation, Article

pytestmark = pytest.mark.model

PIECES = st.sampled_from(
    [
        "Vladimir Putin", "Kaspersky Lab", "the president", "he", "it", "its", "I", "said", "told",
        "that", "banned", "was ordered to", "get rid of", "the US government", "Russian", "'s",
        '"', "“", "”", ",", ".", "?", ":", "(", ")", "\n\n", "\n", "in September 2017",
        "last Thursday", "according to", "because", "if", "not", "would", "and", "who", "MOSCOW",
        "\u202e", "\U0001f600", "北京", "-", "—", "of", "spokesman", "one of",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=60).map(" ".join)


def annotated(text: str) -> Annotation:
    return next(annotate([Article(id="a", text=text)]))


def check(text: str, annotation: Annotation) -> None:
    known = {mention.id for mention in annotation.mentions}
    for sentence in annotation.sentences:
        assert sentence.of(text) == sentence.of(text).strip() != ""
    for mention in annotation.mentions:
        assert mention.text == mention.span.of(text)
        assert mention.cluster in known
    for clause in annotation.clauses:
        assert annotation.sentences[clause.sentence].covers(clause.trigger)
        for argument in clause.arguments:
            assert argument.mention is None or argument.mention in known
            assert 0 <= argument.phrase.start <= argument.span.start
            assert argument.span.end <= argument.phrase.end <= len(text)
    assert len({clause.id for clause in annotation.clauses}) == len(annotation.clauses)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_gives_spans_that_lie_inside_it(text: str) -> None:
    check(text, annotated(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "word " * 5000,
        '"' * 500,
        "((((" * 2500,
        "((A)) " * 1000,
        "citing " * 1500,
        "PUTIN SLAMS THE US GOVERNMENT OVER KASPERSKY LAB. HE SAID IT WAS WRONG.",
        "putin slams the us government over kaspersky lab. he said it was wrong.",
        "- one\n- two\n- three",
        "Кремль осудил решение. 克里姆林宫谴责了这一决定。",
    ],
    ids=[
        "empty",
        "one long sentence",
        "quotes",
        "brackets",
        "labels",
        "gerunds",
        "capitals",
        "small",
        "list",
        "scripts",
    ],
)
def test_odd_text_costs_no_crash(text: str) -> None:
    check(text, annotated(text))


def test_the_same_text_gives_the_same_annotation() -> None:
    text = 'Kremlin spokesman Dmitry Peskov said: "We met Angela Merkel in Paris on Monday."'
    assert annotated(text) == annotated(text)


def test_a_blank_line_ends_a_sentence() -> None:
    text = "Kaspersky fights back\n\nThe company sued the United States on Monday."
    first, second = annotated(text).sentences
    assert (first.of(text), second.of(text)[:3]) == ("Kaspersky fights back", "The")


def test_a_pipeline_that_is_not_installed_is_told_in_one_line() -> None:
    with pytest.raises(PipelineError, match="en_none: not found; install it") as caught:
        pipeline_name("en_none")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["Vladimir Putin said “ ,", "Arbitrage (,) is the practice of taking advantage."]
)
def test_a_stray_mark_in_the_place_of_a_noun_costs_no_crash(text: str) -> None:
    check(text, annotated(text))


def test_a_paragraph_too_long_for_the_parser_is_read_in_parts() -> None:
    text = "Germany banned Huawei. " * 2000
    annotation = annotated(text)
    check(text, annotation)
    assert len(annotation.sentences) >= 2000


def test_the_words_about_a_speaker_are_no_part_of_what_is_said() -> None:
    annotation = annotated("“It is over,” said Ashton Bumhira, director of Youth Forum Zimbabwe.")
    roles = {argument.role for clause in annotation.clauses for argument in clause.arguments}
    assert "topic" not in roles


def test_a_title_alone_is_no_name() -> None:
    annotation = annotated("Hong Kong Chief Executive Carrie Lam resigned on Monday.")
    assert "Executive" not in {mention.name for mention in annotation.mentions}
