"""The form of a name in which two spellings of it are equal."""

import unicodedata

from kgraph.model import Profile
from kgraph.names.folding import WORDS
from kgraph.names.legal_forms import split_leading_form, split_legal_form

_WITH_LEGAL_FORMS = frozenset(("Government", "Organization"))
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'"})
_MARKS_LEFT_OUT = str.maketrans({".": None, ",": " "})


def normal_form(name: str) -> str:
    """Return ``name`` in lower case, without full stops, commas and a leading "the".

    Of "U.S." it leaves "us", of "THE  Hague" "hague". A name of nothing but such marks stays as
    it is, in lower case.
    """
    folded = unicodedata.normalize("NFKC", name).translate(_APOSTROPHES).casefold()
    words = folded.translate(_MARKS_LEFT_OUT).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words) or folded


def normal_words(name: str) -> tuple[str, ...]:
    """Return the words of the normal form of ``name``, one at least."""
    return tuple(normal_form(name).split()) or (name,)


def canonical_order(profile: Profile) -> tuple[int, int, str]:
    """Return the key that sorts the canonical profile of an entity first.

    Most words in the name, legal forms left out, then most mentions, then the id.
    """
    mentions = sum(count for _, count in profile.forms)
    words = tuple(profile.name.split())
    if len(words) <= WORDS and profile.type in _WITH_LEGAL_FORMS:
        words = split_legal_form(split_leading_form(normal_words(profile.name))[0])[0]
    return (-len(words), -mentions, profile.id)
