"""Knowledge graphs made by hand: sentences are said, and everything else follows from them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kgraph.graph import KnowledgeGraph
from kgraph.model import (
    Annotation,
    Argument,
    Article,
    Claim,
    Clause,
    End,
    Entity,
    Fold,
    Mention,
    Modality,
    PartialDate,
    Polarity,
    Relation,
    Span,
    Speaker,
    Tense,
    TimeSpan,
    article_id,
    clause_id,
    content_id,
    mention_id,
    month_span,
)

HOSTILE = (
    "`) DETACH DELETE n //",
    "\\u0060) DETACH DELETE n //",
    "'; MATCH (n) DETACH DELETE n; //",
    "\\'; MATCH (n) DETACH DELETE n; //",
    "\\u0027}]; MATCH (n) DETACH DELETE n; //",
    '"double" {brace} $parameter [bracket]',
    "line\nline;\nCREATE (:Injected);\r\n",
    "para\u2028graph\u2029next\x85line\x0b\x0c\x1c",
    "/* comment */ // comment",
    ":exit",
    "back\\slash\\",
    "<script>alert(1)</script>",
    "\U0001f468\u200d\U0001f469 \u202ertl",
    "__proto__",
    "nul\x00 \x1b[31mred\x7f",
)


@dataclass(frozen=True, slots=True)
class Saying:
    """One sentence with one claim; a speaker that is no entity is only words."""

    subject: str
    predicate: str
    object: str
    phrase: str = ""
    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    speakers: tuple[str, ...] = ()
    time: TimeSpan | None = None
    tense: Tense = "none"


class _Told(NamedTuple):
    annotation: Annotation
    claims: list[Claim]
    mention_entities: list[tuple[str, str]]


def entity_id(name: str) -> str:
    """Return the id that ``graph_of`` gives the entity of that name."""
    return content_id("entity", name)


def make_article(
    sayings: Sequence[Saying], *, title: str = "News", published: str = "2019-03-05"
) -> Article:
    """Return an article whose sentences are the sayings, in order."""
    text = " ".join(_sentence(s) for s in sayings)
    date = PartialDate.parse(published) if published else None
    key = article_id(key="", title=title, publisher="TASS", published=date, text=text)
    return Article(key, text, title=title, publisher="TASS", published=date)


def graph_of(
    types: Mapping[str, str], articles: Sequence[tuple[Article, Sequence[Saying]]]
) -> KnowledgeGraph:
    """Return the graph of ``articles``; a name without a type in ``types`` is no entity."""
    told = [_tell(article, sayings, types) for article, sayings in articles]
    claims = tuple(sorted((c for t in told for c in t.claims), key=lambda c: c.id))
    mention_entities = tuple(sorted(m for t in told for m in t.mention_entities))
    fold = Fold(
        entities=_entities(types, told),
        relations=_relations(claims, {a.id: str(a.published or "") for a, _ in articles}),
        claims=claims,
        decisions=(),
        mention_entities=mention_entities,
    )
    return KnowledgeGraph.of(fold, (a for a, _ in articles), (t.annotation for t in told))


def bare_graph(
    entities: Iterable[Entity] = (),
    relations: Iterable[Relation] = (),
    articles: Iterable[Article] = (),
) -> KnowledgeGraph:
    """Return a graph of entities and relations that no sentence was read for."""
    by_id = sorted(entities, key=lambda e: e.id), sorted(relations, key=lambda r: r.id)
    return KnowledgeGraph.of(Fold(tuple(by_id[0]), tuple(by_id[1]), (), (), ()), articles, ())


def make_entity(name: str, *members: str, type_: str = "Person", mentions: int = 1) -> Entity:
    """Return an entity of these profiles; its id is that of the first."""
    return Entity(members[0], type_, name, (), tuple(sorted(members)), (), mentions)


def make_relation(
    subject: Entity, predicate: str, object_: Entity, *, phrase: str = "", stated: int = 1
) -> Relation:
    """Return a relation that is stated so often, as ``pool_claims`` would name it."""
    ends = (subject.id, predicate, object_.id)
    key = content_id("relation", *ends, phrase if predicate == "related_to" else "")
    return Relation(key, *ends, phrase, (), (), stated, alleged=0, denied=0, hypothetical=0)


def banned_graph() -> KnowledgeGraph:
    """Return a ban that is stated, one alleged, one denied, one planned, and plain wordings."""
    types = {
        "US government": "Government",
        "Kaspersky Lab": "Organization",
        "Huawei": "Organization",
        "Germany": "Country",
        "Vladimir Putin": "Person",
        "Dmitry Peskov": "Person",
    }
    first = [
        Saying(
            "Kaspersky Lab",
            "banned_by",
            "US government",
            time=month_span("in September 2017", 2017, 9),
        ),
        Saying("Germany", "bans", "Huawei", speakers=("the regulators", "Dmitry Peskov")),
        Saying("Germany", "bans", "Kaspersky Lab", polarity="denied"),
        Saying("Vladimir Putin", "meets", "Dmitry Peskov", modality="planned"),
        Saying("software", "related_to", "US government", "put at risk", speakers=("officials",)),
    ]
    second = [
        Saying("Kaspersky Lab", "banned_by", "US government", speakers=("Vladimir Putin",)),
        Saying("Vladimir Putin", "related_to", "Huawei", "praise", time=TimeSpan("last week")),
        Saying("Vladimir Putin", "related_to", "Huawei", "defend"),
    ]
    return graph_of(
        types,
        [
            (make_article(first, title="First"), first),
            (make_article(second, title="Second", published="--03-05"), second),
        ],
    )


def hostile_graph() -> KnowledgeGraph:
    """Return a graph whose names, wordings, types, predicates and titles try to be code."""
    types = dict.fromkeys(HOSTILE, "Person") | {"a type": "Bad`Type\\u0060;\n"}
    pairs = zip(HOSTILE, (*HOSTILE[1:], "a type"), strict=True)
    sayings = [
        Saying(left, "related_to", right, phrase=left, speakers=(right, f"words {left}"))
        for left, right in pairs
    ]
    sayings += [
        Saying("a type", "bad`)\\u0060;\n", HOSTILE[0]),
        Saying(f"no entity {HOSTILE[2]}", "accuses", HOSTILE[2]),
    ]
    return graph_of(types, [(make_article(sayings, title="".join(HOSTILE)), sayings)])


def _sentence(said: Saying) -> str:
    return f"{said.subject} {said.predicate} {said.object}, {', '.join(said.speakers)}."


def _tell(article: Article, sayings: Sequence[Saying], types: Mapping[str, str]) -> _Told:
    told = _Told(Annotation(article.id, "by-hand", (), (), ()), [], [])
    sentences: list[Span] = []
    mentions: list[Mention] = []
    clauses: list[Clause] = []
    start = 0
    for said in sayings:
        sentence = Span(start, start + len(_sentence(said)))
        start = sentence.end + 1
        subject, trigger, object_ = _spans(said, sentence)
        arguments = tuple(
            Argument(role, span, span) for role, span in (("subject", subject), ("object", object_))
        )
        clause = Clause(
            id=clause_id(article.id, trigger, arguments),
            sentence=len(sentences),
            trigger=trigger,
            lemma=said.predicate,
            phrase=said.phrase or said.predicate,
            arguments=arguments,
            rule="by-hand",
            polarity=said.polarity,
            modality=said.modality,
            time=said.time,
        )
        sentences.append(sentence)
        clauses.append(clause)
        told.claims.append(_claim(article, sentence, said, clause, types))
        for span in (subject, object_):
            name = span.of(article.text)
            if name in types:
                key = mention_id(article.id, span)
                mentions.append(Mention(key, span, name, types[name], "name", key, name))
                told.mention_entities.append((key, entity_id(name)))
    annotation = Annotation(
        article.id, "by-hand", tuple(sentences), tuple(mentions), tuple(clauses)
    )
    return told._replace(annotation=annotation)


def _spans(said: Saying, sentence: Span) -> tuple[Span, Span, Span]:
    subject = Span(sentence.start, sentence.start + len(said.subject))
    trigger = Span(subject.end + 1, subject.end + 1 + len(said.predicate))
    return subject, trigger, Span(trigger.end + 1, trigger.end + 1 + len(said.object))


def _claim(
    article: Article, sentence: Span, said: Saying, clause: Clause, types: Mapping[str, str]
) -> Claim:
    ends = [
        End(words, argument.span, entity_id(words) if words in types else None)
        for words, argument in zip((said.subject, said.object), clause.arguments, strict=True)
    ]
    speakers = tuple(
        Speaker(entity_id(name) if name in types else None, name, "said", "reported")
        for name in said.speakers
    )
    return Claim(
        id=content_id("claim", clause.id),
        clause=clause.id,
        article=article.id,
        subject=ends[0],
        predicate=said.predicate,
        object=ends[1],
        phrase=clause.phrase,
        trigger=clause.trigger,
        sentence=sentence,
        quote=sentence.of(article.text),
        rule="by-hand",
        confidence=0.9,
        polarity=said.polarity,
        modality=said.modality,
        tense=said.tense,
        speakers=speakers,
        time=said.time,
    )


def _entities(types: Mapping[str, str], told: Sequence[_Told]) -> tuple[Entity, ...]:
    places: dict[str, list[str]] = defaultdict(list)
    for article in told:
        for _, entity in article.mention_entities:
            places[entity].append(article.annotation.article)
    entities = (
        Entity(
            id=entity_id(name),
            type=type_,
            name=name,
            aliases=(f"{name} the other", name.upper()),
            members=(entity_id(name),),
            articles=tuple(sorted(set(places[entity_id(name)]))),
            mentions=len(places[entity_id(name)]),
        )
        for name, type_ in types.items()
    )
    return tuple(sorted(entities, key=lambda e: e.id))


def _relations(claims: Sequence[Claim], published: Mapping[str, str]) -> tuple[Relation, ...]:
    pools: dict[tuple[str, str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.subject.entity and claim.object.entity:
            phrase = claim.phrase if claim.predicate == "related_to" else ""
            pools[claim.subject.entity, claim.predicate, claim.object.entity, phrase].append(claim)
    relations = (_relation(ends, pool, published) for ends, pool in pools.items())
    return tuple(sorted(relations, key=lambda r: r.id))


def _relation(
    ends: tuple[str, str, str, str], pool: Sequence[Claim], published: Mapping[str, str]
) -> Relation:
    subject, predicate, object_, phrase = ends
    times = sorted(
        str(c.time.start) if c.time and c.time.start else published[c.article] for c in pool
    )
    return Relation(
        id=content_id("relation", *ends),
        subject=subject,
        predicate=predicate,
        object=object_,
        phrase=phrase,
        claims=tuple(sorted(c.id for c in pool)),
        articles=tuple(sorted({c.article for c in pool})),
        stated=sum(c.asserted and not c.speakers for c in pool),
        alleged=sum(c.asserted and bool(c.speakers) for c in pool),
        denied=sum(c.polarity == "denied" for c in pool),
        hypothetical=sum(c.polarity != "denied" and c.modality != "actual" for c in pool),
        first=times[0],
        last=times[-1],
        origins=len({c.article for c in pool}),
    )
