"""A record and its graph as plainly as can be: rows in memory, and all of it computed anew."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kgraph.graph import KnowledgeGraph
from kgraph.graph.anchors import find_profile
from kgraph.graph.claims import ClaimReader
from kgraph.graph.concepts import mark_concepts, with_statements
from kgraph.graph.copies import bands, group_copies, origin_of
from kgraph.graph.evidence import find_evidence
from kgraph.graph.judged import Conflict, Verdicts, entity_verdict, judge_claims, settle
from kgraph.graph.relations import make_relation
from kgraph.identity import (
    Occurrence,
    has_senses,
    normal_form,
    part_senses,
    resolve,
    shown_name,
    shown_type,
)
from kgraph.model import (
    Anchor,
    Annotation,
    Article,
    Claim,
    Entity,
    Fold,
    Judgement,
    Mention,
    Profile,
    Relation,
    Retraction,
    Span,
    Speaker,
    Statement,
    content_id,
)
from kgraph.model.evidence import NO_EVIDENCE, Evidence, added, foremost
from kgraph.names.places import PLACES, country_code
from kgraph.ontology import CONCEPT, RELATED_TO, WORDS, Ontology
from kgraph.record import codec
from kgraph.record.sense_tables import MOST_TOLD
from tests.builders import Annotated

Force = tuple[frozenset[tuple[str, str, str, str]], frozenset[str]]


@dataclass(slots=True)
class Rows:
    """The rows of one record, annotations by article and pipeline."""

    pipeline: str = ""
    articles: dict[str, Article] = field(default_factory=dict)
    annotations: dict[tuple[str, str], Annotation] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)

    def copy(self) -> "Rows":
        return Rows(
            self.pipeline, dict(self.articles), dict(self.annotations), dict(self.statements)
        )

    def add(self, article: Article, annotation: Annotation | None, pipeline: str) -> bool:
        """Add an article; of two values of one id the one with the greater digest stays."""
        before = self.copy()
        self.pipeline = self.pipeline or pipeline
        known = self.articles.get(article.id, article)
        self.articles[article.id] = max(known, article, key=digest_of)
        if annotation is not None:
            key, text = (article.id, pipeline), article.text
            other = self.annotations.get(key, annotation)
            self.annotations[key] = max(
                other, annotation, key=lambda a: codec.digest(codec.encode_annotation(a, text))
            )
        return (self.articles, self.annotations) != (before.articles, before.annotations)

    def receive(self, articles: Iterable[Article], pipeline: str) -> None:
        """Make ``pipeline`` the record's own and add articles that wait for it."""
        self.pipeline = pipeline
        for article in articles:
            self.add(article, None, pipeline)

    def state(self, statements: Iterable[Statement]) -> None:
        self.statements |= {statement.id: statement for statement in statements}

    def unite(self, other: "Rows") -> None:
        """Add all rows of another record of the same pipeline."""
        for article in other.articles.values():
            annotation = other.annotations.get((article.id, other.pipeline))
            self.add(article, annotation, other.pipeline)
        self.state(other.statements.values())

    def statements_in_force(self) -> Iterator[Statement]:
        superseded = {id_ for s in self.statements.values() for id_ in s.supersedes}
        yield from (s for id_, s in sorted(self.statements.items()) if id_ not in superseded)

    def judgements(self) -> tuple[Judgement, ...]:
        return tuple(s for s in self.statements_in_force() if isinstance(s, Judgement))

    def retracted(self) -> frozenset[str]:
        some = (s for s in self.statements_in_force() if isinstance(s, Retraction))
        return frozenset(s.article for s in some if not s.undone)

    def in_force(self) -> tuple[Annotated, ...]:
        """Return the articles in force with their annotations, by id."""
        retracted, last = self.retracted(), dict[tuple[str, str], Article]()
        for article in sorted(self.articles.values(), key=place):
            if article.id not in retracted and (article.id, self.pipeline) in self.annotations:
                last[article.url, "" if article.url else article.id] = article
        found = sorted(last.values(), key=lambda a: a.id)
        return tuple((a, self.annotations[a.id, self.pipeline]) for a in found)

    def state_of(self, article: Article) -> str:
        """Return what ``Record.versions`` has to say of an article."""
        if article.id in {current.id for current, _ in self.in_force()}:
            return "in force"
        if article.id in self.retracted():
            return "retracted"
        waits = (article.id, self.pipeline) not in self.annotations
        return "waiting" if waits else "superseded"

    def force(self) -> Force:
        """Return what a fold depends on: equal where the same rows are in force."""
        told = (
            (a.id, digest_of(a), self.pipeline, codec.digest(codec.encode_annotation(n, a.text)))
            for a, n in self.in_force()
        )
        return frozenset(told), frozenset(judgement.id for judgement in self.judgements())

    def drop_superseded_annotations(self) -> None:
        kept = {key: n for key, n in self.annotations.items() if key[1] == self.pipeline}
        self.annotations = kept


def digest_of(article: Article) -> str:
    """Return what decides between two values of one id."""
    return codec.digest(codec.encode_article(article))


def place(article: Article) -> tuple[str, str]:
    """Return what orders the versions under one address."""
    return str(article.published or ""), article.id


@dataclass(frozen=True, slots=True)
class Told:
    """A fold with all that it was made from.

    ``homes`` gives the profile of each mention, ``clusters`` the members of each profile's
    entity, shown or not; ``unapplied`` why a judgement does not show.
    """

    fold: Fold
    graph: KnowledgeGraph
    homes: Mapping[str, str]
    clusters: Mapping[str, tuple[str, ...]]
    unapplied: Mapping[str, str]


def fold_of(rows: Rows, ontology: Ontology, *, concepts: bool) -> Told:
    """Return the fold of a record, computed from nothing but its rows."""
    if concepts:
        ontology = replace(ontology, types={**ontology.types, CONCEPT: WORDS})
    return _Folding(rows, ontology, concepts).told()


class _Folding:
    def __init__(self, rows: Rows, ontology: Ontology, concepts: bool) -> None:
        self.ontology = ontology
        self.concepts = concepts
        self.own = rows.in_force()
        self.articles = {article.id: article for article, _ in self.own}
        self.named = {mention.id for _, annotation in self.own for mention in annotation.mentions}
        self.marked = [mark_concepts(n) if concepts else n for _, n in self.own]
        self.names = _sightings(self.marked)
        self.homes = {m.id: _name_id(key) for key, some in self.names.items() for _, m in some}
        self.profiles = self._profiles(self._senses(rows.judgements()))
        self.mentioned = Counter(self.homes.values())
        self.unapplied = dict[str, str]()
        self.verdicts = settle(rows.judgements(), self._find)
        self.resolution = resolve(self.profiles, self.verdicts.same, self.verdicts.different)
        self.canonical = {m: c[0] for c in self.resolution.clusters for m in c}
        self.entities = {m: self.canonical[p] for m, p in self.homes.items()}

    def told(self) -> Told:
        self._note(self.verdicts)
        verdict = {c[0]: self._verdict(c) for c in self.resolution.clusters}
        hidden = {self.canonical[p] for p in self.verdicts.hidden}
        unnamed = frozenset(verdict) - {self.entities[m] for m in self.named & self.homes.keys()}
        claims = self._claims({e: type_ for e, (type_, _) in verdict.items()}, hidden, unnamed)
        ends = {end.entity for c in claims for end in (c.subject, c.object)}
        shown = frozenset(verdict) - ((unnamed | hidden) - ends)
        claims = tuple(_with_speakers(claim, shown) for claim in claims)
        kept = {m: e for m, e in self.entities.items() if e in shown}
        groups = group_copies({a.id: bands(a.text) for a in self.articles.values()})
        origins = {
            id_: origin_of(g, (self.articles[o].agency for o in groups if groups[o] == g))
            for id_, g in groups.items()
        }
        fold = Fold(
            entities=tuple(self._entity(e, verdict[e]) for e in sorted(shown)),
            relations=tuple(self._relations(claims, origins)),
            claims=claims,
            decisions=tuple(
                d for d in self.resolution.decisions if self.canonical[d.left] in shown
            ),
            mention_entities=tuple(sorted(kept.items())),
            origins=tuple(sorted(origins.items())),
        )
        return Told(
            fold=fold,
            graph=KnowledgeGraph.of(fold, self.articles.values(), self._annotations(fold)),
            homes=self.homes,
            clusters={m: c for c in self.resolution.clusters for m in c},
            unapplied=self.unapplied,
        )

    def _senses(self, judgements: Iterable[Judgement]) -> dict[tuple[str, str], str]:
        """Return the sense of each name in each article that is not of the first."""
        own = {n.article: n for n in self.marked}
        blocks: dict[tuple[str, str, str], dict[str, list[str]]] = {}
        for key, some in self.names.items():
            block = blocks.setdefault((key[0], normal_form(key[1]), key[2]), {})
            for article, _ in some:
                block.setdefault(article, []).append(_name_id(key))
        apart = [self._places(j) for j in judgements if j.kind == "different"]
        senses = dict[tuple[str, str], str]()
        for (type_, name, _), block in blocks.items():
            pairs = [
                (left[0], right[0])
                for left, right in filter(None, apart)
                if left[0] != right[0]
                and left[1] in block.get(left[0], ())
                and right[1] in block.get(right[0], ())
            ]
            if not pairs and not has_senses(type_, name):
                continue
            told = []
            for article, ids in block.items():
                wanted = ids if pairs else ()
                found = find_evidence(self.articles[article], own[article], self.homes, wanted)
                told += [Occurrence(article, found[i]) for i in ids if i in found]
            for sense in part_senses(told, pairs)[1:]:
                senses |= {(a, id_): sense[0] for a in sense for id_ in block[a]}
        return senses

    def _places(self, judgement: Judgement) -> list[tuple[str, str]] | None:
        """Return the article and the name of both anchors, None where one is not there."""
        found = []
        for anchor in judgement.entities:
            spans = self._spans(anchor.article)
            name = find_profile(anchor, spans, lambda *_: None)
            found += [(anchor.article, name)] if name else []
        return found if len(found) == 2 else None

    def _profiles(self, senses: Mapping[tuple[str, str], str]) -> tuple[Profile, ...]:
        """Return all profiles by id; mentions that are of another sense go there."""
        found: dict[tuple[tuple[str, str, str], str], list[tuple[str, Mention, Evidence]]] = {}
        own = {n.article: n for n in self.marked}
        told = {
            article: find_evidence(self.articles[article], own[article], self.homes)
            for article in own
        }
        for key, some in self.names.items():
            for article, mention in some:
                sense = senses.get((article, _name_id(key)), "")
                evidence = told[article].get(_name_id(key), NO_EVIDENCE)
                found.setdefault((key, sense), []).append((article, mention, evidence))
        for (key, sense), seen in found.items():
            self.homes |= {mention.id: _name_id(key, sense) for _, mention, _ in seen}
        return tuple(sorted((_profile(*k, v) for k, v in found.items()), key=lambda p: p.id))

    def _spans(self, article: str) -> dict[Span, str]:
        return {
            mention.span: self.homes[mention.id]
            for annotation in self.marked
            if annotation.article == article
            for mention in annotation.mentions
            if mention.id in self.homes
        }

    def _find(self, anchor: Anchor) -> str | None:
        spans = self._spans(anchor.article)
        return find_profile(anchor, spans, self._profile_named)

    def _profile_named(self, type_: str, name: str, listed: str) -> str | None:
        some = [p for p in self.profiles if p.type == type_ and name in dict(p.forms)]
        key = {
            p.id: (p.name != name, p.listed != listed, -self.mentioned[p.id], p.id) for p in some
        }
        return min((p.id for p in some), key=lambda id_: key[id_], default=None)

    def _note(self, verdicts: Verdicts) -> None:
        self._note_conflicts(verdicts.conflicts)
        for lost in verdicts.lost:
            self.unapplied[lost.id] = "what it is about is found in no article any more"
        for idle in verdicts.idle:
            self.unapplied[idle.id] = "both are one name of one article"

    def _note_conflicts(self, conflicts: Iterable[Conflict]) -> None:
        for conflict in conflicts:
            for judgement in conflict:
                others = sorted({j.id for j in conflict} - {judgement.id})
                self.unapplied[judgement.id] = f"contradicts {', '.join(others)}"

    def _verdict(self, members: Sequence[str]) -> tuple[str | None, str | None]:
        """Return the type and the name that judgements give an entity."""
        found = list[str | None]()
        for kind, values in (("type", self.verdicts.types), ("name", self.verdicts.names)):
            value, differ = entity_verdict(members, values)
            found.append(value)
            if differ:
                some = [j for m in members for j in self.verdicts.on_profiles.get(m, ())]
                self._note_conflicts([tuple(j for j in some if j.kind == kind)])
        return found[0], found[1]

    def _claims(
        self, types: Mapping[str, str | None], hidden: set[str], unnamed: frozenset[str]
    ) -> tuple[Claim, ...]:
        found = dict[str, Claim]()
        judged = set[str]()
        homes = {m: e for m, e in self.entities.items() if e not in hidden}
        for annotation in self.marked:
            article = self.articles[annotation.article]
            mentions = [
                replace(m, type=types.get(self.entities.get(m.id, "")) or m.type)
                for m in annotation.mentions
            ]
            read = replace(annotation, mentions=tuple(mentions))
            clauses = {clause.id: clause for clause in annotation.clauses}
            reader = ClaimReader(article, read, self.ontology, homes, clauses, unnamed)
            told = list(reader.claims())
            told += reader.statements(tuple(told)) if self.concepts else ()
            own = {claim.id: claim for claim in reversed(told)}
            after = judge_claims(
                [own[id_] for id_ in sorted(own)], self.verdicts.claims.get(article.id, ())
            )
            judged |= after.found
            self._note_conflicts(after.conflicts)
            found |= {claim.id: claim for claim in after.claims}
        for some in self.verdicts.claims.values():
            for judgement in some:
                if judgement.id not in judged:
                    self.unapplied[judgement.id] = "its claim is found in no article any more"
        return tuple(found[id_] for id_ in sorted(found))

    def _entity(self, id_: str, verdict: tuple[str | None, str | None]) -> Entity:
        by_id = {profile.id: profile for profile in self.profiles}
        members = next(c for c in self.resolution.clusters if c[0] == id_)
        forms = sum((Counter(dict(by_id[m].forms)) for m in members), Counter[str]())
        own = [by_id[m] for m in members]
        type_ = verdict[0] or shown_type(own)
        types = Counter[str]()
        for profile in own:
            types[profile.type] += sum(count for _, count in profile.forms)
        name = verdict[1] or shown_name(own, type_)
        articles = {
            n.article
            for n in self.marked
            for m in n.mentions
            if self.homes.get(m.id, "") in members
        }
        return Entity(
            id=id_,
            type=type_,
            name=name,
            aliases=tuple(sorted(forms.keys() - {name}, key=lambda f: (-forms[f], f))),
            members=tuple(sorted(members)),
            articles=tuple(sorted(articles)),
            mentions=sum(self.entities[m] == id_ for m in self.entities),
            forms=tuple(sorted(forms.items(), key=lambda f: (-f[1], f[0]))),
            types=tuple(sorted(types.items(), key=lambda t: (-t[1], t[0]))),
            country=country_code((name, *forms)) if type_ in PLACES else "",
        )

    def _relations(self, claims: Iterable[Claim], origins: Mapping[str, str]) -> Iterator[Relation]:
        pools: dict[tuple[str, str, str, str], list[Claim]] = {}
        for claim in claims:
            left, right = claim.subject.entity, claim.object.entity
            if left is None or right is None:
                continue
            predicate = self.ontology.predicates.get(claim.predicate)
            if predicate is not None and predicate.symmetric:
                left, right = sorted((left, right))
            phrase = claim.phrase if claim.predicate == RELATED_TO else ""
            pools.setdefault((left, claim.predicate, right, phrase), []).append(claim)
        made = (make_relation(key, pools[key], self.articles, origins) for key in pools)
        yield from sorted(made, key=lambda relation: relation.id)

    def _annotations(self, fold: Fold) -> Iterator[Annotation]:
        """Yield the annotations as a graph shows them: with those concepts that are entities."""
        known, used = dict(fold.mention_entities), {claim.clause for claim in fold.claims}
        for _, annotation in self.own:
            if self.concepts:
                marked = mark_concepts(annotation, known=known)
                yield with_statements(marked, used)
            else:
                yield annotation


def _with_speakers(claim: Claim, shown: frozenset[str]) -> Claim:
    """Return the claim without entities that are not shown among its speakers."""
    return replace(claim, speakers=tuple(_speaker(s, shown) for s in claim.speakers))


def _speaker(speaker: Speaker, shown: frozenset[str]) -> Speaker:
    return speaker if speaker.entity in shown else replace(speaker, entity=None)


def _sightings(
    annotations: Iterable[Annotation],
) -> dict[tuple[str, str, str], list[tuple[str, Mention]]]:
    """Return the mentions of each name, with their articles, by type, name and listing."""
    clusters: dict[tuple[str, str, str], list[tuple[str, Mention]]] = {}
    for annotation in annotations:
        for cluster in {m.cluster: None for m in annotation.mentions}:
            some = [m for m in annotation.mentions if m.cluster == cluster]
            names = Counter(m.name for m in some if m.name)
            if names:
                name = min(names, key=lambda n: (-len(n), -names[n], n))
                key = (some[0].type, name, max(m.listed for m in some))
                clusters.setdefault(key, []).extend((annotation.article, m) for m in some)
    return clusters


def _name_id(key: tuple[str, str, str], sense: str = "") -> str:
    type_, name, listed = key
    told = (listed, sense) if sense else (listed,) if listed else ()
    return content_id("profile", type_, name, *told)


def _profile(
    key: tuple[str, str, str], sense: str, seen: Sequence[tuple[str, Mention, Evidence]]
) -> Profile:
    forms = Counter(m.name for _, m, _ in seen if m.name)
    told = {article: evidence for article, _, evidence in seen}
    return Profile(
        id=_name_id(key, sense),
        type=key[0],
        name=key[1],
        forms=tuple(sorted(forms.items())),
        articles=len(told),
        listed=key[2],
        sense=sense,
        evidence=foremost(added(told.values()), MOST_TOLD),
    )
