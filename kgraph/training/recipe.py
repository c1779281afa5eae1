"""How the shipped language pipeline is made: vectors, a teacher, models, then join and save.

``vectors`` come from open text. A large model (``teacher``, from the arrays that ``material``
writes) learns from the same text and the gold corpora, and marks some of it; only that stage wants
a graphics card. Two small models learn from its marks and from gold: tagger, sentences and parser
on one tok2vec with UD EWT and UD GUM (``trees``), then with these alone (``syntax``; the mean of
both is kept); the entity recogniser, with a tok2vec of its own, with silver text and seven gold
corpora (``names``). Lemmas are counted in the two treebanks (``lemmas``).
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Corpus
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import set_current_ops

from kgraph.evaluation.columns import OUTSIDE
from kgraph.evaluation.conllu import read_sentences
from kgraph.language.lemmatizer import Lemmatizer, lexicon_of
from kgraph.language.matrices import OneThreadOps
from kgraph.training.augmentation import Variants, read_persons, read_places
from kgraph.training.conllu import passages, syntax_doc
from kgraph.training.marks import name_texts, read_marks, tree_docs
from kgraph.training.material import Labels, Material
from kgraph.training.name_corpora import (
    CROSSNER_TYPES,
    UNER_TYPES,
    UNKNOWN,
    WIKIGOLD_TYPES,
    MarkedText,
    NamedText,
    read_demonyms,
    read_gum,
    read_re3d,
    read_redocred,
    read_silver,
    read_tagged,
    runs,
)
from kgraph.training.teacher.arrays import LABELS
from kgraph.training.tokenizer import fit_tokenizer
from kgraph.training.vectors import train_vectors, write_words

WORDS = "words.txt"
STAGES = ("vectors", "material", "teacher", "trees", "syntax", "names", "lemmas")
TREES, NAMES, LEMMAS = Path("syntax/mean"), Path("names/model-best"), Path("lemmas")
JOINED = (TREES, NAMES, LEMMAS)
"""What the pipeline is made of, in the folder of work."""
CONFIGS = {"trees": "syntax.cfg", "syntax": "syntax.cfg", "names": "names.cfg"}
REFINED = ("tok2vec", "tagger", "senter", "parser")
REFINING_STEPS, REFINING_RATE = 2000, 0.0008
TREE_REPEATS, NAME_REPEATS = 6, 3
MARKED_TREES, MARKED_NAMES = 6_000_000, 5_500_000  # words that the teacher marked
VARIED, CASED = 8, 9  # every eighth silver text, every ninth gold one, as a variant
PEOPLED = ("wikipedia", "press", "gmb")  # silver that lends names of persons
SILVER = ("wikinews", "storyweb", "gmb")
RE3D = (
    "Australian Department of Foreign Affairs",
    "CENTCOM",
    "UK Government",
    "US State Department",
    "Wikipedia",
)


def run_stage(corpora: Path, work: Path, stage: str, *, steps: int | None = None) -> None:
    """Run one stage; what it makes lies in ``work`` afterwards.

    ``steps`` trains a model so many steps only, and vectors on so many paragraphs, to try.
    """
    work.mkdir(parents=True, exist_ok=True)
    if stage == "vectors":
        write_words(corpora, work / WORDS, paragraphs=steps)
        train_vectors(work / WORDS, work / stage)
    elif stage == "material":
        write_material(corpora, work)
    elif stage == "teacher":
        from kgraph.training.teacher.__main__ import teach  # only here PyTorch is needed

        teach(work / "material", work / "marks", steps=steps)
    elif stage == "lemmas":
        sentences = (s for path in _treebanks(corpora) for s in read_sentences(path))
        lexicon = lexicon_of((w.form, w.xpos, w.lemma) for s in sentences for w in s.words)
        Lemmatizer(lexicon=lexicon).to_disk(work / LEMMAS)
    else:
        convert(corpora, work, stage)
        train_model(work, stage, steps=steps)
    if stage == "syntax":
        mean(work / "trees" / "model-best", work / "syntax" / "model-best").to_disk(work / TREES)


def write_material(corpora: Path, work: Path) -> None:
    """Write what the teacher reads into ``work/material``."""
    nlp = fit_tokenizer(spacy.blank("en"))
    material = Material(work / "material")
    material.add_open(work / WORDS)
    trees = list(_syntax_docs(nlp, *_treebanks(corpora)))
    labels = Labels.of(trees)
    labels.write(work / "material" / LABELS)
    material.add_trees("train", trees, labels)
    material.add_trees("dev", list(_syntax_docs(nlp, corpora / "ud_ewt/dev.conllu")), labels)
    silver = (t for name in (*SILVER, "press", "wikipedia") for t in _silver(corpora, name))
    material.add_names("silver", (marked_doc(nlp, text) for text in silver))
    material.add_names("gold", _gold_docs(nlp, corpora))
    material.add_names("dev", (named_doc(nlp, t) for t in _name_dev(corpora)))
    material.write()


def convert(corpora: Path, work: Path, stage: str) -> None:
    """Write ``{stage}-train.spacy`` and ``{stage}-dev.spacy`` into ``work``."""
    nlp = fit_tokenizer(spacy.blank("en"))
    train_docs: Iterator[Doc]
    dev_docs: Iterator[Doc]
    if stage == "names":
        train_docs = _named_docs(nlp, corpora, work)
        dev_docs = (named_doc(nlp, t) for t in _name_dev(corpora))
    else:
        gold = _syntax_docs(nlp, *_treebanks(corpora))
        train_docs = gold if stage == "syntax" else _tree_docs(nlp, corpora, work)
        dev_docs = _syntax_docs(nlp, corpora / "ud_ewt/dev.conllu")
    attributes = ["ENT_IOB", "ENT_TYPE"] if stage == "names" else None
    _save(train_docs, work / f"{stage}-train.spacy", attributes)
    _save(dev_docs, work / f"{stage}-dev.spacy", attributes)


def train_model(work: Path, stage: str, *, steps: int | None = None) -> None:
    """Train one model on its converted corpora and write the best one to ``work/{stage}``."""
    config = load_config(Path(__file__).parent / CONFIGS[stage])
    config["paths"]["train"] = str(work / f"{stage}-train.spacy")
    config["paths"]["dev"] = str(work / f"{stage}-dev.spacy")
    config["paths"]["vectors"] = str(work / "vectors")
    training = config["training"]
    if stage == "syntax":
        for part in REFINED:
            config["components"][part] = {"source": str(work / "trees" / "model-best")}
        training["optimizer"]["learn_rate"] = REFINING_RATE
        training.update(max_steps=REFINING_STEPS, eval_frequency=REFINING_STEPS // 6)
    if steps is not None:
        training["max_steps"] = steps
    (work / stage).mkdir(exist_ok=True)
    set_current_ops(OneThreadOps())
    train(fit_tokenizer(init_nlp(config)), work / stage)


def mean(first: Path, second: Path) -> Language:
    """Return a pipeline each of whose numbers is the mean of two models that were trained alike.

    Model soups (Wortsman et al. 2022, https://arxiv.org/abs/2203.05482): of a model and of what
    became of it in further training the mean is often better than both.
    """
    nlp, other = spacy.load(first), spacy.load(second)
    for part in REFINED:
        ours, theirs = (p.get_pipe(part).model.walk() for p in (nlp, other))  # type: ignore[attr-defined]
        for node, its in zip(ours, theirs, strict=True):
            for name in node.param_names:
                if node.has_param(name):
                    node.set_param(name, (node.get_param(name) + its.get_param(name)) / 2)
    return nlp


def join(work: Path) -> Language:
    """Return one pipeline of what the stages made; names come last."""
    nlp = spacy.load(work / TREES)
    nlp.add_pipe("kgraph_lemmatizer", name="lemmatizer")
    nlp.get_pipe("lemmatizer").from_disk(work / LEMMAS)  # type: ignore[attr-defined]
    nlp.add_pipe("ner", source=spacy.load(work / NAMES))
    nlp.meta.update(name="kgraph", version="4", license="CC BY-SA 4.0", author="kgraph")
    nlp.meta["description"] = "English news: tags, trees, lemmas, PERSON, ORG, PLACE."
    nlp.meta["performance"] = {
        **_scores(nlp, work / "syntax-dev.spacy", "tag_acc", "dep_uas", "dep_las"),
        **_scores(nlp, work / "names-dev.spacy", "ents_p", "ents_r", "ents_f"),
    }
    return nlp


def save(nlp: Language, out: Path) -> None:
    """Write a pipeline to ``out``, without the words that only its training met."""
    nlp.config["paths"].update(train=None, dev=None, vectors=None)
    vectors = nlp.vocab.vectors
    vectors.data = vectors.data.astype(np.float16)  # half the bytes; load_pipeline widens them
    nlp.to_disk(out)
    words = set(spacy.blank("en").vocab.strings)
    words |= {str(label) for _, pipe in nlp.pipeline for label in getattr(pipe, "labels", ())}
    StringStore(sorted(words)).to_disk(out / "vocab" / "strings.json")


def _scores(nlp: Language, dev: Path, *names: str) -> dict[str, float]:
    """Return how well the documents of ``dev`` are read from their text."""
    scores = nlp.evaluate(list(Corpus(dev)(nlp)))
    return {name: round(scores[name], 3) for name in names}


def _syntax_docs(nlp: Language, *paths: Path) -> Iterator[Doc]:
    for path in paths:
        for passage in passages(read_sentences(path)):
            yield syntax_doc(nlp.vocab, passage)


def _tree_docs(nlp: Language, corpora: Path, work: Path) -> Iterator[Doc]:
    labels = Labels.read(work / "material" / LABELS)
    marked = list(read_marks(work / "material", work / "marks"))
    yield from tree_docs(nlp.vocab, marked, labels, MARKED_TREES)
    for _ in range(TREE_REPEATS):
        yield from _syntax_docs(nlp, *_treebanks(corpora))


def _named_docs(nlp: Language, corpora: Path, work: Path) -> Iterator[Doc]:
    variants = Variants(_places(corpora), _persons(corpora))
    marked = list(read_marks(work / "material", work / "marks"))
    for number, words in enumerate(name_texts(marked, MARKED_NAMES)):
        varied = words
        if number % VARIED == 0:
            varied = variants.of_words(words)
        elif number % VARIED == VARIED // 2 and "B-PERSON" in words.tags:
            varied = variants.of_persons(words)
        yield named_doc(nlp, varied)
    for name in SILVER:
        for number, text in enumerate(_silver(corpora, name)):
            yield marked_doc(nlp, variants.of_text(text) if number % VARIED == 0 else text)
    for _ in range(NAME_REPEATS):
        yield from _gold_docs(nlp, corpora)


def _gold_docs(nlp: Language, corpora: Path) -> Iterator[Doc]:
    variants = Variants(_places(corpora), _persons(corpora))
    for number, words in enumerate(_name_gold(corpora)):
        yield named_doc(nlp, words)
        if number % CASED == 0:
            yield named_doc(nlp, variants.of_case(words))
        if "B-PERSON" in words.tags:
            yield named_doc(nlp, variants.of_persons(words))
    yield from _marked_docs(nlp, corpora)


def _marked_docs(nlp: Language, corpora: Path) -> Iterator[Doc]:
    for folder in RE3D:
        yield from (marked_doc(nlp, text) for text in read_re3d(corpora / "re3d" / folder))


def _silver(corpora: Path, name: str) -> Iterator[MarkedText]:
    return read_silver(corpora / "silver" / f"{name}.jsonl.gz")


def _persons(corpora: Path) -> tuple[str, ...]:
    return read_persons(text for name in PEOPLED for text in _silver(corpora, name))


def _treebanks(corpora: Path) -> tuple[Path, ...]:
    return corpora / "ud_ewt/train.conllu", corpora / "ud_gum/train.conllu"


def _places(corpora: Path) -> tuple[str, ...]:
    return read_places(corpora / "gazetteers/world-cities.csv")


def _name_gold(corpora: Path) -> Iterator[NamedText]:
    demonyms = read_demonyms(corpora / "gazetteers/countries.json")
    yield from read_tagged(corpora / "uner_ewt/train.iob2", UNER_TYPES)
    yield from read_gum(corpora / "ud_gum/train.conllu")
    yield from read_tagged(corpora / "wikigold/wikigold.conll", WIKIGOLD_TYPES)
    for split in ("train", "dev"):
        yield from read_tagged(corpora / f"crossner_politics/{split}.txt", CROSSNER_TYPES)
    yield from read_redocred(corpora / "redocred/dev.json", demonyms)


def _name_dev(corpora: Path) -> Iterator[NamedText]:
    yield from read_tagged(corpora / "uner_ewt/dev.iob2", UNER_TYPES)


def named_doc(nlp: Language, named: NamedText) -> Doc:
    """Return a document with the corpus' own tokens; UNKNOWN tokens are missing, not outside."""
    doc = Doc(nlp.vocab, words=list(named.words))
    spans, missing = list[Span](), list[Span]()
    for start, end in runs(named.tags):
        tag = named.tags[start]
        if tag == UNKNOWN:
            missing.append(doc[start:end])
        elif tag != OUTSIDE:
            spans.append(Span(doc, start, end, label=tag[2:]))
    doc.set_ents(spans, missing=missing)
    return doc


def marked_doc(nlp: Language, marked: MarkedText) -> Doc:
    """Return a tokenized document; spans that cut a token or overlap another are missing."""
    doc = nlp.make_doc(marked.text)
    spans, missing, end = list[Span](), list[Span](), 0
    for first, last, type_ in marked.spans:
        exact = doc.char_span(first, last, label=type_)
        span = exact or doc.char_span(first, last, alignment_mode="expand")
        if span is None or span.start < end:
            continue
        end = span.end
        if exact is not None and type_ != UNKNOWN:
            spans.append(span)
        else:
            missing.append(span)
    doc.set_ents(spans, missing=missing)
    return doc


def _save(docs: Iterable[Doc], path: Path, attributes: list[str] | None) -> None:
    store = DocBin(attrs=attributes) if attributes else DocBin()
    for doc in docs:
        if len(doc):
            store.add(doc)
    store.to_disk(path)
