"""What the comparison of two graphs finds."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from kgraph.model import Article, Entity, Relation

Value = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an entity or a relation, and what it holds in the old and in the new graph."""

    name: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """Two versions of the article at one address."""

    old: Article
    new: Article


@dataclass(frozen=True, slots=True)
class EntityChange:
    """An entity that shares profiles with one of the other graph only, in both directions.

    ``fields`` are those that differ: of type, name, aliases, members, mentions and articles, in
    this order. The order of aliases is no difference, nor is the id.
    """

    old: Entity
    new: Entity
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Join:
    """Several old entities, by id, whose profiles are now in one; not always all of them."""

    old: tuple[Entity, ...]
    new: Entity


@dataclass(frozen=True, slots=True)
class Parting:
    """An old entity whose profiles are now in several, by id."""

    old: Entity
    new: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class RelationChange:
    """The relations of one statement on both sides; several only where entities joined or parted.

    ``fields`` are those that differ, of the counts, articles, first and last: of several relations
    the sums, the articles of all, the earliest and the latest day. They are empty where relations
    fell together, or apart, and nothing else happened to them.
    """

    old: tuple[Relation, ...]
    new: tuple[Relation, ...]
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class GraphDiff:
    """What differs between an old and a new graph.

    Articles are sorted by date of publication, title and id; entities with most mentions first,
    then by name and id; relations with most articles first, then with most claims, by predicate
    and id. What stands on both sides is sorted by its new side, a parting by its old one.
    """

    new_articles: tuple[Article, ...] = ()
    gone_articles: tuple[Article, ...] = ()
    changed_articles: tuple[ArticleChange, ...] = ()
    new_entities: tuple[Entity, ...] = ()
    gone_entities: tuple[Entity, ...] = ()
    changed_entities: tuple[EntityChange, ...] = ()
    joined: tuple[Join, ...] = ()
    parted: tuple[Parting, ...] = ()
    new_relations: tuple[Relation, ...] = ()
    gone_relations: tuple[Relation, ...] = ()
    changed_relations: tuple[RelationChange, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return not any(getattr(self, field.name) for field in fields(self))


def field_changes(
    old: Mapping[str, Value], new: Mapping[str, Value], versions: Mapping[str, str]
) -> tuple[FieldChange, ...]:
    """Return the fields that differ, in the order of ``new``; the order of a list is no difference.

    ``versions`` gives the new id of each article of which the new graph holds another version.
    """
    return tuple(
        FieldChange(name, old[name], value)
        for name, value in new.items()
        if _unordered(old[name], versions if name == "articles" else {}) != _unordered(value, {})
    )


def _unordered(value: Value, versions: Mapping[str, str]) -> Value:
    if isinstance(value, tuple):
        return tuple(sorted(versions.get(part, part) for part in value))
    return value
