"""Evidence on the bearer of a name in the form in which it is stored."""

import json
from typing import Any

from kgraph.model.evidence import NO_EVIDENCE, Counts, Evidence, Years


def encode_evidence(evidence: Evidence) -> str:
    """Return evidence as JSON, empty where there is none."""
    if evidence == NO_EVIDENCE:
        return ""
    counted = (evidence.roles, evidence.fields, evidence.countries, evidence.companions)
    rest = (evidence.he, evidence.she, evidence.born, evidence.died, evidence.active)
    return json.dumps((*map(dict, counted), *rest), ensure_ascii=False, separators=(",", ":"))


def decode_evidence(text: str) -> Evidence:
    """Return what ``encode_evidence`` wrote.

    Raises:
        ValueError: the text is something else.
    """
    if not text:
        return NO_EVIDENCE
    roles, fields, countries, companions, he, she, born, died, active = json.loads(text)
    return Evidence(
        roles=_counts(roles),
        fields=_counts(fields),
        countries=_counts(countries),
        companions=_counts(companions),
        he=he,
        she=she,
        born=_years(born),
        died=died,
        active=_years(active),
    )


def _counts(counts: dict[str, int]) -> Counts:
    return tuple(sorted(counts.items()))


def _years(years: list[Any] | None) -> Years | None:
    return (years[0], years[1]) if years else None
