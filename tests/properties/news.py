"""Articles for the tests of a record: versions, copies, agencies, concepts, other pipelines."""

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import strategies as st

from kgraph.model import (
    Annotation,
    Attribution,
    Clause,
    Mention,
    Span,
    clause_id,
    mention_id,
)
from tests.builders import NAMES, Annotated, facts, tell

PIPELINES = ("hand-made", "another", "a third")
ALIKE = tuple(
    pair
    for pair in NAMES
    if any(word in pair[1] for word in ("utin", "Weber", "ECB", "European", "Merck", "Germany"))
)
"""Names that may be one or may not."""

URLS = ("", "https://news.example/1", "https://news.example/2")
AGENCIES = ("", "Reuters", "TASS", "Reuters + TASS")


def news() -> st.SearchStrategy[Annotated]:
    """Return articles that tell facts about few names; some are versions or copies of others."""
    told = st.builds(
        tell,
        st.lists(facts(ALIKE), min_size=1, max_size=3),
        title=st.sampled_from(["News", "More"]),
        published=st.sampled_from(["2019-03-05", "", "2019", "2021-12-31"]),
        url=st.sampled_from(URLS),
        agency=st.sampled_from(AGENCIES),
    )
    return told.map(with_nobody)


def with_nobody(told: Annotated) -> Annotated:
    """Return an article in which whoever is nobody is a concept, also where nobody speaks."""
    article, annotation = told
    concepts = dict[str, Mention]()
    mentions, clauses = list(annotation.mentions), list[Clause]()
    statements = list[Clause]()
    for clause in annotation.clauses:
        subject, object_ = clause.arguments
        if object_.mention is None:
            line = annotation.sentences[clause.sentence]
            nobody = _concept(article.id, article.text, object_.span.start)
            concepts[nobody.id] = nobody
            stated = (subject, replace(object_, mention=nobody.id))
            says = Span(line.end - 5, line.end - 1)
            statements.append(
                replace(
                    clause,
                    id=clause_id(article.id, says, stated),
                    trigger=says,
                    lemma="say",
                    phrase="say",
                    arguments=stated,
                    attribution=(),
                )
            )
            if not clause.attribution:
                speaker = _concept(article.id, article.text, object_.span.end + 1)
                concepts[speaker.id] = replace(speaker, name="somebody")
                mentions.append(replace(speaker, name="", type="Person"))
                said = Attribution(speaker.id, speaker.text, clause.trigger, "reported")
                clauses.append(replace(clause, attribution=(said,)))
                continue
        clauses.append(clause)
    return article, replace(
        annotation,
        mentions=tuple(sorted(mentions, key=lambda m: m.span)),
        clauses=tuple(clauses),
        concepts=tuple(sorted(concepts.values(), key=lambda m: m.span)),
        statements=tuple(statements),
    )


def _concept(article: str, text: str, start: int) -> Mention:
    span = Span(start, start + len("nobody"))
    id_ = mention_id(article, span)
    return Mention(id_, span, span.of(text), "Concept", "nominal", id_, name="nobody")


def annotated_by(annotation: Annotation, pipeline: str) -> Annotation:
    """Return what another pipeline finds: each has its own view of types, names and clauses."""
    number = PIPELINES.index(pipeline)
    if number == 0:
        return replace(annotation, pipeline=pipeline)
    mentions = tuple(_seen_by(annotation, number))
    lost = {m.id for m in annotation.mentions} - {m.id for m in mentions}
    return replace(
        annotation,
        pipeline=pipeline,
        mentions=mentions,
        clauses=tuple(c for c in annotation.clauses if not lost & set(_mentions_of(c))),
        statements=tuple(c for c in annotation.statements if not lost & set(_mentions_of(c))),
    )


def _seen_by(annotation: Annotation, number: int) -> Iterator[Mention]:
    """The first renames persons and parts no types; the second loses every third mention."""
    for place, mention in enumerate(annotation.mentions):
        if number == 1 and mention.type == "Person" and mention.name:
            yield replace(mention, name=f"Mr {mention.name}")
        elif number == 1 and mention.type == "Government":
            yield replace(mention, type="Organization")
        elif number == 1 or place % 3 != 2:
            yield mention


def _mentions_of(clause: Clause) -> Iterator[str]:
    yield from (a.mention for a in clause.arguments if a.mention)
    yield from (level.speaker for level in clause.attribution if level.speaker)
