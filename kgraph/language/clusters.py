"""Names of one article joined to the fullest name of the same thing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kgraph.language.mentions import NameSpan
from kgraph.language.tree import Node
from kgraph.names.words import stand_ins, type_words

ORGANIZATIONS = frozenset({"Organization", "Government"})


@dataclass(frozen=True, slots=True)
class NamedCluster:
    """One thing named in an article: its fullest name, its type, and why each name is in it."""

    name: str
    type: str
    members: tuple[tuple[NameSpan, str], ...]


def cluster_names(names: Sequence[NameSpan], nodes: Sequence[Node]) -> tuple[NamedCluster, ...]:
    """Return the things that an article names, by their first mention.

    A surname joins the full name it ends, a short name of an organisation the name it begins, an
    acronym the words it is made of. A man and a company of one name stay two: the bare name is
    the company where it stands before a product, and the man where he is introduced by his full
    name.
    """
    full = {(n.type, n.name) for n in names if " " in n.name}
    groups: dict[tuple[str, str], list[tuple[NameSpan, str]]] = {}
    for span in names:
        type_, name, why = _home(span, full, nodes)
        groups.setdefault((type_, name), []).append((replace(span, type=type_), why))
    clusters = [NamedCluster(name, type_, tuple(g)) for (type_, name), g in groups.items()]
    return tuple(sorted(clusters, key=lambda c: (c.members[0][0].start, c.type)))


def _home(
    span: NameSpan, full: set[tuple[str, str]], nodes: Sequence[Node]
) -> tuple[str, str, str]:
    """Return type and fullest name of the thing a name stands for, and why."""
    persons = sorted(name for type_, name in full if type_ == "Person")
    organizations = sorted(name for type_, name in full if type_ in ORGANIZATIONS)
    if span.type in {"Person", *ORGANIZATIONS} and " " not in span.name:
        person = _only(name for name in persons if _is_part(span.name, name))
        company = _only(name for name in organizations if _shortens(span.name, name))
        chosen = _chosen(span, person, company, nodes)
        if chosen:
            return chosen
    if span.type == "Organization":
        longer = _only(n for n in organizations if n != span.name and _shortens(span.name, n))
        if longer:
            return "Organization", longer, f"{span.name} is short for {longer}"
    return span.type, span.name, span.why


def _chosen(
    span: NameSpan, person: str, company: str, nodes: Sequence[Node]
) -> tuple[str, str, str] | None:
    if company and (not person or span.type != "Person" or before_product(span, nodes)):
        why = f"{span.name} is short for {company}"
        if person:
            why += f", not for {person}: " + (
                "it stands before a product" if before_product(span, nodes) else "recogniser"
            )
        return "Organization", company, why
    if person and span.type == "Person":
        return "Person", person, f"{span.name} is the surname of {person}"
    return None


def before_product(span: NameSpan, nodes: Sequence[Node]) -> bool:
    """Whether the name stands right before a product ("Kaspersky software")."""
    if span.end >= len(nodes) or nodes[span.end].segment != nodes[span.start].segment:
        return False
    after = nodes[span.end : span.end + 3]
    head = next((n for n in after if n.lemma in stand_ins()), None)
    between = after[: after.index(head)] if head else []
    nominal = all(n.is_noun or n.tag in {"JJ", "HYPH"} for n in between)
    return head is not None and nominal and stand_ins()[head.lemma] == "product"


def _is_part(short: str, full: str) -> bool:
    return full.split()[-1] == short


def _shortens(short: str, full: str) -> bool:
    words, own = full.split(), short.split()
    acronym = "".join(word[0] for word in words if word[0].isupper())
    rest = words[len(own) :]
    starts = rest and words[: len(own)] == own and all(word in type_words() for word in rest)
    return bool(starts) or (len(short) > 1 and short.replace(".", "") == acronym)


def _only(found: Iterable[str]) -> str:
    names = list(found)
    return names[0] if len(names) == 1 else ""
