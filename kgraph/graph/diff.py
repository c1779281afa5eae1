"""The comparison of two graphs."""

from collections.abc import Iterable, Iterator, Mapping

from kgraph.graph.correspondence import Correspondence, correspond
from kgraph.graph.differences import (
    ArticleChange,
    EntityChange,
    GraphDiff,
    Join,
    Parting,
    Value,
    field_changes,
)
from kgraph.graph.knowledge_graph import KnowledgeGraph
from kgraph.graph.relation_diff import diff_relations
from kgraph.model import Article, Entity

Entities = Mapping[str, Entity]


def diff(old: KnowledgeGraph, new: KnowledgeGraph) -> GraphDiff:
    """Return what is new, gone and changed in ``new``; in time that grows with their sizes.

    Articles are the same by their id; of the others at one address, the latest of each graph are
    two versions of one. Entities are the same by the profiles that they share, relations by who
    their ends are (``Correspondence``), the predicate and, under ``related_to``, the phrase. A new
    id of an entity, or a new version of an article, alone changes nothing that names it. What
    shares profiles with several entities of the other graph is in a join or a parting, never among
    the changed. ``diff(new, old)`` is the mirror image: what was new is gone, what joined parts.
    """
    before, after = ({e.id: e for e in graph.entities} for graph in (old, new))
    partners = correspond(before.values(), after.values())
    articles = _diff_articles(old.articles, new.articles)
    versions = {change.old.id: change.new.id for change in articles.changed_articles}
    relations = diff_relations(old.relations, new.relations, partners, versions)
    return GraphDiff(
        new_articles=articles.new_articles,
        gone_articles=articles.gone_articles,
        changed_articles=articles.changed_articles,
        new_entities=_prominent(e for e in after.values() if e.id not in partners.to_old),
        gone_entities=_prominent(e for e in before.values() if e.id not in partners.to_new),
        changed_entities=tuple(_entity_changes(before, after, partners, versions)),
        joined=tuple(_joins(before, after, partners)),
        parted=tuple(_partings(before, after, partners)),
        new_relations=relations.new_relations,
        gone_relations=relations.gone_relations,
        changed_relations=relations.changed_relations,
    )


def _diff_articles(old: Iterable[Article], new: Iterable[Article]) -> GraphDiff:
    """Return the differences of the articles alone."""
    before, after = ({a.id: a for a in articles} for articles in (old, new))
    gone = _by_date(a for a in before.values() if a.id not in after)
    added = _by_date(a for a in after.values() if a.id not in before)
    left, right = _latest(gone), _latest(added)
    changed = [ArticleChange(left[url], a) for url, a in right.items() if url in left]
    paired = {a.id for change in changed for a in (change.old, change.new)}
    return GraphDiff(
        new_articles=tuple(a for a in added if a.id not in paired),
        gone_articles=tuple(a for a in gone if a.id not in paired),
        changed_articles=tuple(sorted(changed, key=lambda c: _date(c.new))),
    )


def _latest(articles: Iterable[Article]) -> Mapping[str, Article]:
    """Return the last version at each address: the one with the greatest date and id."""
    ranked = sorted(articles, key=lambda a: (str(a.published or ""), a.id))
    return {article.url: article for article in ranked if article.url}


def _entity_changes(
    old: Entities, new: Entities, partners: Correspondence, versions: Mapping[str, str]
) -> Iterator[EntityChange]:
    for entity in _prominent(new.values()):
        partner = _only(partners.to_old.get(entity.id, ()))
        if partner and _only(partners.to_new[partner]):
            fields = field_changes(_fields(old[partner]), _fields(entity), versions)
            if fields:
                yield EntityChange(old[partner], entity, fields)


def _joins(old: Entities, new: Entities, partners: Correspondence) -> Iterator[Join]:
    for entity in _prominent(new.values()):
        found = partners.to_old.get(entity.id, ())
        if len(found) > 1:
            yield Join(tuple(old[partner] for partner in found), entity)


def _partings(old: Entities, new: Entities, partners: Correspondence) -> Iterator[Parting]:
    for entity in _prominent(old.values()):
        found = partners.to_new.get(entity.id, ())
        if len(found) > 1:
            yield Parting(entity, tuple(new[partner] for partner in found))


def _only(ids: tuple[str, ...]) -> str | None:
    return ids[0] if len(ids) == 1 else None


def _fields(entity: Entity) -> Mapping[str, Value]:
    return {
        "type": entity.type,
        "name": entity.name,
        "aliases": entity.aliases,
        "members": entity.members,
        "mentions": entity.mentions,
        "articles": entity.articles,
    }


def _by_date(articles: Iterable[Article]) -> tuple[Article, ...]:
    return tuple(sorted(articles, key=_date))


def _date(article: Article) -> tuple[str, str, str]:
    return (str(article.published or ""), article.title, article.id)


def _prominent(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    return tuple(sorted(entities, key=lambda e: (-e.mentions, e.name, e.id)))
