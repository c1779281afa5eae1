"""Questions to the stored fold: each is answered from the file, and loads no more than it needs."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from kgraph.model import Annotation, Article, Claim, Entity, Relation
from kgraph.names.places import PLACES, country_by_context, country_code, is_shared
from kgraph.record import codec, file
from kgraph.record.questions import Questions
from kgraph.record.stored_profiles import StoredProfiles

_KEPT = 256
"""Articles, and claims of articles, held in memory."""

_ANNOTATIONS_KEPT = 4
"""What asks for an annotation asks for the entities of its mentions too."""

_ENTITY = "SELECT key, id, type, name, mentions FROM entity"
_PROMINENT = "ORDER BY mentions DESC, name, id"
_RELATION = (
    "SELECT left_entity, predicate, right_entity, pooled_by, relation.id, l.id, p.text, r.id, "
    "w.text, origins, stated, alleged, denied, hypothetical, first, last FROM relation "
    "JOIN entity AS l ON l.key = left_entity JOIN entity AS r ON r.key = right_entity "
    "JOIN word AS p ON p.key = predicate JOIN word AS w ON w.key = phrase"
)
_POOLED = "left_entity = ? AND predicate = ? AND right_entity = ? AND pooled_by = ?"
_SHORTEST_INDEXED = 3


class StoredFold(Questions):
    """The fold of a record as it was at the first question; ids in, values of the model out."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        super().__init__(path, connection)
        self.profiles = StoredProfiles(path, connection)
        self.article = lru_cache(_KEPT)(self._article)
        self.annotation = lru_cache(_ANNOTATIONS_KEPT)(self._annotation)
        self.entity_of = lru_cache(_KEPT)(self._entity_of)
        self._claims_of = lru_cache(_KEPT)(self._decoded_claims)

    def count(self, noun: str) -> int:
        """Return how many of "articles", "entities", "relations" or "claims" there are."""
        table = {"articles": "reading", "entities": "entity", "relations": "relation"}
        query = f"SELECT count(*) FROM {table.get(noun, 'claim')}"
        return int(self._select(query)[0][0])

    # articles

    def article_ids(self) -> tuple[str, ...]:
        """Return the ids of the articles in the fold, sorted."""
        found = self._select("SELECT id FROM article JOIN reading ON article = key ORDER BY id")
        return tuple(id_ for (id_,) in found)

    def _article(self, article_id: str) -> Article | None:
        """Return the article of that id where it is in the fold."""
        found = self._select(
            "SELECT body FROM article JOIN reading ON article = key WHERE id = ?", (article_id,)
        )
        with file.damage_told(self._path):
            return codec.decode_article(found[0][0]) if found else None

    def articles_named(self, text: str) -> tuple[str, ...]:
        """Return the ids of the articles of that id, address or title, else with it in a title."""
        exact = "a.id = ?1 OR (url <> '' AND url = ?1) OR title = ?1"
        for where in (exact, "instr(casefold(title), casefold(?1)) > 0"):
            found = self._select(
                "SELECT a.id FROM article AS a JOIN reading ON article = key "
                f"WHERE {where} ORDER BY a.id",
                (text,),
            )
            if found:
                return tuple(id_ for (id_,) in found)
        return ()

    def _annotation(self, article_id: str) -> Annotation:
        """Return what language found in an article of the fold, as the fold read it."""
        return self._decoded(article_id, codec.decode_annotation)

    def outline(self, article_id: str) -> Annotation:
        """Return sentences and mentions of an article of the fold, and nothing else of it."""
        return self._decoded(article_id, codec.decode_outline)

    def _decoded(self, article_id: str, decode: Callable[[bytes, str], Annotation]) -> Annotation:
        found = self._select(
            "SELECT n.body FROM article AS a JOIN reading AS r ON r.article = a.key JOIN "
            "annotation AS n ON n.article = a.key AND n.pipeline = r.pipeline WHERE a.id = ?",
            (article_id,),
        )
        with file.damage_told(self._path):
            ((body,),) = found
            return decode(body, self._text(article_id))

    def origin_of(self, article_id: str) -> str:
        """Return the label of an article's origin."""
        found = self._select(
            "SELECT label FROM article JOIN origin ON article = key WHERE id = ?", (article_id,)
        )
        with file.damage_told(self._path):
            ((label,),) = found
            return str(label)

    # entities

    def entities(self) -> Iterator[Entity]:
        """Yield all entities, by id."""
        for row in self._each(f"{_ENTITY} ORDER BY id"):
            yield self._entity(row)

    def prominent(self, limit: int) -> Iterator[Entity]:
        """Yield the entities with most mentions, then by name and id; all for -1."""
        for row in self._each(f"{_ENTITY} {_PROMINENT} LIMIT ?", (limit,)):
            yield self._entity(row)

    def _entity_of(self, profile_id: str) -> Entity | None:
        """Return the entity that a profile belongs to, or belonged to while there were articles."""
        profile = "SELECT entity, heir, articles FROM profile"
        found = self._select(f"{profile} WHERE id = ?", (profile_id,))
        seen = set[int]()
        while found and not found[0][2]:
            heir = found[0][1]
            if heir is None or heir in seen:
                return None
            seen.add(heir)
            found = self._select(
                "SELECT entity, heir, articles FROM profile WHERE key = ?", (heir,)
            )
        rows = self._select(f"{_ENTITY} WHERE key = ?", (found[0][0],)) if found else []
        return self._entity(rows[0]) if rows else None

    def entity_ids(self, article_id: str) -> dict[str, str]:
        """Return the entity of each profile and name of an article that has one, all as ids."""
        found = self._select(
            "SELECT p.id, p.base, e.id FROM article AS a JOIN reading AS r ON r.article = a.key, "
            "json_each(profiles) JOIN profile AS p ON p.key = json_extract(value, '$[0]') "
            "JOIN entity AS e ON e.key = p.entity WHERE a.id = ?",
            (article_id,),
        )
        return {id_: entity for profile, base, entity in found for id_ in (profile, base)}

    def called(self, name: str) -> Entity | None:
        """Return the most mentioned entity of that name, else of that alias, else of any case."""
        by_case, values = self._holding_query(name)
        for query, given in (
            (f"{_ENTITY} WHERE name = ? {_PROMINENT} LIMIT 1", (name,)),
            (
                f"{_ENTITY} WHERE key IN (SELECT entity FROM profile_form JOIN profile "
                f"ON profile = key WHERE form = ?) {_PROMINENT} LIMIT 1",
                (name,),
            ),
            (
                f"{by_case} AND (casefold(name) = ? OR EXISTS (SELECT 1 FROM profile AS p "
                "JOIN profile_form ON profile = p.key WHERE p.entity = entity.key "
                f"AND casefold(form) = ?)) {_PROMINENT} LIMIT 1",
                (*values, name.casefold(), name.casefold()),
            ),
        ):
            rows = self._select(query, given)
            if rows:
                return self._entity(rows[0])
        return None

    def holding(self, word: str) -> Iterator[tuple[int, str, str]]:
        """Yield mentions, name and id of the entities that have ``word`` in a name."""
        query, values = self._holding_query(word)
        query = query.replace(_ENTITY, "SELECT mentions, name, id FROM entity")
        yield from self._each(query, values)

    @staticmethod
    def _holding_query(word: str) -> tuple[str, tuple[str, ...]]:
        """Return the query for entities that hold ``word`` in a name, and its values."""
        query = f"{_ENTITY} JOIN entity_text ON entity_text.rowid = entity.key WHERE "
        folded = file.searchable(word)
        if len(folded) < _SHORTEST_INDEXED:
            return f"{query} instr(names, ?) > 0", (folded,)
        quoted = '"{}"'.format(folded.replace('"', '""'))
        return f"{query} entity_text MATCH ? AND instr(names, ?) > 0", (quoted, folded)

    def _entity(self, row: tuple[Any, ...]) -> Entity:
        key, id_, type_, name, mentions = row
        members = self._select(
            "SELECT id FROM profile WHERE entity = ? AND articles > 0 ORDER BY id", (key,)
        )
        types, forms = Counter[str](), Counter[str]()
        for type_of, form, count in self._select(
            "SELECT type, form, count FROM profile JOIN profile_form ON profile = key "
            "WHERE entity = ?",
            (key,),
        ):
            types[type_of] += count
            forms[form] += count
        articles = self._select(
            "SELECT DISTINCT a.id FROM profile AS p JOIN profile_article ON profile = p.key "
            "CROSS JOIN article AS a INDEXED BY article_ids ON a.key = article "
            "WHERE entity = ? ORDER BY a.id",
            (key,),
        )
        return Entity(
            id=id_,
            type=type_,
            name=name,
            aliases=tuple(form for form, _ in _ranked(forms) if form != name),
            members=_column(members),
            articles=_column(articles),
            mentions=mentions,
            forms=_ranked(forms),
            types=_ranked(types),
            country=self._country(key, (name, *forms)) if type_ in PLACES else "",
        )

    def _country(self, key: int, names: Sequence[str]) -> str:
        """Return the code of the country of a place with these names, its own first."""
        if not is_shared(names[0]):
            return country_code(names)
        beside = dict[int, list[str]]()
        for article, name in self._each(
            "SELECT a.article, p.name FROM profile AS own JOIN profile_article AS a "
            "ON a.profile = own.key JOIN reading AS r ON r.article = a.article, "
            "json_each(r.profiles) JOIN profile AS p ON p.key = json_extract(value, '$[0]') "
            "WHERE own.entity = ? ORDER BY a.article, p.key",
            (key,),
        ):
            beside.setdefault(article, []).append(name)
        return country_by_context(names[0], beside.values())

    # relations

    def relations(self) -> Iterator[Relation]:
        """Yield all relations, by id."""
        for row in self._each(f"{_RELATION} ORDER BY relation.id"):
            yield self._relation(row)

    def strongest(self, limit: int) -> Iterator[Relation]:
        """Yield the relations with most articles, then claims; all for -1."""
        query = (
            f"{_RELATION} ORDER BY relation.articles DESC, relation.claims DESC, p.text, "
            "relation.id LIMIT ?"
        )
        for row in self._each(query, (limit,)):
            yield self._relation(row)

    def relations_of(self, entity_id: str) -> Iterator[Relation]:
        """Yield the relations that begin or end at an entity, in no stated order."""
        key = "(SELECT key FROM entity WHERE id = ?)"
        for end, other in (("left_entity", "0"), ("right_entity", f"left_entity = {key}")):
            values = (entity_id,) if other == "0" else (entity_id, entity_id)
            for row in self._each(f"{_RELATION} WHERE {end} = {key} AND NOT ({other})", values):
                yield self._relation(row)

    def relation(self, relation_id: str) -> Relation | None:
        """Return the relation of that id."""
        rows = self._select(f"{_RELATION} WHERE relation.id = ?", (relation_id,))
        return self._relation(rows[0]) if rows else None

    def _relation(self, row: tuple[Any, ...]) -> Relation:
        pool = self._select(
            "SELECT claim.id, article.id FROM claim CROSS JOIN article INDEXED BY article_ids "
            "ON article.key = article "
            f"WHERE {_POOLED} ORDER BY claim.id",
            row[:4],
        )
        return Relation(
            id=row[4],
            subject=row[5],
            predicate=row[6],
            object=row[7],
            phrase=row[8],
            claims=_column(pool),
            articles=tuple(sorted({article for _, article in pool})),
            origins=row[9],
            stated=row[10],
            alleged=row[11],
            denied=row[12],
            hypothetical=row[13],
            first=row[14],
            last=row[15],
        )

    # claims

    def claims_in(self, article_id: str) -> tuple[Claim, ...]:
        """Return the claims of an article, by id; ends and speakers are profiles."""
        return self._claims_of(article_id)

    def claims_about(self, entity_id: str) -> dict[str, set[str]]:
        """Return the ids of the claims with an entity at either end, by the id of the article."""
        found: dict[str, set[str]] = {}
        for end in ("subject", "object"):
            for article, claim in self._each(
                f"SELECT a.id, c.id FROM entity AS e JOIN profile AS p ON p.entity = e.key "
                f"JOIN claim AS c ON c.{end} = p.key JOIN article AS a ON a.key = c.article "
                "WHERE e.id = ?",
                (entity_id,),
            ):
                found.setdefault(article, set()).add(claim)
        return found

    def pools_in(self, article_id: str) -> dict[str, str]:
        """Return the relation that pools each claim of an article that one does, ids both."""
        return dict(
            self._each(
                "SELECT c.id, r.id FROM article AS a JOIN claim AS c ON c.article = a.key "
                "JOIN relation AS r USING (left_entity, predicate, right_entity, pooled_by) "
                "WHERE a.id = ?",
                (article_id,),
            )
        )

    def article_of_claim(self, claim_id: str) -> str | None:
        """Return the id of the article that has a claim; looks at every claim."""
        found = self._select(
            "SELECT a.id FROM claim AS c JOIN article AS a ON a.key = c.article WHERE c.id = ?",
            (claim_id,),
        )
        return str(found[0][0]) if found else None

    def _decoded_claims(self, article_id: str) -> tuple[Claim, ...]:
        found = self._select(
            "SELECT claims FROM reading JOIN article ON key = article WHERE id = ?", (article_id,)
        )
        with file.damage_told(self._path):
            ((body,),) = found
            return codec.decode_claims(body, self._text(article_id))

    # inside

    def _text(self, article_id: str) -> str:
        article = self.article(article_id)
        return article.text if article else ""


def _column(rows: list[tuple[Any, ...]]) -> tuple[str, ...]:
    return tuple(row[0] for row in rows)


def _ranked(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    """Return what was counted, most frequent first, then in the order of the alphabet."""
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
