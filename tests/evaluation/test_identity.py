"""The task ``identity`` on articles written here, in the form of ECB+."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kgraph import ReadError, evaluate
from kgraph.evaluation.ecb import EcbText, GivenMention, read_ecb
from kgraph.evaluation.given_mentions import Group, group_mentions, read_phrase
from kgraph.evaluation.stories import find_stories, find_things
from kgraph.model import Annotation, Entity, Mention, Span
from tests.evaluation.ecb_files import sentence, write_ecb

ARTICLES = {
    "1_1ecb": [
        sentence("Actress Gina Moss has entered a clinic in Malibu .", moss="Gina Moss"),
        sentence("`` She needs rest , '' her agent said .", moss="She", agent="agent"),
    ],
    "1_2ecb": [
        sentence("The actress entered a Malibu clinic .", moss="actress", clinic="clinic"),
        sentence("Gina Moss needs rest , says her agent .", moss="Gina Moss", agent="agent"),
    ],
    "2_1ecb": [
        sentence(
            "A travel agent in Oslo sold forged tickets on Monday .", seller="agent", time="Monday"
        ),
    ],
}


def test_articles_are_put_together_of_their_words(tmp_path: Path) -> None:
    first, second, third = read_ecb(write_ecb(tmp_path, ARTICLES))
    assert first.text == (
        'Actress Gina Moss has entered a clinic in Malibu.\n\n"She needs rest," her agent said.'
    )
    shown = [[w.of(first.text) for w in mention.words] for mention in first.mentions]
    assert shown == [["Gina", "Moss"], ["She"], ["agent"]]
    assert [mention.chain for mention in second.mentions] == ["moss", "clinic", "moss", "agent"]
    assert [mention.chain for mention in third.mentions] == ["seller"]  # no times


def test_words_of_a_mention_need_not_be_neighbours(tmp_path: Path) -> None:
    path = write_ecb(tmp_path, {"1_1ecb": [sentence("Ann and Bob Lee", lee="Lee")]})
    rows = json.loads(path.read_text(encoding="utf-8"))
    rows[0]["tokens_number"] = [3, 0]
    path.write_text(json.dumps(rows), encoding="utf-8")
    (text,) = read_ecb(path)
    assert text.mentions[0].words == (Span(0, 3), Span(12, 15))


def lacks_a_word(path: Path) -> None:
    rows = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps([rows[0], rows[1] | {"sent_id": 9}]), encoding="utf-8")


def breaks_a_line(path: Path) -> None:
    corpus = path.with_name("X_corpus.txt")
    corpus.write_text("\n1_1ecb\t0\t0\tActress\t-\n1_1ecb\t0\tGina\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (
            lacks_a_word,
            r"X_Entity_gold_mentions\.json: mention 1: X_corpus\.txt lacks a word of it",
        ),
        (breaks_a_line, r"X_corpus\.txt:3: not a word of ECB\+; expected document, sentence"),
        (lambda p: p.write_text("{}"), r"X_Entity_gold_mentions\.json: unreadable at the start"),
        (lambda p: p.with_name("X_corpus.txt").unlink(), r"X_corpus\.txt: No such file"),
    ],
)
def test_broken_files_are_told_in_a_line(
    tmp_path: Path, spoil: Callable[[Path], object], message: str
) -> None:
    path = write_ecb(tmp_path, ARTICLES)
    spoil(path)
    with pytest.raises(ReadError, match=message) as caught:
        read_ecb(path)
    assert "\n" not in str(caught.value)


def test_another_file_than_that_of_the_mentions_is_refused(tmp_path: Path) -> None:
    path = write_ecb(tmp_path, ARTICLES)
    with pytest.raises(ReadError, match=r"no mentions of ECB\+; name the file whose name ends in"):
        read_ecb(path.with_name("X_corpus.txt"))


def spans(text: str) -> list[Span]:
    places, end = list[Span](), 0
    for word in text.split():
        start = text.index(word, end)
        end = start + len(word)
        places.append(Span(start, end))
    return places


@pytest.mark.parametrize(
    ("text", "words", "proper"),
    [
        ("in Los Angeles , California", ("los", "angeles"), True),
        ("the Promises Centre in Malibu", ("promises", "centre"), True),
        ("Reid 's rep", ("reid", "rep"), False),
        ("her people", ("people",), False),
        ("the man who killed four people", ("man",), False),
        ("country's", ("country",), False),
        ("herself", (), False),
        ("who", (), False),
        ("in", ("in",), False),
    ],
)
def test_a_phrase_is_what_stands_before_the_first_preposition(
    text: str, words: tuple[str, ...], *, proper: bool
) -> None:
    phrase = read_phrase(text, spans(text))
    assert tuple(word for word in phrase.words if word) == words
    assert phrase.proper == proper


TEXT = "Ann Lee came.\n\nThe star, who won, waved.\n\nHer fans saw the man who killed Ann Lee."


def span(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def given(*words: Span) -> GivenMention:
    return GivenMention(words, "")


def annotated(*mentions: Mention) -> Annotation:
    return Annotation("1", "en_x", (), mentions, ())


ANN = Mention("a", span("Ann Lee"), "Ann Lee", "Person", "name", "a", "Ann Lee")
STAR = Mention("s", span("star"), "star", "Person", "nominal", "a")
HER = Mention("h", span("Her"), "Her", "Person", "pronoun", "a")
LEE = Entity("e", "Person", "Ann Lee", (), ("p",), ("1",), 3)


def grouped(
    mentions: list[GivenMention], annotation: Annotation, chains: list[list[Span]]
) -> list[tuple[int, ...]]:
    text = EcbText("1", TEXT, tuple(mentions))
    return [group.mentions for group in group_mentions(text, annotation, chains, {"a": LEE})]


def test_mentions_of_one_cluster_are_one_entity_by_the_names_and_words_it_goes_by() -> None:
    text = EcbText("1", TEXT, (given(span("Lee")), given(span("Her")), given(span("man"))))
    one, other = group_mentions(text, annotated(ANN, STAR, HER), [], {"a": LEE})
    assert one == Group("1", (0, 1), "e", frozenset({"lee"}), frozenset({"lee", "star"}))
    assert other == Group("1", (2,), None, frozenset(), frozenset({"man"}))


def test_mentions_whose_heads_are_those_of_a_chain_are_one() -> None:
    mentions = [given(span("star")), given(span("fans"))]
    same = [[span("The star"), span("Her fans")]]
    assert grouped(mentions, annotated(), same) == [(0, 1)]


def test_a_mention_inside_a_phrase_of_a_chain_is_not_what_the_phrase_is() -> None:
    mentions = [given(span("Ann Lee", 1)), given(span("star"))]
    around = [[span("the man who killed Ann Lee"), span("The star")]]
    assert grouped(mentions, annotated(), around) == [(0,), (1,)]


def test_a_relative_pronoun_is_what_stands_before_it_in_its_sentence() -> None:
    mentions = [given(span("who")), given(span("star")), given(span("Ann Lee"))]
    assert grouped(mentions, annotated(), []) == [(0, 1), (2,)]
    assert grouped([given(span("Ann Lee")), given(span("who"))], annotated(), []) == [(0,), (1,)]


def test_what_kgraph_says_of_a_relative_pronoun_counts_more() -> None:
    mentions = [given(span("who")), given(span("star")), given(span("fans"))]
    assert grouped(mentions, annotated(), [[span("who"), span("fans")]]) == [(0, 2), (1,)]


def group(
    document: str, *heads: str, entity: str | None = None, names: tuple[str, ...] = ()
) -> Group:
    return Group(document, (0,), entity, frozenset(names), frozenset(heads))


def things(*groups: Group, stories: tuple[str, ...] = ("ab", "bc")) -> list[int]:
    """Return for each group the number of the first that is the same thing."""
    found = find_things(groups, frozenset(map(frozenset, stories)))
    return [found.index(thing) for thing in found]


def test_what_is_called_alike_in_one_story_is_one() -> None:
    assert things(group("a", "host"), group("b", "host"), group("d", "host")) == [0, 0, 2]
    assert things(group("a", "host"), group("a", "host"), group("a", "guest")) == [0, 0, 2]


def test_the_unnamed_is_who_is_called_so_elsewhere_in_the_story() -> None:
    star = group("a", "star", "lee", entity="e")
    assert things(star, group("b", "star")) == [0, 0]
    assert things(star, group("c", "star")) == [0, 1]
    assert things(star, group("b", "star"), group("c", "star")) == [0, 0, 0]  # by way of b


def test_of_several_that_are_called_so_more_than_half_have_to_be_one() -> None:
    groups = [group("a", "star", entity="e"), group("b", "star", entity="f")]
    assert things(*groups, group("b", "star")) == [0, 1, 2]
    assert things(*groups, group("c", "star", entity="f"), group("b", "star")) == [0, 1, 1, 1]


def test_two_entities_are_one_by_an_equal_name_and_by_nothing_less() -> None:
    groups = [
        group("a", "lee", entity="e", names=("ann lee",)),
        group("b", "lee", entity="f", names=("ann lee", "lee")),
        group("b", "lee", entity="g", names=("bob lee",)),
    ]
    assert things(*groups) == [0, 0, 2]
    assert things(*groups, stories=()) == [0, 1, 2]


def test_the_order_of_groups_changes_nothing() -> None:
    groups = [
        group("a", "star", "lee", entity="e"),
        group("b", "star"),
        group("c", "star", "guest"),
        group("d", "guest"),
    ]
    stories = frozenset(map(frozenset, ("ab", "bc", "cd")))
    forward, backward = find_things(groups, stories), find_things(groups[::-1], stories)
    assert forward == backward[::-1] == ("e",) * 4


@pytest.mark.parametrize(
    ("left", "right", "named", "one"),
    [
        ("abc", "abc", False, True),
        ("ab", "ab", True, False),  # too little to tell
        ("abcdefghij", "abcklmnopqrst", False, True),  # 3 of 20
        ("abcdefghij", "abcklmnopqrstu", False, False),  # 3 of 21
        ("abcdefghijklmno", "abcpqrstuvwxyzABC", True, True),  # 3 of 15, and a name
        ("abcdefghijklmnop", "abcqrstuvwxyzABCD", True, False),  # 3 of 16
        ("abcdefghijklmno", "abcpqrstuvwxyzABC", False, False),
    ],
)
def test_stories_share_words_and_names(left: str, right: str, *, named: bool, one: bool) -> None:
    stems = {"1": frozenset(left), "2": frozenset(right)}
    names = {"1": frozenset({"e"}), "2": frozenset({"e"} if named else ())}
    assert bool(find_stories(stems, names)) == one


@pytest.mark.model
def test_the_corpus_is_one_document_and_all_answers_are_scored(tmp_path: Path) -> None:
    scores = evaluate("identity", write_ecb(tmp_path, ARTICLES))
    assert scores.counts == {"articles": 3, "chains": 4, "mentions": 8, "stories": 1}
    found = scores.scores
    # for the baseline "agent" of all three articles is one, and "Moss" of two
    assert found["baseline.muc.recall"] == pytest.approx(2 / 4)
    assert found["baseline.muc.precision"] == pytest.approx(2 / 3)
    assert (found["stories.muc.recall"], found["stories.muc.precision"]) == (2 / 4, 1)
    assert found["muc.recall"] == 1
    assert found["b3.f1"] == found["ceafe.f1"] == found["conll"] == 1
    assert found["entities.b3.precision"] == 1
    assert found["entities.muc.recall"] < 1
