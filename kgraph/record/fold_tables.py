"""The tables of the fold while they are changed: profiles, entities, claims, relations.

Each change notes what it touches, and only that is computed again at the end. A profile's
``entity`` is the key of the canonical profile of its cluster.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kgraph.model import Annotation, Article, Decision, Profile, Span, content_id
from kgraph.record import codec, file, inserts, schema
from kgraph.record.comparison_tables import ComparisonTables, KeyOf
from kgraph.record.origin_tables import OriginOf, OriginTables

# CROSS JOIN: the few rows on its left are looked up in the many on its right, never the reverse.
_NOTED = """
CREATE TEMP TABLE IF NOT EXISTS touched_profile (profile INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS touched_entity (entity INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS touched_pool (
    left_entity INTEGER, predicate INTEGER, right_entity INTEGER, pooled_by INTEGER,
    PRIMARY KEY (left_entity, predicate, right_entity, pooled_by)
) WITHOUT ROWID;
DELETE FROM touched_profile;
DELETE FROM touched_entity;
DELETE FROM touched_pool;
"""

_WORDS_KEPT = 50_000
"""Keys of words held in memory while claims are stored."""

_POOL = "left_entity, predicate, right_entity, pooled_by"

_NOTE_POOLS = (
    f"INSERT OR IGNORE INTO touched_pool SELECT {_POOL} FROM claim "
    "WHERE left_entity IS NOT NULL AND "
)

# The ends of a symmetric predicate are in the order of the ids of their entities.
_SET_ENDS = """
UPDATE claim SET (left_entity, right_entity) = (
    SELECT iif(symmetric AND l.id > r.id, r.key, l.key),
           iif(symmetric AND l.id > r.id, l.key, r.key)
    FROM profile AS s JOIN profile AS l ON l.key = s.entity,
         profile AS o JOIN profile AS r ON r.key = o.entity
    WHERE s.key = claim.subject AND o.key = claim.object
) WHERE """

_POOL_CLAIMS = f"""
INSERT INTO relation
SELECT c.left_entity, c.predicate, c.right_entity, c.pooled_by,
    relation_id(l.id, p.text, r.id, coalesce(w.text, '')),
    iif(c.pooled_by, c.pooled_by, (
        SELECT n.phrase FROM claim AS n JOIN word ON word.key = n.phrase
        WHERE n.left_entity = c.left_entity AND n.predicate = c.predicate
            AND n.right_entity = c.right_entity AND n.pooled_by = c.pooled_by
        GROUP BY n.phrase ORDER BY count(*) DESC, word.text LIMIT 1
    )),
    count(*), count(DISTINCT c.article), count(DISTINCT origin.label),
    sum(status = 'stated'), sum(status = 'alleged'), sum(status = 'denied'),
    sum(status = 'hypothetical'), coalesce(min(first), ''), coalesce(max(last), '')
FROM touched_pool AS t CROSS JOIN claim AS c USING ({_POOL})
JOIN origin ON origin.article = c.article
JOIN profile AS l ON l.key = c.left_entity JOIN profile AS r ON r.key = c.right_entity
JOIN word AS p ON p.key = c.predicate LEFT JOIN word AS w ON w.key = c.pooled_by
GROUP BY t.left_entity, t.predicate, t.right_entity, t.pooled_by
"""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one article adds to the profile of one name and type.

    ``forms`` are the forms seen with their counts, by form; ``named`` says whether a mention of
    it is more than a concept.
    """

    type: str
    name: str
    listed: str
    forms: tuple[tuple[str, int], ...]
    mentions: int
    named: bool
    id: str


KeysOf = Callable[[Sighting], Iterable[KeyOf]]
"""Returns what the profile of a sighting is compared by."""


@dataclass(frozen=True, slots=True)
class Member:
    """A profile with what the fold says of it.

    ``named`` says whether a mention of it is more than a concept; ``entity`` and ``state`` are as
    they are stored.
    """

    key: int
    profile: Profile
    named: bool
    entity: int
    state: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """What relations are counted from: a claim with the ids of the profiles at its ends.

    ``pooled_by`` is a phrase where claims of one predicate are pooled by it, else None; ``days``
    are the first and last ISO date, empty where none is known.
    """

    id: str
    subject: str | None
    predicate: str
    object: str | None
    phrase: str
    pooled_by: str | None
    symmetric: bool
    status: str
    days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntityState:
    """What the fold says of one cluster: its members' ids, the canonical one first.

    ``type`` and ``name`` are those shown; ``state`` is whatever the claims of its articles depend
    on, in words: where it differs from the stored one, they are read again.
    """

    members: tuple[str, ...]
    type: str
    name: str
    state: str
    needs_claims: bool


class FoldTables:
    """The fold inside one transaction. Articles are named by their keys, all else by ids."""

    def __init__(self, path: Path, cursor: sqlite3.Cursor) -> None:
        self._path = path
        self._cursor = cursor
        self._run = cursor.connection.execute
        self._words: dict[str, int] = {}
        self.origins = OriginTables(cursor)
        self._comparisons = ComparisonTables(cursor)
        for statement in _NOTED.split(";"):
            cursor.execute(statement)
        cursor.connection.create_function("relation_id", 4, _relation_id, deterministic=True)

    def basis(self) -> str:
        """Return what every row of the fold depends on, as it was stored; empty without a fold."""
        return inserts.get_meta(self._cursor, "basis")

    def clear(self) -> None:
        """Empty the fold; profiles keep their ids, and nothing is seen of them."""
        for table in schema.DERIVED:
            self._run(f"DELETE FROM {table}")
        self._run("UPDATE profile SET mentions = 0, articles = 0, named = 0, state = ''")
        self._run("INSERT OR IGNORE INTO touched_profile SELECT key FROM profile")
        self._run("INSERT OR IGNORE INTO changed SELECT key FROM article")

    def stamp(self, **values: str) -> None:
        """Keep what the fold was made from."""
        for key, value in values.items():
            inserts.set_meta(self._cursor, key, value)

    # articles

    def changed(self) -> tuple[tuple[int, bool, bool], ...]:
        """Return the articles that changed since the fold, by id.

        Each with whether the fold has it as it was, and whether it is in force as it is.
        """
        found = self._run(
            "SELECT c.article, r.article IS NOT NULL, a.element <> '' FROM changed AS c "
            "CROSS JOIN article AS a ON a.key = c.article LEFT JOIN reading AS r USING (article) "
            "WHERE a.element <> coalesce(r.element, '') ORDER BY a.id"
        )
        return tuple((key, bool(old), bool(new)) for key, old, new in found.fetchall())

    def material(self, article: int, *, as_read: bool = False) -> tuple[Article, Annotation]:
        """Return an article with its annotation, in force or ``as_read`` by the stored fold."""
        pipeline = "(SELECT value FROM meta WHERE key = 'pipeline')"
        if as_read:
            pipeline = "(SELECT pipeline FROM reading WHERE article = a.key)"
        found = self._run(
            "SELECT a.body, n.body FROM article AS a JOIN annotation AS n "
            f"ON n.article = a.key AND n.pipeline = {pipeline} WHERE a.key = ?",
            (article,),
        )
        ((body, annotation),) = found.fetchall()
        with file.damage_told(self._path):
            value = codec.decode_article(body)
            return value, codec.decode_annotation(annotation, value.text)

    def judged_articles(self, now: Mapping[int, str]) -> frozenset[int]:
        """Keep a hash of the judgements on the claims of each article; return which changed."""
        before = {
            int(key): hash_
            for key, hash_ in json.loads(inserts.get_meta(self._cursor, "judged") or "{}").items()
        }
        inserts.set_meta(self._cursor, "judged", json.dumps(dict(sorted(now.items()))))
        reading = "SELECT 1 FROM reading WHERE article = ?"
        return frozenset(
            key
            for key in before.keys() | now.keys()
            if before.get(key) != now.get(key) and self._run(reading, (key,)).fetchone()
        )

    def anchored(self, article: int, span: Span) -> str | None:
        """Return the profile that was found for a place of an article, None where none is kept."""
        found = self._run(
            'SELECT profile FROM anchored WHERE article = ? AND start = ? AND "end" = ?',
            (article, span.start, span.end),
        ).fetchone()
        return found[0] if found else None

    def anchor(self, article: int, span: Span, profile: str) -> None:
        """Keep which profile was found for a place, as long as the article stays as it is."""
        self._run(
            "REPLACE INTO anchored VALUES (?, ?, ?, ?)", (article, span.start, span.end, profile)
        )

    def unapplied(self) -> dict[str, str]:
        """Return why judgements are not in the fold, by their ids, as it was stored."""
        return dict(self._run("SELECT statement, why FROM unapplied").fetchall())

    def key_of(self, article_id: str) -> int | None:
        """Return the key of the article of that id where it is in the fold."""
        found = self._run(
            "SELECT key FROM article JOIN reading ON article = key WHERE id = ?", (article_id,)
        ).fetchone()
        return found[0] if found else None

    def remove(self, article: int) -> None:
        """Take out an article and all it added."""
        ((profiles,),) = self._run(
            "SELECT profiles FROM reading WHERE article = ?", (article,)
        ).fetchall()
        for key, forms, mentions, named in json.loads(profiles):
            self._count(key, forms, mentions, named=named, sign=-1)
            self._run(
                "DELETE FROM profile_article WHERE profile = ? AND article = ?", (key, article)
            )
        self.remove_claims(article)
        self._run("DELETE FROM reading WHERE article = ?", (article,))
        self._run("DELETE FROM anchored WHERE article = ?", (article,))
        self.origins.remove(article)

    def add(self, article: int, sightings: Iterable[Sighting], keys_of: KeysOf) -> None:
        """Add an article with what it calls things; its claims come later."""
        rows = []
        for sighting in sightings:
            key = self._profile_key(sighting, keys_of)
            self._count(key, sighting.forms, sighting.mentions, named=sighting.named, sign=1)
            self._run("INSERT INTO profile_article VALUES (?, ?)", (key, article))
            rows.append((key, sighting.forms, sighting.mentions, sighting.named))
        self._run(
            "INSERT INTO reading SELECT a.key, n.pipeline, a.element, ?, x'' "
            "FROM article AS a JOIN annotation AS n ON n.article = a.key AND n.pipeline = "
            "(SELECT value FROM meta WHERE key = 'pipeline') WHERE a.key = ?",
            (json.dumps(rows, ensure_ascii=False, separators=(",", ":")), article),
        )

    def _profile_key(self, sighting: Sighting, keys_of: KeysOf) -> int:
        row = (sighting.id, sighting.type, sighting.name, sighting.listed)
        self._run(
            "INSERT INTO profile (id, type, name, listed) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO NOTHING",
            row,
        )
        ((key, known),) = self._run(
            "SELECT key, EXISTS (SELECT 1 FROM profile_key WHERE profile = profile.key) "
            "FROM profile WHERE id = ?",
            (sighting.id,),
        ).fetchall()
        if not known:
            self._comparisons.add(key, keys_of(sighting))
        return int(key)

    def _count(
        self,
        profile: int,
        forms: Iterable[Sequence[object]],
        mentions: int,
        *,
        named: bool,
        sign: int,
    ) -> None:
        self._run(
            "UPDATE profile SET mentions = mentions + ?, articles = articles + ?, "
            "named = named + ? WHERE key = ?",
            (sign * mentions, sign, sign * int(named), profile),
        )
        for form, count in forms:
            self._run(
                "INSERT INTO profile_form VALUES (?, ?, ?) "
                "ON CONFLICT DO UPDATE SET count = count + excluded.count",
                (profile, form, sign * int(str(count))),
            )
        if sign < 0:
            self._run("DELETE FROM profile_form WHERE profile = ? AND count = 0", (profile,))
        self._run("INSERT OR IGNORE INTO touched_profile VALUES (?)", (profile,))

    # who is who

    def portions(
        self, judged: Iterable[str], pairs: Iterable[tuple[str, str]]
    ) -> Iterator[tuple[int, ...]]:
        """Yield the profiles that have to be resolved again, in portions.

        These are all that changed, that are judged or were, and whatever they are compared with
        or linked to by judged ``pairs``; no profile of a portion is compared with one of another.
        """
        now = {key for id_ in judged if (key := self._known_profile(id_)) is not None}
        before = json.loads(inserts.get_meta(self._cursor, "judged_profiles") or "[]")
        inserts.set_meta(self._cursor, "judged_profiles", json.dumps(sorted(now)))
        self._cursor.executemany(
            "INSERT OR IGNORE INTO touched_profile VALUES (?)", ((key,) for key in {*now, *before})
        )
        links: dict[int, set[int]] = {}
        for pair in pairs:
            left, right = (self._known_profile(id_) for id_ in pair)
            if left is not None and right is not None:
                links.setdefault(left, set()).add(right)
                links.setdefault(right, set()).add(left)
        touched = self._run("SELECT profile FROM touched_profile ORDER BY profile").fetchall()
        yield from self._comparisons.portions((key for (key,) in touched), links)

    def _known_profile(self, profile_id: str) -> int | None:
        found = self._run("SELECT key FROM profile WHERE id = ?", (profile_id,)).fetchone()
        return found[0] if found else None

    def members(self, keys: Iterable[int]) -> Iterator[Member]:
        """Yield those of the profiles that an article in the fold has, in the order given."""
        for key in keys:
            row = self._run(
                "SELECT id, type, name, listed, articles, named > 0, entity, state FROM profile "
                "WHERE key = ? AND articles > 0",
                (key,),
            ).fetchone()
            if row:
                id_, type_, name, listed, articles, named, entity, state = row
                forms = self._run(
                    "SELECT form, count FROM profile_form WHERE profile = ? ORDER BY form", (key,)
                )
                profile = Profile(id_, type_, name, tuple(forms), articles, listed)
                yield Member(key, profile, bool(named), entity, state)

    def profile_named(self, type_: str, name: str, listed: str) -> str | None:
        """Return the profile of that type with that name, else with that form; None without."""
        found = self._run(
            "SELECT id FROM profile LEFT JOIN profile_form ON profile = key AND form = ?2 "
            "WHERE type = ?1 AND articles > 0 AND (name = ?2 OR form = ?2) "
            "ORDER BY name <> ?2, listed <> ?3, -mentions, id LIMIT 1",
            (type_, name, listed),
        ).fetchone()
        return found[0] if found else None

    def move_profiles(
        self, members: Mapping[str, Member], states: Iterable[EntityState]
    ) -> set[int]:
        """Keep who is who in a portion; return the articles whose claims have to be read again.

        These are the articles with a profile whose state changed, or with two profiles of which
        it changed whether they are one. ``members`` are those of the portion by their ids,
        ``states`` those of all its entities.
        """
        changed, moved = set[int](), dict[int, tuple[int, int]]()
        for state in states:
            canonical = members[state.members[0]].key
            for member in (members[id_] for id_ in state.members):
                if member.entity != canonical:
                    moved[member.key] = (member.entity, canonical)
                if member.state != state.state:
                    changed.add(member.key)
                    self._run(
                        "UPDATE profile SET state = ? WHERE key = ?", (state.state, member.key)
                    )
        self._move(moved)
        again = self._articles_of(changed) | self._parted(moved)
        for article in again:
            self._run(
                "INSERT OR IGNORE INTO touched_profile SELECT json_extract(value, '$[0]') "
                "FROM reading, json_each(profiles) WHERE article = ?",
                (article,),
            )
        return again

    def _move(self, moved: Mapping[int, tuple[int, int]]) -> None:
        self._run("CREATE TEMP TABLE IF NOT EXISTS moved (profile INTEGER PRIMARY KEY)")
        self._run("DELETE FROM moved")
        self._cursor.executemany("INSERT INTO moved VALUES (?)", ((key,) for key in moved))
        ends = (
            "key IN (SELECT key FROM moved CROSS JOIN claim ON subject = profile "
            "UNION SELECT key FROM moved CROSS JOIN claim ON object = profile)"
        )
        self._run(_NOTE_POOLS + ends)
        self._cursor.executemany(
            "UPDATE profile SET entity = ? WHERE key = ?",
            ((new, key) for key, (_, new) in moved.items()),
        )
        self._run(_SET_ENDS + ends)
        self._run(_NOTE_POOLS + ends)
        self._cursor.executemany(
            "INSERT OR IGNORE INTO touched_entity VALUES (?)",
            ((entity,) for pair in moved.values() for entity in pair),
        )

    def _articles_of(self, profiles: Iterable[int]) -> set[int]:
        found = set[int]()
        for profile in profiles:
            articles = self._run(
                "SELECT article FROM profile_article JOIN reading USING (article) "
                "WHERE profile = ? AND claims <> x''",
                (profile,),
            )
            found.update(article for (article,) in articles)
        return found

    def _parted(self, moved: Mapping[int, tuple[int, int]]) -> set[int]:
        """Return the articles in which two profiles were one and are not now, or the reverse."""
        candidates = self._run(
            "SELECT article FROM reading WHERE claims <> x'' AND article IN "
            "(SELECT article FROM moved CROSS JOIN profile_article USING (profile))"
        ).fetchall()
        found = set[int]()
        for (article,) in candidates:
            profiles = self._run(
                "SELECT p.key, entity FROM reading, json_each(profiles) "
                "JOIN profile AS p ON p.key = json_extract(value, '$[0]') WHERE article = ?",
                (article,),
            ).fetchall()
            before = [moved[key][0] if key in moved else entity for key, entity in profiles]
            if _partition(before) != _partition([entity for _, entity in profiles]):
                found.add(article)
        return found

    def homes(self, article: int) -> dict[str, tuple[str, str]]:
        """Return for each profile of an article its entity, both as ids, and the entity's state."""
        found = self._run(
            "SELECT p.id, e.id, p.state FROM reading, json_each(profiles) "
            "JOIN profile AS p ON p.key = json_extract(value, '$[0]') "
            "JOIN profile AS e ON e.key = p.entity WHERE article = ?",
            (article,),
        )
        return {profile: (entity, state) for profile, entity, state in found}

    def store_entities(self, state_of: Callable[[Sequence[Member]], EntityState]) -> None:
        """Write the entities that anything touched; call it when all claims are there.

        ``state_of`` is called with the members of each, the canonical one first. An entity that
        is a concept only is kept where a claim has it.
        """
        self._run(
            "INSERT OR IGNORE INTO touched_entity "
            "SELECT entity FROM touched_profile CROSS JOIN profile ON profile = key"
        )
        touched = self._run("SELECT entity FROM touched_entity ORDER BY entity").fetchall()
        for (key,) in touched:
            self._run("DELETE FROM entity WHERE key = ?", (key,))
            self._run("DELETE FROM entity_text WHERE rowid = ?", (key,))
        for (key,) in touched:
            members = self._run(
                "SELECT key FROM profile WHERE entity = ?1 AND articles > 0 ORDER BY key <> ?1, id",
                (key,),
            ).fetchall()
            if members:
                self._store_entity(key, state_of(tuple(self.members(k for (k,) in members))))

    def _store_entity(self, key: int, state: EntityState) -> None:
        if state.needs_claims and not self._has_claims(key):
            return
        self._run(
            "REPLACE INTO entity SELECT ?1, ?2, ?3, ?4, sum(mentions), "
            "iif(count(*) = 1, sum(articles), (SELECT count(DISTINCT article) FROM profile "
            "JOIN profile_article ON profile = key WHERE entity = ?1)) "
            "FROM profile WHERE entity = ?1 AND articles > 0",
            (key, state.members[0], state.type, state.name),
        )
        forms = self._run(
            "SELECT DISTINCT form FROM profile JOIN profile_form ON profile = key WHERE entity = ?",
            (key,),
        )
        names = sorted({state.name, *(form for (form,) in forms)})
        self._run("DELETE FROM entity_text WHERE rowid = ?", (key,))
        self._run(
            "INSERT INTO entity_text (rowid, names) VALUES (?, ?)",
            (key, "\n".join(map(file.searchable, names))),
        )

    def _has_claims(self, entity: int) -> bool:
        found = self._run(
            "SELECT 1 FROM profile AS p WHERE entity = ? AND articles > 0 AND ("
            "EXISTS (SELECT 1 FROM claim WHERE subject = p.key) "
            "OR EXISTS (SELECT 1 FROM claim WHERE object = p.key))",
            (entity,),
        )
        return found.fetchone() is not None

    def store_decisions(
        self, portion: Iterable[int], keys: Mapping[str, int], decisions: Iterable[Decision]
    ) -> None:
        """Keep what was decided on pairs of profiles of a portion, in place of what was.

        ``keys`` are those of the profiles by their ids.
        """
        self._cursor.executemany(
            "DELETE FROM decision WHERE left_profile = ?", ((key,) for key in portion)
        )
        self._cursor.executemany(
            "INSERT INTO decision VALUES (?, ?, ?, ?, ?)",
            (
                (
                    keys[d.left],
                    keys[d.right],
                    d.verdict,
                    d.score,
                    json.dumps(d.reasons, ensure_ascii=False),
                )
                for d in decisions
            ),
        )

    def store_unapplied(self, reasons: Mapping[str, str]) -> None:
        """Keep why judgements are not in the fold, by their ids, in place of what was."""
        self._run("DELETE FROM unapplied")
        self._cursor.executemany("INSERT INTO unapplied VALUES (?, ?)", sorted(reasons.items()))

    def name_heirs(self, successors: Mapping[tuple[str, str], int]) -> None:
        """Let profiles that no article has any more lead on, so that their ids keep answering.

        Call it before who is who is decided anew. ``successors`` count how often a place of the
        first profile's mentions is now of the second. Without one, another profile of what was
        the same entity is the heir.
        """
        orphans = self._run(
            "SELECT key, id, entity FROM touched_profile CROSS JOIN profile ON profile = key "
            "WHERE articles = 0"
        ).fetchall()
        best: dict[str, tuple[int, str]] = {}
        for (old, new), count in sorted(successors.items()):
            best[old] = max(best.get(old, (0, "")), (count, new))
        for key, id_, entity in orphans:
            found = self._run(
                "SELECT key FROM profile WHERE articles > 0 "
                "AND (id = ?1 OR entity = ?2 AND ?2 > 0) ORDER BY id <> ?1, id LIMIT 1",
                (best.get(id_, (0, ""))[1], entity),
            ).fetchone()
            if found:
                self._run("UPDATE profile SET heir = ? WHERE key = ?", (found[0], key))

    # claims

    def remove_claims(self, article: int) -> None:
        """Take out the claims of an article."""
        self._run(f"{_NOTE_POOLS} article = ?", (article,))
        self._run("DELETE FROM claim WHERE article = ?", (article,))

    def store_claims(self, article: int, body: bytes, rows: Iterable[ClaimRow]) -> None:
        """Keep the claims of an article in place of those it had; ``body`` is all of them."""
        self.remove_claims(article)
        self._run("UPDATE reading SET claims = ? WHERE article = ?", (body, article))
        self._cursor.executemany(
            "INSERT INTO claim (id, article, subject, predicate, object, phrase, pooled_by, "
            "symmetric, status, first, last) VALUES (?, ?, (SELECT key FROM profile WHERE id = ?), "
            "?, (SELECT key FROM profile WHERE id = ?), ?, ?, ?, ?, ?, ?)",
            [self._claim_values(article, row) for row in rows],
        )
        self._run(f"{_SET_ENDS} article = ?", (article,))
        self._run(f"{_NOTE_POOLS} article = ?", (article,))

    def _claim_values(self, article: int, row: ClaimRow) -> tuple[object, ...]:
        days = row.days or (None, None)
        return (
            row.id,
            article,
            row.subject,
            self._word(row.predicate),
            row.object,
            self._word(row.phrase),
            0 if row.pooled_by is None else self._word(row.pooled_by),
            int(row.symmetric),
            row.status,
            days[0],
            days[-1],
        )

    def _word(self, text: str) -> int:
        if text not in self._words:
            if len(self._words) >= _WORDS_KEPT:
                self._words.clear()
            self._run("INSERT INTO word (text) VALUES (?) ON CONFLICT DO NOTHING", (text,))
            ((key,),) = self._run("SELECT key FROM word WHERE text = ?", (text,)).fetchall()
            self._words[text] = int(key)
        return self._words[text]

    def pool(self, label: OriginOf) -> None:
        """Count the relations that anything touched; call it when all else is there."""
        for article in self.origins.regroup(label):
            self._run(f"{_NOTE_POOLS} article = ?", (article,))
        self._run(f"DELETE FROM relation WHERE ({_POOL}) IN (SELECT {_POOL} FROM touched_pool)")
        try:
            self._run(_POOL_CLAIMS)
        except sqlite3.OperationalError as error:
            if "user-defined function" in str(error):
                # SQLite does not hand on what is raised inside; only Ctrl-C is.
                raise KeyboardInterrupt from error
            raise

    def finish(self) -> None:
        """Note that all changes are in the fold; delete what only the former one was read from."""
        self._run(
            "DELETE FROM annotation WHERE article IN (SELECT article FROM changed) "
            "AND pipeline <> (SELECT value FROM meta WHERE key = 'pipeline')"
        )
        self._run("DELETE FROM changed")
        # One that comes back belongs to nothing until it is resolved.
        self._run(
            "UPDATE profile SET entity = 0 WHERE articles = 0 "
            "AND key IN (SELECT profile FROM touched_profile)"
        )


def _relation_id(*key: object) -> str:
    return content_id("relation", *map(str, key))


def _partition(entities: Sequence[int]) -> tuple[int, ...]:
    """Return for each profile the place of the first of its entity."""
    return tuple(entities.index(entity) for entity in entities)
