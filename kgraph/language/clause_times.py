"""Which of the times of a sentence each of its clauses has."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from kgraph.language.draft import Draft
from kgraph.language.lexicon import lexicon
from kgraph.language.speech import Speech
from kgraph.language.times import TimeExpression
from kgraph.language.tree import Node
from kgraph.model import TimeSpan

DEEPEST = 6
MEANWHILE = frozenset({"as", "when", "while"})
LONGEST_OPENING = 5
FRONTED = frozenset({"DT", "IN", "JJ", "NN", "RB"})
MAIN = frozenset({"conjunct", "open_complement", "parataxis"})
SPANS = frozenset({"beginning", "start", "middle", "end", "close", "eve", "morning", "evening"})


@dataclass(frozen=True, slots=True)
class ClauseTimes:
    """Gives the clauses of an article their times.

    ``times`` are in text order; ``speech`` holds the acts of saying by node, ``drafts`` those of
    verbs by trigger, ``triggers`` the numbers of all triggers.
    """

    times: Mapping[int, Sequence[TimeExpression]]
    nodes: Sequence[Node]
    speech: Mapping[int, tuple[Speech, ...]]
    drafts: Mapping[int, Draft]
    triggers: Container[int]

    def of(self, draft: Draft, depth: int = 0) -> TimeSpan | None:
        """Return the time whose words hang on a trigger, else that of the clause it is part of.

        A time at the beginning of a sentence is that of all its main clauses, and of what is done
        meanwhile. What somebody says has no time of its saying.
        """
        times = self.times.get(draft.trigger.sentence, ())
        own = next((t.time for t in times if self._owner(t) == draft.trigger.index), None)
        if own is not None or not times:
            return own
        source = self._source(draft)
        if source is not None and depth < DEEPEST and self._told_alike(draft, source.trigger):
            shared = self.of(source, depth + 1)
            if shared is not None:
                return shared
        first = self.nodes[times[0].start]
        opens = self._opens(times[0]) and self._told_alike(draft, first)
        return times[0].time if opens and _is_main(draft.trigger) else None

    def _told_alike(self, draft: Draft, node: Node) -> bool:
        """Whether a clause and a word are told by the same voices."""
        index = draft.trigger.index
        return self.speech.get(index, ()) == self.speech.get(node.index, ())

    def _source(self, draft: Draft) -> Draft | None:
        """Return the draft of the clause that this one is part of, or goes on during."""
        if draft.governor is not None:
            return draft.governor
        if not _is_meanwhile(draft.trigger):
            return None
        above = draft.trigger.ancestors()
        return next((self.drafts[n.index] for n in above if n.index in self.drafts), None)

    def _opens(self, time: TimeExpression) -> bool:
        """Whether a time begins its sentence ("On Monday", "In a ruling on Monday")."""
        first = self.nodes[time.start]
        before = self.nodes[max(0, time.start - LONGEST_OPENING) : time.start]
        inside = [node for node in before if node.sentence == first.sentence]
        fronted = not inside or inside[0].tag in {"IN", "RB", "DT"}
        short = len(inside) < LONGEST_OPENING or first.index == len(inside)
        return fronted and short and all(node.tag in FRONTED for node in inside)

    def _owner(self, time: TimeExpression) -> int:
        """Return the number of the trigger that a time hangs on, -1 for none."""
        words = self.nodes[time.start : time.end]
        top = next((n for n in words if n.head is None or n.head not in words), words[0])
        if self._opens(time):
            root = next((a for a in top.ancestors() if a.head is None), top)
            if root.index in self.triggers:
                return root.index
        noun = top.head
        if top.preposition == "of" and noun is not None and noun.index not in self.triggers:
            timely = noun.lemma.lower() in SPANS | lexicon().time_words | lexicon().time_units
            if noun.is_noun and not timely:
                return -1
        above = [a for a in top.ancestors() if a.index in self.triggers]
        return self._before_that(time, above) if above else -1

    def _before_that(self, time: TimeExpression, above: Sequence[Node]) -> int:
        """Return the trigger above the clause that "that" opens behind the time.

        "She told them yesterday that it was sold": yesterday she told them.
        """
        after = self.nodes[time.end : time.end + 1]
        nearest = above[0]
        linked = bool(after) and after[0].text.lower() == "that" and after[0].index < nearest.index
        reported = linked and nearest.relation == "complement" and len(above) > 1
        return above[1].index if reported else nearest.index


def times_by_sentence(
    times: Sequence[TimeExpression], nodes: Sequence[Node]
) -> dict[int, list[TimeExpression]]:
    """Return the times by the number of their sentence."""
    found: dict[int, list[TimeExpression]] = {}
    for expression in times:
        found.setdefault(nodes[expression.start].sentence, []).append(expression)
    return found


def _is_meanwhile(trigger: Node) -> bool:
    """Whether a clause tells what goes on during another ("suing X", "while X was in Y")."""
    if trigger.relation != "adverbial_clause":
        return False
    marks = {child.text.lower() for child in trigger.get("marker")}
    return bool(marks & MEANWHILE) if marks else trigger.tag in {"VBG", "VBN"}


def _is_main(trigger: Node) -> bool:
    """Whether only coordination and what goes on meanwhile part a clause from the top."""
    chain = (trigger, *trigger.ancestors())
    return all(n.head is None or n.relation in MAIN or _is_meanwhile(n) for n in chain)
