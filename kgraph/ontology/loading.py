"""Reading an ontology: the shipped file, and one of the user's on top of it."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from kgraph.errors import OntologyError
from kgraph.model import content_id
from kgraph.ontology.checks import check
from kgraph.ontology.mistakes import tell
from kgraph.ontology.rows import FrameRow, OntologyRow, PredicateRow, find_mistakes
from kgraph.ontology.vocabulary import Codes, Frame, Ontology, Predicate

SHIPPED = Path(__file__).with_name("ontology.toml")
LARGEST = 4 * 1024 * 1024
"""Bytes that a file may have."""


def load_ontology(path: str | Path | None = None) -> Ontology:
    """Return the shipped ontology; the types and predicates of ``path`` come on top of it.

    A type or a predicate of the same name takes the place of the shipped one, whole. A predicate
    with ``extends = true`` keeps of the shipped one what it does not give itself, and its frames
    come in front of the shipped ones. The file is read anew at every call.

    Raises:
        OntologyError: the file is missing, too large, no TOML, or has mistakes; the message is
            one line with the number of the line and the field of the first.
    """
    return _shipped() if path is None else _load(Path(path), _read(Path(path)), _shipped())


def parse_ontology(text: str, path: str | Path) -> Ontology:
    """Return the shipped ontology with that of ``text`` on top; ``path`` is named in messages.

    Raises:
        OntologyError: the text has mistakes.
    """
    return _load(Path(path), text, _shipped())


@lru_cache(maxsize=1)
def _shipped() -> Ontology:
    return _load(SHIPPED, _read(SHIPPED), Ontology({}, {}, "", {}))


def _load(path: Path, text: str, base: Ontology) -> Ontology:
    try:
        rows = OntologyRow.model_validate(_parse(path, text))
    except ValidationError as error:
        raise OntologyError(tell(path, text, find_mistakes(error))) from error
    ontology = _on_top(rows, base)
    mistakes = tuple(check(rows, base, ontology))
    if mistakes:
        raise OntologyError(tell(path, text, mistakes))
    return ontology


def _read(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise OntologyError(
            f"{path}: cannot be read ({error.strerror}); name a TOML file"
        ) from error
    if len(data) > LARGEST:
        raise OntologyError(f"{path}: has over {LARGEST} bytes; name a TOML file of predicates")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise OntologyError(f"{path}:{line}: is not UTF-8; save it as UTF-8") from error


def _parse(path: Path, text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason, _, position = str(error).partition(" (at ")
        number = re.match(r"line (\d+)", position)
        line = int(number[1]) if number else text.rstrip("\n").count("\n") + 1
        raise OntologyError(f"{path}:{line}: is not TOML: {reason}; mend the line") from error
    except (RecursionError, ValueError) as error:
        raise OntologyError(f"{path}: nests or counts beyond all bounds; mend it") from error


def _on_top(rows: OntologyRow, base: Ontology) -> Ontology:
    types = {**base.types, **rows.types}
    own = {name: _predicate(name, row, base) for name, row in rows.predicates.items()}
    predicates = {**base.predicates, **own}
    return Ontology(types, predicates, _fingerprint(types, predicates), _index(predicates))


def _predicate(name: str, row: PredicateRow, base: Ontology) -> Predicate:
    below = base.predicates.get(name) if row.extends else None
    old = below or Predicate(name, (), ())
    given = {key: getattr(row, key) for key in row.model_fields_set - {"extends"}}
    frames = (*map(_frame, row.frames), *old.frames)
    codes = Codes(**row.codes.model_dump()) if "codes" in given else old.codes
    return replace(old, **{**given, "frames": frames, "codes": codes})


def _frame(row: FrameRow) -> Frame:
    given = {key: getattr(row, key) for key in FrameRow.model_fields if key != "trigger"}
    return Frame(row.trigger, tuple((row.model_extra or {}).items()), **given)


def _fingerprint(types: Mapping[str, str], predicates: Mapping[str, Predicate]) -> str:
    meanings = (
        replace(
            predicate,
            broader="",
            description="",
            codes=Codes(),
            frames=tuple(replace(frame, example="") for frame in predicate.frames),
        )
        for predicate in predicates.values()
    )
    return content_id("ontology", repr(sorted(types.items())), *map(repr, meanings))


def _index(
    predicates: Mapping[str, Predicate],
) -> Mapping[str, tuple[tuple[Predicate, Frame], ...]]:
    index: dict[str, list[tuple[Predicate, Frame]]] = {}
    for predicate in predicates.values():
        for frame in predicate.frames:
            for trigger in frame.triggers:
                index.setdefault(trigger, []).append((predicate, frame))
    return {trigger: tuple(found) for trigger, found in index.items()}
