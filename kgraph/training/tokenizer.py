"""The tokenizer of the shipped pipeline: spaCy's English one, with runs of one mark kept whole."""

from typing import Any

from spacy.language import Language
from spacy.util import compile_prefix_regex, compile_suffix_regex

# treebanks have "!!!", "====" and "$$$" as one word each
RUNS = (r"[!?]{2,}", *(rf"\{mark}{{2,}}" for mark in "=*_~$<>#"))
STOP = r"(?<=&[A-Z])\."  # "AT&T."


def keep_runs(nlp: Language) -> Language:
    """Make the tokenizer of a pipeline keep runs of marks whole, and return the pipeline."""
    tokenizer: Any = nlp.tokenizer  # its class has no types
    defaults = nlp.Defaults
    prefixes, suffixes = defaults.prefixes or (), defaults.suffixes or ()
    tokenizer.prefix_search = compile_prefix_regex([*RUNS, *prefixes]).search
    tokenizer.suffix_search = compile_suffix_regex([*RUNS, STOP, *suffixes]).search
    return nlp
