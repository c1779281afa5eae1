"""What ``kgraph show --disputed`` prints: relations with claims on two sides."""

from collections.abc import Iterator

from rich.text import Text

from kgraph.cli.claims import claim_data, claim_lines, relation_figures, relation_line
from kgraph.cli.terminal import LISTED, rest_lines, styled
from kgraph.graph import Dispute, KnowledgeGraph, disputed

COURSES = {
    "": "affirmed by some, denied by others",
    "ended": "affirmed at first, later denied or told as past",
    "began": "denied or told as past at first, later affirmed",
}
SIDES = ("affirmed", "denied", "past")


def disputed_lines(graph: KnowledgeGraph) -> Iterator[Text]:
    """Yield each disputed relation with the claims on both sides: their speakers and articles."""
    found = disputed(graph)
    yield styled(f"disputed relations: {len(found)}")
    for dispute in found[:LISTED]:
        yield Text()
        yield relation_line(graph, dispute.relation)
        yield styled("  ", (COURSES[dispute.course], "dim"))
        for side in SIDES:
            yield from _side_lines(graph, dispute, side)
    yield from rest_lines(len(found))


def _side_lines(graph: KnowledgeGraph, dispute: Dispute, side: str) -> Iterator[Text]:
    claims = getattr(dispute, side)
    if claims:
        yield styled("  ", side)
    for claim in claims:
        yield from claim_lines(graph, claim, indent="    ")


def disputed_data(graph: KnowledgeGraph) -> dict[str, object]:
    """Return the disputed relations with the claims on both sides, for JSON."""
    return {
        "disputed": [
            {
                "relation": relation_figures(graph, dispute.relation),
                "course": dispute.course,
                **{
                    side: [claim_data(graph, claim) for claim in getattr(dispute, side)]
                    for side in SIDES
                },
            }
            for dispute in disputed(graph)
        ]
    }
