"""What a user says of a single article, over what its file says."""

from dataclasses import dataclass


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
