"""Names of one article joined to the fullest name of the same thing."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kgraph.language.country_names import LAND
from kgraph.language.full_names import (
    end_of_chain,
    fullest_persons,
    fullest_places,
    fullest_storms,
    is_related,
    only,
    storms_retyped,
)
from kgraph.language.name_marks import is_acronym
from kgraph.language.name_spans import NameSpan, after, before, folded, is_common
from kgraph.language.name_spellings import acronyms_in_full
from kgraph.language.shared_names import is_company, is_near, is_person, said_of
from kgraph.language.short_names import (
    begins_name,
    is_first_surname,
    is_given_name,
    names_organization,
    names_person,
    place_words,
    without_legal_forms,
)
from kgraph.language.tree import Node
from kgraph.names.countries import country_forms, demonyms
from kgraph.names.words import chambers, words

PARTIES = frozenset({"Person", "Organization"})
PAIR = 2
RARELY = 8
"""Of so many bare names one at least has to be called a company."""

RENAMED = frozenset({"called", "known", "named", "renamed", "formerly", "previously"})
RENAMING = RENAMED | frozenset(
    {",", "(", "which", "that", "who", "was", "is", "has", "been", "then", "now", "once", "until"}
    | {"since", "originally", "also", "better", "first", "in", "as", "the"}
)


@dataclass(frozen=True, slots=True)
class NamedCluster:
    """One thing named in an article: its fullest name, its type, and why each name is in it."""

    name: str
    type: str
    members: tuple[tuple[NameSpan, str], ...]


def cluster_names(names: Sequence[NameSpan], nodes: Sequence[Node]) -> tuple[NamedCluster, ...]:
    """Return the things that an article names, by their first mention.

    A surname joins the full name it ends, of several the one meant most so far; a short name of an
    organisation the full one; an acronym the words that it follows in brackets, or is made of.
    Behind a word of kinship a lone name is a first name ("Berg's son Carl").
    A man and a company of one name stay two: the bare name is the man near his full name, or
    where the words beside it tell; else it is the company.
    """
    ordered = sorted(storms_retyped(names), key=lambda s: s.start)
    reader = _Reader.of(ordered, nodes)
    groups: dict[tuple[str, str], list[tuple[NameSpan, str]]] = {}
    for span in ordered:
        type_, name, why = reader.home(span)
        groups.setdefault((type_, name), []).append((replace(span, type=type_), why))
    clusters = [NamedCluster(name, type_, tuple(g)) for (type_, name), g in groups.items()]
    return tuple(sorted(clusters, key=lambda c: (c.members[0][0].start, c.type)))


@dataclass(slots=True)
class _Reader:
    """Reads names in text order; knows the full name of each, and who was meant last.

    ``spellings`` lead from folded names to the first spelling, ``persons`` from full names to the
    fullest of the same, ``organizations`` from names of them to the fullest, ``others`` from type
    and name to the fullest of a place or a storm; ``companies`` are bare names that the article
    uses of a company. ``last`` is where a full name was meant last, ``meant`` how often, and
    ``genders`` are what honorifics tell of it.
    """

    nodes: Sequence[Node]
    spellings: Mapping[tuple[str, str], str]
    persons: Mapping[str, str]
    organizations: Mapping[str, str]
    others: Mapping[tuple[str, str], str]
    companies: frozenset[str]
    firsts: Mapping[str, int]
    counts: Mapping[str, int]
    last: dict[str, int] = field(default_factory=dict)
    meant: Counter[str] = field(default_factory=Counter)
    genders: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Sequence[NameSpan], nodes: Sequence[Node]) -> "_Reader":
        """Return the reader of names that are in text order."""
        spellings: dict[tuple[str, str], str] = {}
        for span in sorted(names, key=lambda s: (s.name.isupper(), s.start)):
            spellings.setdefault((span.type, folded(span.name)), span.name)
        own = [replace(n, name=spellings[n.type, folded(n.name)]) for n in names]
        firsts: dict[str, int] = {}
        for span in own:
            firsts.setdefault(span.name, span.start)
        full = [n for n in own if n.type == "Person" and " " in n.name]
        bare = [n for n in own if n.type in PARTIES and " " not in n.name]
        return cls(
            nodes=nodes,
            spellings=spellings,
            persons=fullest_persons(full, nodes),
            organizations=_fullest(own, dict(_introduced(own, nodes))),
            others=fullest_places(own) | fullest_storms(own) | acronyms_in_full(own),
            companies=_companies(bare, nodes),
            firsts=firsts,
            counts=Counter(n.name for n in own),
        )

    def home(self, span: NameSpan) -> tuple[str, str, str]:
        """Return type and fullest name of the thing a name stands for, and why."""
        name = self.spellings[span.type, folded(span.name)]
        if span.type == "Person" and " " in name:
            home = self._person(span, name)
        elif span.type in PARTIES and " " not in name:
            home = self._bare(span, name)
        elif span.type == "Organization":
            home = self._organization(span, name)
        else:
            home = self._other(span, name)
        self.last[home[1]] = span.start
        self.meant[home[1]] += 1
        if self._gender(span):
            self.genders[home[1]] = self._gender(span)
        return home

    def _person(self, span: NameSpan, name: str) -> tuple[str, str, str]:
        full = self.persons[name]
        why = f"{name} is short for {full}" if full != name else span.why
        return "Person", full, why

    def _organization(self, span: NameSpan, name: str) -> tuple[str, str, str]:
        full = self.organizations.get(name, name)
        full = name if self._is_anothers(span, full) else full
        why = f"{name} is short for {full}" if full != name else span.why
        return "Organization", full, why

    def _is_anothers(self, span: NameSpan, full: str) -> bool:
        """Whether a chamber has an owner who is not the country of the full name.

        "The island's Senate" is not the US Senate.
        """
        mark = before(self.nodes, span.start)
        country = full.removesuffix(span.name).strip()
        national = country in country_forms() or country in demonyms()
        if span.name not in chambers() or not national or mark is None or mark.tag != "POS":
            return False
        owner = before(self.nodes, mark.index)
        return owner is not None and owner.lemma not in LAND and owner.text not in full.split()

    def _other(self, span: NameSpan, name: str) -> tuple[str, str, str]:
        full = self.others.get((span.type, name), name)
        why = f"{name} is short for {full}" if full != name else span.why
        return span.type, full, why

    def _bare(self, span: NameSpan, name: str) -> tuple[str, str, str]:
        person, (_, company, _) = self._bearer(span, name), self._organization(span, name)
        called = name in self.companies
        if person and (called or _is_business(name, company)):
            return self._shared(span, person, company)
        if person and (span.type == "Person" or company == name):
            return "Person", person, f"{name} is short for {person}"
        if span.type == "Organization" or company != name:
            return self._organization(span, name)
        why = f"the article calls {name} a company" if called else span.why
        return ("Organization" if called else span.type), name, why

    def _bearer(self, span: NameSpan, name: str) -> str:
        """Return the full name of the person of that surname who was meant most often so far.

        Of several the one meant last, of none the one named in full most often, then first. A
        given name is somebody's who has been named, and stands by itself.
        """
        bearers = self._bearers(span, name)
        gender = self._gender(span)
        fitting = [
            full for full in bearers if self.genders.get(full, gender) == gender or not gender
        ]
        return min(
            fitting or bearers,
            key=lambda full: (
                -self.meant[full],
                -self.last.get(full, 0),
                -self.counts[full],
                self.firsts[full],
            ),
            default="",
        )

    def _bearers(self, span: NameSpan, name: str) -> list[str]:
        """Return the full names that a bare one may be short for, by the best rule that has any."""
        related = is_related(span, self.nodes)
        found = [] if related else [full for full in self.persons if names_person(name, full)]
        if not found and span.type == "Person" and (related or not self._coordinated(span)):
            named = [full for full in self.persons if self.firsts[full] < span.start]
            own = [self.persons[full] if related else full for full in named]  # no stage name's
            found = [full for full in own if is_given_name(name, full)]
        if not found and span.type == "Person":
            found = self._kindred(name)
        if not found and span.type == "Person" and not related:
            full = only(f for f in {*self.persons.values()} if is_first_surname(name, f))
            found = [full] if full else []
        return list(dict.fromkeys(self.persons[full] for full in found))

    def _kindred(self, name: str) -> list[str]:
        """Return the only full name that begins so, of which another person has the surname.

        An article on a family calls who is named in full later by the first name ("his son Bo").
        """
        full = only(f for f in {*self.persons.values()} if is_given_name(name, f))
        last = full.split()[-1:]
        shared = any(f != full and f.split()[-1:] == last for f in self.persons.values())
        return [full] if full and shared else []

    def _gender(self, span: NameSpan) -> str:
        opening = before(self.nodes, span.start)
        found = [g for g in ("masculine", "feminine") if opening and opening.text in words(g)]
        return found[0] if found else ""

    def _coordinated(self, span: NameSpan) -> bool:
        """Whether "and" joins the name to another ("their children Ann and Bob"), not to "I"."""
        opening, following = before(self.nodes, span.start), after(self.nodes, span.end, 2)
        joined = bool(following) and following[0].text in {"and", "&"}
        spoken = joined and following[-1].tag == "PRP"
        return (joined and not spoken) or (opening is not None and opening.text in {"and", "&"})

    def _shared(self, span: NameSpan, person: str, company: str) -> tuple[str, str, str]:
        if self._is_meant(span, person, company):
            return "Person", person, f"{span.name} is the surname of {person}, spoken of here"
        return "Organization", company, f"{span.name} is short for {company}, spoken of here"

    def _is_meant(self, span: NameSpan, person: str, company: str) -> bool:
        """Whether a bare name that a company bears too means the person."""
        if is_company(span, self.nodes) or is_person(span, self.nodes):
            return not is_company(span, self.nodes)
        told = said_of(span, self.nodes)
        man, firm = self.last.get(person), self.last.get(company)
        if told or (man is not None and self.nodes[man].segment == self.nodes[span.start].segment):
            return told == "Person"
        if man is None:
            return firm is None and self.firsts[person] <= self.firsts.get(company, span.start)
        return firm is None or (man > firm and is_near(self.nodes, man, span.start))


def _companies(bare: Sequence[NameSpan], nodes: Sequence[Node]) -> frozenset[str]:
    """Return the bare names that words beside them call a company often enough."""
    told = Counter(n.name for n in bare if is_company(n, nodes))
    seen = Counter(n.name for n in bare)
    return frozenset(name for name, count in told.items() if count * RARELY >= seen[name])


def _is_business(short: str, full: str) -> bool:
    """Whether the longer name says only what kind of business the short one is."""
    rest = without_legal_forms(full)[1:]
    listed = words("business_endings")
    return short != full and all(word in listed for word in rest)


def _fullest(names: Sequence[NameSpan], aliases: Mapping[str, str]) -> Mapping[str, str]:
    """Return the fullest name by each name of an organisation, and by bare names of persons.

    Of several it is the one named most often, then the one named first; of an acronym none.
    """
    listed = list(dict.fromkeys(n.name for n in names if n.type == "Organization"))
    bare = dict.fromkeys(n.name for n in names if n.type == "Person" and " " not in n.name)
    counts = Counter(n.name for n in names)
    found: dict[str, str] = {}
    for name in (*listed, *bare):
        longer = [full for full in listed if full != name and _may_mean(name, full, listed)]
        several = name.isupper() and len(longer) > 1
        best = max(longer, key=lambda full: (counts[full], -listed.index(full)), default=name)
        found[name] = aliases.get(name, name if several else best)
    return {name: end_of_chain(name, found) for name in found}


def _may_mean(name: str, full: str, listed: Sequence[str]) -> bool:
    if names_organization(name, full):
        return True
    own, other = without_legal_forms(name), without_legal_forms(full)
    if own == other:
        return len(full) > len(name)
    if other[-1].lower() in words("cabinets"):  # the ruler's name is no short one of those he leads
        return False
    later = name not in listed or listed.index(name) > listed.index(full)
    return later and (begins_name(name, full) or _begins_common(name, full))


def _begins_common(name: str, full: str) -> bool:
    """Whether a word of a dictionary is the first of two ("Swift" of "Swift Pipeline")."""
    parts = full.split()
    own = len(parts) == PAIR and parts[0] == name and all(map(is_common, parts))
    return own and name not in place_words()


def _introduced(names: Sequence[NameSpan], nodes: Sequence[Node]) -> Iterator[tuple[str, str]]:
    """Yield (other name, name) of "Office for Security (BSI)", "Acme, formerly known as Bell"."""
    for left, right in pairwise(n for n in names if n.type == "Organization"):
        between = nodes[left.end : right.start]
        if (
            left.name == right.name
            or not between
            or nodes[left.start].sentence != between[-1].sentence
        ):
            continue
        texts = {node.text.lower() for node in between if not node.text.isdigit()}
        if (texts == {"("} and is_acronym(right.name)) or (
            texts <= RENAMING and texts & RENAMED and between[0].text in {",", "("}
        ):
            yield right.name, left.name
        elif texts == {"("} and is_acronym(left.name) and names_organization(left.name, right.name):
            yield left.name, right.name
