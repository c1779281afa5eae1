"""The task ``ner``: names by exact spans against a corpus in columns, or of marked articles.

Of columns the pipeline reads each sentence by itself, its words parted by single spaces; articles
it reads whole. A name is right when the corpus has one of the same characters and type. A map of
types makes the labels of both sides comparable: labels lead to types, and a type stands for itself.
A label that the map does not hold is not scored on either side: a span of the corpus that bears it
is not wanted, whatever the pipeline marks over such a span is not wrong, and neither is a span that
the pipeline gives such a label. A label of the corpus that leads to "O" is no name.
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from kgraph.errors import ReadError
from kgraph.evaluation.columns import OUTSIDE, TaggedSentence, read_columns
from kgraph.evaluation.files import find_files, read_lines
from kgraph.evaluation.marked import MarkedArticle, Span, read_marked
from kgraph.evaluation.scores import Scores, agreement, defined
from kgraph.language.spacy_pipeline import load_pipeline

SUFFIXES = frozenset({".bio", ".conll", ".iob", ".iob2", ".json", ".tsv", ".txt"})
DEFAULT = Path(__file__).with_name("names.toml")


class _TypesFile(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    types: dict[str, str]


def read_types(path: Path = DEFAULT) -> Mapping[str, str]:
    """Return the map of types of a TOML file: its table ``types``, types by label.

    Raises:
        ReadError: the file cannot be read, or is not such a table.
    """
    try:
        return _TypesFile.model_validate(tomllib.loads("\n".join(read_lines(path)))).types
    except tomllib.TOMLDecodeError as error:
        raise ReadError(f"{path}: not TOML ({error}); mend the file") from error
    except ValidationError as error:
        raise ReadError(
            f'{path}: not a map of types; expected [types] and PER = "PERSON"'
        ) from error


def score_names(
    path: Path,
    *,
    pipeline: str | None,
    types: Mapping[str, str] | None,
    progress: Callable[[str, int], None] | None,
) -> Scores:
    """Return precision, recall and F1 of names, over all types and for each.

    ``path`` is a file of columns, a JSON list of marked articles, or a folder of such files.
    ``types`` leads from labels to types, None is the shipped map. ``progress`` is called with the
    file and the number of each sentence or article.
    """
    known = read_types() if types is None else types
    known = {type_: type_ for type_ in known.values()} | dict(known)
    nlp = load_pipeline(pipeline)
    articles = [(file, a) for file in find_files(path, SUFFIXES) for a in _articles(file)]
    wanted, found, right = Counter[str](), Counter[str](), Counter[str]()
    docs = nlp.pipe(article.text for _, article in articles)
    for number, ((file, article), doc) in enumerate(zip(articles, docs, strict=True), 1):
        gold, unscored = _mapped(article.names, known)
        own, _ = _mapped(((e.start_char, e.end_char, e.label_) for e in doc.ents), known)
        longer = {_typed(a, known): _typed(b, known) for a, b in article.longer.items()}
        own = {longer.get(span, span) for span in own}
        own = {span for span in own if not any(_overlap(span, other) for other in unscored)}
        for counter, spans in ((wanted, gold), (found, own), (right, gold & own)):
            counter.update(type_ for _, _, type_ in spans)
        if progress is not None:
            progress(file.name, number)
    figures = agreement(right.total(), found.total(), wanted.total())
    for type_ in sorted({*wanted, *found}):
        figures |= agreement(right[type_], found[type_], wanted[type_], f"{{}}.{type_}")
    counts = {
        "found": found.total(),
        "right": right.total(),
        "texts": len(articles),
        "wanted": wanted.total(),
    }
    return Scores("ner", defined(figures), counts)


def _articles(path: Path) -> Iterator[MarkedArticle]:
    if path.suffix == ".json":
        yield from read_marked(path)
    else:
        for sentence in read_columns(path):
            yield MarkedArticle(" ".join(sentence.words), tuple(_spans(sentence)), {})


def _spans(sentence: TaggedSentence) -> Iterator[Span]:
    starts, end = list[int](), 0
    for word in sentence.words:
        starts.append(end)
        end += len(word) + 1
    for first, last, label in sentence.names():
        yield starts[first], starts[last - 1] + len(sentence.words[last - 1]), label


def _mapped(spans: Iterable[Span], types: Mapping[str, str]) -> tuple[set[Span], set[Span]]:
    """Return the spans with their types, and those whose label has none."""
    typed, unscored = set[Span](), set[Span]()
    for start, end, label in spans:
        type_ = types.get(label)
        if type_ is None:
            unscored.add((start, end, label))
        elif type_ != OUTSIDE:
            typed.add((start, end, type_))
    return typed, unscored


def _typed(span: Span, types: Mapping[str, str]) -> Span:
    return span[0], span[1], types.get(span[2], span[2])


def _overlap(left: Span, right: Span) -> bool:
    return left[0] < right[1] and right[0] < left[1]
