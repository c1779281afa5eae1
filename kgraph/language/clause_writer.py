"""Clauses out of drafts: arguments resolved, speakers, times and ids given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kgraph.language.arguments import ArgumentReader, merged
from kgraph.language.drafts import Draft
from kgraph.language.lexicon import lexicon
from kgraph.language.modality import modality_of, polarity_of, tense_of
from kgraph.language.speech import Speech
from kgraph.language.times import TimeExpression, time_of
from kgraph.language.tree import Node
from kgraph.model import Argument, Article, Attribution, Clause, Span, TimeSpan, clause_id

UNNAMED = "a speaker the article does not name here"
DEEPEST = 6
EMPTY = frozenset({"PRP", "PRP$", "WDT", "WP", "WRB", "EX", "DT"})
NOMINAL_RULES = frozenset({"title", "apposition", "possessive"})


@dataclass(frozen=True, slots=True)
class ClauseWriter:
    """Writes the clauses of one article.

    ``speech`` holds the acts of saying by node, ``times`` the times by sentence.
    """

    article: Article
    arguments: ArgumentReader
    speech: Mapping[int, tuple[Speech, ...]]
    times: Mapping[int, Sequence[TimeExpression]]

    def write(self, drafts: Sequence[Draft]) -> tuple[Clause, ...]:
        """Return the clauses in text order; drafts without two ends are left out."""
        context = _Context(frozenset(d.trigger.index for d in drafts), _said_by_cue(self.speech))
        clauses = {id(draft): self._clause(draft, context) for draft in drafts}
        verbal = [draft for draft in drafts if draft.rule not in NOMINAL_RULES]
        by_trigger = {draft.trigger.index: clauses[id(draft)] for draft in verbal}
        pairs = [(draft, clauses[id(draft)]) for draft in drafts]
        fillers = _Fillers(drafts, by_trigger)
        linked = [fillers.linked(d, clause) for d, clause in pairs if clause.arguments]
        unique = {clause.id: clause for clause in linked}
        return tuple(sorted(unique.values(), key=lambda c: (c.trigger, c.id)))

    def _clause(self, draft: Draft, context: "_Context") -> Clause:
        arguments = self._arguments(draft, context)
        trigger = Span(draft.words[0].start, draft.words[-1].end)
        return Clause(
            id=clause_id(self.article.id, trigger, arguments),
            sentence=draft.trigger.sentence,
            trigger=trigger,
            lemma=draft.lemma,
            phrase=_phrase(draft),
            arguments=arguments,
            rule=draft.rule,
            under=_under(draft),
            polarity=polarity_of(draft),
            modality=modality_of(draft),
            tense=tense_of(draft),
            attribution=self._attribution(draft.trigger),
            time=self._time(draft, context.triggers),
        )

    def _arguments(self, draft: Draft, context: "_Context") -> tuple[Argument, ...]:
        ordered = sorted(
            ((role, node) for role, node in draft.roles if not self._is_empty(role, node)),
            key=lambda r: (r[0], r[1].index),
        )
        read = [self.arguments.argument(role, node) for role, node in ordered]
        if draft.rule in NOMINAL_RULES:
            return tuple(read)
        read = merged(read, self.article.text) + self._topics(
            context.said.get(draft.trigger.index, ())
        )
        return tuple(sorted(read, key=lambda a: (a.span, a.role)))

    def _is_empty(self, role: str, node: Node) -> bool:
        """Whether an argument says nothing: a pronoun that nothing resolves, or a time."""
        if node.tag in EMPTY and self.arguments.standing(node, subject=False).mention is None:
            return True
        times = self.times.get(node.sentence, ())
        timed = any(t.start <= node.index < t.end for t in times)
        return timed and role not in {"subject", "object"}

    def _topics(self, said: Sequence[int]) -> list[Argument]:
        """Return the names inside what a verb of saying reports."""
        around = self.arguments.around
        heads = [i for i in said if i in self.arguments.mentions and i in around.owners]
        named = [i for i in heads if not around.owners[i].adjective]
        return [self.arguments.argument("topic", around.nodes[i]) for i in named]

    def _attribution(self, trigger: Node) -> tuple[Attribution, ...]:
        return tuple(self._level(act) for act in self.speech.get(trigger.index, ()))

    def _level(self, act: Speech) -> Attribution:
        if act.speaker is None or act.cue is None:
            return Attribution(None, UNNAMED, Span(0, 0), act.manner)
        speaker = self.arguments.standing(act.speaker, subject=True).mention
        words = self.arguments.maximal(act.speaker).of(self.article.text)
        return Attribution(speaker, words, act.cue.span, act.manner)

    def _time(self, draft: Draft, triggers: frozenset[int], depth: int = 0) -> TimeSpan | None:
        times = self.times.get(draft.trigger.sentence, ())
        found = time_of(draft.trigger, triggers, times, self.arguments.around.nodes)
        if found is None and draft.governor is not None and depth < DEEPEST:
            return self._time(draft.governor, triggers, depth + 1)
        return found


@dataclass(frozen=True, slots=True)
class _Context:
    """The numbers of all triggers, and what each verb of saying reports."""

    triggers: frozenset[int]
    said: Mapping[int, Sequence[int]]


def _said_by_cue(speech: Mapping[int, tuple[Speech, ...]]) -> Mapping[int, Sequence[int]]:
    found: dict[int, list[int]] = {}
    for index in sorted(speech):
        for cue in {act.cue.index for act in speech[index] if act.cue is not None}:
            found.setdefault(cue, []).append(index)
    return found


def _under(draft: Draft) -> tuple[str, ...]:
    chain, governor = list[str](), draft.governor
    while governor is not None and len(chain) < DEEPEST:
        chain.append(governor.lemma)
        governor = governor.governor
    return tuple(chain)


def _phrase(draft: Draft) -> str:
    """Return the trigger's lemma, behind "be" where it is a noun or an adjective."""
    nominal = draft.rule in {"copula", "title", "apposition"}
    return f"be {draft.lemma}" if nominal else draft.lemma


@dataclass(frozen=True, slots=True)
class _Fillers:
    """Finds the clauses that fill roles of other clauses."""

    drafts: Sequence[Draft]
    by_trigger: Mapping[int, Clause]

    def linked(self, draft: Draft, clause: Clause) -> Clause:
        """Return the clause with the ids of others in its arguments; its own id stays."""
        pairs = [(node.start, self._filler(role, node)) for role, node in draft.roles]
        filled = {start: filler.id for start, filler in pairs if filler is not None}
        arguments = tuple(
            replace(a, clause=filled.get(a.span.start, a.clause)) for a in clause.arguments
        )
        return replace(clause, arguments=arguments)

    def _filler(self, role: str, node: Node) -> Clause | None:
        if role == "complement":
            return self.by_trigger.get(node.index)
        marks = {child.text.lower() for child in node.get("determiner")}
        if node.lemma in lexicon().pointing_nouns and marks & {"this", "that"}:
            return self._told_before(node)
        return None

    def _told_before(self, node: Node) -> Clause | None:
        """Return the last doing named before in the sentence ("building X, ... on that score")."""
        above = {ancestor.index for ancestor in node.ancestors()}
        doings = [
            draft.trigger.index
            for draft in self.drafts
            if draft.trigger.sentence == node.sentence
            and draft.trigger.index < node.index
            and draft.trigger.index not in above
            and draft.trigger.tag in {"VB", "VBG"}
            and draft.nodes("object")
        ]
        return self.by_trigger.get(max(doings)) if doings else None
