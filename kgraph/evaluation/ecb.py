"""The corpus ECB+: articles on events, and what of persons and places they mention.

ECB+ (Cybulska and Vossen 2014, http://www.lrec-conf.org/proceedings/lrec2014/pdf/840_Paper.pdf) in
the form of Barhom et al. 2019: ``NAME_corpus.txt`` has a word a line (document, sentence, number of
the word in it, word, chain; parted by tabs), ``NAME_Entity_gold_mentions.json`` the mentions, with
chains that go across documents. Of each article only some sentences are there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, Field, TypeAdapter

from kgraph.errors import ReadError
from kgraph.evaluation.files import parse_json, read_lines
from kgraph.model import Span

MENTIONS, CORPUS = "_Entity_gold_mentions.json", "_corpus.txt"
KINDS = ("HUM", "LOC")
"""How the types of mentions begin that are persons, bodies of persons, or places."""
CELLS = 4
BREAK = "\n\n"
"""What stands between two sentences."""
FORM = "a list of mentions with coref_chain, doc_id, mention_type, sent_id and tokens_number"
QUOTES: Mapping[str, str] = {"``": '"', "''": '"'}
NO_SPACE_BEFORE = frozenset({".", ",", ";", ":", "!", "?", ")", "]", "}", "%", "''", "n't"})
NO_SPACE_AFTER = frozenset({"(", "[", "{", "$", "``"})

Place = tuple[str, str, int]
"""Document, sentence, and number of a word in it."""


class _Row(BaseModel):
    coref_chain: str
    doc_id: str
    mention_type: str
    sent_id: int
    tokens_number: tuple[int, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class GivenMention:
    """A mention that is given: its words in text order, as spans, and the chain that it is in.

    Words of one mention need not be neighbours.
    """

    words: tuple[Span, ...]
    chain: str


@dataclass(frozen=True, slots=True)
class EcbText:
    """An article of the corpus, a paragraph a sentence, with its mentions in the key's order."""

    id: str
    text: str
    mentions: tuple[GivenMention, ...]


def read_ecb(path: Path) -> tuple[EcbText, ...]:
    """Return the articles beside a file of mentions, in their file's order.

    Raises:
        ReadError: a file cannot be read or has another form, or a mention is of words that the
            corpus lacks.
    """
    if not path.name.endswith(MENTIONS):
        raise ReadError(f"{path}: no mentions of ECB+; name the file whose name ends in {MENTIONS}")
    corpus = path.with_name(path.name.removesuffix(MENTIONS) + CORPUS)
    rows = parse_json("\n".join(read_lines(path)), TypeAdapter(tuple[_Row, ...]), str(path), FORM)
    texts, places = _texts(corpus)
    mentions: dict[str, list[GivenMention]] = {document: [] for document in texts}
    for number, row in enumerate(rows):
        if row.mention_type.startswith(KINDS):
            words = [(row.doc_id, str(row.sent_id), token) for token in sorted(row.tokens_number)]
            if not all(word in places for word in words):
                raise ReadError(
                    f"{path}: mention {number}: {corpus.name} lacks a word of it; name the two "
                    "files of one part"
                )
            spans = tuple(places[word] for word in words)
            mentions[row.doc_id].append(GivenMention(spans, row.coref_chain))
    return tuple(EcbText(id_, text, tuple(mentions[id_])) for id_, text in texts.items())


def _texts(path: Path) -> tuple[dict[str, str], dict[Place, Span]]:
    """Return the text of each document, and where its words stand."""
    sentences: dict[str, dict[str, list[tuple[int, str]]]] = {}
    for document, sentence, number, word in _words(path):
        sentences.setdefault(document, {}).setdefault(sentence, []).append((number, word))
    texts, places = dict[str, str](), dict[Place, Span]()
    for document, own in sentences.items():
        text = ""
        for sentence, words in own.items():
            text += BREAK * bool(text)
            before = ""
            for number, word in words:
                text += " " * _parted(before, word)
                shown = QUOTES.get(word, word)
                places[document, sentence, number] = Span(len(text), len(text) + len(shown))
                text, before = text + shown, word
        texts[document] = text
    return texts, places


def _parted(before: str, word: str) -> bool:
    joined = word in NO_SPACE_BEFORE or (word.startswith("'") and word[1:].isalpha())
    return bool(before) and before not in NO_SPACE_AFTER and not joined


def _words(path: Path) -> Iterator[tuple[str, str, int, str]]:
    for line, text in enumerate(read_lines(path), 1):
        cells = text.split("\t")
        if not text.strip():
            continue
        if len(cells) <= CELLS or not all(cells[:CELLS]) or not cells[2].isdecimal():
            raise ReadError(
                f"{path}:{line}: not a word of ECB+; expected document, sentence, number, word, "
                "chain, parted by tabs"
            )
        yield cells[0], cells[1], int(cells[2]), cells[3]
