"""Clauses out of drafts: arguments resolved, speakers, times and ids given."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kgraph.language.arguments import ArgumentReader, merged
from kgraph.language.attitudes import ATTITUDE, Attitudes, part_senses
from kgraph.language.clause_times import ClauseTimes
from kgraph.language.draft import BELONGING, CALLED, Draft
from kgraph.language.lexicon import lexicon
from kgraph.language.modality import modality_of, polarity_of, tense_of
from kgraph.language.name_spans import PLACES
from kgraph.language.pair_clauses import PAIR, Guessed
from kgraph.language.pairs import PairEnd
from kgraph.language.phrases import leading_phrase, plain_phrase
from kgraph.language.speech import Speech
from kgraph.language.times import TimeExpression
from kgraph.language.tree import Node
from kgraph.model import Argument, Article, Attribution, Clause, Span, clause_id, content_id

UNNAMED = "a speaker the article does not name here"
DEEPEST = 6
EMPTY = frozenset({"PRP", "PRP$", "WDT", "WP", "WRB", "EX", "DT"})
NOMINAL_RULES = frozenset({"title", "apposition", "possessive", "nominal", CALLED, BELONGING})
PLAIN_RULES = NOMINAL_RULES | {ATTITUDE}
GLOSSES = frozenset({"title", "apposition", "possessive", CALLED, BELONGING, PAIR})


@dataclass(frozen=True, slots=True)
class ClauseWriter:
    """Writes the clauses of one article.

    ``speech`` holds the acts of saying by node, ``times`` the times by sentence.
    """

    article: Article
    arguments: ArgumentReader
    speech: Mapping[int, tuple[Speech, ...]]
    times: Mapping[int, Sequence[TimeExpression]]

    def write(self, drafts: Sequence[Draft], guessed: Iterable[Guessed]) -> tuple[Clause, ...]:
        """Return the clauses in text order; drafts without two ends are left out.

        What is guessed has the mood and the time of the clause whose word joins its ends.
        """
        part_senses(drafts)
        said = _said_by_cue(self.speech)
        verbal = [draft for draft in drafts if draft.rule not in NOMINAL_RULES]
        attitudes = self._attitudes({draft.trigger.index: draft for draft in verbal})
        drafts = [*drafts, *_of_other_cues(drafts, said), *attitudes]
        places, times = self._places(), self.times_of(drafts)
        clauses = {
            id(draft): self.clause(draft, self._arguments(draft, said, places), times, places)
            for draft in drafts
        }
        by_trigger = {
            draft.trigger.index: clauses[id(draft)]
            for draft in drafts
            if draft.rule not in PLAIN_RULES
        }
        pairs = [(draft, clauses[id(draft)]) for draft in drafts]
        fillers = _Fillers(drafts, by_trigger)
        linked = [fillers.linked(d, clause) for d, clause in pairs if _tells(clause)]
        by_word = {draft.trigger.index: draft for draft in verbal if not draft.phrase}
        linked += [
            self._guess(one, by_word.get(one.draft.trigger.index, one.draft), times, places)
            for one in guessed
        ]
        unique = {clause.id: clause for clause in linked}
        return tuple(sorted(unique.values(), key=lambda c: (c.trigger, c.id)))

    def times_of(self, drafts: Sequence[Draft]) -> ClauseTimes:
        """Return what gives the clauses of all drafts of the article their times."""
        return ClauseTimes(
            times=self.times,
            nodes=self.arguments.around.nodes,
            speech=self.speech,
            drafts={d.trigger.index: d for d in drafts if d.rule not in PLAIN_RULES},
            triggers=frozenset(d.trigger.index for d in drafts),
        )

    def _attitudes(self, by_trigger: Mapping[int, Draft]) -> list[Draft]:
        """Return the attitudes to something named that is not the speaker, and promises."""
        read = Attitudes(self.arguments.around, self.speech, by_trigger).read()
        whole = (draft for draft in read if len({role for role, _ in draft.roles}) > 1)
        return [draft for draft in whole if all(self._is_other(*end, draft) for end in draft.roles)]

    def _is_other(self, role: str, node: Node, draft: Draft) -> bool:
        if role in {"subject", "complement"}:
            return True
        things = self.arguments.referents
        thing = things[node.index].named if node.index in things else None
        speakers = [things[n.index].named for n in draft.nodes("subject") if n.index in things]
        named = self.arguments.standing(node, subject=False).mention is not None
        return named and not any(thing is not None and thing is s for s in speakers)

    def _guess(
        self, guessed: Guessed, known: Draft, times: ClauseTimes, places: frozenset[str]
    ) -> Clause:
        ends = (self._end("subject", guessed.subject), self._end("object", guessed.object))
        clause = self.clause(known, ends, times, places)
        return replace(
            clause,
            id=content_id(PAIR, clause.id, guessed.draft.lemma),
            trigger=guessed.draft.trigger.span,
            lemma=guessed.draft.lemma,
            rule=PAIR,
            under=(),
            chance=guessed.chance,
        )

    def _end(self, role: str, end: PairEnd) -> Argument:
        if end.mention is None:
            return Argument("time", end.span, end.span)
        return Argument(role, end.span, self.arguments.maximal(end.head), end.mention.id)

    def clause(
        self,
        draft: Draft,
        arguments: tuple[Argument, ...],
        times: ClauseTimes,
        places: frozenset[str] = frozenset(),
    ) -> Clause:
        """Return the clause of a draft with these arguments; a speaker of ``places`` is none."""
        attribution = self._attribution(draft, places)
        reported = any(level.manner == "reported" for level in attribution)
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
            modality=modality_of(draft, reported=reported),
            tense=tense_of(draft),
            attribution=attribution,
            time=times.of(draft),
        )

    def _places(self) -> frozenset[str]:
        """Return the ids of the mentions that name a place."""
        owners, mentions = self.arguments.around.owners, self.arguments.mentions
        named = ((id_, owners.get(index)) for index, id_ in mentions.items())
        return frozenset(id_ for id_, name in named if name and name.type in PLACES)

    def _arguments(
        self, draft: Draft, cues: Mapping[int, "_Said"], places: frozenset[str]
    ) -> tuple[Argument, ...]:
        plain = draft.rule in PLAIN_RULES
        said = None if plain else cues.get(draft.trigger.index)
        roles = draft.roles if said is None else _spoken_roles(draft, said)
        ordered = sorted(
            ((role, node) for role, node in roles if not self._is_empty(role, node)),
            key=lambda r: (r[0], r[1].index),
        )
        owners = self.arguments.around.owners
        read = [
            replace(argument, lead=leading_phrase(draft, role, node, owners))
            for role, node in ordered
            for argument in self.arguments.together(role, node)
        ]
        if plain:
            return tuple(read)
        read = merged(read, self.article.text)
        if said is not None:
            read = [_voiced(argument, places) for argument in read] + self._topics(said)
        return tuple(sorted(read, key=lambda a: (a.span, a.role)))

    def _is_empty(self, role: str, node: Node) -> bool:
        """Whether an argument says nothing: a pronoun that nothing resolves, or a time."""
        named = any(argument.mention for argument in self.arguments.together(role, node))
        if node.tag in EMPTY and not named:
            return True
        times = self.times.get(node.sentence, ())
        timed = any(t.start <= node.index < t.end for t in times)
        return timed and role not in {"subject", "object"}

    def _topics(self, said: "_Said") -> list[Argument]:
        """Return the names in what is said, each thing once, the speaker left out."""
        around, referents = self.arguments.around, self.arguments.referents
        speaker = said.speaker and referents.get(said.speaker.index)
        things = {id(speaker.named)} if speaker and speaker.named else set[int]()
        found = list[Argument]()
        for index in said.nodes:
            name, thing = around.owners.get(index), referents.get(index)
            if index not in self.arguments.mentions or name is None or name.adjective:
                continue
            if thing is not None and id(thing.named) not in things:
                things.add(id(thing.named))
                found.append(self.arguments.argument("topic", around.nodes[index]))
        return found

    def _attribution(self, draft: Draft, places: frozenset[str]) -> tuple[Attribution, ...]:
        """Return who says it; a gloss on a name in reported speech is the article's own."""
        acts = self.speech.get(draft.trigger.index, ())
        gloss = draft.rule in GLOSSES
        return tuple(self._level(a, places) for a in acts if not gloss or a.manner == "quoted")

    def _level(self, act: Speech, places: frozenset[str]) -> Attribution:
        if act.speaker is None or act.cue is None:
            return Attribution(None, UNNAMED, Span(0, 0), act.manner)
        speaker = _voiced(self.arguments.argument("subject", act.speaker), places)
        words = speaker.phrase.of(self.article.text)
        return Attribution(speaker.mention, words, act.cue.span, act.manner)


@dataclass(frozen=True, slots=True)
class _Said:
    """What one cue reports: the numbers of the nodes in text order, and who speaks."""

    cue: Node
    speaker: Node | None
    nodes: Sequence[int]


def _tells(clause: Clause) -> bool:
    """Whether a clause says something of somebody; "the Russian company" has to name one."""
    subjects = (a.mention for a in clause.arguments if a.role == "subject")
    return any(subjects) if clause.rule == CALLED else bool(clause.arguments)


def _said_by_cue(speech: Mapping[int, tuple[Speech, ...]]) -> Mapping[int, _Said]:
    nodes: dict[int, list[int]] = {}
    speakers: dict[int, tuple[Node, Node | None]] = {}
    for index in sorted(speech):
        for act in speech[index]:
            if act.cue is not None:
                nodes.setdefault(act.cue.index, []).append(index)
                speakers[act.cue.index] = (act.cue, act.speaker)
    return {cue: _Said(*speakers[cue], nodes[cue]) for cue in sorted(nodes)}


def _of_other_cues(drafts: Sequence[Draft], said: Mapping[int, _Said]) -> list[Draft]:
    """Return drafts for the cues that are no verb of a clause: "according to X", "X's claim"."""
    told = (draft for draft in drafts if draft.rule not in NOMINAL_RULES and draft.roles)
    drafted = {draft.trigger.index for draft in told}
    others = [s for cue, s in said.items() if cue not in drafted and s.speaker is not None]
    return [Draft(s.cue, (s.cue,), _cue_phrase(s.cue), "active") for s in others if s.nodes]


def _spoken_roles(draft: Draft, said: _Said) -> list[tuple[str, Node]]:
    """Return the roles of a verb of saying, with its speaker (or speakers) as subject."""
    speaker = said.speaker
    if speaker is None:
        return draft.roles
    subjects = draft.nodes("subject")
    together = [n for n in subjects if n is speaker or "conjunct" in {n.relation, speaker.relation}]
    speakers = together if speaker in subjects else [speaker]
    others = [(role, node) for role, node in draft.roles if role != "subject"]
    if draft.trigger.lemma in lexicon().speech.labelling:
        called = draft.nodes("object")[1:]
        others = [(role, node) for role, node in others if node not in called]
    return [*(("subject", node) for node in speakers), *others]


def _voiced(argument: Argument, places: frozenset[str]) -> Argument:
    """Return a speaker as words where it stands for a place: "a German court" is not Germany."""
    stands = argument.role == "subject" and argument.via and argument.mention in places
    return replace(argument, mention=None, via=()) if stands else argument


def _cue_phrase(cue: Node) -> str:
    """Return the wording of a cue; the label of a turn is none."""
    if cue.tag.startswith("NNP"):
        return "say"
    return "according to" if cue.text.lower() == "according" else cue.lemma


def _under(draft: Draft) -> tuple[str, ...]:
    chain, governor = list[str](), draft.governor
    while governor is not None and len(chain) < DEEPEST:
        chain.append(governor.lemma)
        governor = governor.governor
    return tuple(chain)


def _phrase(draft: Draft) -> str:
    """Return what a draft tells in lemmas; an attitude is told by the word that voices it."""
    if draft.rule == ATTITUDE:
        return _cue_phrase(draft.trigger)
    return plain_phrase(draft)


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
