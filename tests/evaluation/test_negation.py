"""The task ``negation``: its counting against counts by hand, its corpus, and a tiny run."""

from pathlib import Path

import pytest

from kgraph.errors import ReadError
from kgraph.evaluation.negation import count_sentence, cut_by_tokens, score_negation
from kgraph.evaluation.negation_corpus import MarkedNegation, NegationSentence, read_corpus
from kgraph.model import Span

WORDS = ("Ann", "is", "neither", "unkind", "nor", "ca", "n't", "she", "lie", ",", "Dr.")
TAGS = ("NNP", "VBZ", "DT", "JJ", "CC", "MD", "RB", "PRP", "VB", ",", "NNP")


def marked(cue: str, scope: str) -> MarkedNegation:
    """Return a negation of numbers of tokens, each with a part where it is no whole word."""
    cues, scopes = (
        {
            int(number): part or WORDS[int(number)]
            for number, _, part in (token.partition("=") for token in tokens.split())
        }
        for tokens in (cue, scope)
    )
    return MarkedNegation(cues, scopes)


def counted(wanted: list[MarkedNegation], found: list[MarkedNegation]) -> tuple[int, ...]:
    """Return cues wanted, found and right, and the same of the tokens of scopes."""
    counts = count_sentence(NegationSentence(WORDS, TAGS, tuple(wanted)), found)
    names = ("wanted", "found", "right")
    return tuple(counts[f"{kind}.{name}"] for kind in ("cue", "scope") for name in names)


PAIR = marked("2 4", "0 1 3")
PART = marked("3=un", "0 1 3=kind")
NOT = marked("6", "5 7 8")


@pytest.mark.parametrize(
    ("wanted", "found", "counts"),
    [
        ([PAIR, PART, NOT], [PAIR, PART, NOT], (3, 3, 3, 9, 9, 9)),
        ([PAIR], [], (1, 0, 0, 3, 0, 0)),
        ([], [NOT], (0, 1, 0, 0, 3, 0)),
        # One word of two: the cue is found and wrong, and the scope still counts.
        ([PAIR], [marked("2", "0 1 3")], (1, 1, 0, 3, 3, 3)),
        # More of the word than the affix: the same; "unkind" is not "kind".
        ([PART], [marked("3", "0 1")], (1, 1, 0, 3, 2, 2)),
        ([PART], [marked("3=un", "0 1 3")], (1, 1, 1, 3, 3, 2)),
        # Two for a pair: the first has it, the other is wrong with all its scope.
        ([PAIR], [marked("2", "0 1"), marked("4", "3 5")], (1, 2, 0, 3, 4, 2)),
        # Scopes are of their cues: tokens under another cue are wrong.
        ([PAIR, NOT], [marked("2 4", "5 7 8"), marked("6", "0 1 3")], (2, 2, 2, 6, 6, 0)),
        # A token in two scopes counts in each.
        ([PAIR, PART], [PAIR, marked("3=un", "0")], (2, 2, 2, 6, 4, 4)),
        # Punctuation does not count, nor does the full stop of an abbreviation.
        ([marked("6", "8 9 10")], [marked("6", "8 10=Dr")], (1, 1, 1, 2, 2, 2)),
    ],
)
def test_counts_are_those_made_by_hand(
    wanted: list[MarkedNegation], found: list[MarkedNegation], counts: tuple[int, ...]
) -> None:
    assert counted(wanted, found) == counts


def test_words_spell_a_text_as_english_is_written() -> None:
    words = ("``", "Ann", "'s", "dog", "ca", "n't", "-LRB-", "yet", "-RRB-", "bark", ",", "''", "I")
    text, places = NegationSentence((*words, "said", "."), ("NN",) * 15, ()).placed()
    assert text == "\u201cAnn's dog can't -LRB-yet-RRB- bark,\u201d I said."
    assert [text[start:end] for start, end in places[1:6]] == list(words[1:6])


def test_a_token_that_a_span_covers_in_part_is_meant_in_part() -> None:
    sentence = NegationSentence(("An", "unkind", "half-hour"), ("DT", "JJ", "NN"), ())
    cut = cut_by_tokens(
        sentence, [Span(3, 5)], [Span(0, 2), Span(5, 9), Span(10, 14), Span(15, 19)]
    )
    assert cut == MarkedNegation({1: "un"}, {0: "An", 1: "kind", 2: "halfhour"})


def rows(sentence: int, *tokens: str) -> str:
    """Return lines of tokens with their tags and what stands behind the tree."""
    cells = (token.split("/") for token in tokens)
    lines = (
        "\t".join(["c", str(sentence), str(i), word, word, tag, "*", *rest])
        for i, (word, tag, *rest) in enumerate(cells)
    )
    return "\n".join(lines) + "\n\n"


BANNED = rows(0, "He/PRP/_/He/_", "never/RB/never/_/_", "came/VBD/_/came/came", "././_/_/_")
PLAIN = rows(1, "He/PRP/***", "came/VBD/***", "././***")
TWICE = rows(
    2,
    "No/DT/No/_/_/_/_/_",
    "unkind/JJ/_/unkind/_/un/kind/kind",
    "man/NN/_/man/man/_/man/_",
    "came/VBD/_/came/_/_/_/_",
)


def write(folder: Path, text: str) -> Path:
    path = folder / "corpus.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_corpus_is_read_as_the_shared_task_writes_it(tmp_path: Path) -> None:
    never, plain, twice = read_corpus(write(tmp_path, BANNED + PLAIN + TWICE))
    assert never.words == ("He", "never", "came", ".")
    assert never.negations == (MarkedNegation({1: "never"}, {0: "He", 2: "came"}),)
    assert plain.negations == ()
    assert [n.cue for n in twice.negations] == [{0: "No"}, {1: "un"}]
    assert twice.negations[1].scope == {1: "kind", 2: "man"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("He\tcame\n", ":1: not a line of *SEM 2012; expected 7 columns and ***, or 3 more"),
        (rows(0, "He/PRP/_"), ":1: not a line of *SEM 2012"),
        (rows(0, "He/PRP/***", "came/VBD/_/_/_"), ":2: not a line of *SEM 2012"),
        (rows(0, "He/PRP/_/_/_", "came/VBD/_/_/_"), ":1: a negation without a cue; name its words"),
        (PLAIN + rows(0, "He/PRP/Her/_/_"), ":5: 'Her' is no part of the word 'He'; mend the line"),
    ],
)
def test_a_line_of_another_form_is_refused_with_its_number(
    tmp_path: Path, text: str, message: str
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ReadError) as caught:
        list(read_corpus(path))
    assert str(caught.value).startswith(f"{path}{message}")


@pytest.mark.model
def test_every_second_sentence_is_counted_apart(tmp_path: Path) -> None:
    """Of the third sentence the corpus lacks the second cue, and kgraph has it in a scope too."""
    third = rows(2, "No/DT/No/_/_", "unkind/JJ/_/unkind/_", "man/NN/_/man/_", "came/VBD/_/_/_")
    path = write(tmp_path, BANNED + PLAIN + third)
    seen = list[tuple[str, int]]()
    scores = score_negation(path, pipeline=None, progress=lambda *at: seen.append(at))
    assert scores.counts == {
        "cue.found": 3,
        "cue.right": 2,
        "cue.wanted": 2,
        "scope.found": 6,  # He came; unkind man came; kind
        "scope.right": 4,
        "scope.wanted": 4,
        "sealed.cue.found": 0,
        "sealed.cue.right": 0,
        "sealed.cue.wanted": 0,
        "sealed.scope.found": 0,
        "sealed.scope.right": 0,
        "sealed.scope.wanted": 0,
        "sealed.sentences": 1,
        "sentences": 2,
    }
    assert scores.scores == pytest.approx(
        {
            "cue.precision": 2 / 3,
            "cue.recall": 1,
            "cue.f1": 4 / 5,
            "scope.precision": 4 / 6,
            "scope.recall": 1,
            "scope.f1": 4 / 5,
        }
    )
    assert seen == [("corpus.txt", 1), ("corpus.txt", 2), ("corpus.txt", 3)]
