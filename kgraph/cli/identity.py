"""Why several names are one entity, and why others are kept apart from it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.text import Text

from kgraph.cli.claims import article_data, source_name
from kgraph.cli.terminal import styled
from kgraph.graph import Explanation, KnowledgeGraph
from kgraph.graph.together import sentence_at
from kgraph.model import Article, Decision, Entity, Mention, Span


def identity_lines(
    graph: KnowledgeGraph, entity: Entity, names: Sequence[str], *, in_full: bool = False
) -> Iterator[Text]:
    """Yield the entity's names, the decisions on them, and its mentions with their reasons.

    Of two names the chain of decisions that joins them comes first. With ``in_full`` each mention
    stands with its sentence, else equal ones of an article are counted.
    """
    if len(names) > 1:
        quoted = " and ".join(f'"{name}"' for name in names)
        yield styled(f"{quoted} are one: ", (entity.name, "bold"), f"  {entity.type}")
    else:
        yield styled((entity.name, "bold"), f"  {entity.type}")
    if entity.aliases:
        yield styled(f"also: {', '.join(entity.aliases)}")
    if len(names) > 1:
        yield from _chain_lines(graph.explain(*names))
    yield from _decision_lines(graph, entity)
    yield from _mentions_in_full(graph, entity) if in_full else _mention_lines(graph, entity)


def apart_lines(pair: Explanation) -> Iterator[Text]:
    """Yield why two names are two things: what was decided on them, else why nothing was."""
    ends = (pair.left, pair.right)
    named = [part for e in ends for part in ((e.name, "bold"), f" ({e.type})", " and ")][:-1]
    verdict = "are two" if pair.verdict == "different" else "are two so far, and may be one"
    yield styled(*named, f" {verdict}")
    yield from _step_lines(pair)


def _chain_lines(pair: Explanation) -> Iterator[Text]:
    yield Text()
    yield styled("what joins the two")
    yield from _step_lines(pair)


def _step_lines(pair: Explanation) -> Iterator[Text]:
    for step in pair.steps:
        yield styled("  ", (step.left, "bold"), "  and  ", (step.right, "bold"))
        yield from _decided_lines(step.decision, indent="    ")
    if pair.reason:
        yield styled(f"  {pair.reason}")


def _decision_lines(graph: KnowledgeGraph, entity: Entity) -> Iterator[Text]:
    decisions = _decisions(graph, entity)
    if decisions:
        yield Text()
        yield styled("decisions across articles")
    for decision in decisions:
        yield from _decided_lines(decision, indent="  ")


def _decided_lines(decision: Decision, *, indent: str) -> Iterator[Text]:
    """Yield verdict and score, and each reason: one behind them, several on lines of their own."""
    verdict = (f"{decision.verdict:9}", "green" if decision.verdict == "same" else "yellow")
    first, *others = decision.reasons or ("",)
    yield styled(indent, verdict, f"  {decision.score:.2f}  {first}")
    for reason in others:
        yield styled(indent, " " * 17, reason)


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


def _mentions_in_full(graph: KnowledgeGraph, entity: Entity) -> Iterator[Text]:
    last = ""
    for article, mention, sentence in _placed(graph, entity):
        if article.id != last:
            last = article.id
            yield Text()
            yield styled(f"mentions in {source_name(article)}")
        why = f": {mention.why}" if mention.why else ""
        yield styled("  ", (f'"{mention.text}"', "bold"), f"  {mention.kind}{why}")
        before = Span(sentence.start, mention.span.start).of(article.text)
        behind = Span(mention.span.end, sentence.end).of(article.text)
        yield styled(
            f"    {before}", ("[", "bold magenta"), mention.text, ("]", "bold magenta"), behind
        )


def _placed(graph: KnowledgeGraph, entity: Entity) -> Iterator[tuple[Article, Mention, Span]]:
    """Yield each mention with its sentence, in text order."""
    for article, mention in graph.mentions_of(entity):
        sentences = graph.annotation(article.id).sentences
        yield article, mention, sentence_at(mention.span.start, sentences)


def identity_data(graph: KnowledgeGraph, entity: Entity, names: Sequence[str]) -> dict[str, object]:
    """Return the entity's names, the decisions on them and all its mentions, ready for JSON."""
    return {
        "asked": list(names),
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "decisions": [_decision_data(d) for d in _decisions(graph, entity)],
        "mentions": [
            {
                "text": mention.text,
                "kind": mention.kind,
                "why": mention.why,
                "span": [mention.span.start, mention.span.end],
                "sentence": [sentence.start, sentence.end],
                "quote": sentence.of(article.text),
                "article": article_data(article),
            }
            for article, mention, sentence in _placed(graph, entity)
        ],
        **({"joined": explanation_data(graph.explain(*names))} if len(names) > 1 else {}),
    }


def explanation_data(pair: Explanation) -> dict[str, object]:
    """Return why two names are one or two, ready for JSON."""
    return {
        "verdict": pair.verdict,
        "steps": [
            {"left": s.left, "right": s.right, **_decision_data(s.decision)} for s in pair.steps
        ],
        "reason": pair.reason,
    }


def _decision_data(decision: Decision) -> dict[str, object]:
    return {
        "verdict": decision.verdict,
        "score": decision.score,
        "reasons": list(decision.reasons),
    }


def _decisions(graph: KnowledgeGraph, entity: Entity) -> tuple[Decision, ...]:
    """Return the decisions on any name of the entity, those that joined two names first."""
    order = {"same": 0, "unsure": 1, "different": 2}
    return tuple(
        sorted(graph.decisions_of(entity), key=lambda d: (order[d.verdict], d.left, d.right))
    )
