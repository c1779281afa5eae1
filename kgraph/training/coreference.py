"""``python -m kgraph.training.coreference CORPORA``: learn which noun phrase takes up which.

Learns from the OntoGUM documents that are in UD GUM's train part, which leaves those of its dev
part to measure. Phrases, trees and names are what kgraph itself finds, with all its mistakes: a
phrase is right where its span is exactly a mention's.

Each document teaches twice: as it is, and with the persons' genders hidden, of which only the
pronouns "he", "she" and their forms are learnt. There the place in the sentence has to tell whom
they mean, as it has to where all who are named are of one gender.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from kgraph.evaluation.conllu import read_sentences
from kgraph.evaluation.coreference import ChainedText, read_chained
from kgraph.language import read_phrases
from kgraph.language.link_features import LINKS, pair_phrases
from kgraph.language.link_model import DEFAULT, stacked, write_link_model
from kgraph.language.phrase_traits import GENDERS, PRONOUNS, TRAITS, WORDS, Traits
from kgraph.model import Article
from kgraph.training.link_learning import Bits, Example, Numbers, learn, rows_of

HIDDEN_WEIGHT = 0.3
"""How much a document counts whose genders are hidden."""

TOLD = tuple(GENDERS.index(g) for g in ("she", "maybe she", "maybe he", "he"))
OPEN = GENDERS.index("open")
GENDERED = tuple(WORDS.index(w) for w, told in PRONOUNS.items() if told[2] in {"he", "she"})


def training_files(corpora: Path) -> list[Path]:
    """Return the files of the OntoGUM documents that are in UD GUM's train part."""
    known = {s.document for s in read_sentences(corpora / "ud_gum" / "train.conllu")}
    return [f for f in sorted((corpora / "ontogum").glob("*.conllu")) if f.stem in known]


def find_examples(texts: Iterable[ChainedText]) -> Iterator[Example]:
    """Yield two examples of each text, the second with hidden genders."""
    texts = list(texts)
    read = read_phrases(Article(text.id, text.text) for text in texts)
    for text, (traits, spans) in zip(texts, read, strict=True):
        things = {span: n for n, chain in enumerate(text.chains) for span in chain}
        wanted = np.array([things.get(span, -1) for span in spans], dtype=np.int32)
        yield _example(traits, wanted)
        yield _example(without_genders(traits), wanted, gendered=True)


def without_genders(traits: Traits) -> Traits:
    """Return the traits with the genders of all but pronouns hidden, and what rules say."""
    codes, genders = dict(traits.codes), traits.codes["gender"]
    hidden = np.isin(genders, TOLD) & (codes["word"] == 0)
    codes["gender"] = np.where(hidden, OPEN, genders).astype(np.int32)
    return replace(traits, codes=codes, meant=np.full_like(traits.meant, -1))


def _example(traits: Traits, wanted: Numbers, *, gendered: bool = False) -> Example:
    """Return a document to learn from, of gendered pronouns with an antecedent alone if asked."""
    pairs = pair_phrases(traits)
    right = (wanted[pairs.later] >= 0) & (wanted[pairs.later] == wanted[pairs.earlier])
    asked: Bits = np.ones(len(wanted), dtype=bool)
    if gendered:
        linked = np.isin(np.arange(len(wanted)), pairs.later[right])
        asked = np.isin(traits.codes["word"], GENDERED) & linked
    return Example(
        rows_of(stacked(traits.codes, TRAITS), sum(TRAITS.values())),
        traits.vectors,
        rows_of(stacked(pairs.codes, LINKS), sum(LINKS.values())),
        pairs.later,
        pairs.earlier,
        right,
        asked,
        HIDDEN_WEIGHT if gendered else 1.0,
    )


def main(
    corpora: Annotated[Path, typer.Argument(help="Folder with ontogum and ud_gum.")],
    out: Annotated[Path, typer.Option(help="Where the model goes.")] = DEFAULT,
) -> None:
    """Learn and write the model.

    Example: python -m kgraph.training.coreference ../shared/corpora
    """
    examples = list(find_examples(read_chained(training_files(corpora))))
    write_link_model(learn(examples), out)
    typer.echo(f"learnt from {len(examples)} examples; wrote {out}", err=True)


if __name__ == "__main__":
    typer.run(main)
