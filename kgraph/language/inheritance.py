"""Subjects that a verb takes from its place in the tree: controlled, coordinated, relative."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from kgraph.language.draft import Draft, bearer
from kgraph.language.lexicon import lexicon
from kgraph.language.mentions import NameSpan
from kgraph.language.role_nouns import is_role
from kgraph.language.tree import Node
from kgraph.names.countries import demonyms
from kgraph.names.words import words

DEEPEST = 6
ASKED = ("object", "indirect_object", "on", "upon", "to", "for")
WHERE = frozenset({"at", "in", "on"})
RELATIVES = frozenset({"who", "which", "that", "whom"})


@lru_cache(maxsize=1)
def tables() -> dict[str, Any]:
    """Return how clauses are read off a tree: ``patterns.toml``."""
    return tomllib.loads(Path(__file__).with_name("patterns.toml").read_text(encoding="utf-8"))


def inherit(
    draft: Draft, drafts: Mapping[int, Draft], owners: Mapping[int, NameSpan], depth: int = 0
) -> None:
    """Give a draft without a subject the one that its place in the tree implies."""
    role = "object" if draft.rule == "passive" else "subject"
    if draft.rule == "copula" or draft.nodes(role) or depth > DEEPEST or draft.trigger.head is None:
        return
    source = tables()["inherit"].get(draft.trigger.relation)
    head = draft.trigger.head
    if source == "noun":
        if _is_away(draft, head, owners):
            return
        bare = draft.trigger.first("marker") is None or _is_singled_out(head, draft.trigger)
        if (head.is_noun or head.tag == "PRP") and bare:
            draft.roles.append((role, bearer(head, owners)))
        elif head.is_noun and draft.trigger.tag == "VB" and draft.rule == "active":
            draft.roles.extend(_planner(head, drafts, owners, depth))
        return
    governor = drafts.get(head.index)
    if source is None or governor is None or _has_own_subject(draft):
        return
    inherit(governor, drafts, owners, depth + 1)
    inherited = "object" if governor.rule == "passive" or _is_blamed(draft, governor) else "subject"
    controlling = {governor.lemma, governor.trigger.lemma} & lexicon().object_control
    if source == "control" and controlling:
        asked = (r for r in ASKED if governor.nodes(r))
        inherited = next(asked, inherited)
    draft.roles.extend((role, node) for node in governor.nodes(inherited)[:1])


def _is_away(draft: Draft, noun: Node, owners: Mapping[int, NameSpan]) -> bool:
    """Whether a participle behind a place tells of what happened there, and not of the place.

    "Worked at Acme developing engines", "took place in Ohio, hosted by Ann Lee".
    """
    name = owners.get(noun.index)
    if name is None or noun.preposition not in WHERE or draft.trigger.relation != "participle":
        return False
    if draft.trigger.tag == "VBG":
        return name.type != "Person"
    return name.type in {"Country", "Place"} and bool(draft.nodes("subject"))


def _is_singled_out(noun: Node, verb: Node) -> bool:
    """Whether an infinitive tells what somebody did ("the first woman to lead the court")."""
    before = [child for child in noun.children if child.index < noun.index]
    best = any(child.tag == "JJS" for child in before)
    marks = {child.lemma.lower() for child in before}
    return verb.tag == "VB" and (best or bool(marks & lexicon().implicatives))


def _is_blamed(draft: Draft, governor: Draft) -> bool:
    """Whether the governor's object did what the draft tells ("fined Google for spying")."""
    marked = (*draft.trigger.get("marker", "preposition"),)
    blamed = any(word.text.lower() == "for" for word in marked)
    return blamed and governor.lemma in lexicon().blaming and bool(governor.nodes("object"))


def _planner(
    noun: Node, drafts: Mapping[int, Draft], owners: Mapping[int, NameSpan], depth: int
) -> Iterator[tuple[str, Node]]:
    """Yield as subject who has the plan, the right, the offer to do what an infinitive tells."""
    owner = noun.first("possessor")
    if is_role(noun):
        return
    if owner is not None:
        yield "subject", owner
        return
    verb = drafts.get(noun.head.index) if noun.head is not None else None
    if verb is not None and noun.relation == "object" and verb.rule == "active":
        inherit(verb, drafts, owners, depth + 1)
        yield from (("subject", node) for node in verb.nodes("subject")[:1])


def _has_own_subject(draft: Draft) -> bool:
    """Whether an adverbial clause has a finite verb of its own, and so a subject of its own."""
    return draft.trigger.relation == "adverbial_clause" and draft.trigger.is_finite


def replace_relative(draft: Draft, owners: Mapping[int, NameSpan]) -> None:
    """Put the noun that a relative clause hangs on in the place of "who", "which", "that"."""
    if draft.trigger.relation != "relative_clause" or draft.trigger.head is None:
        return
    noun = draft.trigger.head
    people = noun.text in words("partisans") or noun.text in demonyms()
    if noun.relation == "apposition" and noun.head is not None and people:
        noun = noun.head
    noun = bearer(noun, owners)
    draft.roles = [
        (role, noun if node.text.lower() in RELATIVES else node) for role, node in draft.roles
    ]
