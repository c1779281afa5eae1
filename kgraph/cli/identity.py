"""Why several names are one entity, and why others are kept apart from it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.text import Text

from kgraph.cli.claims import article_data, source_name
from kgraph.cli.terminal import styled
from kgraph.graph import KnowledgeGraph
from kgraph.model import Decision, Entity


def identity_lines(graph: KnowledgeGraph, entity: Entity, names: Sequence[str]) -> Iterator[Text]:
    """Yield the entity's names, the decisions on them, and its mentions with their reasons."""
    if len(names) > 1:
        quoted = " and ".join(f'"{name}"' for name in names)
        yield styled(f"{quoted} are one: ", (entity.name, "bold"), f"  {entity.type}")
    else:
        yield styled((entity.name, "bold"), f"  {entity.type}")
    if entity.aliases:
        yield styled(f"also: {', '.join(entity.aliases)}")
    yield from _decision_lines(graph, entity)
    yield from _mention_lines(graph, entity)


def _decision_lines(graph: KnowledgeGraph, entity: Entity) -> Iterator[Text]:
    decisions = _decisions(graph, entity)
    if decisions:
        yield Text()
        yield styled("decisions across articles")
    for decision in decisions:
        verdict = (f"{decision.verdict:9}", "green" if decision.verdict == "same" else "yellow")
        yield styled("  ", verdict, f"  {decision.score:.2f}  ", "; ".join(decision.reasons))


def _mention_lines(graph: KnowledgeGraph, entity: Entity) -> Iterator[Text]:
    rows = Counter(
        (source_name(article), mention.text, mention.kind, mention.why)
        for article, mention in graph.mentions_of(entity)
    )
    last = ""
    for (source, text, kind, why), count in rows.items():
        if source != last:
            last = source
            yield Text()
            yield styled(f"mentions in {source}")
        times = f" x{count}" if count > 1 else ""
        yield styled("  ", (f'"{text}"', "bold"), f"{times}  {kind}", f": {why}" if why else "")


def identity_data(graph: KnowledgeGraph, entity: Entity, names: Sequence[str]) -> dict[str, object]:
    """Return the entity's names, the decisions on them and all its mentions, ready for JSON."""
    return {
        "asked": list(names),
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "decisions": [
            {"verdict": d.verdict, "score": d.score, "reasons": list(d.reasons)}
            for d in _decisions(graph, entity)
        ],
        "mentions": [
            {
                "text": mention.text,
                "kind": mention.kind,
                "why": mention.why,
                "span": [mention.span.start, mention.span.end],
                "article": article_data(article),
            }
            for article, mention in graph.mentions_of(entity)
        ],
    }


def _decisions(graph: KnowledgeGraph, entity: Entity) -> tuple[Decision, ...]:
    """Return the decisions on any name of the entity, those that joined two names first."""
    members = set(entity.members)
    found = (d for d in graph.decisions if {d.left, d.right} & members)
    order = {"same": 0, "unsure": 1, "different": 2}
    return tuple(sorted(found, key=lambda d: (order[d.verdict], d.left, d.right)))
