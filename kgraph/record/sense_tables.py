"""Senses of names while they are changed: which article's bearer of a name is which profile.

All sightings of a name go first to its own profile; those of another bearer are moved to a
profile of the same base, that is, of the same id, type, name and listing of the name.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kgraph.model.evidence import Evidence, added, foremost
from kgraph.record import inserts
from kgraph.record.comparison_tables import KeyOf
from kgraph.record.evidence_text import decode_evidence, encode_evidence
from kgraph.record.profile_tables import ProfileRow, ProfileTables

MOST_TOLD = 32
"""Roles, countries and companions kept of a profile, those of the most articles."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A name in an article: the name's own id, the key of its present profile, and its sense."""

    article: int
    article_id: str
    base: str
    profile: int
    sense: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Block:
    """All sightings of one name, whatever its spelling, by article and profile."""

    type: str
    name: str
    number: int
    seen: tuple[Seen, ...]


SenseId = Callable[[str, str, str, str], str]
"""Returns the id of a profile by type, name, listing and sense."""

KeysOfName = Callable[[str, str, str], Iterable[KeyOf]]
"""Returns what a profile is compared by, by type, name and listing."""


class SenseTables:
    """Parts names into senses; what that touches is noted as of changed profiles."""

    def __init__(self, cursor: sqlite3.Cursor, profiles: ProfileTables) -> None:
        self._cursor = cursor
        self._run = cursor.connection.execute
        self._profiles = profiles

    def block_of(self, name: str) -> int:
        """Return the number of the block that a name is in, by the id of its sightings."""
        ((number,),) = self._run("SELECT block FROM profile WHERE id = ?", (name,)).fetchall()
        return int(number)

    def profile_of(self, article: int, name: str) -> str:
        """Return the id of the profile of a name's sense in an article that has the name."""
        ((id_,),) = self._run(
            "SELECT id FROM profile JOIN profile_article ON profile = key "
            "WHERE article = ? AND base = ?",
            (article, name),
        ).fetchall()
        return str(id_)

    def blocks(self, judged: Iterable[int]) -> Iterator[Block]:
        """Yield the blocks that changed, that are ``judged`` or were, by number.

        Each is read when it is asked for.
        """
        now = set(judged)
        before = json.loads(inserts.get_meta(self._cursor, "judged_blocks") or "[]")
        inserts.set_meta(self._cursor, "judged_blocks", json.dumps(sorted(now)))
        touched = self._run(
            "SELECT DISTINCT block FROM touched_profile CROSS JOIN profile ON profile = key"
        )
        for number in sorted({*now, *before, *(number for (number,) in touched.fetchall())}):
            if block := self._block(number):
                yield block

    def _block(self, number: int) -> Block | None:
        rows = self._run(
            "SELECT a.key, a.id, p.base, p.key, p.sense, pa.evidence, p.type, p.name "
            "FROM profile AS p CROSS JOIN profile_article AS pa ON pa.profile = p.key "
            "CROSS JOIN article AS a ON a.key = pa.article WHERE p.block = ? AND p.articles > 0 "
            "ORDER BY a.id, p.id",
            (number,),
        ).fetchall()
        if not rows:
            return None
        seen = tuple(
            Seen(article, id_, base, profile, sense, decode_evidence(told))
            for article, id_, base, profile, sense, told, _, _ in rows
        )
        return Block(rows[0][6], min(row[7] for row in rows), number, seen)

    def keep(
        self, block: Block, senses: Mapping[str, str], id_of: SenseId, keys_of: KeysOfName
    ) -> Counter[tuple[str, str]]:
        """Keep the sense of each article, by its id; return how often what went to what profile.

        Profiles are told by their ids, and counted is mentions.
        """
        moves = Counter[tuple[str, str]]()
        told: dict[int, list[Evidence]] = {seen.profile: [] for seen in block.seen}
        for seen in block.seen:
            sense, profile = senses[seen.article_id], seen.profile
            if sense != seen.sense:
                profile = self._profile(seen, sense, id_of, keys_of)
                moves += self._move(seen, profile)
            told.setdefault(profile, []).append(seen.evidence)
        for profile, evidence in sorted(told.items()):
            text = encode_evidence(foremost(added(evidence), MOST_TOLD)) if evidence else ""
            self._run(
                "UPDATE profile SET evidence = ?1 WHERE key = ?2 AND evidence <> ?1",
                (text, profile),
            )
        return moves

    def _profile(self, seen: Seen, sense: str, id_of: SenseId, keys_of: KeysOfName) -> int:
        """Return the key of the profile of another sense of a name."""
        ((type_, name, listed, block),) = self._run(
            "SELECT type, name, listed, block FROM profile WHERE key = ?", (seen.profile,)
        ).fetchall()
        row = ProfileRow(id_of(type_, name, listed, sense), type_, name, listed, seen.base, sense)
        return self._profiles.key_of(row, block, lambda: keys_of(type_, name, listed))

    def _move(self, seen: Seen, profile: int) -> Counter[tuple[str, str]]:
        ((counted,),) = self._run(
            "SELECT profiles FROM reading WHERE article = ?", (seen.article,)
        ).fetchall()
        rows = json.loads(counted)
        place = next(at for at, row in enumerate(rows) if row[0] == seen.profile)
        _, forms, mentions, named = rows[place]
        for key, sign in ((seen.profile, -1), (profile, 1)):
            self._profiles.count(key, forms, mentions, named=named, sign=sign)
        rows[place][0] = profile
        self._run(
            "UPDATE reading SET profiles = ? WHERE article = ?",
            (json.dumps(rows, ensure_ascii=False, separators=(",", ":")), seen.article),
        )
        self._run(
            "UPDATE profile_article SET profile = ? WHERE profile = ? AND article = ?",
            (profile, seen.profile, seen.article),
        )
        ids = "SELECT id FROM profile WHERE key = ?"
        ((old,),), ((new,),) = (
            self._run(ids, (key,)).fetchall() for key in (seen.profile, profile)
        )
        return Counter({(old, new): mentions})
