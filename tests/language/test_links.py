"""Noun phrases, and which of them mean the same thing; the texts are invented."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.language import annotate, read_chains, read_phrases
from kgraph.language.link_features import LINKS, pair_phrases
from kgraph.language.link_model import link_model, read_link_model, write_link_model
from kgraph.language.links import Links
from kgraph.language.phrase_traits import GENDERS, TRAITS
from kgraph.model import Article

pytestmark = pytest.mark.model

PLAN = (
    "Anna Schmidt wrote a plan for the city in March. The plan was long, but it was clear, and "
    "she was proud of it."
)


def chains(text: str) -> list[list[str]]:
    """Return the words of the chains of a text."""
    (found,) = read_chains([Article(id="a", text=text)])
    return [[span.of(text) for span in chain] for chain in found]


def phrases(text: str) -> list[str]:
    """Return the words of the noun phrases of a text."""
    ((_, spans),) = read_phrases([Article(id="a", text=text)])
    return [span.of(text) for span in spans]


def means(text: str, word: str) -> str:
    """Return the name of what the last mention of a word refers to, empty where it is nothing."""
    annotation = next(annotate([Article(id="a", text=text)]))
    mentions = {mention.id: mention for mention in annotation.mentions}
    found = [mention for mention in annotation.mentions if mention.text == word]
    return mentions[found[-1].cluster].name if found else ""


def test_things_without_a_name_have_chains() -> None:
    found = chains(PLAN)
    assert any({"The plan", "it"} <= set(chain) for chain in found)
    assert any({"Anna Schmidt", "she"} <= set(chain) for chain in found)


def test_a_phrase_is_whole_and_ends_with_a_word() -> None:
    found = phrases("The old mayor of the town, who is ill, met Ann Lee's brother and Peter Brown.")
    assert "The old mayor of the town, who is ill" in found
    assert "Peter Brown" in found
    assert "Ann Lee's" in found
    assert any(words.endswith("and Peter Brown") for words in found)
    assert not any(words.endswith((",", ".")) for words in found)


def test_an_empty_it_is_in_no_chain() -> None:
    found = chains("The firm has a plan. It is clear that Ann Lee left. The plan is good.")
    assert not any("It" in chain for chain in found)


def test_they_take_up_a_plural() -> None:
    found = chains("The farmers came to town with a cow. They sold the milk that they had.")
    assert any({"The farmers", "They", "they"} <= set(chain) for chain in found)


def test_i_is_one_person_in_a_quote() -> None:
    text = 'The firm grew. "I love my work, and I will stay," Anna Schmidt said.'
    assert any({"I", "my"} <= set(chain) for chain in chains(text))


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Peter Brown met Anna Schmidt in Turin. Later she praised the town.", "she",
         "Anna Schmidt"),
        ("Anna Schmidt met Peter Brown in Turin. Later he praised the town.", "he", "Peter Brown"),
        ("Ursula called Martin. Then he left for Rome.", "he", "Martin"),
    ],
)  # fmt: skip
def test_gender_tells_whom_a_pronoun_means(text: str, word: str, name: str) -> None:
    assert means(text, word) == name


def test_a_first_name_tells_a_gender() -> None:
    ((traits, spans),) = read_phrases(
        [Article(id="a", text="Deborah Novak smiled. Then she thanked Peter Petrov.")]
    )
    told = [GENDERS[code] for code in traits.codes["gender"]]
    assert (told[0], told[-1], len(told)) == ("she", "he", len(spans))


def test_a_link_of_a_pronoun_tells_its_reason() -> None:
    texts = (
        "Peter Brown had lunch with the old mayor, and he smiled.",
        "Anna Schmidt fled. Petr Havel met Olga Babic, who said that her car was safe.",
    )
    for annotation in annotate(Article(id=text[:5], text=text) for text in texts):
        pronouns = [m for m in annotation.mentions if m.kind == "pronoun"]
        assert pronouns
        assert all(m.why.startswith(f"{m.text}: ") for m in pronouns)


def test_features_keep_to_their_tables() -> None:
    ((traits, _),) = read_phrases([Article(id="a", text=f'{PLAN} "We met her," said Mr Brown.')])
    pairs = pair_phrases(traits)
    for codes, sizes in ((traits.codes, TRAITS), (pairs.codes, LINKS)):
        assert list(codes) == list(sizes)
        assert all(0 <= codes[name].min() <= codes[name].max() < sizes[name] for name in sizes)
    assert (pairs.earlier < pairs.later).all()


def test_a_model_is_what_was_written(tmp_path: Path) -> None:
    write_link_model(link_model(), tmp_path / "links.npz")
    read = read_link_model(tmp_path / "links.npz")
    assert all(np.array_equal(read.weights[k], v) for k, v in link_model().weights.items())


def test_shares_of_a_pronoun_are_parts_of_one() -> None:
    text = "Anna Schmidt met Olga Babic. She smiled. Her car was red."
    ((traits, _),) = read_phrases([Article(id="a", text=text)])
    for shares in Links.of(traits, link_model()).shares().values():
        assert 0 < sum(shares.values()) <= 1 + 1e-6
        assert list(shares.values()) == sorted(shares.values(), reverse=True)


SENTENCES = st.lists(
    st.sampled_from(
        [
            "Anna Schmidt met the mayor.", "She praised it.", "The plan failed.", "They left.",
            "“I like them,” he said.", "His wife and the dog sleep.", "It rains.", "Nokia grew.",
            "The company sold its ships, which were old.", "\n\n", "This is why.", "🙂 (?)", "",
        ]
    ),
    max_size=8,
)  # fmt: skip


@given(SENTENCES)
def test_chains_are_disjoint_sets_of_spans(sentences: list[str]) -> None:
    text = " ".join(sentences)
    (found,) = read_chains([Article(id="a", text=text)])
    spans = [span for chain in found for span in chain]
    assert len(spans) == len(set(spans))
    assert all(len(chain) > 1 and list(chain) == sorted(chain) for chain in found)
    assert list(found) == sorted(found)
    assert all(span.of(text).strip() == span.of(text) != "" for span in spans)
    assert list(read_chains([Article(id="a", text=text)])) == [found]
