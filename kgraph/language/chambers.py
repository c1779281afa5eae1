"""Bodies that many countries have under one name ("Senate"): the country's whose article it is."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kgraph.language.name_spans import NameSpan, before
from kgraph.language.tree import Node
from kgraph.names.countries import country_forms
from kgraph.names.words import chambers, words

OFTEN = 2
"""The most named country is named so many times as often as one that is near it, at most."""


def with_countries(nodes: Sequence[Node], spans: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """Yield the names in order, a bare "Senate" as "US Senate" in an article on the United States.

    Behind a possessive it is the owner's, and bare where that is no country ("the island's
    Senate"). Else it is that of the country most spoken of, if it has such a body, unless the
    article names one in full, speaks of a land inside a country more, or of its lawmakers.
    """
    ranked = Counter(s.name for s in spans if s.type == "Country").most_common()
    local = _is_local(nodes, spans, ranked)
    for span in spans:
        if span.name not in chambers():
            yield span
            continue
        body = replace(span, type="Organization")
        land = local and span.name in words("land_bodies")
        country = "" if land else _spoken_of(ranked, span.name)
        owner = _owner(nodes, spans, span, country if _is_told(spans, span, country) else "")
        if owner in chambers()[span.name]:
            name = f"{country_forms()[owner].adjective} {span.name}"
            body = replace(body, name=name, why=f"{span.name} of {owner}, spoken of")
        yield body


def _is_told(spans: Sequence[NameSpan], chamber: NameSpan, country: str) -> bool:
    """Whether the country is named before, or more than once."""
    named = [s for s in spans if s.type == "Country" and s.name == country]
    return len(named) > 1 or any(s.start < chamber.start for s in named)


def _owner(
    nodes: Sequence[Node], spans: Sequence[NameSpan], chamber: NameSpan, country: str
) -> str:
    opening = before(nodes, chamber.start)
    if opening is not None and opening.tag == "POS":
        named = (s.name for s in spans if s.end == opening.index and s.type == "Country")
        return next(named, "")
    longer = any(_is_another(s, chamber.name) for s in spans)
    return "" if longer else country


def _is_another(span: NameSpan, chamber: str) -> bool:
    """Whether a longer name is of a body of the kind, not of one inside it or of a government's.

    "Texas Senate" is, "Senate Finance Committee" and "White House" are not.
    """
    if span.type == "Government" or span.name == chamber or span.name in chambers():
        return False
    before_, held, behind = f" {span.name} ".partition(f" {chamber} ")
    return bool(held) and (bool(before_) or behind.startswith("of "))


def _spoken_of(ranked: Sequence[tuple[str, int]], chamber: str) -> str:
    """Return the country that is named most; of two that are near each other the one that has it.

    It is empty for none, and for two named as often of which both may have the body.
    """
    most = [(name, count) for name, count in ranked if OFTEN * count >= ranked[0][1]]
    owners = [(name, count) for name, count in most if name in chambers()[chamber] and count > 1]
    if len(owners) == 1 and chamber in words("rare_bodies"):
        return owners[0][0]
    if not most or (len(most) > 1 and most[0][1] == most[1][1]):
        return ""
    return most[0][0]


def _is_local(
    nodes: Sequence[Node], spans: Sequence[NameSpan], ranked: Sequence[tuple[str, int]]
) -> bool:
    """Whether a land inside a country is spoken of more than any country, or its lawmakers are."""
    told = ranked[0][1] if ranked else 0
    lands = Counter(s.name for s in spans if s.name in words("lands"))
    return max(lands.values(), default=0) > told or any(
        here.text.lower() == "state" and there.lemma.lower() in words("lawmaking")
        for here, there in pairwise(nodes)
    )
