"""Corpora of names, one small reader each, all giving :class:`NamedText`.

Three types: PERSON, ORG, PLACE. A token whose type a corpus does not tell is marked UNKNOWN and
teaches nothing; that is not the same as being outside every name.
"""

import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgraph.evaluation.columns import OUTSIDE, read_columns
from kgraph.evaluation.conllu import TreebankSentence, read_sentences

UNKNOWN = "?"

UNER_TYPES = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE", "OTH": UNKNOWN}
WIKIGOLD_TYPES = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE", "MISC": OUTSIDE}
CROSSNER_TYPES = {
    "politician": "PERSON",
    "person": "PERSON",
    "politicalparty": "ORG",
    "organisation": "ORG",
    "country": "PLACE",
    "location": "PLACE",
}
REDOCRED_TYPES = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}
RE3D_TYPES = {"Person": "PERSON", "Organisation": "ORG", "Location": "PLACE"}
GUM_TYPES = {"person": "PERSON", "organization": "ORG", "place": "PLACE"}
TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "dame",
        "lord",
        "lady",
        "president",
        "prime",
        "minister",
        "senator",
        "sen.",
        "rep.",
        "gov.",
        "governor",
        "chancellor",
        "king",
        "queen",
        "prince",
        "princess",
        "pope",
        "saint",
        "st.",
        "general",
        "gen.",
        "colonel",
        "captain",
        "judge",
        "justice",
        "professor",
        "prof.",
        "chairman",
        "secretary",
        "congressman",
        "congresswoman",
        "representative",
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
    ]
)


@dataclass(frozen=True, slots=True)
class NamedText:
    """Tokens with a type each: PERSON, ORG, PLACE, OUTSIDE or UNKNOWN, with ``B-``/``I-``."""

    words: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """Text with half-open spans in code points: (start, end, type)."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


def read_tagged(path: Path, types: Mapping[str, str]) -> Iterator[NamedText]:
    """Yield the sentences of a file of columns; a label that ``types`` does not hold is OUTSIDE."""
    for sentence in read_columns(path):
        tags = [OUTSIDE] * len(sentence.words)
        for start, end, label in sentence.names():
            type_ = types.get(label, OUTSIDE)
            if type_ == UNKNOWN:
                tags[start:end] = [UNKNOWN] * (end - start)
            elif type_ != OUTSIDE:
                mark(tags, start, end, type_)
        yield NamedText(sentence.words, tuple(tags))


def read_redocred(path: Path, demonyms: frozenset[str]) -> Iterator[NamedText]:
    """Yield the sentences of Re-DocRED.

    Its LOC holds nationality adjectives too ("German"); those are outside here.
    """
    for document in json.loads(path.read_text(encoding="utf-8")):
        tags = [[OUTSIDE] * len(sentence) for sentence in document["sents"]]
        for cluster in document["vertexSet"]:
            for mention in cluster:
                type_ = REDOCRED_TYPES.get(mention["type"])
                start, end = mention["pos"]
                if type_ and mention["name"] not in demonyms:
                    mark(tags[mention["sent_id"]], start, end, type_)
        for sentence, sentence_tags in zip(document["sents"], tags, strict=True):
            yield NamedText(tuple(sentence), tuple(sentence_tags))


def read_gum(path: Path) -> Iterator[NamedText]:
    """Yield the sentences of UD GUM with names taken from its entity layer.

    GUM marks every noun phrase. A name is a marked person, organization or place that begins and
    ends with a proper noun once articles, titles and possessive endings are cut.
    """
    for sentence in read_sentences(path):
        words = [w.form for w in sentence.words]
        tags = [OUTSIDE] * len(words)
        for start, end, type_ in sorted(_gum_spans(sentence), key=lambda s: s[0] - s[1]):
            span = _proper(sentence, start, end, person=type_ == "PERSON")
            if span and all(tag == OUTSIDE for tag in tags[span[0] : span[1]]):
                mark(tags, *span, type_)
        yield NamedText(tuple(words), tuple(tags))


def read_re3d(folder: Path) -> Iterator[MarkedText]:
    """Yield the documents of one re3d folder; spans that are not plain names are UNKNOWN."""
    documents = {d["_id"]: d["text"] for d in _json_lines(folder / "documents.json")}
    spans: dict[str, list[tuple[int, int, str]]] = {key: [] for key in documents}
    for entity in _json_lines(folder / "entities.json"):
        text = documents[entity["documentId"]]
        start, end = entity["begin"], entity["end"]
        article = re.match(r"(?i)the\s+", text[start:end])
        start += article.end() if article else 0
        type_ = RE3D_TYPES.get(entity["type"], OUTSIDE)
        if type_ == OUTSIDE:
            continue
        named = all(
            word[:1].isupper() or word in {"of", "the", "and", "for", "al", "de"}
            for word in text[start:end].split()
        )
        spans[entity["documentId"]].append((start, end, type_ if named else UNKNOWN))
    for key in sorted(documents):
        longest_first = sorted(spans[key], key=lambda s: (s[0], -s[1]))
        yield MarkedText(documents[key], tuple(longest_first))


def read_silver(path: Path) -> Iterator[MarkedText]:
    """Yield the paragraphs of a silver file."""
    for row in read_rows(path):
        yield from _paragraphs(MarkedText(row["text"], tuple(map(tuple, row["spans"]))))


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of packed JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _paragraphs(marked: MarkedText) -> Iterator[MarkedText]:
    for match in re.finditer(r"[^\n]+", marked.text):
        start, end = match.span()
        yield MarkedText(
            match.group(),
            tuple((s - start, e - start, t) for s, e, t in marked.spans if start <= s and e <= end),
        )


def read_demonyms(path: Path) -> frozenset[str]:
    """Return the nationality words of the countries gazetteer."""
    countries = json.loads(path.read_text(encoding="utf-8"))
    return frozenset(
        form for c in countries for form in c.get("demonyms", {}).get("eng", {}).values() if form
    )


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if line.strip():
            yield json.loads(line)


def mark(tags: list[str], start: int, end: int, type_: str) -> None:
    """Tag words ``start`` to ``end``, half-open, as one name."""
    for index in range(start, end):
        tags[index] = f"{'B' if index == start else 'I'}-{type_}"


def _gum_spans(sentence: TreebankSentence) -> Iterator[tuple[int, int, str]]:
    opened: dict[str, list[tuple[int, str]]] = {}
    for index, word in enumerate(sentence.words):
        match = re.search(r"Entity=([^|]+)", word.misc)
        for token in re.findall(r"\([^()]+\)?|[^()]+\)", match.group(1)) if match else ():
            if token.startswith("("):
                fields = token.strip("()").split("-")
                opened.setdefault(fields[0], []).append((index, fields[1]))
            if token.endswith(")"):
                group = token.strip("()").split("-")[0]
                if opened.get(group):
                    start, gum_type = opened[group].pop()
                    if gum_type in GUM_TYPES:
                        yield start, index + 1, GUM_TYPES[gum_type]


def _proper(
    sentence: TreebankSentence, start: int, end: int, *, person: bool
) -> tuple[int, int] | None:
    words = sentence.words

    def is_title(form: str) -> bool:
        return form.lower() in TITLES

    while start < end and (
        words[start].upos == "DET" or (person and end - start > 1 and is_title(words[start].form))
    ):
        start += 1
    while start < end and words[end - 1].form in {"'s", "\u2019s", "'", "\u2019"}:
        end -= 1
    joined = {"PROPN", "ADP", "DET", "CCONJ", "PUNCT", "NUM", "X"}
    if start == end or not all(w.upos in joined for w in words[start:end]):
        return None
    ends = words[start].upos == words[end - 1].upos == "PROPN"
    capital = words[start].form[:1].isupper() and words[start].xpos != "JJ"
    commas = any(w.form in {",", "(", ":"} for w in words[start:end])
    return (start, end) if ends and capital and not commas else None


def runs(tags: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where each name and each word outside names begins and ends, half-open."""
    start = 0
    for index in range(1, len(tags) + 1):
        if index == len(tags) or not tags[index].startswith("I-"):
            yield start, index
            start = index
