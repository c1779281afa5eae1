"""Who says what, with the shipped pipeline: speakers of clauses, and the names in what is said."""

import pytest

from kgraph.language import annotate
from kgraph.model import Annotation, Article

pytestmark = pytest.mark.model


def annotated(text: str) -> Annotation:
    return next(annotate([Article(id="a", text=text)]))


def speakers(text: str, word: str) -> list[str]:
    """Return who says the clause of one word of a text, innermost first."""
    found = annotated(text).clauses
    (clause,) = [c for c in found if c.trigger.of(text) == word and c.rule != "nominal"][:1]
    return [level.words for level in clause.attribution]


def topics(text: str, word: str) -> list[str]:
    found = annotated(text).clauses
    (clause,) = [c for c in found if c.trigger.of(text) == word][:1]
    return [a.span.of(text) for a in clause.arguments if a.role == "topic"]


SPOKEN = [
    ("The minister said that Greece bought Sony.", "bought", ["The minister"]),
    ("The minister insisted Greece bought Sony.", "bought", ["The minister"]),
    ("The minister said on Monday in Athens that Greece bought Sony.", "bought", ["The minister"]),
    ("Greece bought Sony, two people said.", "bought", ["two people"]),
    (
        "Greece bought Sony, said people familiar with the matter.",
        "bought",
        ["people familiar with the matter"],
    ),
    ("Greece, the minister said, bought Sony.", "bought", ["the minister"]),
    ("According to the minister, Greece bought Sony.", "bought", ["the minister"]),
    ("Greece bought Sony, according to the minister.", "bought", ["the minister"]),
    ("The minister accused Sony of buying votes.", "buying", ["The minister"]),
    ("Sony was accused by Anna Schmidt of buying votes.", "buying", ["Anna Schmidt"]),
    ("The minister urged Sony to buy Nokia.", "buy", ["The minister"]),
    ("The minister asked for Sony to be sold.", "sold", ["The minister"]),
    ("The minister issued a statement saying that Greece bought Sony.", "bought", ["The minister"]),
    ("The minister resigned, adding that Greece bought Sony.", "bought", ["The minister"]),
    ("The minister used a speech to announce that Greece bought Sony.", "bought", ["The minister"]),
    ("The minister denied buying Sony.", "buying", ["The minister"]),
    ("A letter from the minister said that Greece bought Sony.", "bought", ["the minister"]),
    ("The minister's report found that Greece bought Sony.", "bought", ["The minister"]),
    ("The minister voiced the hope that Greece bought Sony.", "bought", ["The minister"]),
    ("The minister is convinced that Greece bought Sony.", "bought", ["The minister"]),
    ("The minister made it clear that Greece bought Sony.", "bought", ["The minister"]),
    ("The ministry claims that Greece bought Sony.", "bought", ["The ministry"]),
    ("Greece bought Sony, Anna Schmidt, the minister, said.", "bought", ["Anna Schmidt"]),
    ("Greece, said Anna Schmidt, has bought Sony.", "bought", ["Anna Schmidt"]),
    (
        "The lawyer said the minister had denied buying Sony.",
        "buying",
        ["the minister", "The lawyer"],
    ),
    (
        "The minister denies the charge and claims that Greece bought Sony.",
        "bought",
        ["The minister"],
    ),
    ("He rejected the minister's claim that Greece bought Sony.", "bought", ["the minister"]),
    ("Greece, the minister said on Monday, bought Sony.", "bought", ["the minister"]),
    ("In the minister's view, Greece bought Sony.", "bought", ["the minister"]),
    (
        "Peter Brown phoned her on Friday evening to say Greece bought Sony.",
        "bought",
        ["Peter Brown"],
    ),
    (
        "The minister said that Greece had paid, and had bought Sony.",
        "bought",
        ["The minister"],
    ),
]

UNSPOKEN = [
    ("The court ruled that Greece was poor, rejecting a complaint by Sony.", "rejecting"),
    ("The minister said Greece was poor, and sold Sony.", "sold"),
    ("The minister said that Greece was poor, but Germany bought Sony.", "bought"),
    ("The minister said that Anna Schmidt, who bought Sony, was rich.", "bought"),
    ("The court found that Greece was poor, as Germany had alleged, dismissing it.", "dismissing"),
    ("The minister denied taking money from the bank, which bought Sony.", "bought"),
    ("Anna Schmidt, who bought Sony, has resigned, the minister said.", "bought"),
    ("The minister said he liked the firm, now owned by Greece.", "owned"),
    ("Anna Schmidt, who bought Sony, resigned, according to the minister.", "bought"),
    ("The deal does not mention Sony, the company that Greece bought.", "bought"),
    ("The minister asked Nokia to leave because Greece bought Sony.", "bought"),
    ("The minister asked Sony to leave and bought Nokia.", "bought"),
    ("Anna Schmidt, the head of the bank, announced the sale.", "announced"),
    ("The ministry called the step a mistake and vowed to buy Sony.", "buy"),
    ("The minister announced the sale yesterday. Greece bought Sony.", "bought"),
]


@pytest.mark.parametrize(("text", "word", "expected"), SPOKEN, ids=[text for text, _, _ in SPOKEN])
def test_what_is_reported_has_its_speaker(text: str, word: str, expected: list[str]) -> None:
    assert speakers(text, word) == expected


@pytest.mark.parametrize(("text", "word"), UNSPOKEN, ids=[text for text, _ in UNSPOKEN])
def test_what_the_article_says_itself_has_no_speaker(text: str, word: str) -> None:
    assert speakers(text, word) == []


QUOTED = [
    ("“Greece bought Sony,” said the head of the bank.", "the head of the bank"),
    ("“Greece bought Sony”, the minister said.", "the minister"),
    ("\u2018Greece bought Sony\u2019s shares,\u2019 the minister said.", "the minister"),
    ("'Greece bought Sony,' the minister said.", "the minister"),
    ('"Why? Greece bought Sony!" the minister shouted.', "the minister"),
    ('The minister said: "Greece bought Sony. It is over.', "The minister"),
    ('The minister spoke to reporters in Athens, "Greece bought Sony."', "The minister"),
    ('"It is over," the minister said, "since Greece bought Sony."', "the minister"),
    ('The minister said: "It is over.\n\n"Greece bought Sony."', "The minister"),
    ('"It is over," the minister said.\n\n"Greece bought Sony."', "the minister"),
    ('The minister told the court:\n\n"Greece bought Sony."', "The minister"),
    ("“We lost,” the minister said. “Greece bought Sony.”", "the minister"),
]


@pytest.mark.parametrize(("text", "speaker"), QUOTED, ids=[text for text, _ in QUOTED])
def test_a_quote_has_the_speaker_that_its_place_tells(text: str, speaker: str) -> None:
    assert speakers(text, "bought") == [speaker]


def test_the_person_with_a_title_speaks_and_not_whom_the_title_names() -> None:
    text = "“Greece is poor,” said Sony Director Anna Schmidt."
    (clause,) = [c for c in annotated(text).clauses if c.trigger.of(text) == "said"]
    subjects = [a.span.of(text) for a in clause.arguments if a.role == "subject"]
    assert subjects == ["Anna Schmidt"]


def test_a_court_of_a_country_speaks_in_its_own_name() -> None:
    text = "A German court ruled that Sony bought Nokia."
    (clause,) = [c for c in annotated(text).clauses if c.trigger.of(text) == "bought"]
    assert [(s.speaker, s.words) for s in clause.attribution] == [(None, "A German court")]


NAMED = [
    ("Anna Schmidt said that Sony bought Nokia.", "said", ["Sony", "Nokia"]),
    ("Sony, Anna Schmidt wrote, had not shown that Nokia was poor.", "wrote", ["Sony", "Nokia"]),
    ("Anna Schmidt asked the minister to meet Peter Brown.", "asked", ["Peter Brown"]),
    ("Anna Schmidt accused the firm of helping Russia.", "accused", ["Russia"]),
    ("Anna Schmidt branded the man a friend of Russia.", "branded", ["Russia"]),
    ("Anna Schmidt denied ties to Russia.", "denied", ["Russia"]),
    ("According to Anna Schmidt, Sony bought Nokia.", "According", ["Sony", "Nokia"]),
    ("Sony has bought Nokia, according to its boss, Anna Schmidt.", "according", ["Sony", "Nokia"]),
    ("Anna Schmidt said all the profit went to Sony.", "said", ["Sony"]),
    ("Anna Schmidt said that Sony was rich and that Sony was big.", "said", ["Sony"]),
    ("Anna Schmidt said that Anna Schmidt was rich.", "said", []),
    ("Sony, said Anna Schmidt, head of the bank, has won.", "said", ["Sony"]),
]


@pytest.mark.parametrize(("text", "word", "expected"), NAMED, ids=[text for text, _, _ in NAMED])
def test_each_name_in_what_is_said_is_a_topic_once(
    text: str, word: str, expected: list[str]
) -> None:
    assert topics(text, word) == expected


def test_an_apposition_in_reported_speech_is_the_words_of_the_article() -> None:
    text = "Anna Schmidt noted that Peter Brown, the head of Sony, had resigned."
    spoken = {c.rule: bool(c.attribution) for c in annotated(text).clauses}
    assert spoken["apposition"] is False
    assert speakers(text, "resigned") == ["Anna Schmidt"]


def test_a_rumour_is_said_by_nobody_that_is_named() -> None:
    assert speakers("He paid over allegations that Greece bought Sony.", "bought") == [
        "a speaker the article does not name here"
    ]


def test_words_in_quotes_that_were_parsed_with_their_sentence_are_reported() -> None:
    text = 'Maya Lee said Cummings "worked until his last breath".'
    assert speakers(text, "worked") == ["Maya Lee"]


@pytest.mark.parametrize("marks", [("“", "”"), ('"', '"'), ("''", "''"), ("``", "''")])
def test_a_quote_that_its_cue_parts_is_one_saying(marks: tuple[str, str]) -> None:
    text = "“Greece has won,” said Anna Schmidt. “Sony has lost the race.” Nobody knew."
    text = text.replace("“", marks[0]).replace("”", marks[1])
    (saying,) = annotated(text).sayings
    parts = (saying.phrase, saying.cue, *saying.content)
    assert [part and part.of(text).strip("“”`\"',") for part in parts] == [
        "Anna Schmidt",
        "said",
        "Greece has won",
        "Sony has lost the race.",
    ]
    assert saying.manner == "quoted"


SAID_OF = [
    ("Anna Schmidt rejected the plan of Sony.", "Anna Schmidt", "the plan of Sony"),
    ("The deal was endorsed by Anna Schmidt.", "Anna Schmidt", "The deal"),
    ("The minister called for an end to the war.", "The minister", "an end to the war"),
    ("The minister promised to leave the club.", "The minister", "to leave the club"),
]


@pytest.mark.parametrize(("text", "speaker", "content"), SAID_OF)
def test_what_is_told_or_judged_is_said(text: str, speaker: str, content: str) -> None:
    (saying,) = annotated(text).sayings
    assert saying.phrase is not None
    assert (saying.phrase.of(text), [s.of(text) for s in saying.content]) == (speaker, [content])


def test_what_i_think_in_a_quote_is_the_quotes() -> None:
    text = "“I think that Greece has bought Sony,” said Anna Schmidt on Monday."
    (saying,) = annotated(text).sayings
    assert saying.cue is not None
    assert saying.cue.of(text) == "said"


@pytest.mark.parametrize("text", ["Greece bought Sony.", "Greece opened the talks."])
def test_a_deed_is_no_saying(text: str) -> None:
    assert annotated(text).sayings == ()


TURNS = [
    "Ann Lee met us.\n\n((RS)) Hello?\n\n((Ann Lee)) Google sued Apple.\n\n((RS)) Thanks.\n",
    "Ann Lee met us.\n\nReporter: Hello?\n\nAnn Lee: Google sued Apple.\n\nReporter: Thanks.\n",
]


@pytest.mark.parametrize("text", TURNS)
def test_a_turn_of_an_interview_is_said_by_whom_its_label_names(text: str) -> None:
    assert speakers(text, "sued") == ["Ann Lee"]
    assert speakers(text, "met") == []


def test_what_follows_a_turn_goes_on_until_the_next_label() -> None:
    text = (
        "((RS)) Hm?\n\n((Ann Lee)) Yes.\n\nGoogle sued Apple.\n\n((RS)) Ah.\n\nSony bought Nokia.\n"
    )
    assert speakers(text, "sued") == ["Ann Lee"]
    assert speakers(text, "bought") == []


@pytest.mark.parametrize(
    "text",
    [
        "London: Google sued Apple.\n\nParis: Sony bought Nokia.\n\nRome: It rained.\n",
        "((Photo)) Google sued Apple.\n\nIt rained.\n",
    ],
)
def test_a_word_before_a_colon_is_no_speaker(text: str) -> None:
    assert speakers(text, "sued") == []
