"""Files in the form of ECB+, of articles that tests write."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

Sentence = Sequence[tuple[str, str]]
"""Words, each with the chain that it is in; neighbours of one chain are one mention."""


def sentence(text: str, **chains: str) -> Sentence:
    """Return the words of a text, those of each ``chain="Some words"`` in the chain."""
    words = text.split()
    homes = [""] * len(words)
    for chain, phrase in chains.items():
        own = phrase.split()
        start = next(i for i in range(len(words)) if words[i : i + len(own)] == own)
        homes[start : start + len(own)] = [chain] * len(own)
    return list(zip(words, homes, strict=True))


def write_ecb(folder: Path, articles: Mapping[str, Sequence[Sentence]]) -> Path:
    """Write both files of a part named ``X``; return that of the mentions."""
    lines, mentions = list[str](), list[dict[str, object]]()
    for document, sentences in articles.items():
        for number, words in enumerate(sentences):
            lines += ["", *_lines(document, number, words)]
            mentions += _mentions(document, number, words)
    (folder / "X_corpus.txt").write_text("\n".join(lines), encoding="utf-8")
    path = folder / "X_Entity_gold_mentions.json"
    path.write_text(json.dumps(mentions), encoding="utf-8")
    return path


def _lines(document: str, number: int, words: Sentence) -> list[str]:
    return [
        f"{document}\t{number}\t{i}\t{word}\t{chain or '-'}"
        for i, (word, chain) in enumerate(words)
    ]


def _mentions(document: str, number: int, words: Sentence) -> list[dict[str, object]]:
    found = list[dict[str, object]]()
    before = ""
    for i, (_, chain) in enumerate(words):
        if chain and chain == before:
            found[-1]["tokens_number"].append(i)  # type: ignore[attr-defined]
        elif chain:
            kind = "TIM" if chain.startswith("time") else "HUM"
            found.append(
                {
                    "coref_chain": chain,
                    "doc_id": document,
                    "mention_type": kind,
                    "sent_id": number,
                    "tokens_number": [i],
                }
            )
        before = chain
    return found
