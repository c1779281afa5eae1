"""Mentions of concepts, and the clauses that tell of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kgraph.language.arguments import PRONOUNS
from kgraph.language.clause_times import ClauseTimes
from kgraph.language.clause_writer import ClauseWriter
from kgraph.language.concepts import ConceptNames
from kgraph.language.draft import Draft
from kgraph.language.statements import Statement
from kgraph.language.tree import Node
from kgraph.model import Argument, Clause, Mention, mention_id
from kgraph.model.annotation import MentionKind

CONCEPT = "Concept"
WITHOUT = "without"


@dataclass(frozen=True, slots=True)
class ConceptWriter:
    """Writes the concepts of one article, and what is told of them."""

    names: ConceptNames
    clauses: ClauseWriter
    found: dict[str, Mention] = field(default_factory=dict)

    def write(
        self, drafts: Sequence[Draft], statements: Iterable[Statement]
    ) -> tuple[tuple[Mention, ...], tuple[Clause, ...]]:
        """Return the mentions of concepts and the statements on them, both in text order.

        Concepts are the plain nouns that fill a role in any draft; of one trigger and two ends
        the first statement is kept, and none is between two names.
        """
        for draft in drafts:
            for _, node in draft.roles:
                self._mention(node)
        times = self.clauses.times_of(drafts)
        told: dict[str, Clause] = {}
        for statement in statements:
            clause = self._clause(statement, times)
            if clause is not None:
                told.setdefault(clause.id, clause)
        mentions = sorted(self.found.values(), key=lambda m: (m.span, m.id))
        return tuple(mentions), tuple(sorted(told.values(), key=lambda c: (c.trigger, c.id)))

    def _clause(self, statement: Statement, times: ClauseTimes) -> Clause | None:
        ends = (("subject", statement.subject), ("object", statement.object))
        trigger = statement.draft.trigger  # what denies it counts once
        roles = [(role, node) for role, node in ends if node is not trigger]
        draft = replace(statement.draft, roles=roles)
        arguments = tuple(self._argument(*end) for end in ends)
        things = {argument.mention and self._thing(argument.mention) for argument in arguments}
        plain = any(a.mention in self.found for a in arguments)
        if None in things or len(things) < len(ends) or not plain:
            return None
        clause = self.clauses.clause(draft, arguments, times)
        polarity = clause.polarity
        if any(c.text.lower() == WITHOUT for c in statement.object.get("preposition")):
            # it is part of the wording and denies nothing
            polarity = "denied" if polarity == "affirmed" else "affirmed"
        return replace(clause, phrase=statement.phrase, polarity=polarity)

    def _thing(self, mention: str) -> str:
        known = self.found.get(mention)
        return self.found[known.cluster].name if known else mention

    def _argument(self, role: str, node: Node) -> Argument:
        """Return what fills a role: a name, else the concept that its noun is.

        "The largest bank of Spain" is not Spain, nor are its claims.
        """
        argument = self.clauses.arguments.argument(role, node)
        if self._is_nobody(node):
            argument = replace(argument, mention=None)
        named = argument.mention and not argument.via
        mention = None if named else self._mention(node)
        return replace(argument, mention=mention.id, via=()) if mention else argument

    def _is_nobody(self, node: Node) -> bool:
        """Whether a pronoun stands for nothing with a name."""
        referent = self.clauses.arguments.referents.get(node.index)
        return node.tag in PRONOUNS and (referent is None or referent.named is None)

    def _mention(self, node: Node) -> Mention | None:
        """Return the mention of a concept, which is added to those found; None for no concept."""
        name, noun = self.names.name(node), self.names.meant(node)
        if not name:
            return None
        span, article = self.clauses.arguments.minimal(node), self.clauses.article
        id_ = mention_id(article.id, span)
        if id_ not in self.found:
            first = id_ if noun is node else self._first(noun)
            kind: MentionKind = "nominal" if noun is node else "pronoun"
            known = name if noun is node else ""
            text = span.of(article.text)
            why = f"{text}: {name}" if name != text else f"{text}: a noun that names nothing"
            self.found[id_] = Mention(id_, span, text, CONCEPT, kind, first, known, why)
        return self.found[id_]

    def _first(self, noun: Node) -> str:
        mention = self._mention(noun)
        return mention.id if mention else ""
