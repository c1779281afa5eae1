"""Sentences that name several things and of which nothing was claimed, each with its reason."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgraph.graph.together import named_by_sentence
from kgraph.graph.untold import why_untold
from kgraph.model import Annotation, Claim, Clause, Mention, Span

SILENT = "no verb or noun was read that tells something of one of them"


@dataclass(frozen=True, slots=True)
class Missed:
    """A sentence of an article that ties none of the entities that it names.

    ``entities`` are ids in the order of their names; ``why`` says what was read instead,
    and why it is left out.
    """

    sentence: Span
    entities: tuple[str, ...]
    why: str


def find_missed(
    annotation: Annotation,
    text: str,
    claims: Iterable[Claim],
    entities: Mapping[str, str],
    names: Mapping[str, str],
) -> Iterator[Missed]:
    """Yield the sentences of an article that name two entities or more and have no claim of two.

    In text order. ``claims`` are the article's; ``entities`` gives the entity of each mention,
    ``names`` the name of each entity.
    """
    tied = [c.sentence for c in claims if c.subject.entity and c.object.entity]
    mentions = {mention.id: mention for mention in annotation.mentions}
    by_sentence: dict[Span, list[Clause]] = {}
    for clause in annotation.clauses:
        by_sentence.setdefault(annotation.sentences[clause.sentence], []).append(clause)
    for sentence, named in named_by_sentence(annotation, entities):
        claimed = any(t.start <= sentence.start and sentence.end <= t.end for t in tied)
        if len(named) > 1 and not claimed:
            clauses = by_sentence.get(sentence, ())
            told = [_told(c, text, entities, names) for c in clauses]
            told += [why for c in clauses for why in _untold(c, mentions, text)]
            why = "; ".join(dict.fromkeys(filter(None, told))) or SILENT
            yield Missed(sentence, tuple(named), why)


def _told(clause: Clause, text: str, entities: Mapping[str, str], names: Mapping[str, str]) -> str:
    """Return in words what a clause tells of entities, empty where it names none."""
    mentions = (argument.mention for argument in clause.arguments)
    found = [entities[m] for m in mentions if m is not None and m in entities]
    words = clause.trigger.of(text)
    if len(set(found)) > 1:
        return f'"{words}" names {_listed(found, names)} side by side'
    return f'"{words}" names {names[found[0]]} alone' if found else ""


def _untold(clause: Clause, mentions: Mapping[str, Mention], text: str) -> Iterator[str]:
    """Yield why what a clause tells of two names is left out."""
    subjects = [a for a in clause.arguments if a.role == "subject"]
    for subject in subjects:
        for other in clause.arguments:
            if other not in subjects:
                yield why_untold(clause, subject, other, mentions, text)


def _listed(found: Sequence[str], names: Mapping[str, str]) -> str:
    return " and ".join(names[entity] for entity in dict.fromkeys(found))
