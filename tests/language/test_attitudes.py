"""What speakers' words tell of their attitude, with the shipped pipeline."""

import pytest

from kgraph.language import annotate
from kgraph.language.attitudes import ATTITUDE
from kgraph.model import Article, Clause

pytestmark = pytest.mark.model


def clauses(text: str) -> tuple[Clause, ...]:
    return next(annotate([Article(id="a", text=text)])).clauses


def attitudes(text: str) -> set[tuple[str, str, str]]:
    """Return (speaker, lemma, other end) of each attitude of a text."""
    found = set[tuple[str, str, str]]()
    for clause in clauses(text):
        ends = {a.role: a.phrase.of(text) for a in clause.arguments}
        if clause.rule == ATTITUDE:
            other = ends.get("object") or ends.get("complement", "")
            found.add((ends["subject"], clause.lemma, other))
    return found


HELD = [
    ("The mayor said that Sony had misled the public.", "lay blame on", "Sony"),
    ("Sony has broken the law, the mayor said.", "lay blame on", "Sony"),
    ("“Greece was behind the attack,” the mayor said.", "lay blame on", "Greece"),
    ("The mayor said all the evidence pointed to Greece.", "lay blame on", "Greece"),
    ("The mayor blamed the attack on Greece.", "lay blame on", "Greece"),
    ("The mayor said that the culprit was Greece.", "lay blame on", "Greece"),
    ("The mayor argued that Sony ignored the law.", "speak ill of", "Sony"),
    ("The mayor has called Anna Schmidt a liar.", "speak ill of", "Anna Schmidt"),
    ("The mayor said Sony was not effective.", "speak ill of", "Sony"),
    ("The mayor branded Anna Schmidt a coward.", "speak ill of", "Anna Schmidt"),
    ("The mayor said Sony was neither honest nor fair.", "speak ill of", "Sony"),
    ("The mayor fumed that Sony had moved its office.", "speak ill of", "Sony"),
    ("The mayor said Sony should have intervened.", "speak ill of", "Sony"),
    ("The mayor said Sony ought to have intervened.", "speak ill of", "Sony"),
    ("The mayor said Sony was to blame for the leak.", "lay blame on", "Sony"),
    ("The mayor wants Sony to pay.", "call to act", "Sony"),
    ("The mayor wants the Sony plan scrapped.", "want stopped", "the Sony plan"),
    ("The mayor warned against trusting Sony.", "advise against", "Sony"),
    ("The mayor described Anna Schmidt as a true friend.", "speak well of", "Anna Schmidt"),
    ("The mayor said Sony must act.", "call to act", "Sony"),
    ("The mayor demanded that Sony pay.", "call to act", "Sony"),
    ("The mayor told Sony to pay.", "call to act", "Sony"),
    ("The mayor has called for Sony to pay.", "call to act", "Sony"),
    ("The mayor threatened to sue Sony.", "threaten", "Sony"),
    ("The mayor advised people to avoid Sony phones.", "advise against", "Sony phones"),
    ("The mayor urged people not to buy Sony phones.", "advise against", "Sony phones"),
    ("The mayor warned that Sony could harm children.", "advise against", "Sony"),
    ("The mayor said he would respect the ruling.", "promise", "respect the ruling"),
    ("“We will rebuild Athens,” the mayor promised.", "promise", "rebuild Athens"),
]


@pytest.mark.parametrize(("text", "lemma", "other"), HELD)
def test_an_attitude_is_read_off_what_a_speaker_says(text: str, lemma: str, other: str) -> None:
    assert {(lemma, other)} == {found[1:] for found in attitudes(text)}
    assert {"mayor"} == {found[0].split()[-1] for found in attitudes(text)}


NOT_HELD = [
    "The mayor denied that Sony had misled the public.",
    "The mayor asked whether Sony had misled the public.",
    "The mayor said that Sony had not misled the public.",
    "The mayor said there was no evidence that Sony had misled the public.",
    "Sony said that it had misled the public.",
    "Sony misled the public.",
    "The mayor said Sony's sales were strong.",
    "The mayor said Sony was not a threat.",
    "The mayor said that Sony should have won.",
    "The mayor complained that Sony was sold too cheaply.",
]


@pytest.mark.parametrize("text", NOT_HELD)
def test_no_attitude_is_read_where_none_is_told(text: str) -> None:
    assert attitudes(text) == set()


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("The mayor attacked Sony for spending millions.", "attack with words"),
        ("The mayor attacked Sony over the budget.", "attack with words"),
        ("The mayor dismissed Anna Schmidt as a clown.", "attack with words"),
        ("Greece attacked Turkey for two days.", "attack"),
        ("Greece attacked Turkey.", "attack"),
        ("The mayor asked Anna Schmidt to help.", "ask"),
        ("The mayor asked Anna Schmidt for money.", "ask"),
        ("The mayor asked Anna Schmidt how it began.", "ask a question"),
        ("The mayor asked Anna Schmidt whether it rained.", "ask a question"),
    ],
)
def test_verbs_of_two_senses_have_the_lemma_of_theirs(text: str, lemma: str) -> None:
    assert lemma in {clause.lemma for clause in clauses(text)}


def test_an_attitude_is_told_by_the_article_where_its_speaker_speaks_in_it() -> None:
    text = "Peter Brown said that the mayor had called Anna Schmidt a liar."
    (clause,) = [c for c in clauses(text) if c.rule == ATTITUDE]
    assert [level.words for level in clause.attribution] == ["Peter Brown"]


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Britain has fined Sony. The mayor welcomed the decision.", "Britain"),
        ("Sony contests a British decision. The mayor welcomed the decision.", "British"),
        ("Sony bought Nokia. The mayor welcomed the deal.", "Sony"),
        ("The mayor welcomed the decision.", ""),
        ("Britain upheld the ruling.", ""),
    ],
)
def test_an_act_told_before_stands_for_who_did_it(text: str, means: str) -> None:
    annotation = next(annotate([Article(id="a", text=text)]))
    names = {m.id: m.text for m in annotation.mentions}
    last = [c for c in annotation.clauses if c.lemma in {"welcome", "uphold"}]
    ends = [a for c in last for a in c.arguments if a.role == "object"]
    assert [names.get(a.mention or "", "") for a in ends] == ([means] if ends else [])


def test_who_accuses_may_hang_on_the_charge() -> None:
    text = "Sony was accused of fraud by Anna Schmidt."
    (clause,) = [c for c in clauses(text) if c.lemma == "accuse"]
    ends = {a.role: a.span.of(text) for a in clause.arguments}
    assert (ends["subject"], ends["object"]) == ("Anna Schmidt", "Sony")


def test_what_somebody_is_the_first_to_do_has_come_true() -> None:
    text = "Anna Schmidt was the first to criticize Sony."
    assert {c.modality for c in clauses(text) if c.lemma == "criticize"} == {"actual"}


def test_what_somebody_is_told_to_be_so_is_not_told_to_be_done() -> None:
    text = "The mayor told reporters that Sony was selling Nokia."
    (clause,) = [c for c in clauses(text) if c.lemma == "sell"]
    assert clause.modality == "actual"
