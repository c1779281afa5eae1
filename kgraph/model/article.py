"""One input document."""

from dataclasses import dataclass

from kgraph.model.dates import PartialDate
from kgraph.model.identifiers import content_id

AGENCY_JOINT = " + "
"""What joins the names of several agencies."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article; ``text`` is NFC and final, every offset counts its code points, half-open.

    ``text`` holds the body alone: headline and dateline stand in their own fields. Blocks are
    parted by a blank line, and a blank line always ends a sentence. Unknown fields are empty.
    ``agency`` is the news agency that the article is credited to, several in order, joined
    by ``AGENCY_JOINT``; it is no part of the id.
    """

    id: str
    text: str
    title: str = ""
    url: str = ""
    publisher: str = ""
    published: PartialDate | None = None
    place: str = ""
    language: str = "en"
    agency: str = ""


def article_id(
    *, key: str, title: str, publisher: str, published: PartialDate | None, text: str
) -> str:
    """Return the id of an article; ``key`` is its URL or a given id, empty where it has none."""
    return content_id("article", key, title, publisher, str(published or ""), text)
