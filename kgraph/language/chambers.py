"""Bodies that many countries have under one name ("Senate"): the country's whose article it is."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kgraph.language.name_spans import NameSpan, before
from kgraph.language.tree import Node
from kgraph.names.countries import country_forms
from kgraph.names.words import chambers, words


def with_countries(nodes: Sequence[Node], spans: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """Yield the names in order, a bare "Senate" as "US Senate" in an article on the United States.

    Behind a possessive it is the owner's, and bare where that is no country ("the island's
    Senate"). Else it is that of the country most spoken of, if it has such a body, unless the
    article names one in full, speaks of a land inside a country more, or of its lawmakers.
    """
    country = _country(nodes, spans)
    for span in spans:
        if span.name not in chambers():
            yield span
            continue
        body = replace(span, type="Organization")
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
    own = f" {chamber.name} "
    longer = any(s.name != chamber.name and own in f" {s.name} " for s in spans)
    return "" if longer else country


def _country(nodes: Sequence[Node], spans: Sequence[NameSpan]) -> str:
    """Return the country that the article names most, empty for none, two, or a land in one."""
    told = Counter(s.name for s in spans if s.type == "Country").most_common(2)
    lands = Counter(s.name for s in spans if s.name in words("lands"))
    if not told or (len(told) > 1 and told[0][1] == told[1][1]):
        return ""
    local = max(lands.values(), default=0) > told[0][1] or any(
        here.text.lower() == "state" and there.lemma.lower() in words("lawmaking")
        for here, there in pairwise(nodes)
    )
    return "" if local else told[0][0]
