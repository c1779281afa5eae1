"""The tokenizer of the shipped pipeline: spaCy's English one, nearer to the treebanks' words.

Runs of one mark are one word, and so are a prefix and what it is joined to ("co-founder",
"anti-corruption"). A name behind a prefix stays a word of its own ("pro-Russian" is three), so that
it can be found; there the treebanks have one word too.
"""

import re
from typing import Any

from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

# treebanks have "!!!", "====" and "$$$" as one word each, and typewritten quotes
RUNS = (r"[!?]{2,}", "``", *(rf"\{mark}{{2,}}" for mark in "=*_~$<>#"))
STOP = r"(?<=&[A-Z])\."  # "AT&T."
# what UD EWT and UD GUM train nearly always join
PREFIXES = (
    *("anti", "co", "counter", "cross", "e", "inter", "micro", "mid", "mini", "multi"),
    *("neo", "non", "post", "pre", "pro", "re", "semi", "socio", "sub"),
)
JOINED = "|".join(rf"(?<=\b(?i:{prefix}))-(?=[a-z])" for prefix in PREFIXES)


def fit_tokenizer(nlp: Language) -> Language:
    """Make the tokenizer of a pipeline keep runs and prefixes whole, and return the pipeline."""
    tokenizer: Any = nlp.tokenizer  # its class has no types
    defaults = nlp.Defaults
    prefixes, suffixes = defaults.prefixes or (), defaults.suffixes or ()
    infixes = compile_infix_regex(defaults.infixes or ()).pattern
    tokenizer.prefix_search = compile_prefix_regex([*RUNS, *prefixes]).search
    tokenizer.suffix_search = compile_suffix_regex([*RUNS, STOP, *suffixes]).search
    tokenizer.infix_finditer = re.compile(f"(?!{JOINED})(?:{infixes})").finditer
    return nlp
