"""What a speaker's words tell of his attitude: blame, praise, demands, warnings, promises."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kgraph.language.cues import Speech, cue_lemma
from kgraph.language.draft import VERBAL, Draft
from kgraph.language.lexicon import lexicon
from kgraph.language.modality import modality_of, polarity_of
from kgraph.language.roles import Surroundings
from kgraph.language.tree import Node

ATTITUDE = "attitude"
ILL, WELL, BLAME = "speak ill of", "speak well of", "lay blame on"
URGE, AGAINST, STOPPED = "call to act", "advise against", "want stopped"
WORDY, QUESTION = "attack with words", "ask a question"
HELD = frozenset({"actual", "possible"})
LABEL_ENDS = frozenset({",", ".", ";", ":", "TO", "WDT", "WP", "WP$", "WRB", "MD", "CC"})
OWN = frozenset({"it", "they", "them", "we", "us", "i", "me"})
"""Pronouns by which speakers mostly mean themselves or their own side."""
QUESTIONING = frozenset({"WDT", "WP", "WP$", "WRB"})
SINGULAR = frozenset({"he", "she", "it"})


@dataclass(frozen=True, slots=True)
class Attitudes:
    """Reads attitudes off the drafts of an article.

    ``speech`` holds the acts of saying by the number of their nodes, ``by_trigger`` the drafts of
    verbs and copulas by that of their trigger.
    """

    around: Surroundings
    speech: Mapping[int, tuple[Speech, ...]]
    by_trigger: Mapping[int, Draft]

    def read(self) -> Iterator[Draft]:
        """Yield drafts of the rule ``attitude``, in text order of what is said or governed.

        Their trigger is the verb of saying; their lemma tells the attitude ("lay blame on", "speak
        ill of", "speak well of", "call to act", "advise against", "threaten", "promise").
        """
        for _, draft in sorted(self.by_trigger.items()):
            yield from self._said(draft)
            yield from self._labelled(draft)
            yield from self._blamed(draft)
            yield from self._governed(draft)

    def _said(self, draft: Draft) -> Iterator[Draft]:
        """Yield what a statement in reported or quoted speech tells of who makes it."""
        act = next(iter(self.speech.get(draft.trigger.index, ())), None)
        if act is None or act.cue is None or act.speaker is None:
            return
        cue = cue_lemma(act.cue)
        if cue in lexicon().gainsayers or cue in lexicon().deniers or cue == "ask":
            return
        warns = cue in lexicon().attitudes["advising"] and cue != "tell"
        for lemma, role, nodes in _told(draft, act):
            others = [node for node in nodes if node.text.lower() not in OWN]
            told = AGAINST if warns and lemma in {ILL, BLAME} else lemma
            yield self._draft(act.cue, told, [act.speaker], (role, others))

    def _labelled(self, draft: Draft) -> Iterator[Draft]:
        """Yield "called X a liar", "described X as a friend"."""
        if draft.lemma not in lexicon().attitudes["calling"] or draft.rule not in VERBAL:
            return
        ends = [*draft.nodes("indirect_object"), *draft.nodes("object")]
        ends += [n for n in draft.nodes("complement") if n.is_noun]
        for target in sorted(ends, key=lambda n: n.index)[:1]:
            lemma = _opinion(self._label(draft.trigger, target))
            if lemma and draft.nodes("subject"):
                end = ("object", [self._named(target)])
                yield self._draft(draft.trigger, lemma, draft.nodes("subject"), end)

    def _named(self, node: Node) -> Node:
        """Return the head of the name that a tree hangs on its title ("Mr Macron")."""
        owners = self.around.owners
        inside = [] if node.index in owners else [n for n in node.get("flat") if n.index in owners]
        return inside[0] if inside else node

    def _blamed(self, draft: Draft) -> Iterator[Draft]:
        """Yield "blamed the attack on X"."""
        if draft.lemma == "blame" and draft.nodes("subject"):
            brought = (c for n in draft.nodes("object") for c in n.get("modifier"))
            end = ("object", [n for n in brought if n.preposition == "on"])
            yield self._draft(draft.trigger, BLAME, draft.nodes("subject"), end)

    def _label(self, verb: Node, called: Node) -> Iterator[Node]:
        """Yield the words that a verb of calling gives what it calls, as far as no clause opens."""
        inside = {n.index for n in called.subtree() if n.relation in {"flat", "compound"}}
        start = max(verb.index, called.index, *inside, 0) + 1
        for node in islice(self.around.nodes, start, None):
            closes = node.tag in LABEL_ENDS or (node.tag == "IN" and node.text.lower() != "as")
            if closes or node.is_finite or node.sentence != verb.sentence:
                return
            yield node

    def _governed(self, draft: Draft) -> Iterator[Draft]:
        """Yield "demanded that X resign", "told X to go", "warned against trusting X"."""
        above, words, head = draft.governor, lexicon().attitudes, draft.trigger.head
        if above is None and head is not None and _is_against(draft):
            above = self.by_trigger.get(head.index)
        if above is None or draft.rule not in VERBAL or not above.nodes("subject"):
            return
        speakers = above.nodes("subject")
        if above.lemma == "want" and draft.trigger.tag in {"VBN", "VBD"}:
            if draft.lemma in words["stopping"]:
                end = ("object", [*draft.nodes("object"), *draft.nodes("subject")])
                yield self._draft(above.trigger, STOPPED, speakers, end)
        elif above.lemma in words["demanding"] and _is_subjunctive(draft, above):
            end = ("object", draft.nodes("subject"))
            yield self._draft(above.trigger, URGE, speakers, end)
        elif _is_against(draft) and above.lemma in words["advising"]:
            end = ("object", draft.nodes("object"))
            yield self._draft(above.trigger, AGAINST, speakers, end)
        elif draft.trigger.relation == "open_complement":
            for lemma, nodes in _asked(draft, above):
                yield self._draft(above.trigger, lemma, speakers, ("object", nodes))

    def _draft(
        self, cue: Node, lemma: str, speakers: Sequence[Node], end: tuple[str, Sequence[Node]]
    ) -> Draft:
        role, nodes = end
        roles = [*(("subject", n) for n in speakers), *((role, n) for n in nodes)]
        above = self.by_trigger.get(cue.index)
        return Draft(cue, (cue,), lemma, ATTITUDE, roles, above.governor if above else None)


def part_senses(drafts: Iterable[Draft]) -> None:
    """Give verbs of two senses the lemma of theirs: ``attack with words``, ``ask a question``."""
    for draft in drafts:
        if draft.lemma == "ask" and not _requests(draft):
            draft.lemma = QUESTION
        elif _reproaches(draft):
            draft.lemma = WORDY


def _requests(draft: Draft) -> bool:
    """Whether "ask" asks no question ("asked X to go", "asked X for help", "asked that X go")."""
    for node in sorted(draft.trigger.subtree(), key=lambda n: n.index):
        if node.index > draft.trigger.index:
            if node.tag in QUESTIONING or node.lemma in {"if", "whether"}:
                return False
            if node.tag == "TO" or node.text.lower() in {"for", "that"}:
                return True
    return not draft.nodes("about")


def _reproaches(draft: Draft) -> bool:
    """Whether a reason follows ("attacked X for lying")."""
    reasons = (
        f"{draft.lemma} {role}"
        for role, node in draft.roles
        if node.lemma not in lexicon().time_units and not node.first("number") and node.tag != "CD"
    )
    deeds = (
        f"{draft.lemma} {mark.text.lower()}"
        for clause in draft.trigger.get("adverbial_clause")
        if clause.tag == "VBG"
        for mark in clause.get("marker")
    )
    return any(r in lexicon().attitudes["reproaching"] for r in (*reasons, *deeds))


def _is_denied(draft: Draft, act: Speech) -> bool:
    """Whether a statement is negated, by itself or above it ("no evidence that X lied")."""
    above = (n for n in draft.trigger.ancestors() if n.index in act.content)
    marks = (c.text.lower() for n in above for c in n.get("determiner", "adverb"))
    return polarity_of(draft) == "denied" or any(m in lexicon().negations for m in marks)


def _told(draft: Draft, act: Speech) -> Iterator[tuple[str, str, Sequence[Node]]]:
    """Yield (lemma of the attitude, role, its nodes) for a statement of a speaker."""
    subjects, denied = draft.nodes("subject"), _is_denied(draft, act)
    if any(node.lemma in lexicon().attitudes["measures"] for node in subjects):
        return
    if not denied and _is_to_blame(draft):
        yield BLAME, "object", subjects
    elif not denied and any(node.lemma in lexicon().attitudes["guilty"] for node in subjects):
        yield BLAME, "object", [draft.trigger, *draft.trigger.get("conjunct")]
    elif _complains(draft, act) or _ought_to_have(draft):
        yield ILL, "object", subjects or _raised(draft)
    elif draft.rule == "copula" and not _is_wrong(draft):
        opinion = _judged(draft, denied=denied)
        if opinion:
            yield opinion, "object", subjects
    elif not denied and _promises(draft, act):
        yield "promise", "complement", [draft.trigger]
    elif not denied and _is_demand(draft):
        yield URGE, "object", subjects
    elif not denied and modality_of(draft) in HELD:
        yield from _faults(draft)


def _is_to_blame(draft: Draft) -> bool:
    infinitive = draft.trigger.tag == "VB" and draft.trigger.first("auxiliary", "copula")
    return draft.lemma == "blame" and bool(infinitive) and not draft.nodes("object")


def _judged(draft: Draft, *, denied: bool) -> str:
    """Return the attitude that a copula tells; who denies what is ill thinks nothing of it."""
    said = [draft.trigger, *draft.trigger.get("adjective")]
    opinion = _opinion(said)
    if denied and any(node.lemma in lexicon().attitudes["merits"] for node in said):
        return ILL
    return "" if denied and opinion == ILL else ILL if denied and opinion else opinion


def _complains(draft: Draft, act: Speech) -> bool:
    """Whether a complaint is what somebody does ("fumed that Sony had refused to pay")."""
    cue = act.cue
    if cue is None or cue.lemma not in lexicon().attitudes["complaining"]:
        return False
    told = draft.trigger.head is cue and not _modal(draft, "required")
    return told and draft.rule == "active" and draft.trigger.relation == "complement"


def _ought_to_have(draft: Draft) -> bool:
    """Whether a duty was not done ("should have acted sooner")."""
    helpers = {helper.lemma for helper in draft.trigger.get("auxiliary")}
    raised = draft.trigger.head
    owed = raised is not None and raised.lemma == "ought" and "have" in helpers
    perfect = "have" in helpers and _modal(draft, "required")
    known = draft.lemma.split()[0] in lexicon().attitudes["duty"]
    return known and draft.rule == "active" and (perfect or owed)


def _raised(draft: Draft) -> list[Node]:
    """Return "Sony" of "Sony ought to have acted"."""
    above = draft.trigger.head
    return list(above.get("subject")) if above is not None else []


def _faults(draft: Draft) -> Iterator[tuple[str, str, Sequence[Node]]]:
    """Yield whom a statement of fact finds at fault."""
    if draft.lemma == "point":
        yield BLAME, "object", draft.nodes("to")
    elif _is_wrong(draft):
        yield BLAME, "object", draft.nodes("subject")
    elif draft.lemma in lexicon().attitudes["failing"]:
        yield ILL, "object", draft.nodes("subject")


def _asked(draft: Draft, above: Draft) -> Iterator[tuple[str, Sequence[Node]]]:
    """Yield what an infinitive tells of whom somebody speaks to or warns against."""
    words, denied = lexicon().attitudes, polarity_of(draft) == "denied"
    does = draft.rule == "active" and above.rule == "active"
    if above.lemma == "threaten":
        yield "threaten", draft.nodes("object")
    if does and above.lemma in words["telling"]:
        yield URGE, [*above.nodes("indirect_object"), *above.nodes("object")][:1]
    if does and above.lemma in words["appealing"]:
        yield URGE, above.nodes("for")
    if above.lemma in words["advising"] and draft.lemma in words["using" if denied else "avoiding"]:
        yield AGAINST, draft.nodes("object")


def _is_against(draft: Draft) -> bool:
    """Whether "against" stands before a doing ("warned against trusting Sony")."""
    return any(mark.text.lower() == "against" for mark in draft.trigger.get("marker"))


def _promises(draft: Draft, act: Speech) -> bool:
    """Whether a statement is the promise itself ("Peace, he vowed, will come"), or vows to act."""
    if act.cue is None or not any(_modal(draft, kind) for kind in ("planned", "conditional")):
        return False
    trigger, words = draft.trigger, lexicon().attitudes
    if act.cue.lemma in words["promising"]:
        attached = act.cue.first("complement", "open_complement", "object") is not None
        inner = any(n.index in act.content and n.is_verb for n in trigger.ancestors())
        return not attached and not inner
    acting = draft.nodes("subject")
    own = any(n.tag == "PRP" or n.lemma in words["bodies"] for n in acting)
    return draft.lemma in words["vowing"] and own


def _is_demand(draft: Draft) -> bool:
    return draft.rule == "active" and draft.trigger.tag == "VB" and _modal(draft, "required")


def _modal(draft: Draft, kind: str) -> bool:
    helpers = draft.trigger.get("auxiliary", "passive_auxiliary", "copula")
    return any(lexicon().modals.get(helper.text.lower()) == kind for helper in helpers)


def _is_subjunctive(draft: Draft, above: Draft) -> bool:
    """Whether a clause with "that" tells what shall be done ("demanded that he resign")."""
    verb = draft.trigger
    if verb.relation != "complement" or draft.rule != "active" or verb.tag not in {"VB", "VBP"}:
        return False
    if verb.first("auxiliary") is not None:
        return False
    subjects = draft.nodes("subject")
    singular = (n.tag in {"NN", "NNP"} or n.text.lower() in SINGULAR for n in subjects)
    return above.lemma not in lexicon().cues or verb.tag == "VB" or any(singular)


def _is_wrong(draft: Draft) -> bool:
    """Whether a statement says that its subject did wrong ("was behind the attack")."""
    words, trigger = lexicon().attitudes, draft.trigger
    if draft.rule == "copula":
        behind = trigger.preposition == "behind" and trigger.lemma in words["deeds"]
        return behind or draft.lemma in words["guilty"]
    if draft.lemma in words["wrongs"]:
        return True
    deeds = {n.lemma for n in draft.nodes("object")} & words["deeds"]
    return draft.lemma in words["doing"] and bool(deeds)


def _opinion(said: Sequence[Node] | Iterator[Node]) -> str:
    """Return the attitude that words of judgement tell, empty for none or for both."""
    words, lemmas = lexicon().attitudes, {node.lemma.lower() for node in said}
    ill, well = bool(lemmas & words["ill"]), bool(lemmas & words["well"])
    return "" if ill == well else ILL if ill else WELL
