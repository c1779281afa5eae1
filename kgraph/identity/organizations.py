"""Organizations: what their names are compared by, and what speaks for and against."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from kgraph.identity.decisions import Key
from kgraph.identity.forms import normal_words
from kgraph.names.countries import countries
from kgraph.names.folding import folded_words, respelled
from kgraph.names.legal_forms import split_leading_form, split_legal_form
from kgraph.names.naming import naming_words, replacements
from kgraph.names.typing_errors import (
    are_one_letter_apart,
    are_one_word_apart,
    deletions,
    word_deletions,
)
from kgraph.names.words import words

_INITIALS = 12
_LONG = 4
"""Words of a name that is the same in singular and plural."""


@dataclass(frozen=True, slots=True)
class OrganizationName:
    """The parts of an organization's name.

    ``words`` are folded and without the legal form ``form``; ``countries`` are codes of the
    countries named, and other parts of the world, ``core`` the other words of content, both
    sorted. ``shortened`` are the letters without a last word of business, ``acronyms`` what it
    can be short for; ``is_acronym`` says that it is written as one.
    """

    words: tuple[str, ...]
    form: str
    core: tuple[str, ...]
    countries: tuple[str, ...]
    shortened: str
    acronyms: frozenset[str]
    is_acronym: bool

    @property
    def letters(self) -> str:
        """The words without spaces."""
        return "".join(self.words)


@lru_cache(maxsize=262_144)
def organization_name(name: str) -> OrganizationName:
    """Return the parts of ``name``, British words spelled as American ones."""
    written = normal_words(name)[:_INITIALS]
    rest, leading = split_leading_form(written)
    bare, form = split_legal_form(rest)
    form = form or leading
    spelled = _spelled(bare)
    content = [word for word in spelled if word not in _connectors()]
    known = _country_words()
    acronym = len(spelled) > 1 and name.split()[0].isupper() and len(spelled[0]) > 2
    ends_in_business = len(spelled) > 1 and (
        spelled[-1] in _business_words() or (acronym and spelled[1:] == ("news",))
    )
    return OrganizationName(
        words=spelled,
        form=form,
        core=tuple(sorted(word for word in content if word not in known)),
        countries=tuple(sorted({known[word] for word in content if word in known})),
        shortened="".join(spelled[:-1]) if ends_in_business else "",
        acronyms=_acronyms(written, bare),
        is_acronym=_is_acronym(name, spelled),
    )


def _spelled(bare: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name, in full where it is a body's that the news calls otherwise."""
    words = respelled(folded_words(_without_phrases(" ".join(bare))))
    full = replacements("bodies").get(" ".join(words))
    return respelled(folded_words(full)) if full else words


def organization_keys(name: str) -> Iterator[Key]:
    """Yield what organizations are compared by.

    The letters of the name without the legal form, with and without one of them;
    its words in any order, and all but one of them with two letters of that one. It offers its
    acronyms, itself without a word of business, and without a country.
    """
    parts = organization_name(name)
    yield f"=\n{parts.letters}", False
    for acronym in sorted(parts.acronyms):
        yield f"=\n{acronym}", True
    if parts.shortened:
        yield f"=\n{parts.shortened}", True
    yield f"w\n{' '.join((*parts.core, *parts.countries))}", False
    if len(parts.core) > 1:
        yield f"c\n{' '.join(parts.core)}", bool(parts.countries)
    if len(parts.words) >= _LONG:
        yield f"p\n{' '.join(_singular(parts))}", False
    for shorter in (*deletions(parts.letters), *word_deletions(parts.words)):
        yield f"-\n{shorter}", False


def compare_organizations(left: str, right: str) -> tuple[str, ...]:
    """Return what speaks for and against two names being of one organization.

    The features are those of ``weights.toml``; nothing where they are of two.
    """
    one, other = organization_name(left), organization_name(right)
    found = _related(one, other)
    if not found:
        return ()
    forms = {one.form, other.form} - {""}
    if len(forms) > 1:
        return (found, "legal_forms_differ")
    return (found, "legal_form_in_one") if one.form != other.form else (found,)


def organizations_clash(left: str, right: str) -> bool:
    """Return whether two names speak against being of one organization."""
    one, other = organization_name(left), organization_name(right)
    two_forms = bool(one.form and other.form and one.form != other.form)
    return two_forms or bool(one.countries and other.countries and one.countries != other.countries)


def _related(one: OrganizationName, other: OrganizationName) -> str:
    if one.letters == other.letters:
        return "name_equal" if one.words == other.words else "words_parted"
    if (one.core, one.countries) == (other.core, other.countries):
        return "connectors_differ" if _content(one) == _content(other) else _reordered(one)
    if _is_short_for(one, other) or _is_short_for(other, one):
        return "acronym"
    if one.letters == other.shortened or other.letters == one.shortened:
        return "business_word_in_one"
    if one.core == other.core and len(one.core) > 1 and () in (one.countries, other.countries):
        return "country_in_one"
    if len(one.words) >= _LONG and _singular(one) == _singular(other):
        return "plural"
    letter = are_one_letter_apart(one.letters, other.letters)
    return "letter_differs" if letter or are_one_word_apart(one.words, other.words) else ""


def _reordered(name: OrganizationName) -> str:
    free = naming_words("organizations", "reordered").intersection(name.core)
    own = naming_words("organizations", "national").intersection(name.core)
    return "office_reordered" if free or (own and name.countries) else "words_reordered"


def _content(name: OrganizationName) -> tuple[str, ...]:
    return tuple(word for word in name.words if word not in _connectors())


def _singular(name: OrganizationName) -> tuple[str, ...]:
    return tuple(word.removesuffix("s") for word in name.words)


def _is_short_for(short: OrganizationName, full: OrganizationName) -> bool:
    return short.is_acronym and short.letters in full.acronyms


def _is_acronym(name: str, spelled: tuple[str, ...]) -> bool:
    if len(spelled) != 1 or len(spelled[0]) < 2 or not spelled[0].isalpha():
        return False
    written = name.replace(".", "").split()
    return any(word.isupper() and word.casefold() == spelled[0] for word in written)


def _acronyms(written: tuple[str, ...], bare: tuple[str, ...]) -> frozenset[str]:
    """Return the initials of two words or more, with and without connectors and legal form."""
    connectors = _connectors() | {"&"}
    found: set[str] = set()
    for chosen in (written, bare):
        parts = [part for word in chosen for part in word.split("-") if part]
        strong = [part for part in parts if part not in connectors]
        found |= {"".join(part[0] for part in some) for some in (parts, strong)}
    return frozenset(acronym for acronym in found if len(bare) > 1 and len(acronym) > 1)


def _without_phrases(name: str) -> str:
    for phrase, word in replacements("phrases").items():
        name = re.sub(rf"\b{phrase}\b", word, name)
    return name


def _connectors() -> frozenset[str]:
    return naming_words("organizations", "connectors")


@lru_cache(maxsize=1)
def _business_words() -> frozenset[str]:
    return frozenset(respelled(tuple(word.casefold() for word in words("business_endings"))))


@lru_cache(maxsize=1)
def _country_words() -> Mapping[str, str]:
    """Return the codes of countries by single words for them and their people, folded."""
    found: dict[str, str] = {}
    for country in countries():
        for form in (*country.forms, *country.demonyms, country.adjective):
            folded = folded_words(form)
            if len(folded) == 1 and len(folded[0]) > 1:
                found.setdefault(folded[0], country.code)
    for region in naming_words("organizations", "regions"):
        found.setdefault(region, region)
    return MappingProxyType(found)
