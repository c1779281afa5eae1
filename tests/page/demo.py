"""A small made-up graph with every kind of relation, built by hand."""

from dataclasses import dataclass, field, replace
from datetime import date

from kgraph.graph import KnowledgeGraph
from kgraph.model import (
    Annotation,
    Article,
    Claim,
    End,
    Entity,
    Fold,
    PartialDate,
    Relation,
    Span,
    Speaker,
    TimeSpan,
    content_id,
)


@dataclass
class GraphBuilder:
    """Entities by name and claims by sentence; relations are pooled when the graph is made."""

    entities: dict[str, Entity] = field(default_factory=dict)
    articles: list[Article] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def entity(
        self, name: str, type_: str = "Person", mentions: int = 3, aliases: tuple[str, ...] = ()
    ) -> str:
        key = content_id("entity", name, type_)
        self.entities[name] = Entity(key, type_, name, aliases, (key,), (), mentions)
        return key

    def article(self, text: str, **fields: object) -> Article:
        made = replace(Article(content_id("article", text), text), **fields)  # type: ignore[arg-type]
        self.articles.append(made)
        return made

    def claim(
        self, sentence: str, ends: tuple[str, str], predicate: str, **fields: object
    ) -> Claim:
        """Add what ``sentence`` says: "[subject] {trigger} [object]" marks its parts.

        It stands in the newest article, whose text must hold the sentence without the marks.
        """
        quote, spans = _marked(sentence)
        article = self.articles[-1]
        start = article.text.index(quote)
        subject, trigger, object_ = (Span(start + a, start + b) for a, b in spans)
        made = Claim(
            id=content_id("claim", article.id, trigger.start, *ends, predicate),
            clause=content_id("clause", article.id, trigger.start, *ends),
            article=article.id,
            subject=self._end(subject, ends[0]),
            predicate=predicate,
            object=self._end(object_, ends[1]),
            phrase=trigger.of(article.text),
            trigger=trigger,
            sentence=Span(start, start + len(quote)),
            quote=quote,
            rule="clause" if predicate == "related_to" else f"{predicate}/1",
            confidence=0.8,
        )
        self.claims.append(replace(made, **fields))  # type: ignore[arg-type]
        return self.claims[-1]

    def graph(self) -> KnowledgeGraph:
        entities = (replace(e, articles=self._articles_of(e)) for e in self.entities.values())
        fold = Fold(
            tuple(sorted(entities, key=lambda e: e.id)),
            _pooled(self.claims),
            tuple(sorted(self.claims, key=lambda c: c.id)),
            (),
            (),
        )
        annotations = [Annotation(a.id, "by hand", (), (), ()) for a in self.articles]
        return KnowledgeGraph.of(fold, self.articles, annotations)

    def _articles_of(self, entity: Entity) -> tuple[str, ...]:
        found = {c.article for c in self.claims if entity.id in (c.subject.entity, c.object.entity)}
        return tuple(sorted(found))

    def _end(self, span: Span, name: str) -> End:
        words = span.of(self.articles[-1].text)
        return End(words, span, self.entities[name].id if name in self.entities else None)


def _marked(sentence: str) -> tuple[str, list[tuple[int, int]]]:
    opened: list[int] = []
    spans: dict[str, list[tuple[int, int]]] = {"]": [], "}": []}
    quote = ""
    for letter in sentence:
        if letter in "[{":
            opened.append(len(quote))
        elif letter in "]}":
            spans[letter].append((opened.pop(), len(quote)))
        else:
            quote += letter
    subject, object_ = spans["]"]
    return quote, [subject, spans["}"][0], object_]


def _pooled(claims: list[Claim]) -> tuple[Relation, ...]:
    pools: dict[tuple[str, str, str, str], list[Claim]] = {}
    for claim in claims:
        if claim.subject.entity and claim.object.entity:
            phrase = claim.phrase if claim.predicate == "related_to" else ""
            key = (claim.subject.entity, claim.predicate, claim.object.entity, phrase)
            pools.setdefault(key, []).append(claim)
    made = (_relation(*key, pool) for key, pool in pools.items())
    return tuple(sorted(made, key=lambda r: r.id))


def _relation(
    subject: str, predicate: str, object_: str, phrase: str, pool: list[Claim]
) -> Relation:
    asserted = [c for c in pool if c.asserted]
    denied = sum(c.polarity == "denied" for c in pool)
    days = sorted(str(c.time.start) for c in pool if c.time and c.time.start)
    return Relation(
        id=content_id("relation", subject, predicate, object_, phrase),
        subject=subject,
        predicate=predicate,
        object=object_,
        phrase=phrase,
        claims=tuple(sorted(c.id for c in pool)),
        articles=tuple(sorted({c.article for c in pool})),
        stated=sum(not c.speakers for c in asserted),
        alleged=sum(bool(c.speakers) for c in asserted),
        denied=denied,
        hypothetical=len(pool) - len(asserted) - denied,
        first=days[0] if days else "",
        last=days[-1] if days else "",
    )


def demo_graph() -> KnowledgeGraph:
    """Return nine names, fourteen relations of all kinds, and three articles."""
    b = GraphBuilder()
    b.entity("Ada Brandt", mentions=9, aliases=("Brandt", "Minister Brandt"))
    b.entity("Tomas Keller", mentions=6, aliases=("Keller",))
    b.entity("Nordwind Energy", "Organization", 14, ("Nordwind", "the company"))
    b.entity("Halden Group", "Organization", 5)
    b.entity("Danish government", "Government", 7, ("Copenhagen",))
    b.entity("Denmark", "Country", 8)
    b.entity("Esbjerg", "Place", 4)
    b.entity("Aurora Turbine", "Product", 4, ("Aurora",))
    b.entity("European Court of Auditors", "Organization", 1)
    _first(b)
    _second(b)
    _third(b)
    return b.graph()


def _first(b: GraphBuilder) -> None:
    b.article(
        "Ada Brandt heads the Danish government's energy ministry. In September 2017 the ministry"
        " ordered agencies to drop Nordwind software. Nordwind Energy makes the Aurora Turbine in"
        " Esbjerg. Tomas Keller founded Nordwind Energy. Denmark may buy the Aurora Turbine.",
        title="Denmark drops Nordwind's control software",
        publisher="The Coast Courier",
        published=PartialDate(2019, 3, 5),
        url="https://news.example/nordwind?id=1&lang=en",
    )
    b.claim(
        "[Ada Brandt] {heads} [the Danish government's energy ministry].",
        ("Ada Brandt", "Danish government"),
        "leads",
    )
    banned = b.claim(
        "In September 2017 [the ministry] ordered agencies to {drop} [Nordwind software].",
        ("Nordwind Energy", "Danish government"),
        "banned_by",
        time=TimeSpan("In September 2017", date(2017, 9, 1), date(2017, 9, 30), "month"),
        inference="an order to drop it, once given, is a ban in force",
    )
    b.claims[-1] = replace(
        banned,
        subject=replace(banned.object, entity=banned.subject.entity, via=("software",)),
        object=replace(banned.subject, entity=banned.object.entity, via=("ministry",)),
    )
    b.claim(
        "[Nordwind Energy] {makes} [the Aurora Turbine] in Esbjerg.",
        ("Nordwind Energy", "Aurora Turbine"),
        "produces",
    )
    b.claim(
        "[Nordwind Energy] {makes} the Aurora Turbine in [Esbjerg].",
        ("Nordwind Energy", "Esbjerg"),
        "based_in",
    )
    b.claim(
        "[Tomas Keller] {founded} [Nordwind Energy].",
        ("Tomas Keller", "Nordwind Energy"),
        "founded",
    )
    b.claim(
        "[Denmark] may {buy} [the Aurora Turbine].",
        ("Denmark", "Aurora Turbine"),
        "related_to",
        modality="possible",
    )


def _second(b: GraphBuilder) -> None:
    b.article(
        "“Brandt punished us for refusing,” Keller said. According to Keller, Halden Group owns"
        " a third of Nordwind Energy. Halden Group does not own Nordwind Energy, a spokesman"
        " said. Keller never met Brandt. Esbjerg lies in Denmark. Keller promises to stay.",
        title="Keller: the minister “punished us”",
        publisher="Jyske Tidende",
        published=PartialDate(None, 3, 7),
        url="javascript:alert(1)",
    )
    keller = b.entities["Tomas Keller"].id
    b.claim(
        "“[Brandt] {punished} [us] for refusing,” Keller said.",
        ("Ada Brandt", "Nordwind Energy"),
        "accuses",
        speakers=(Speaker(keller, "Keller", "said", "quoted"),),
    )
    b.claim(
        "According to Keller, [Halden Group] {owns} a third of [Nordwind Energy].",
        ("Halden Group", "Nordwind Energy"),
        "owns",
        speakers=(Speaker(keller, "Keller", "according to", "reported"),),
    )
    b.claim(
        "[Halden Group] does not {own} [Nordwind Energy], a spokesman said.",
        ("Halden Group", "Nordwind Energy"),
        "owns",
        polarity="denied",
        speakers=(Speaker(None, "a spokesman", "said", "reported"),),
    )
    b.claim(
        "[Keller] never {met} [Brandt].", ("Tomas Keller", "Ada Brandt"), "meets", polarity="denied"
    )
    b.claim("[Esbjerg] {lies} in [Denmark].", ("Esbjerg", "Denmark"), "based_in")
    b.claim("[Keller] {promises} [to stay].", ("Tomas Keller", ""), "promises")


def _third(b: GraphBuilder) -> None:
    b.article(
        "The Danish government plans to sue Nordwind Energy. Ada Brandt was born in Denmark."
        " Nordwind Energy accuses the Danish government of theft, lawyers say."
        " Tomas Keller founded Nordwind Energy in Esbjerg last year."
        " Keller works for Halden Group.",
        publisher="Wire",
    )
    b.claim(
        "[The Danish government] plans to {sue} [Nordwind Energy].",
        ("Danish government", "Nordwind Energy"),
        "related_to",
        modality="planned",
    )
    b.claim("[Ada Brandt] was {born} in [Denmark].", ("Ada Brandt", "Denmark"), "citizen_of")
    b.claim(
        "[Nordwind Energy] {accuses} [the Danish government] of theft, lawyers say.",
        ("Nordwind Energy", "Danish government"),
        "accuses",
        speakers=(Speaker(None, "lawyers", "say", "reported"),),
    )
    b.claim(
        "[Tomas Keller] {founded} [Nordwind Energy] in Esbjerg last year.",
        ("Tomas Keller", "Nordwind Energy"),
        "founded",
        time=TimeSpan("last year"),
    )
    b.claim("[Keller] {works} for [Halden Group].", ("Tomas Keller", "Halden Group"), "works_for")
