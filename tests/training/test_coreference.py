"""Learning which noun phrase takes up which, from a corpus made by hand."""

from pathlib import Path

import numpy as np

from kgraph.evaluation.coreference import read_chained
from kgraph.language import read_phrases
from kgraph.language.phrase_traits import GENDERS
from kgraph.model import Article
from kgraph.training.coreference import find_examples, training_files, without_genders
from kgraph.training.first_names import count_genders, shares
from kgraph.training.link_learning import learn

ROWS = [
    ("Anna", "NNP", 3, "nsubj", "(1(2)"), ("Lee", "NNP", 1, "flat", "1)"),
    ("met", "VBD", 0, "root", ""), ("him", "PRP", 3, "obj", "(3)"), (".", ".", 3, "punct", ""),
]  # fmt: skip


def write_document(folder: Path, name: str) -> None:
    """Write a document of two sentences, in which "She" takes up "Anna Lee"."""
    lines = [f"# newdoc id = {name}", "# newpar", "# sent_id = 1"]
    for number, (word, tag, head, relation, marks) in enumerate(ROWS, 1):
        misc = "|".join(m for m in (f"Entity={marks}" if marks else "", "MSeg=-") if m)
        lines.append(f"{number}\t{word}\t{word}\tX\t{tag}\t_\t{head}\t{relation}\t_\t{misc}")
    lines += ["", "# newpar", "# sent_id = 2"]
    lines.append("1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(1)")
    lines.append("2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No")
    lines.append("3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_")
    (folder / f"{name}.conllu").write_text("\n".join([*lines, "", ""]), encoding="utf-8")


def test_a_document_has_the_chains_that_its_brackets_mark(tmp_path: Path) -> None:
    write_document(tmp_path, "GUM_news_one")
    [text] = read_chained([tmp_path / "GUM_news_one.conllu"])
    assert text.text.split("\n\n")[1].strip() == "She left."
    words = {tuple(span.of(text.text) for span in chain) for chain in text.chains}
    assert words == {("Anna Lee", "She"), ("Anna",), ("him",)}


def test_documents_that_are_measured_teach_nothing(tmp_path: Path) -> None:
    for folder in ("ontogum", "ud_gum"):
        (tmp_path / folder).mkdir()
    for name in ("GUM_news_one", "GUM_news_two"):
        write_document(tmp_path / "ontogum", name)
    write_document(tmp_path / "ud_gum", "GUM_news_two")
    (tmp_path / "ud_gum" / "GUM_news_two.conllu").rename(tmp_path / "ud_gum" / "train.conllu")
    assert [file.stem for file in training_files(tmp_path)] == ["GUM_news_two"]


def test_what_is_right_is_learnt_and_the_same_again(tmp_path: Path) -> None:
    write_document(tmp_path, "GUM_news_one")
    [text] = read_chained([tmp_path / "GUM_news_one.conllu"])
    examples = list(find_examples([text]))
    right = [example.right.sum() for example in examples]
    assert right == [1, 1]
    assert [example.asked.sum() for example in examples] == [len(examples[0].asked), 1]
    first, second = (learn(examples, epochs=12) for _ in range(2))
    assert all(np.array_equal(first.weights[k], second.weights[k]) for k in first.weights)
    links = np.asarray(examples[0].pairs @ first.weights["pair_direct"])
    assert links[examples[0].right].min() > links[~examples[0].right].max()


def test_hidden_genders_leave_those_of_pronouns() -> None:
    ((traits, spans),) = read_phrases([Article(id="a", text="Anna Schmidt left. She smiled.")])
    hidden = without_genders(traits)
    told = [GENDERS[code] for code in hidden.codes["gender"]]
    assert dict(zip((s.start for s in spans), told, strict=True)) == {0: "open", 19: "she"}


def test_pronouns_and_titles_tell_the_gender_of_first_names() -> None:
    women, men = count_genders(
        ["Jana Novak said she won. Ms Jana Weber left.", "Vasil Petrov sold his car."]
    )
    assert (women["Jana"], men["Jana"], men["Vasil"]) == (2, 0, 1)
    women.update({"Anna": 50, "Peter": 5})
    men.update({"Peter": 50, "Anna": 5})
    found = shares(women, men, frozenset({"Jana"}))
    assert found["Jana"] > 90
    assert "Vasil" not in found
