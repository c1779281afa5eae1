"""Whether a text is English, by a library that carries its model with it."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

# Below this many letters (about 20 words) names outweigh the language.
_SHORT = 100
# English text that quotes at length stays above this share, another language far below it.
_DOUBT = 0.01
# Languages that grew out of English or stand close to it; short news in English looks like them.
_KIN = frozenset({"pcm", "sco"})


def find_other_language(text: str) -> str | None:
    """Return the code (ISO 639) of the language of a text that is not English.

    None for English, for a text in doubt, and for one of fewer than 100 letters.
    """
    if sum(map(str.isalpha, text)) < _SHORT:
        return None
    ranked: dict[str, float] = dict(_identifier().rank(text))
    best = max(ranked, key=lambda code: ranked[code])
    return None if best == "en" or ranked["en"] >= _DOUBT else best


@cache
def _identifier() -> "LanguageIdentifier":
    # Imported when asked for: it takes half a second to load its model.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if code not in _KIN])
    return identifier
