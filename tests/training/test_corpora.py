"""Every corpus has a small reader; these are a few lines in the form of each, made up."""

import gzip
import json
from pathlib import Path

import spacy

from kgraph.evaluation.conllu import read_sentences
from kgraph.training.conllu import passages, syntax_doc
from kgraph.training.name_corpora import (
    CROSSNER_TYPES,
    UNER_TYPES,
    WIKIGOLD_TYPES,
    MarkedText,
    NamedText,
    read_gum,
    read_re3d,
    read_redocred,
    read_silver,
    read_tagged,
)
from kgraph.training.recipe import marked_doc, named_doc

NLP = spacy.blank("en")

CONLLU = """# newdoc id = first
# text = She can't.
1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(1-person-new-a-b)
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tca\tcan\tAUX\tMD\t_\t0\troot\t_\t_
3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# newdoc id = second
1\tthe\tthe\tDET\tDT\t_\t2\tdet\t_\tEntity=(2-person-new-a-b
2\tLady\tLady\tPROPN\tNNP\t_\t3\tnmod\t_\t_
3\tAda\tAda\tPROPN\tNNP\t_\t0\troot\t_\tEntity=2)

"""


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_treebank_gives_words_with_the_spaces_of_the_text(tmp_path: Path) -> None:
    first, second = read_sentences(write(tmp_path / "a.conllu", CONLLU))
    assert (first.document, second.document) == ("first", "second")
    doc = syntax_doc(NLP.vocab, [first])
    assert doc.text.strip() == "She can't."
    assert [token.head.text for token in doc] == ["ca", "ca", "ca", "ca"]
    assert doc[1].dep_ == "ROOT"


def test_a_passage_never_joins_two_documents(tmp_path: Path) -> None:
    sentences = read_sentences(write(tmp_path / "a.conllu", CONLLU))
    assert [len(passage) for passage in passages(sentences)] == [1, 1]


def test_gum_names_leave_out_articles_titles_and_pronouns(tmp_path: Path) -> None:
    first, second = read_gum(write(tmp_path / "a.conllu", CONLLU))
    assert set(first.tags) == {"O"}
    assert second.tags == ("O", "O", "B-PERSON")


def test_uner_marks_what_it_does_not_tell_as_unknown(tmp_path: Path) -> None:
    rows = "# sent_id = 1\n1\tAda\tB-PER\t-\tx\n2\tswiss\tB-OTH\t-\tx\n3\tran\tO\t-\tx\n\n"
    (text,) = read_tagged(write(tmp_path / "a.iob2", rows), UNER_TYPES)
    assert text == NamedText(("Ada", "swiss", "ran"), ("B-PERSON", "?", "O"))


def test_wikigold_begins_a_name_where_the_type_changes(tmp_path: Path) -> None:
    rows = "-DOCSTART- O\n\nAda I-PER\nLovelace I-PER\nLondon I-LOC\nJazz I-MISC\n\n"
    (text,) = read_tagged(write(tmp_path / "a.conll", rows), WIKIGOLD_TYPES)
    assert text.tags == ("B-PERSON", "I-PERSON", "B-PLACE", "O")


def test_crossner_maps_its_types_to_three(tmp_path: Path) -> None:
    rows = "Ada\tB-politician\nof\tO\nWhigs\tB-politicalparty\nvote\tB-election\n\n"
    (text,) = read_tagged(write(tmp_path / "a.txt", rows), CROSSNER_TYPES)
    assert text.tags == ("B-PERSON", "O", "B-ORG", "O")


def test_redocred_leaves_out_words_for_peoples(tmp_path: Path) -> None:
    def mention(name: str, type_: str, start: int) -> list[dict[str, object]]:
        return [{"name": name, "type": type_, "pos": [start, start + 1], "sent_id": 0}]

    document = {
        "sents": [["German", "Ada", "ran"]],
        "vertexSet": [mention("German", "LOC", 0), mention("Ada", "PER", 1)],
    }
    path = write(tmp_path / "a.json", json.dumps([document]))
    (text,) = read_redocred(path, frozenset({"German"}))
    assert text.tags == ("O", "B-PERSON", "O")


def test_re3d_keeps_names_and_marks_other_phrases_as_unknown(tmp_path: Path) -> None:
    write(tmp_path / "documents.json", json.dumps({"_id": "d", "text": "The Army met ten men."}))
    spans = [(0, 8, "Organisation"), (13, 20, "Person"), (0, 3, "Money")]
    rows = [{"documentId": "d", "begin": b, "end": e, "type": t} for b, e, t in spans]
    write(tmp_path / "entities.json", "\ufeff" + "\n".join(json.dumps(row) for row in rows))
    (text,) = read_re3d(tmp_path)
    assert text.spans == ((4, 8, "ORG"), (13, 20, "?"))


def test_silver_is_read_by_paragraph(tmp_path: Path) -> None:
    row = {"text": "Ada ran.\nBob sat.", "spans": [[0, 3, "PERSON"], [9, 12, "PERSON"]]}
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(row).encode()))
    assert list(read_silver(path)) == [
        MarkedText("Ada ran.", ((0, 3, "PERSON"),)),
        MarkedText("Bob sat.", ((0, 3, "PERSON"),)),
    ]


def test_unknown_words_teach_nothing() -> None:
    doc = named_doc(NLP, NamedText(("Ada", "swiss", "ran"), ("B-PERSON", "?", "O")))
    assert [token.ent_iob_ for token in doc] == ["B", "", "O"]


def test_a_span_that_cuts_a_token_is_unknown() -> None:
    doc = marked_doc(NLP, MarkedText("Adas ran", ((0, 3, "PERSON"),)))
    assert [token.ent_iob_ for token in doc] == ["", "O"]
