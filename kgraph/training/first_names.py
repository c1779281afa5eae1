"""``python -m kgraph.training.first_names CORPORA``: learn which first names are hers and his.

Counts in open text which pronoun follows a full name before another name comes, and which title or
word of kinship stands before it (as Bergsma and Lin 2006 did over the web). A first name is
shipped with the chance that its bearer is a woman.
"""

import csv
import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import Annotated

import typer

from kgraph.language.first_names import DEFAULT, ENDING, write_first_names
from kgraph.names.words import words

LEAST = 3
"""A word that is told of less often is learnt only where it is known for a first name."""

MANY = 5
"""How many first names must share an ending."""

MOST = 8
"""More that is told of one name counts no more, so that a name of both stays open."""

TOLD_BY_ONE = 2
"""How often a lawmaker's sex counts as told."""

REACH = 200
"""How many characters a pronoun may stand behind a name."""

_NAME = re.compile(
    r"(?<![\w.-])([A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)?)((?: [A-Z]\.)*"
    r"(?: (?:de|van|von|der|al|bin|del|la|di))*"
    r"(?: [A-Z][^\W\d_]+(?:[-'\u2019][A-Z][^\W\d_]+)*){1,3})"
)
_LAWMAKER = re.compile(r"first: (\S+)\n(?:.*\n)*? +gender: ([FM])\n")
_PRONOUN = re.compile(r"\b(he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
_BEFORE = re.compile(r"([A-Za-z]+)[.,]? $")
SHE = frozenset({"she", "her", "hers", "herself"})
BEFORE = {
    "she": frozenset(
        {
            "Mrs",
            "Ms",
            "Miss",
            "Dame",
            "Lady",
            "Queen",
            "Princess",
            "Sister",
            "wife",
            "daughter",
            "mother",
            "sister",
            "aunt",
            "niece",
            "widow",
            "girlfriend",
            "actress",
            "Congresswoman",
            "spokeswoman",
            "businesswoman",
            "granddaughter",
            "grandmother",
            "chairwoman",
            "Actress",
            "heiress",
            "waitress",
            "duchess",
            "Duchess",
            "Countess",
            "Empress",
        }
    ),
    "he": frozenset(
        {
            "Mr",
            "Sir",
            "Lord",
            "King",
            "Prince",
            "husband",
            "son",
            "father",
            "brother",
            "uncle",
            "nephew",
            "widower",
            "boyfriend",
            "actor",
            "Congressman",
            "spokesman",
            "businessman",
            "grandson",
            "grandfather",
            "chairman",
            "Brother",
            "Duke",
            "duke",
            "Father",
            "Emperor",
        }
    ),
}  # fmt: skip


def count_genders(texts: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """Return how often each first name of the texts is told to be a woman's and a man's."""
    women, men = Counter[str](), Counter[str]()
    for text in texts:
        for first, feminine in _told(text):
            (women if feminine else men)[first] += 1
    return women, men


def _told(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the first names whose sex the words beside them tell, with whether it is hers."""
    found = list(_NAME.finditer(text))
    for place, match in enumerate(found):
        before = _BEFORE.search(text, max(0, match.start() - 20), match.start())
        opening, first = _without_titles(match.group())
        told = {*opening, before.group(1) if before else ""}
        for sex, titles in BEFORE.items():
            if told & titles and first:
                yield first, sex == "she"
        last = found[place + 1].start() if place + 1 < len(found) else len(text)
        behind = text[match.end() : min(last, match.end() + REACH)]
        pronoun = _PRONOUN.search(behind)
        if pronoun is not None and "\n" not in behind[: pronoun.start()] and first:
            yield first, pronoun.group(1).lower() in SHE


def _without_titles(name: str) -> tuple[list[str], str]:
    """Return the titles and posts that a name begins with, and the first name, if one is left."""
    parts = name.split()
    opening = list(takewhile(_is_title, parts))
    rest = parts[len(opening) :]
    return opening, rest[0] if len(rest) > 1 else ""


def _is_title(word: str) -> bool:
    sexed = any(word in titles for titles in BEFORE.values())
    return sexed or word in words("honorifics") or word.lower() in words("roles")


def read_open_texts(corpora: Path) -> Iterator[str]:
    """Yield the open texts and those of the silver corpus's sentences, in the order of files."""
    files = [*sorted((corpora / "opentext").glob("*.jsonl.gz")), corpora / "silver/gmb.jsonl.gz"]
    for path in files:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)["text"]


def shares(women: Counter[str], men: Counter[str], persons: frozenset[str]) -> dict[str, int]:
    """Return by name the chance in hundredths that its bearer is a woman, both sexes as likely.

    A name told of less than LEAST times is left out unless it is one of ``persons``. How often a
    woman's name is followed by "she", and a man's, is counted on the first names that are known.
    """
    hers, his = (_odds(women, men, words(f"{key}_names")) for key in ("feminine", "masculine"))
    found = dict[str, int]()
    for name in sorted(women | men):
        told = women[name] + men[name]
        if told < LEAST and name not in persons:
            continue
        weight = min(1.0, MOST / told)
        odds = women[name] * math.log(hers / his) + men[name] * math.log((1 - hers) / (1 - his))
        found[name] = round(100 / (1 + math.exp(-weight * odds)))
    return found


def _odds(women: Counter[str], men: Counter[str], names: frozenset[str]) -> float:
    """Return how often "she" is told of names, of all that is told of them."""
    hers, his = (sum(counts[name] for name in names) for counts in (women, men))
    return (hers + 1) / (hers + his + 2)


def read_persons(corpora: Path) -> frozenset[str]:
    """Return the first words of the persons' names of two words that the silver corpus marks."""
    found = set[str]()
    for path in sorted((corpora / "silver").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                names = (row["text"][a:b] for a, b, type_ in row["spans"] if type_ == "PERSON")
                found.update(name.split()[0] for name in names if " " in name)
    return frozenset(found)


def count_legislators(corpora: Path) -> tuple[Counter[str], Counter[str]]:
    """Return how often each first name is a woman's and a man's among lawmakers."""
    women, men = Counter[str](), Counter[str]()
    for name in ("legislators-current.yaml", "executive.yaml"):
        text = (corpora / "gazetteers" / name).read_text(encoding="utf-8")
        for first, sex in _LAWMAKER.findall(text):
            (women if sex == "F" else men)[first] += TOLD_BY_ONE
    return women, men


def with_nicknames(known: Mapping[str, int], corpora: Path) -> dict[str, int]:
    """Return the shares with those of unknown names that are short for known ones, or long."""
    related: dict[str, list[int]] = {}
    with (corpora / "gazetteers" / "nicknames.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            names = row["name1"].title(), row["name2"].title()
            for name, other in (names, names[::-1]):
                if other in known:
                    related.setdefault(name, []).append(known[other])
    found = {name: round(sum(own) / len(own)) for name, own in sorted(related.items())}
    return found | dict(known)


def endings(known: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Yield the mean share of the names of each last three letters, "-ina", of MANY at least."""
    ends: dict[str, list[int]] = {}
    for name, share in known.items():
        ends.setdefault(f"-{name[-ENDING:].lower()}", []).append(share)
    for end, own in sorted(ends.items()):
        if len(own) >= MANY:
            yield end, round(sum(own) / len(own))


def main(
    corpora: Annotated[Path, typer.Argument(help="Folder with opentext and silver.")],
    out: Annotated[Path, typer.Option(help="Where the names go.")] = DEFAULT,
) -> None:
    """Learn and write the first names.

    Example: python -m kgraph.training.first_names ../shared/corpora
    """
    women, men = count_genders(read_open_texts(corpora))
    more_women, more_men = count_legislators(corpora)
    found = shares(women + more_women, men + more_men, read_persons(corpora))
    found = with_nicknames(found, corpora)
    found = dict(endings(found)) | found
    write_first_names(found, out)
    typer.echo(f"{len(found)} first names; wrote {out}", err=True)


if __name__ == "__main__":
    typer.run(main)
