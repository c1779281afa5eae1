"""The fold of a record: everything that is derived from it, and only what changed derived anew.

What an article adds depends on its annotation, the ontology, and on which of its own names are
one. So three steps do: articles that went or came change the profiles, profiles are resolved, and
claims are read of the articles that came and of those in which two names were joined or parted.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from kgraph.graph.anchors import find_profile
from kgraph.graph.claims import ClaimReader
from kgraph.graph.concepts import mark_concepts
from kgraph.graph.copies import bands, origin_of
from kgraph.graph.evidence import find_evidence
from kgraph.graph.judged import Conflict, Verdicts, entity_verdict, judge_claims, settle
from kgraph.graph.relations import claim_days, claim_status
from kgraph.graph.sightings import find_sightings, profile_id
from kgraph.identity import (
    Occurrence,
    comparison_keys,
    has_senses,
    may_be_one,
    normal_form,
    part_senses,
    resolve,
    shown_name,
    shown_type,
)
from kgraph.model import Anchor, Annotation, Article, Claim, Judgement, content_id
from kgraph.model.evidence import NO_EVIDENCE
from kgraph.ontology import CONCEPT, RELATED_TO, WORDS, Ontology
from kgraph.record import ClaimRow, EntityState, FoldTables, Member, Record
from kgraph.record.codec import encode_claims
from kgraph.record.sense_tables import Block

FOLD_VERSION = 8
"""A higher number makes every stored fold stale."""

Progress = Callable[[str, int], None]


def fold_record(
    record: Record,
    ontology: Ontology,
    *,
    concepts: bool = False,
    own_ontology: str = "",
    progress: Progress | None = None,
) -> None:
    """Bring the stored fold of a record up to date, in one transaction; do nothing where it is.

    The order in which articles were added changes nothing. With ``concepts`` what has no name is
    an entity too, of the type ``Concept``, and what is told of it a claim. ``own_ontology`` is the
    text of what was loaded on top of the shipped ontology, kept to fold again with it.
    ``progress`` is called with the title and the number of each article whose claims are read.

    Raises:
        RecordError: the file cannot be written.
    """
    made_from = fingerprint(record, ontology.fingerprint, concepts=concepts)
    stamp = record.fold_stamp()
    if stamp is not None and stamp.fingerprint == made_from:
        return
    if concepts:
        types = {**ontology.types, CONCEPT: WORDS}
        ontology = replace(ontology, types=types)
    with record.folding() as tables:
        basis = content_id("basis", FOLD_VERSION, ontology.fingerprint, int(concepts))
        _Folding(record, tables, ontology, concepts, progress).run(basis)
        tables.stamp(
            basis=basis,
            fold=made_from,
            ontology=ontology.fingerprint if own_ontology else "",
            ontology_text=own_ontology,
            concepts=str(int(concepts)),
        )


def fingerprint(record: Record, ontology: str, *, concepts: bool = False) -> str:
    """Return a hash of all that the fold of a record depends on.

    ``ontology`` is the ontology's own fingerprint, ``concepts`` whether nouns are entities.
    """
    chosen = ["concepts"] if concepts else []
    return content_id("fold", FOLD_VERSION, ontology, *chosen, record.digest())


@dataclass(slots=True)
class _Folding:
    record: Record
    tables: FoldTables
    ontology: Ontology
    concepts: bool
    progress: Progress | None
    unread: list[int] = field(default_factory=list)
    again: set[int] = field(default_factory=set)
    """Articles whose claims have to be read again."""

    reasons: dict[str, str] = field(default_factory=dict)

    def run(self, basis: str) -> None:
        successors = Counter[tuple[str, str]]()
        if self.tables.basis() != basis:
            if self.tables.basis():  # what was annotated anew meanwhile has successors
                successors = self._remove_and_add()
            self.tables.clear()
            self.unread.clear()
        successors += self._remove_and_add()
        successors += self._part_senses()
        self.tables.profiles.name_heirs(successors)
        verdicts = settle(self.record.judgements(), self._find)
        self._note(verdicts)
        self.again |= self._resolve(verdicts)
        self._read_claims(verdicts)
        self.tables.profiles.store_entities(lambda members: self._state(members, verdicts))
        self.tables.store_unapplied(self.reasons)
        self.tables.finish(origin_of)

    # what articles call things

    def _remove_and_add(self) -> Counter[tuple[str, str]]:
        """Take articles out and in; return how often a place went from one profile to another."""
        successors = Counter[tuple[str, str]]()
        for article, is_old, is_new in self.tables.changed():
            before: Mapping[str, str] = {}
            after: Mapping[str, str] = {}
            if is_old:
                _, annotation = self.tables.material(article, as_read=True)
                before = find_sightings(self._marked(annotation))[1]
                self.tables.remove(article)
            if is_new:
                after = self._add(article)
            successors.update((before[m], after[m]) for m in before.keys() & after.keys())
        return successors

    def _add(self, article: int) -> Mapping[str, str]:
        """Take in an article; return the profile of each mention of one."""
        value, annotation = self.tables.material(article)
        named = {mention.id for mention in annotation.mentions}
        sightings, homes = find_sightings(self._marked(annotation), named)
        told = find_evidence(value, annotation, homes)
        sightings = tuple(replace(s, evidence=told.get(s.id, NO_EVIDENCE)) for s in sightings)
        self.tables.add(article, sightings, lambda s: comparison_keys(s.type, s.name, s.listed))
        self.tables.origins.add(article, bands(value.text), value.agency)
        self.unread.append(article)
        return homes

    def _marked(self, annotation: Annotation) -> Annotation:
        return mark_concepts(annotation) if self.concepts else annotation

    # who is who

    def _find(self, anchor: Anchor) -> str | None:
        place = self._place(anchor)
        if place is None:
            return find_profile(anchor, {}, self.tables.profiles.named)
        return self.tables.senses.profile_of(*place)

    def _place(self, anchor: Anchor) -> tuple[int, str] | None:
        """Return the article of an anchor and the name that it leads to there, if any."""
        article = self.tables.key_of(anchor.article)
        if article is None:
            return None
        if known := self.tables.anchored(article, anchor.span):
            return article, known
        annotation = self._marked(self.tables.material(article)[1])
        names = find_sightings(annotation)[1]
        homes = {m.span: names[m.id] for m in annotation.mentions if m.id in names}
        found = find_profile(anchor, homes, lambda *_: None)
        if found is None:
            return None
        self.tables.anchor(article, anchor.span, found)
        return article, found

    def _part_senses(self) -> Counter[tuple[str, str]]:
        """Part names into senses; return how often a place went from one profile to another."""
        apart = self._judged_apart()
        moves = Counter[tuple[str, str]]()
        for block in self.tables.senses.blocks(apart):
            pairs = apart.get(block.number, ())
            senses = dict.fromkeys((seen.article_id for seen in block.seen), "")
            if pairs or has_senses(block.type, normal_form(block.name)):
                told = self._occurrences(block, judged=bool(pairs))
                for sense in part_senses(told, pairs)[1:]:
                    senses |= dict.fromkeys(sense, sense[0])
            moves += self.tables.senses.keep(block, senses, profile_id, comparison_keys)
            self.again |= {s.article for s in block.seen if s.sense != senses[s.article_id]}
        return moves

    def _occurrences(self, block: Block, *, judged: bool) -> Iterator[Occurrence]:
        """Yield what each article says of a name, one without evidence read for it if judged."""
        for seen in block.seen:
            evidence = seen.evidence
            if judged and evidence == NO_EVIDENCE:
                article, annotation = self.tables.material(seen.article)
                homes = find_sightings(self._marked(annotation))[1]
                told = find_evidence(article, annotation, homes, {seen.base})
                evidence = told.get(seen.base, NO_EVIDENCE)  # a concept has none
            yield Occurrence(seen.article_id, evidence)

    def _judged_apart(self) -> dict[int, list[tuple[str, str]]]:
        """Return the pairs of articles in which one name was judged to mean two, by its block."""
        found = defaultdict[int, list[tuple[str, str]]](list)
        for judgement in self.record.judgements():
            if judgement.kind != "different":
                continue
            places = [(a.article, place) for a in judgement.entities if (place := self._place(a))]
            blocks = {self.tables.senses.block_of(name) for _, (_, name) in places}
            articles = sorted({article for article, _ in places})
            if len(blocks) == 1 and len(articles) == 2:
                found[blocks.pop()].append((articles[0], articles[1]))
        return found

    def _note(self, verdicts: Verdicts) -> None:
        self._note_conflicts(verdicts.conflicts)
        for judgement in verdicts.lost:
            self.reasons[judgement.id] = "what it is about is found in no article any more"
        for judgement in verdicts.idle:
            self.reasons[judgement.id] = "both are one name of one article"

    def _note_conflicts(self, conflicts: Iterable[Conflict]) -> None:
        for judgements in conflicts:
            for judgement in judgements:
                others = sorted(j.id for j in judgements if j.id != judgement.id)
                self.reasons[judgement.id] = f"contradicts {', '.join(others)}"

    def _resolve(self, verdicts: Verdicts) -> set[int]:
        """Decide anew who is who; return the articles whose claims have to be read again."""
        pairs = (*verdicts.same, *verdicts.different)
        ends = [(pair.left, pair.right) for pair in pairs]
        judged = {*verdicts.on_profiles, *chain.from_iterable(ends)}
        again = set[int]()
        for portion in self.tables.profiles.portions(judged, ends, may_be_one):
            members = {m.profile.id: m for m in self.tables.profiles.members(portion)}
            profiles = (member.profile for member in members.values())
            found = resolve(profiles, verdicts.same, verdicts.different)
            clusters = ([members[id_] for id_ in cluster] for cluster in found.clusters)
            states = (self._state(cluster, verdicts) for cluster in clusters)
            again |= self.tables.profiles.move(members, states)
            keys = {id_: member.key for id_, member in members.items()}
            self.tables.profiles.store_decisions(portion, keys, found.decisions)
        return again

    def _state(self, members: Sequence[Member], verdicts: Verdicts) -> EntityState:
        """Return what is said of an entity of these members, the canonical one first."""
        ids = tuple(member.profile.id for member in members)
        type_, types_differ = entity_verdict(ids, verdicts.types)
        name, names_differ = entity_verdict(ids, verdicts.names)
        for differ, kind in ((types_differ, "type"), (names_differ, "name")):
            if differ:
                self._note_conflicts([_judgements(verdicts, ids, kind)])
        profiles = [member.profile for member in members]
        type_shown = type_ or shown_type(profiles)
        hidden = any(id_ in verdicts.hidden for id_ in ids)
        unnamed = not any(member.named for member in members)
        return EntityState(
            members=ids,
            type=type_shown,
            name=name or shown_name(profiles, type_shown),
            state=json.dumps([type_, hidden, unnamed]),
            needs_claims=unnamed or hidden,
        )

    # claims

    def _read_claims(self, verdicts: Verdicts) -> None:
        judged = defaultdict[int | None, list[Judgement]](list)
        for id_, some in verdicts.claims.items():
            judged[self.tables.key_of(id_)] += some
        hashes = {key: content_id(*(j.id for j in some)) for key, some in judged.items() if key}
        found = set[str]()
        wanted = {*self.again, *self.unread, *self.tables.judged_articles(hashes)}
        for number, key in enumerate(sorted(wanted), 1):
            article, annotation = self.tables.material(key)
            claims = self._claims(key, article, annotation)
            judged_claims = judge_claims(claims, verdicts.claims.get(article.id, ()))
            found |= judged_claims.found
            self._note_conflicts(judged_claims.conflicts)
            claims = tuple(sorted(judged_claims.claims, key=lambda c: (c.trigger, c.id)))
            body = encode_claims(claims, article.text)
            self.tables.claims.store(key, body, (self._row(c, article) for c in claims))
            if self.progress is not None:
                self.progress(article.title, number)
        self._note_lost_claims(judged, found, wanted)

    def _note_lost_claims(
        self,
        judged: Mapping[int | None, Sequence[Judgement]],
        found: Container[str],
        read: Container[int | None],
    ) -> None:
        before = self.tables.unapplied()
        for article, judgements in judged.items():
            for id_ in (judgement.id for judgement in judgements):
                if article is not None and article not in read:
                    if id_ in before:
                        self.reasons[id_] = before[id_]
                elif id_ not in found:
                    self.reasons[id_] = "its claim is found in no article any more"

    def _claims(self, key: int, article: Article, annotation: Annotation) -> tuple[Claim, ...]:
        """Return the claims of an article, by id; the first profile of an entity stands for it."""
        annotation = self._marked(annotation)
        _, names = find_sightings(annotation)
        found_homes = self.tables.profiles.homes(key)
        entities = {profile: entity for profile, entity, _ in found_homes.values()}
        states = {entity: json.loads(state) for _, entity, state in found_homes.values()}
        first: dict[str, str] = {}
        for profile in sorted(entities):
            first.setdefault(entities[profile], profile)
        of_mention = {m: found_homes[name][1] for m, name in names.items()}
        types = {m: states[e][0] for m, e in of_mention.items()}
        homes = {m: first[e] for m, e in of_mention.items() if not states[e][1]}
        unnamed = frozenset(first[e] for e in first if states[e][2])
        annotation = _retyped(annotation, types)
        clauses = {clause.id: clause for clause in annotation.clauses}
        reader = ClaimReader(article, annotation, self.ontology, homes, clauses, unnamed)
        told = list(reader.claims())
        if self.concepts:
            told += reader.statements(tuple(told))
        found: dict[str, Claim] = {}
        for claim in told:  # of two frames the one that stands first in the ontology
            found.setdefault(claim.id, claim)
        return tuple(found[id_] for id_ in sorted(found))

    def _row(self, claim: Claim, article: Article) -> ClaimRow:
        predicate = self.ontology.predicates.get(claim.predicate)
        return ClaimRow(
            id=claim.id,
            subject=claim.subject.entity,
            predicate=claim.predicate,
            object=claim.object.entity,
            phrase=claim.phrase,
            pooled_by=claim.phrase if claim.predicate == RELATED_TO else None,
            symmetric=predicate is not None and predicate.symmetric,
            status=claim_status(claim),
            days=claim_days(claim, article),
        )


def _judgements(verdicts: Verdicts, members: Iterable[str], kind: str) -> Conflict:
    """Return the judgements of one kind on the profiles of an entity, by id."""
    found = {j.id: j for m in members for j in verdicts.on_profiles.get(m, ()) if j.kind == kind}
    return tuple(found[id_] for id_ in sorted(found))


def _retyped(annotation: Annotation, types: Mapping[str, str | None]) -> Annotation:
    """Return the annotation with the types that were judged."""
    if not any(types.values()):
        return annotation
    mentions = (replace(m, type=types.get(m.id) or m.type) for m in annotation.mentions)
    return replace(annotation, mentions=tuple(mentions))
