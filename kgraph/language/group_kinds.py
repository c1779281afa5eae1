"""What kind of organisation a thing is, and a noun asks for, by their words."""

from collections.abc import Collection

from kgraph.language.clusters import NamedCluster
from kgraph.language.tree import Node
from kgraph.names.words import words

ACRONYM = range(2, 7)
SHORT = 2
BANKS = frozenset({"bank"})


def is_central(cluster: NamedCluster) -> bool:
    """Whether a word of its names tells that it is a central bank."""
    named = {word.capitalize() for span, _ in cluster.members for word in span.name.split()}
    return bool(named & words("central_words"))


def bears(cluster: NamedCluster, endings: Collection[str]) -> bool:
    """Whether a word of the thing's names ends in one of those ("PrivatBank")."""
    named = (word.lower() for span, _ in cluster.members for word in span.name.split())
    return bool(endings) and any(word.endswith(tuple(endings)) for word in named)


def is_business_noun(node: Node) -> bool:
    """Whether the noun means a company, or a bank."""
    listed = words("business_nouns") | words("business_kinds") | BANKS
    return node.lemma in listed and node.lemma != "business"


def fits_kind(node: Node, cluster: NamedCluster) -> bool:
    """Whether what parts the noun from others of its kind is in the thing's names.

    "The border committee" is no election commission, "the federal court" no city's.
    """
    if node.lemma in words("any_body_nouns"):
        return True
    parting = {n.text.lower() for n in node.get("compound", "description") if n.text.islower()}
    adjectives = {n.text.lower() for n in node.get("adjective")}
    parting |= adjectives & words("parting_adjectives")
    named = " ".join(span.name.lower() for span, _ in cluster.members)
    return all(word.removesuffix("s") in named for word in parting)


def stands_in(noun: str, cluster: NamedCluster) -> bool:
    """Whether an acronym has the noun's letter: "the bureau" for the FBI."""
    return is_acronym(cluster) and len(cluster.name) > SHORT and noun[0].upper() in cluster.name


def is_no_business(cluster: NamedCluster) -> bool:
    """Whether a word of its names tells that it is no company: a school, a party, a paper."""
    named = {word for span, _ in cluster.members for word in span.name.split()}
    if " " in cluster.name and cluster.name.split()[-1].islower():
        return True
    media = any(span.name in words("news_media") for span, _ in cluster.members)
    return media or bool(named & words("nonprofit_words"))


def is_acronym(cluster: NamedCluster) -> bool:
    """Whether a thing is known by its letters."""
    name = cluster.name.replace(".", "")
    return name.isupper() and len(name) in ACRONYM


def is_agency(cluster: NamedCluster) -> bool:
    """Whether a word of its names tells that it may be an agency ("National Crime Centre")."""
    named = {word for span, _ in cluster.members for word in span.name.split()}
    return cluster.type == "Organization" and bool(named & words("agency_words"))


def is_paper(cluster: NamedCluster) -> bool:
    """Whether it is a paper, by its names."""
    named = {word for span, _ in cluster.members for word in (span.name, *span.name.split())}
    papers = words("news_media") | words("paper_words")
    return cluster.type == "Organization" and bool(named & papers)
