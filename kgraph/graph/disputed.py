"""Relations that articles disagree on, or that changed from one article to a later one."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from kgraph.graph.knowledge_graph import KnowledgeGraph
from kgraph.graph.relations import claim_status
from kgraph.model import Claim, Relation

NEAR = 3
"""So many words before its verb or noun say whether it goes on ("has long been the chief")."""

Course = Literal["", "ended", "began"]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A relation and the claims on each side, by article and place in it.

    ``affirmed`` are stated or alleged, ``denied`` are denied, whether actual or not. ``past`` are
    of a predicate that holds for a while, and stated in the past tense. Hypothetical claims are on
    no side. ``course`` is "ended" where every affirmed claim was published before every denied and
    past one, "began" where it was after them, and empty where neither is known: the sides
    contradict each other. Which of two days comes first is known of full dates only.
    """

    relation: Relation
    affirmed: tuple[Claim, ...]
    denied: tuple[Claim, ...]
    past: tuple[Claim, ...]
    course: Course


def disputed(graph: KnowledgeGraph) -> tuple[Dispute, ...]:
    """Return what is affirmed by some and denied by others, or changed over time.

    Sorted as ``KnowledgeGraph.strongest`` does. Under ``related_to`` claims of different phrases
    are different relations, and no dispute.
    """
    found = (_dispute(graph, relation) for relation in graph.strongest() if _may_be(relation))
    return tuple(dispute for dispute in found if dispute)


@lru_cache(maxsize=1)
def lasting() -> Mapping[str, frozenset[str]]:
    """Return the lists of ``lasting.toml``: predicates that hold for a while, and words."""
    text = Path(__file__).with_name("lasting.toml").read_text(encoding="utf-8")
    return {name: frozenset(listed) for name, listed in tomllib.loads(text).items()}


def _may_be(relation: Relation) -> bool:
    """Whether the counts leave room for two sides, so that the claims are worth reading."""
    affirmed = relation.stated + relation.alleged
    turned = (
        relation.predicate in lasting()["predicates"]
        and len(relation.articles) > 1
        and relation.stated
    )
    return bool(affirmed and (relation.denied or turned))


def _dispute(graph: KnowledgeGraph, relation: Relation) -> Dispute | None:
    claims = graph.claims_for(relation)
    asserted = tuple(claim for claim in claims if claim_status(claim) in {"stated", "alleged"})
    denied = tuple(claim for claim in claims if claim_status(claim) == "denied")
    past = tuple(claim for claim in asserted if _is_past(claim))
    affirmed = tuple(claim for claim in asserted if not _is_past(claim))
    course = _course(graph, affirmed, (*denied, *past))
    if past and course:
        return Dispute(relation, affirmed, denied, past, course)
    if denied:  # a past tense that the order of articles does not bear out affirms like any other
        return Dispute(relation, asserted, denied, (), _course(graph, asserted, denied))
    return None


def _is_past(claim: Claim) -> bool:
    """Whether the article itself says that what holds for a while is over."""
    lists = lasting()
    told = claim.predicate in lists["predicates"] and claim.tense == "past"
    before = claim.quote[: claim.trigger.start - claim.sentence.start].lower().split()
    going_on = not lists["going_on"].isdisjoint(before[-NEAR:])
    return told and not going_on and claim_status(claim) == "stated"


def _course(graph: KnowledgeGraph, affirmed: Sequence[Claim], against: Sequence[Claim]) -> Course:
    left, right = _days(graph, affirmed), _days(graph, against)
    if not left or not right:
        return ""
    if left[-1] < right[0]:
        return "ended"
    return "began" if right[-1] < left[0] else ""


def _days(graph: KnowledgeGraph, claims: Iterable[Claim]) -> list[date]:
    """Return the days on which claims were published, in order; none if one is not known."""
    published = [graph.article(claim.article).published for claim in claims]
    days = [day.full for day in published if day is not None]
    known = [day for day in days if day is not None]
    return sorted(known) if len(known) == len(published) else []
