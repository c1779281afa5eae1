"""Names of one article joined to the fullest name of the same thing."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from kgraph.language.mentions import NameSpan
from kgraph.language.tree import Node
from kgraph.names.words import stand_ins, type_words, words

ORGANIZATIONS = frozenset({"Organization"})
LONGEST_CONTEXT = 7
NOMINAL_TAGS = frozenset({"NN", "NNS", "JJ", "HYPH", "DT", "NNP", "POS", "VBN"})


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
    the company where it stands before a product or a business noun, and wherever the article
    gives the company no longer name but calls it one; else it is the man.
    """
    homes = _Homes(
        persons=_full_names(names, {"Person"}),
        organizations=_full_names(names, ORGANIZATIONS),
        companies=frozenset(n.name for n in names if " " not in n.name and is_company(n, nodes)),
        nodes=nodes,
    )
    groups: dict[tuple[str, str], list[tuple[NameSpan, str]]] = {}
    for span in names:
        type_, name, why = homes.of(span)
        groups.setdefault((type_, name), []).append((replace(span, type=type_), why))
    clusters = [NamedCluster(name, type_, tuple(g)) for (type_, name), g in groups.items()]
    return tuple(sorted(clusters, key=lambda c: (c.members[0][0].start, c.type)))


def _full_names(names: Iterable[NameSpan], types: Container[str]) -> tuple[str, ...]:
    return tuple(sorted({n.name for n in names if " " in n.name and n.type in types}))


@dataclass(frozen=True, slots=True)
class _Homes:
    """Knows the full names of an article, and which bare names are companies'."""

    persons: tuple[str, ...]
    organizations: tuple[str, ...]
    companies: frozenset[str]
    nodes: Sequence[Node]

    def of(self, span: NameSpan) -> tuple[str, str, str]:
        """Return type and fullest name of the thing a name stands for, and why."""
        if span.type == "Person" and " " not in span.name:
            return self._bare(span)
        if span.type in ORGANIZATIONS:
            longer = _only(n for n in self.organizations if _shortens(span.name, n))
            if longer:
                return "Organization", longer, f"{span.name} is short for {longer}"
            person = _only(name for name in self.persons if _is_part(span.name, name))
            if person and " " not in span.name and span.name not in self.companies:
                return "Person", person, f"{span.name} is the surname of {person}"
        return span.type, span.name, span.why

    def _bare(self, span: NameSpan) -> tuple[str, str, str]:
        person = _only(name for name in self.persons if _is_part(span.name, name))
        company = _only(name for name in self.organizations if _shortens(span.name, name))
        calls = is_company(span, self.nodes)
        honoured = span.start > 0 and self.nodes[span.start - 1].text in words("honorifics")
        if company and not honoured and (calls or not person):
            why = "it stands before a business noun" if calls else "no person of that name"
            return "Organization", company, f"{span.name} is short for {company}: {why}"
        if not company and not honoured and span.name in self.companies:
            return "Organization", span.name, f"the article calls {span.name} a company"
        if person:
            return "Person", person, f"{span.name} is the surname of {person}"
        return span.type, span.name, span.why


def is_company(span: NameSpan, nodes: Sequence[Node]) -> bool:
    """Whether the words after a bare name tell that it is a company.

    "Kaspersky software", "Kaspersky's programs", "Kaspersky officials", "Kaspersky, the Russian
    security company".
    """
    segment = nodes[span.start].segment
    after = [n for n in nodes[span.end : span.end + LONGEST_CONTEXT] if n.segment == segment]
    if after and after[0].text == ",":
        phrase = list(takewhile(lambda n: n.tag in NOMINAL_TAGS, after[1:]))
        opens = bool(phrase) and phrase[0].tag == "DT"
        return opens and phrase[-1].lemma in words("business_nouns")
    possessive = bool(after) and after[0].tag == "POS"
    for node in takewhile(lambda n: n.tag in NOMINAL_TAGS - {"DT", "NNP"}, after):
        if stand_ins().get(node.lemma) == "product":
            return True
        if not possessive and node.lemma in words("company_context"):
            return True
    return False


def _is_part(short: str, full: str) -> bool:
    return full.split()[-1] == short


def _shortens(short: str, full: str) -> bool:
    parts, own = full.split(), short.split()
    acronym = "".join(part[0] for part in parts if part[0].isupper())
    rest = parts[len(own) :]
    starts = rest and parts[: len(own)] == own and all(part in type_words() for part in rest)
    return bool(starts) or (len(short) > 1 and short.replace(".", "") == acronym)


def _only(found: Iterable[str]) -> str:
    names = list(found)
    return names[0] if len(names) == 1 else ""
