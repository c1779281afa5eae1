"""Persons: what their names are compared by, and what speaks for and against two being one."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from kgraph.identity.decisions import Key
from kgraph.identity.forms import normal_form
from kgraph.identity.person_names import (
    CLOSE_FROM,
    VARIANT_FROM,
    PersonName,
    full_names,
    given_relation,
    person_name,
    relation,
)
from kgraph.names.folding import outlined, romanized, sounded
from kgraph.names.naming import replacements
from kgraph.names.typing_errors import deletions
from kgraph.names.words import words

_COMPARED = 6
_NICKNAMES = 8
_OUTLINE = 8
"""Sounds of first name and surname from which two names that have all in common may be one."""
_THREE = 3
_WEAK = frozenset(
    (
        *("surname_sound", "surname_near", "surname_close", "surname_part"),
        *("given_sound", "given_near", "given_close", "given_second", "given_initial"),
        "given_missing",
        "surname_known",
    )
)
"""Features of which two tell nothing."""
_OWN = frozenset(("equal", "variant", "nickname", "initial"))
"""How a first name is related to that of the one who is meant."""


def person_keys(name: str) -> Iterator[Key]:
    """Yield what persons are compared by.

    A single word by the sounds that its letters stand for, which full names offer of surnames.
    Full names by the sound of first name and surname, by both in outline, and by one of the two and
    the other with and without a letter; of three words by each two; they offer each two of their
    words, the full forms of a nickname, and the initial with the surname. All names by their
    letters without spaces.
    """
    parts = person_name(name)
    surname = "".join(parts.surname)
    spelled = romanized(surname)
    yield f"1\n{spelled if len(spelled) >= VARIANT_FROM else surname}", bool(parts.given)
    yield f"=\n{_letters(parts.words)}", False
    if parts.given:
        yield from _pair_keys(parts, surname)
        first = romanized(parts.given[0])
        for kept, word in ((first, romanized(surname)), (romanized(surname), first)):
            for shorter in deletions(word, shortest=CLOSE_FROM):
                yield f"-\n{kept}\n{shorter}", False
        if outline := _outline(parts):
            yield f"o\n{outline}", False


def _pair_keys(parts: PersonName, surname: str) -> Iterator[Key]:
    first = parts.given[0]
    yield _pair(first, surname), False
    yield _pair(first[0], surname), len(first) > 1
    words = dict.fromkeys((*parts.given[:_COMPARED], *parts.surname[-2:], surname))
    in_any = len(words) != _THREE
    for left, right in combinations(words, 2):
        yield _pair(left, right), in_any or 1 in (len(left), len(right))
    for full in sorted(full_names(first))[:_NICKNAMES]:
        yield _pair(full, surname), True


def _pair(left: str, right: str) -> str:
    one, other = sounded(left), sounded(right)
    return f"2\n{one}\n{other}" if one <= other else f"2\n{other}\n{one}"


def _letters(words: tuple[str, ...]) -> str:
    return "".join(map(romanized, words))


def compare_persons(left: str, right: str) -> tuple[str, ...]:
    """Return what speaks for and against two names being of one person; nothing where they differ.

    The features are those of ``weights.toml``. Different first names, middle names and
    generations tell two persons.
    """
    one, other = person_name(left), person_name(right)
    if one.generation and other.generation and one.generation != other.generation:
        return ()
    surnames = _surnames(one, other)
    if not surnames:
        return _as_other_words(one, other) or _as_spelled_otherwise(one, other)
    if surnames != "surname_equal" and not (one.given or other.given):
        return ()
    givens = _givens(one, other)
    if not givens:
        return ()
    if surnames in _WEAK and givens[0] in _WEAK:
        return _as_spelled_otherwise(one, other)
    return (surnames, *givens, *_surroundings(one, other))


def _surnames(one: PersonName, other: PersonName) -> str:
    """Return how the surnames are related, nothing where they differ."""
    found = relation("".join(one.surname), "".join(other.surname))
    if found not in ("none", "initial"):
        return f"surname_{found}"
    if _is_part(one, other) or _is_part(other, one):
        return "surname_part"
    return ""


def _is_part(shorter: PersonName, fuller: PersonName) -> bool:
    """Return whether the surname of one is a word of the other's double or earlier surname."""
    surname = "".join(shorter.surname)
    if len(fuller.surname) > 1 and surname in fuller.surname:
        return True
    same_first = shorter.given[:1] == fuller.given[:1] != ()
    return same_first and len(surname) > 1 and surname in fuller.given[1:]


@lru_cache(maxsize=1)
def _known_surnames() -> frozenset[str]:
    return frozenset(map(normal_form, words("known_surnames")))


def _givens(one: PersonName, other: PersonName) -> tuple[str, ...]:
    """Return how the given names are related, nothing where they differ."""
    if not one.given or not other.given:
        alone, full = (one, other) if not one.given else (other, one)
        return _known(alone.surname[-1], full)
    if "".join(one.given) == "".join(other.given):
        return ("given_equal",)
    first = given_relation(one.given[0], other.given[0])
    if first != "none":
        middles = _middles(one.given[1:], other.given[1:])
        return (f"given_{first}", *middles) if middles != ("differ",) else ()
    if _is_middle(one, other) or _is_middle(other, one):
        return ("given_second",)
    return ()


def _known(surname: str, full: PersonName) -> tuple[str, ...]:
    """Return what a surname alone tells of a full name: who is known by it."""
    bearers = replacements("known_bearers").get(surname)
    if bearers is not None and full.given:
        own = any(given_relation(full.given[0], bearer) in _OWN for bearer in bearers.split())
        return ("surname_known",) if own and not full.generation else ()
    return ("surname_known",) if surname in _known_surnames() else ("given_missing",)


def _is_middle(shorter: PersonName, fuller: PersonName) -> bool:
    first = shorter.given[0]
    return len(shorter.given) < len(fuller.given) and len(first) > 1 and first in fuller.given[1:]


def _middles(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    if not one or not other:
        return ("middle_in_one",) if one or other else ()
    if len(one) != len(other):
        shorter, longer = sorted((one, other), key=len)
        return ("middle_in_one",) if set(shorter) <= set(longer) else ("differ",)
    found = {given_relation(*pair) for pair in zip(one, other, strict=True)}
    if "none" in found:
        return ("differ",)
    return ("middle_equal",) if found == {"equal"} else ("middle_alike",)


def _surroundings(one: PersonName, other: PersonName) -> Iterator[str]:
    full = bool(one.given and other.given)
    fuller, bare = (one, other) if one.given else (other, one)
    if one.particles != other.particles and (full or bare.particles):
        yield "particles_differ"
    if fuller.generation != bare.generation and (full or bare.generation):
        yield "generation_in_one"


def _as_other_words(one: PersonName, other: PersonName) -> tuple[str, ...]:
    """Return what speaks for names of the same letters whose words are parted or put otherwise."""
    if _letters(one.words) == _letters(other.words):
        return ("words_parted",)
    same = sorted(map(romanized, one.words)) == sorted(map(romanized, other.words))
    return ("words_reordered",) if same and len(one.words) > 1 else ()


def _as_spelled_otherwise(one: PersonName, other: PersonName) -> tuple[str, ...]:
    """Return what speaks for two full names whose first names and surnames differ in vowels."""
    outline = _outline(one)
    return ("vowels_differ",) if outline and outline == _outline(other) else ()


def _outline(name: PersonName) -> str:
    """Return first name and surname in outline, nothing of short ones and of a single name."""
    if not name.given:
        return ""
    first, surname = outlined(name.given[0]), outlined("".join(name.surname))
    return f"{first} {surname}" if len(first + surname) >= _OUTLINE else ""


def person_rank(name: str) -> tuple[int, int]:
    """Return what sorts fuller names first."""
    given = person_name(name).given
    return (-sum(len(word) > 1 for word in given), -len(given))
