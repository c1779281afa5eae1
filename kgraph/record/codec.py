"""Articles, annotations and claims as bytes, exactly and in little room.

Equal values give equal digests. What can be told from the article's text or from other fields is
not stored: the words of spans, ids that are hashes of content, and where a reference leads.
"""

from collections.abc import Sequence

from kgraph.model import Annotation, Article, Claim
from kgraph.record.columns import Reader, Writer
from kgraph.record.layouts import lay_annotation, lay_article, lay_claims, lay_outline
from kgraph.record.packing import digest, pack, unpack

__all__ = [
    "decode_annotation",
    "decode_article",
    "decode_claims",
    "decode_outline",
    "digest",
    "encode_annotation",
    "encode_article",
    "encode_claims",
]


def encode_article(article: Article) -> bytes:
    """Return an article as bytes.

    Raises:
        ValueError: a text in it has no form in UTF-8.
    """
    writer = Writer()
    lay_article(writer, [article])
    return pack(writer.text())


def decode_article(body: bytes) -> Article:
    """Return the article that ``body`` encodes.

    Raises:
        ValueError: it encodes none.
    """
    reader = Reader(unpack(body))
    article = lay_article(reader, [])
    reader.end()
    return article


def encode_annotation(annotation: Annotation, text: str) -> bytes:
    """Return an annotation as bytes; ``text`` is that of its article.

    Raises:
        ValueError: a text has no form in UTF-8, or a word is no kind, manner, polarity, modality,
            tense or granularity.
    """
    writer = Writer()
    lay_annotation(writer, [annotation], text)
    return pack(writer.text(), text)


def decode_annotation(body: bytes, text: str) -> Annotation:
    """Return the annotation that ``body`` encodes for an article of that text.

    Raises:
        ValueError: it encodes none, or one for another text.
    """
    reader = Reader(unpack(body, text))
    annotation = lay_annotation(reader, [], text)
    reader.end()
    return annotation


def decode_outline(body: bytes, text: str) -> Annotation:
    """Return the sentences, mentions and concepts of an annotation; it has nothing else.

    What stands behind them is not looked at, which takes half the time.

    Raises:
        ValueError: as ``decode_annotation``, as far as it is read.
    """
    return lay_outline(Reader(unpack(body, text)), [], text)


def encode_claims(claims: Sequence[Claim], text: str) -> bytes:
    """Return claims of one article as bytes, in their order; ``text`` is the article's.

    Raises:
        ValueError: a text has no form in UTF-8, or a word is no polarity, modality, tense or
            granularity.
    """
    writer = Writer()
    lay_claims(writer, claims, text)
    return pack(writer.text(), text)


def decode_claims(body: bytes, text: str) -> tuple[Claim, ...]:
    """Return the claims that ``body`` encodes for an article of that text, in their order.

    Raises:
        ValueError: it encodes none, or those for another text.
    """
    reader = Reader(unpack(body, text))
    claims = lay_claims(reader, [], text)
    reader.end()
    return tuple(claims)
