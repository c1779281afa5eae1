"""Profiles and the entities that they are, while they are changed.

A profile's ``entity`` is the key of the canonical profile of its cluster.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import partial

from kgraph.model import Decision, Profile
from kgraph.record import file, inserts
from kgraph.record.claim_tables import ClaimTables
from kgraph.record.comparison_tables import ComparisonTables, KeyOf, MayBeOne, number_of
from kgraph.record.evidence_text import decode_evidence, encode_evidence
from kgraph.record.fold_rows import EntityState, KeysOf, Member, Sighting

# CROSS JOIN: the few rows on its left are looked up in the many on its right, never the reverse.
_NOTED = """
CREATE TEMP TABLE IF NOT EXISTS touched_profile (profile INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS touched_entity (entity INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS moved (profile INTEGER PRIMARY KEY);
DELETE FROM touched_profile;
DELETE FROM touched_entity;
"""


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """A profile as it is stored: ``base`` is the id of its name, whatever the sense."""

    id: str
    type: str
    name: str
    listed: str
    base: str
    sense: str = ""


class ProfileTables:
    """Notes what a change touches, and only that is decided and written again.

    Articles are named by their keys, profiles by ids unless said otherwise.
    """

    def __init__(self, cursor: sqlite3.Cursor, claims: ClaimTables) -> None:
        self._cursor = cursor
        self._run = cursor.connection.execute
        self._claims = claims
        self._comparisons = ComparisonTables(cursor)
        for statement in _NOTED.split(";"):
            self._run(statement)

    def clear(self) -> None:
        """Let nothing be seen of the profiles, which keep their ids."""
        self._run("UPDATE profile SET mentions = 0, articles = 0, named = 0, state = ''")
        self._run("INSERT OR IGNORE INTO touched_profile SELECT key FROM profile")

    def add(self, article: int, sightings: Iterable[Sighting], keys_of: KeysOf) -> str:
        """Count what an article calls things; return it in the form that ``remove`` takes."""
        rows = []
        for s in sightings:
            row = ProfileRow(s.id, s.type, s.name, s.listed, base=s.id)
            key = self.key_of(row, number_of(s.block), partial(keys_of, s))
            self.count(key, s.forms, s.mentions, named=s.named, sign=1)
            self._run(
                "INSERT INTO profile_article VALUES (?, ?, ?)",
                (key, article, encode_evidence(s.evidence)),
            )
            rows.append((key, s.forms, s.mentions, s.named))
        return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))

    def remove(self, article: int, counted: str) -> None:
        """Take out what was counted of an article."""
        for key, forms, mentions, named in json.loads(counted):
            self.count(key, forms, mentions, named=named, sign=-1)
            self._run(
                "DELETE FROM profile_article WHERE profile = ? AND article = ?", (key, article)
            )

    def key_of(self, row: ProfileRow, block: int, keys_of: Callable[[], Iterable[KeyOf]]) -> int:
        """Return the key of a profile, which is made where there is none."""
        self._run(
            "INSERT INTO profile (id, type, name, listed, base, sense, block) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET block = excluded.block",
            (*astuple(row), block),
        )
        ((key, known),) = self._run(
            "SELECT key, EXISTS (SELECT 1 FROM profile_key WHERE profile = profile.key) "
            "FROM profile WHERE id = ?",
            (row.id,),
        ).fetchall()
        if not known:
            self._comparisons.add(key, keys_of())
        return int(key)

    def count(
        self,
        profile: int,
        forms: Iterable[Sequence[object]],
        mentions: int,
        *,
        named: bool,
        sign: int,
    ) -> None:
        """Add what one article calls a profile, by its key; a ``sign`` of -1 takes it out."""
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

    def portions(
        self, judged: Iterable[str], pairs: Iterable[tuple[str, str]], may_be_one: MayBeOne
    ) -> Iterator[tuple[int, ...]]:
        """Yield the profiles that have to be resolved again, in portions.

        These are all that changed, that are judged or were, and whatever they are compared with
        and ``may_be_one`` with or are linked to by judged ``pairs``, and so on.
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
        yield from self._comparisons.portions((key for (key,) in touched), links, may_be_one)

    def _known_profile(self, profile_id: str) -> int | None:
        found = self._run("SELECT key FROM profile WHERE id = ?", (profile_id,)).fetchone()
        return found[0] if found else None

    def members(self, keys: Iterable[int]) -> Iterator[Member]:
        """Yield those of the profiles that an article in the fold has, in the order given."""
        for key in keys:
            row = self._run(
                "SELECT id, type, name, listed, articles, sense, evidence, named > 0, entity, "
                "state FROM profile WHERE key = ? AND articles > 0",
                (key,),
            ).fetchone()
            if row:
                id_, type_, name, listed, articles, sense, told, named, entity, state = row
                forms = self._run(
                    "SELECT form, count FROM profile_form WHERE profile = ? ORDER BY form", (key,)
                )
                evidence = decode_evidence(told)
                profile = Profile(id_, type_, name, tuple(forms), articles, listed, sense, evidence)
                yield Member(key, profile, bool(named), entity, state)

    def named(self, type_: str, name: str, listed: str) -> str | None:
        """Return the profile of that type with that name, else with that form; None without."""
        found = self._run(
            "SELECT id FROM profile LEFT JOIN profile_form ON profile = key AND form = ?2 "
            "WHERE type = ?1 AND articles > 0 AND (name = ?2 OR form = ?2) "
            "ORDER BY name <> ?2, listed <> ?3, -mentions, id LIMIT 1",
            (type_, name, listed),
        ).fetchone()
        return found[0] if found else None

    def move(self, members: Mapping[str, Member], states: Iterable[EntityState]) -> set[int]:
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
        self._run("DELETE FROM moved")
        self._cursor.executemany("INSERT INTO moved VALUES (?)", ((key,) for key in moved))
        ends = (
            "key IN (SELECT key FROM moved CROSS JOIN claim ON subject = profile "
            "UNION SELECT key FROM moved CROSS JOIN claim ON object = profile)"
        )
        self._claims.touch(ends)
        self._cursor.executemany(
            "UPDATE profile SET entity = ? WHERE key = ?",
            ((new, key) for key, (_, new) in moved.items()),
        )
        self._claims.set_ends(ends)
        self._claims.touch(ends)
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

    def homes(self, article: int) -> dict[str, tuple[str, str, str]]:
        """Return for each name of an article the profile of its sense, its entity and its state.

        Names go by the ids of their sightings, profiles and entities by theirs.
        """
        found = self._run(
            "SELECT p.base, p.id, e.id, p.state FROM reading, json_each(profiles) "
            "JOIN profile AS p ON p.key = json_extract(value, '$[0]') "
            "JOIN profile AS e ON e.key = p.entity WHERE article = ?",
            (article,),
        )
        return {name: (profile, entity, state) for name, profile, entity, state in found}

    def store_entities(self, state_of: Callable[[Sequence[Member]], EntityState]) -> None:
        """Write the entities that anything touched; call it when all claims are there.

        ``state_of`` is called with the members of each, the canonical one first. An entity that
        is a concept only is kept where a claim has it.
        """
        self._run(
            "INSERT OR IGNORE INTO touched_entity "
            "SELECT entity FROM touched_profile CROSS JOIN profile ON profile = key"
        )
        self._run(
            "INSERT OR IGNORE INTO touched_entity SELECT e.key FROM touched_end AS t "
            "CROSS JOIN profile AS p ON p.key = t.profile "
            "CROSS JOIN profile AS e ON e.key = p.entity WHERE CASE e.state WHEN '' THEN 0 "
            "ELSE json_extract(e.state, '$[1]') OR json_extract(e.state, '$[2]') END"
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
        if state.needs_claims and not self._claims.has(key):
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

    def finish(self) -> None:
        """Part what no article has any more from its entity, should it come back."""
        self._run(
            "UPDATE profile SET entity = 0 WHERE articles = 0 "
            "AND key IN (SELECT profile FROM touched_profile)"
        )


def _partition(entities: Sequence[int]) -> tuple[int, ...]:
    """Return for each profile the place of the first of its entity."""
    return tuple(entities.index(entity) for entity in entities)
