"""What a file says of an article, and what a user says of it over that."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """The fields of one article as its file writes them; what it does not say is empty."""

    text: str = ""
    title: str = ""
    url: str = ""
    publisher: str = ""
    published: str = ""
    id: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """One article out of a file; ``place`` names it in messages.

    Where ``headed`` holds, the first lines of the text are its headline and what stands around it.
    """

    place: str
    row: Row
    headed: bool = False


@dataclass(frozen=True, slots=True)
class ArticleFields:
    """Fields that replace those of a single article; None or empty where nothing is said.

    ``published`` is written as in ISO 8601: YYYY-MM-DD, YYYY-MM, YYYY, or --MM-DD with no year.
    """

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None

    @property
    def given(self) -> bool:
        """Whether any field is said."""
        return any((self.title, self.publisher, self.published, self.url))
