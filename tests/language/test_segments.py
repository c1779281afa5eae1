"""Sentences, quotes, and cues that are parsed apart."""

from itertools import pairwise

import pytest

from kgraph.language.segments import cue_stretches, quote_regions, sentence_starts
from tests.language.documents import tagged

SENTENCES = [
    ("Putin spoke. Then he left.", ["Putin spoke.", "Then he left."]),
    (
        '"We won. We did," he said. Nobody spoke.',
        ['"We won.', 'We did," he said.', "Nobody spoke."],
    ),
    ("He said no. “Never again.” She left.", ["He said no.", "“Never again.”", "She left."]),
    ("Mr. Smith of the U.S. Senate spoke.", ["Mr. Smith of the U.S. Senate spoke."]),
    ('He asked: "Why?" and left.', ['He asked: "Why?" and left.']),
    ("It rose by 3.5 percent. Shares fell!", ["It rose by 3.5 percent.", "Shares fell!"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    doc = tagged(text)
    bounds = [*sentence_starts(doc), len(doc)]
    found = [doc[a:b].text for a, b in pairwise(bounds)]
    assert found == expected


def test_a_quote_with_a_finite_verb_is_speech_and_a_title_is_not() -> None:
    doc = tagged(
        '"We have won it," he said of "Twenty Good Questions".', ["``", "PRP", "VBP", "VBN"]
    )
    assert [doc[q.start : q.end].text for q in quote_regions(doc)] == ["We have won it,"]


def test_a_quote_that_is_never_closed_runs_to_the_end_of_the_paragraph() -> None:
    doc = tagged('He said: "We have won it. It is over.', ["PRP", "VBD", ":", "``", "PRP", "VBP"])
    assert [doc[q.start : q.end].text for q in quote_regions(doc)] == [
        "We have won it. It is over."
    ]


def test_a_cue_that_follows_its_report_is_parsed_apart() -> None:
    tags = ["NNP", "VBZ", "DT", "NN", ",", "DT", "NN", "VBD", "NNS", "IN", "NNP", "."]
    doc = tagged("Gazprom is a leader, the minister told reporters on Monday.", tags)
    assert [doc[a:b].text for a, b in cue_stretches(doc)] == [
        "the minister told reporters on Monday."
    ]


def test_a_cue_that_interrupts_is_parsed_apart() -> None:
    tags = ["NNP", "VBD", "NNP", ",", "IN", ",", "DT", "NNS", "VBD", ",", "PRP", "VBD", "."]
    doc = tagged("Sweden banned Huawei, because, the regulators claimed, it spied.", tags)
    assert [doc[a:b].text for a, b in cue_stretches(doc)] == ["the regulators claimed,"]


def test_a_cue_that_begins_its_report_is_no_stretch() -> None:
    tags = ["IN", "DT", "NNS", ",", "NNP", "VBD", "IN", "PRP", "VBD", "."]
    doc = tagged("After the talks, Merkel said that she agreed.", tags)
    assert list(cue_stretches(doc)) == []


SINGLE = [
    ("'We have won it,' he said.", ["We have won it,"]),
    ("He liked 'the worst deal' he had won.", []),
    ("The firm's boss said it was the workers' deal.", []),
]


@pytest.mark.parametrize(("text", "expected"), SINGLE)
def test_single_marks_quote_where_no_apostrophe_can_stand(text: str, expected: list[str]) -> None:
    doc = tagged(text)
    for token in doc:
        token.tag_ = "VBP" if token.text in {"have", "liked", "said"} else "NN"
    assert [doc[q.start : q.end].text for q in quote_regions(doc)] == expected


def test_a_verb_whose_subject_stands_before_an_aside_is_no_inverted_cue() -> None:
    tags = ["NNP", "NNP", ",", "DT", "NN", "IN", "DT", "NN", ",", "VBD", "DT", "NN", "."]
    doc = tagged("Ann Lee, the head of the bank, announced the sale.", tags)
    assert list(cue_stretches(doc)) == []
