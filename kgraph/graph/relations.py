"""Relations: claims pooled between two entities."""

from collections import Counter
from collections.abc import Iterable, Mapping

from kgraph.model import Article, Claim, Relation, content_id
from kgraph.ontology import RELATED_TO

Key = tuple[str, str, str, str]


def narrow(
    relations: Iterable[Relation],
    claims: Iterable[Claim],
    articles: Mapping[str, Article],
    origins: Mapping[str, str],
) -> tuple[Relation, ...]:
    """Return the relations with those of their claims that are among ``claims``, by id.

    ``origins`` are the labels of the articles' origins.
    """
    kept = {claim.id: claim for claim in claims}
    found = list[Relation]()
    for relation in relations:
        pool = [kept[claim] for claim in relation.claims if claim in kept]
        if len(pool) == len(relation.claims):
            found.append(relation)
        elif pool:
            phrase = relation.phrase if relation.predicate == RELATED_TO else ""
            key = (relation.subject, relation.predicate, relation.object, phrase)
            found.append(make_relation(key, pool, articles, origins))
    return tuple(sorted(found, key=lambda r: r.id))


def make_relation(
    key: Key, claims: Iterable[Claim], articles: Mapping[str, Article], origins: Mapping[str, str]
) -> Relation:
    """Return the relation that pools the claims of one key: subject, predicate, object, phrase."""
    subject, predicate, object_, phrase = key
    pool = sorted(claims, key=lambda c: c.id)
    phrases = Counter(claim.phrase for claim in pool)
    status = Counter(claim_status(claim) for claim in pool)
    days = sorted(day for claim in pool for day in claim_days(claim, articles[claim.article]))
    return Relation(
        id=content_id("relation", *key),
        subject=subject,
        predicate=predicate,
        object=object_,
        phrase=phrase or min(phrases, key=lambda p: (-phrases[p], p)),
        claims=tuple(claim.id for claim in pool),
        articles=tuple(sorted({claim.article for claim in pool})),
        stated=status["stated"],
        alleged=status["alleged"],
        denied=status["denied"],
        hypothetical=status["hypothetical"],
        first=days[0] if days else "",
        last=days[-1] if days else "",
        origins=len({origins[claim.article] for claim in pool}),
    )


def claim_status(claim: Claim) -> str:
    """Return stated, alleged, denied or hypothetical: the count of a relation that it adds to."""
    if claim.polarity == "denied":
        return "denied"
    if claim.modality != "actual":
        return "hypothetical"
    return "alleged" if claim.speakers else "stated"


def claim_days(claim: Claim, article: Article) -> tuple[str, ...]:
    """Return the days it happened on as ISO dates, else the day it was published."""
    time = claim.time
    if time is not None and time.start is not None and time.end is not None:
        return (time.start.isoformat(), time.end.isoformat())
    published = article.published.full if article.published else None
    return (published.isoformat(),) if published else ()
