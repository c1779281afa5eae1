"""Questions to the stored fold about profiles and what was decided on them."""

import json
from collections.abc import Iterator
from typing import Any

from kgraph.model import Decision, Profile
from kgraph.record import file
from kgraph.record.evidence_text import decode_evidence
from kgraph.record.questions import Questions

_DECISION = (
    "SELECT l.id, r.id, verdict, score, reasons FROM decision "
    "JOIN profile AS l ON l.key = left_profile JOIN profile AS r ON r.key = right_profile "
    "WHERE l.entity IN (SELECT key FROM entity)"
)
_OF_ENTITY = "(SELECT key FROM profile WHERE entity = (SELECT key FROM entity WHERE id = ?1))"
_APART = """
WITH pair AS MATERIALIZED (
    SELECT l.id AS l, r.id AS r, verdict, score, reasons, l.entity AS le, r.entity AS re
    FROM decision JOIN profile AS l ON l.key = left_profile
    JOIN profile AS r ON r.key = right_profile
    WHERE verdict <> 'same' AND l.entity <> r.entity
), size AS MATERIALIZED (
    SELECT key, id, articles + (SELECT count(*) FROM relation WHERE left_entity = entity.key)
        + (SELECT count(*) FROM relation WHERE right_entity = entity.key) AS told
    FROM entity WHERE key IN (SELECT le FROM pair UNION SELECT re FROM pair)
)
SELECT l, r, verdict, score, reasons, a.id, b.id, a.told, b.told
FROM pair JOIN size AS a ON a.key = le JOIN size AS b ON b.key = re ORDER BY l, r, verdict
"""


class StoredProfiles(Questions):
    """The profiles of a record as its fold knows them, by their ids."""

    def profile(self, profile_id: str) -> Profile | None:
        """Return the profile of that id where an article has it."""
        for key, type_, name, listed, articles, sense, told in self._select(
            "SELECT key, type, name, listed, articles, sense, evidence FROM profile "
            "WHERE id = ? AND articles > 0",
            (profile_id,),
        ):
            forms = self._select(
                "SELECT form, count FROM profile_form WHERE profile = ? ORDER BY form", (key,)
            )
            evidence = decode_evidence(told)
            return Profile(profile_id, type_, name, tuple(forms), articles, listed, sense, evidence)
        return None

    def articles_of(self, profile_id: str) -> tuple[str, ...]:
        """Return the ids of the articles that a profile is in, sorted."""
        found = self._select(
            "SELECT a.id FROM profile AS p JOIN profile_article ON profile = p.key "
            "CROSS JOIN article AS a INDEXED BY article_ids ON a.key = article "
            "WHERE p.id = ? ORDER BY a.id",
            (profile_id,),
        )
        return tuple(id_ for (id_,) in found)

    def decisions(self) -> Iterator[Decision]:
        """Yield what was decided on pairs of profiles, sorted by their ids."""
        for row in self._each(f"{_DECISION} ORDER BY l.id, r.id, verdict"):
            yield self._decision(row)

    def decisions_of(self, entity_id: str) -> Iterator[Decision]:
        """Yield what was decided on the profiles of an entity, sorted by their ids."""
        for row in self._each(
            f"{_DECISION} AND (left_profile IN {_OF_ENTITY} OR right_profile IN {_OF_ENTITY}) "
            "ORDER BY l.id, r.id, verdict",
            (entity_id,),
        ):
            yield self._decision(row)

    def apart(self) -> Iterator[tuple[Decision, tuple[str, str], tuple[int, int]]]:
        """Yield each decision that leaves two entities two, sorted by its profiles.

        With the ids of the two, and of how many articles and relations each is.
        """
        for *row, left, right, left_size, right_size in self._each(_APART):
            yield self._decision(tuple(row)), (left, right), (left_size, right_size)

    def _decision(self, row: tuple[Any, ...]) -> Decision:
        left, right, verdict, score, reasons = row
        with file.damage_told(self._path):
            return Decision(left, right, verdict, score, tuple(json.loads(reasons)))
