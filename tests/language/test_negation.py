"""What denies in a sentence, and what it denies; trees are those of the shipped pipeline."""

from itertools import pairwise

import pytest

from kgraph.language.negation import Negation, find_negations, read_negations
from kgraph.language.negation_cues import denying_part
from tests.language.documents import make_nodes


def shown(text: str, negation: Negation) -> tuple[str, str]:
    """Return the cue and the scope, a bar where the text has more than a space between words."""
    cue = " ".join(span.of(text) for span in negation.cue)
    scope = [negation.scope[0].of(text)] if negation.scope else []
    for before, span in pairwise(negation.scope):
        gap = text[before.end : span.start]
        scope += ["" if not gap else " " if gap.isspace() else " | ", span.of(text)]
    return cue, "".join(scope)


CLAUSES = [
    ("The company has not paid its fines.", "not", "The company has | paid its fines"),
    ("They won't sign it.", "n't", "They wo | sign it"),
    ("The bank cannot pay.", "not", "The bank can | pay"),
    ("The government never approved it.", "never", "The government | approved it"),
    ("No bank in Russia has lost its licence.", "No", "bank in Russia has lost its licence"),
    ("Police found no weapons.", "no", "Police found | weapons"),
    ("Nobody was hurt.", "Nobody", "was hurt"),
    ("The search yielded nothing.", "nothing", "The search yielded"),
    ("None of the ministers resigned.", "None", "of the ministers resigned"),
    ("She isn't a member of the board.", "n't", "She is | a member of the board"),
    ("By no means did they agree.", "By no means", "did they agree"),
    ("Why did they not sell it earlier?", "not", "Why did they | sell it earlier"),
]
LIMITS = [
    ("Germany did not ban it, but it warned its agencies.", "not", "Germany did | ban it"),
    ("The minister said that no proof had been found.", "no", "proof had been found"),
    ("If the parties do not agree, a court will decide.", "not", "the parties do | agree"),
    ("They will not sign unless it is sold.", "not", "They will | sign unless it is sold"),
    ("The law does not, however, apply to banks.", "not", "The law does | apply to banks"),
    ("The bank, which has no branches, was sold.", "no", "which has | branches"),
    ("He told reporters not to publish the names.", "not", "to publish the names"),
    ("He has some money but no debts.", "no", "He has | debts"),
    ("The firm has no money or friends.", "no", "The firm has | money or friends"),
    ("“We have never met him,” Peskov said.", "never", "We have | met him"),
    ("She was not elected president but appointed minister.", "not", "She was | elected president"),
]
PHRASES = [
    ("It operated without a licence for two years.", "without", "a licence"),
    ("He left without speaking to reporters.", "without", "speaking to reporters"),
    ("An unidentified gunman opened fire.", "un", "An | identified gunman"),
    ("The unfairly dismissed workers sued the company.", "un", "The | fairly dismissed workers"),
    ("His impatience cost him the job.", "im", "His | patience"),
]
PARTS = [
    ("The deal is illegal under German law.", "il", "The deal is | legal under German law"),
    ("The mayor called it unconstitutional.", "un", "The mayor called it | constitutional"),
    ("He had an unpleasant day.", "un", "He had an | pleasant day"),
    ("The workers are helpless.", "less", "The workers are help"),
    ("His wife disagreed with the claim.", "dis", "His wife | agreed with the claim"),
    ("He spoke fearlessly.", "less", "He spoke fear"),
]
PAIRS = [
    ("Neither Merkel nor Macron came.", "Neither nor", "Merkel | Macron came"),
    (
        "The plan is neither legal nor affordable.",
        "neither nor",
        "The plan is | legal | affordable",
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "cue", "scope"), CLAUSES + LIMITS + PHRASES + PARTS + PAIRS)
def test_a_cue_denies_its_clause_or_its_phrase(text: str, cue: str, scope: str) -> None:
    ((negation,),) = read_negations([text])
    assert shown(text, negation) == (cue, scope)


SEVERAL = [
    (
        "The two sides do not trust each other, nor do they talk.",
        [("not", "The two sides do | trust each other"), ("nor", "do they talk")],
    ),
    (
        "Police found no weapons and no drugs.",
        [("no", "Police found | weapons"), ("no", "Police found | drugs")],
    ),
    (
        "The plan is unwise and illegal.",
        [("un", "The plan is | wise"), ("il", "The plan is | legal")],
    ),
    (
        "He was not dissatisfied with it.",
        [("not", "He was | dissatisfied with it"), ("dis", "satisfied")],
    ),
    ("No, he left.", [("No", "")]),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_each_cue_has_a_scope_of_its_own(text: str, expected: list[tuple[str, str]]) -> None:
    (negations,) = read_negations([text])
    assert [shown(text, negation) for negation in negations] == expected


IDLE = [
    "He is a member, isn't he?",
    "It was a good offer, was it not?",
    "No doubt he will come.",
    "Not only Merkel came.",
    "He was none the less glad.",
    "She can hardly see the road.",
]


@pytest.mark.model
@pytest.mark.parametrize("text", IDLE)
def test_some_words_of_denial_deny_nothing(text: str) -> None:
    assert list(read_negations([text])) == [()]


@pytest.mark.model
def test_a_doubt_that_somebody_has_not_is_denied() -> None:
    text = "I have no doubt that he left."
    ((negation,),) = read_negations([text])
    assert shown(text, negation) == ("no", "I have | doubt that he left")


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("unhappy", "un"),
        ("unhappily", ""),
        ("uninvited", "un"),
        ("undoubtedly", "un"),
        ("untied", ""),
        ("unless", ""),
        ("under", ""),
        ("unemployment", "un"),
        ("impossible", "im"),
        ("important", ""),
        ("imposed", ""),
        ("impatience", "im"),
        ("insufferable", "in"),
        ("inadmissible", "in"),
        ("informed", ""),
        ("invaluable", ""),
        ("investments", ""),
        ("irregular", "ir"),
        ("illegally", "il"),
        ("disliked", "dis"),
        ("discharged", ""),
        ("nonviolent", "non"),
        ("useless", "less"),
        ("carelessness", "less"),
        ("regardless", ""),
        ("nevertheless", ""),
    ],
)
def test_a_part_denies_where_the_rest_is_a_word_that_it_can_deny(word: str, part: str) -> None:
    (node,) = make_nodes(f"{word} JJ root 0")
    found = denying_part(node)
    assert (found.of(word) if found else "") == part


@pytest.mark.parametrize("row", ["Unhappy NNP root 0", "Unlike IN root 0", "un-1 JJ root 0"])
def test_names_and_words_of_other_kinds_are_not_parted(row: str) -> None:
    (node,) = make_nodes(row)
    assert denying_part(node) is None


def test_marks_stand_in_a_scope_only_inside_a_word() -> None:
    """The words of a row are parted by a space each, those of the text as it is written."""
    nodes = make_nodes(
        """
        He PRP nsubj 4
        , , punct 4
        never RB advmod 4
        slept VBD root 0 sleep
        . . punct 4
        """
    )
    (negation,) = find_negations(nodes)
    text = "He , never slept ."
    assert shown(text, negation) == ("never", "He | slept")
