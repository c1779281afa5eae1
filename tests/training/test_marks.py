"""What is written for the teacher, and its marks read back; the teacher itself is not asked."""

import json
from pathlib import Path

import numpy as np
import spacy
from spacy.tokens import Doc, Span

from kgraph.training.marks import name_texts, read_marks, tree_docs
from kgraph.training.material import Labels, Material
from kgraph.training.teacher.arrays import NAME_TAGS, NO_LABEL, pieces_of, read_arrays

NLP = spacy.blank("en")
SENTENCES = ("Ada banned the old firms .", "The firms of Ada sued her again .")


def tree(words: str) -> Doc:
    forms = words.split()
    return Doc(
        NLP.vocab,
        words=forms,
        tags=["NNP" if form == "Ada" else "X" for form in forms],
        heads=[1] * len(forms),
        deps=["ROOT" if index == 1 else "dep" for index in range(len(forms))],
        sent_starts=[index == 0 for index in range(len(forms))],
    )


def named(words: str) -> Doc:
    doc = Doc(NLP.vocab, words=words.split())
    names = [Span(doc, t.i, t.i + 1, label="PERSON") for t in doc if t.text == "Ada"]
    doc.set_ents(names, missing=[doc[-1:]])
    return doc


def write(folder: Path) -> Labels:
    words = folder / "words.txt"
    words.write_text("\n".join([*SENTENCES, SENTENCES[0], "too short"]) + "\n", encoding="utf-8")
    material = Material(folder / "material")
    material.add_open(words)
    trees = [tree(sentence) for sentence in SENTENCES] * 3
    labels = Labels.of(trees)
    labels.write(folder / "material" / "labels.json")
    material.add_trees("train", trees, labels)
    material.add_names("gold", [named(sentence) for sentence in SENTENCES])
    material.write()
    return labels


def test_words_of_all_texts_are_numbered_alike(tmp_path: Path) -> None:
    write(tmp_path)
    folder = tmp_path / "material"
    types = json.loads((folder / "types.json").read_text(encoding="utf-8"))
    open_text = read_arrays(folder / "open.npz")
    assert open_text["offsets"].tolist() == [0, 6, 14]
    assert [types[number] for number in open_text["words"]] == " ".join(SENTENCES).split()
    names = read_arrays(folder / "names-gold.npz")
    assert names["words"].tolist() == open_text["words"].tolist()
    assert names["names"].tolist() == [1, 0, 0, 0, 0, NO_LABEL, 0, 0, 0, 1, 0, 0, 0, NO_LABEL]
    pieces, word_of, counts = pieces_of(read_arrays(folder / "types.npz"), np.array([0, 1, 0]))
    assert len(pieces) == len(word_of) == counts.sum()
    assert counts[0] == counts[2]


def test_labels_are_read_as_they_were_written(tmp_path: Path) -> None:
    labels = write(tmp_path)
    again = Labels.read(tmp_path / "material" / "labels.json")
    assert (again.tags, again.deps) == (labels.tags, labels.deps)
    arrays = again.arrays([tree(SENTENCES[0])])
    assert arrays["heads"].tolist() == [1] * 6
    assert [again.tags[number] for number in arrays["tags"]] == ["NNP", *["X"] * 5]


def test_marks_become_trees_and_names(tmp_path: Path) -> None:
    labels = write(tmp_path)
    arrays = labels.arrays([tree(sentence) for sentence in SENTENCES])
    count = len(arrays["heads"])
    whole = np.ones(count, bool)
    whole[-1] = False  # the second paragraph's last word leads to no root
    names = [int(form == "Ada") for form in " ".join(SENTENCES).split()]
    doubt = [0] * 9 + [100] + [0] * 4
    (tmp_path / "marks").mkdir()
    np.savez(
        tmp_path / "marks" / "part-0.npz",
        **arrays,
        units=[0, 1],
        offsets=[0, 6, 14],
        whole=whole,
        names=names,
        tree_doubt=[0] * count,
        name_doubt=doubt,
    )
    marked = list(read_marks(tmp_path / "material", tmp_path / "marks"))
    (doc,) = tree_docs(NLP.vocab, marked, labels, size=100)
    assert doc.to_json() == tree(SENTENCES[0]).to_json()
    first, second = name_texts(marked, size=100)
    assert first.tags == ("B-PERSON", "O", "O", "O", "O", "O")
    assert second.tags == ("O", "O", "O", "?", "O", "O", "O", "O")
    assert [text.words for text in name_texts(marked, size=1)] == [first.words]
    assert NAME_TAGS[1] == "B-PERSON"
