"""Arguments of clauses: spans, and the mention each is or stands for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kgraph.language.lexicon import lexicon
from kgraph.language.name_spans import BODIES
from kgraph.language.references import DEFINITE, Referent
from kgraph.language.roles import Surroundings
from kgraph.language.tree import Node
from kgraph.model import Argument, Span
from kgraph.names.words import PEOPLE, stand_ins, words

CORE = frozenset({"compound", "flat", "description", "number"})
OUTER = frozenset(
    {
        "conjunct", "conjunction", "preposition", "marker", "copula", "subject", "auxiliary",
        "adverbial_clause", "parataxis", "apposition", "punct", "adverb", "relative_clause",
        "passive_auxiliary",
    }
)  # fmt: skip
MARKS = frozenset({",", '"', "“", "”", "``", "''", "(", ")"})
COUNTED = ("number", "determiner")
"""Before the word for a country's people these single some of them out ("two Germans")."""
PRONOUNS = frozenset({"PRP", "PRP$"})
ACTION_ENDINGS = ("ment", "tion", "sion")
DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Standing:
    """The mention that a node stands for, None for none, and the words on the way."""

    mention: str | None
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArgumentReader:
    """Turns nodes into arguments; ``mentions`` gives mention ids by the number of their node.

    ``doers`` gives by a noun ("deal") who does such a thing, in text order.
    """

    text: str
    around: Surroundings
    referents: Mapping[int, Referent]
    mentions: Mapping[int, str]
    doers: Mapping[str, Sequence[Node]] = field(default_factory=dict)

    def argument(self, role: str, node: Node) -> Argument:
        """Return the argument that fills ``role``."""
        standing = self.standing(node, subject=role == "subject")
        people = self.around.owners.get(node.index) if role == "of" else None
        if people is not None and people.adjective and node.tag in {"NN", "NNP", "JJ"}:
            standing = Standing(self.mentions.get(node.index))
        return Argument(
            role, self.minimal(node), self.maximal(node), standing.mention, None, standing.via
        )

    def together(self, role: str, node: Node) -> list[Argument]:
        """Return the arguments that fill ``role``: one for each thing that a plural means."""
        whole, referent = self.argument(role, node), self.referents.get(node.index)
        members = referent.members if referent is not None and whole.mention is None else ()
        standings = [self.standing(m.root.node, subject=role == "subject") for m in members]
        found = [
            replace(whole, mention=standing.mention, via=(node.text, *standing.via))
            for standing in standings
            if standing.mention is not None
        ]
        return found or [whole, *self._shared(whole, node)]

    def _shared(self, whole: Argument, node: Node) -> Iterator[Argument]:
        """Yield the argument once more for each further name of "the arrests of Ann and Bob"."""
        if whole.via != (node.text,):
            return
        for child in node.get("modifier", "possessor"):
            if child.index in self.mentions and self.mentions[child.index] == whole.mention:
                for other in child.get("conjunct"):
                    if other.index in self.around.owners and other.index in self.mentions:
                        yield replace(whole, mention=self.mentions[other.index])

    def standing(self, node: Node, *, subject: bool, depth: int = 0) -> Standing:
        """Return what the node stands for.

        A name or a resolved pronoun is its own mention. "Kaspersky software" stands for the
        name inside it, by way of "software"; a subject only by way of a part or a product, since
        who has a policy need not be who acts.
        """
        if node.index in self.around.owners and node.index in self.mentions:
            counted = self.around.owners[node.index].adjective and node.first(*COUNTED)
            return Standing(None if counted else self.mentions[node.index])
        place = self._place_called(node)
        if place is not None:
            return Standing(self.mentions[place.index], (node.text,))
        referent = self.referents.get(node.index)
        if referent is not None and referent.named is not None and node.index in self.mentions:
            return Standing(self.mentions[node.index])
        if referent is not None and referent.antecedent is not None and depth < DEEPEST:
            root = referent.root.node
            found = self.standing(root, subject=subject, depth=depth + 1)
            if found.mention is not None:
                return Standing(found.mention, (node.text, *found.via))
        if node.tag in PRONOUNS and not depth:
            return Standing(self.mentions.get(node.index))
        if node.text.lower() in {"that", "those"}:
            return self._taken_up(node, subject=subject, depth=depth)
        group = _group(node.lemma)
        sent = node.lemma in lexicon().speech.documents
        if group == "" or (subject and group == "action" and not sent):
            return Standing(None)
        found = self._modifier(node, subject=subject, depth=depth)
        return found if found.mention or (subject and not sent) or depth else self._act(node)

    def _taken_up(self, node: Node, *, subject: bool, depth: int) -> Standing:
        """Return "Tesla" of "its cars and those of Tesla"."""
        owners = (c for c in node.get("modifier") if c.preposition == "of" and depth < DEEPEST)
        found = (self.standing(owner, subject=subject, depth=depth + 1) for owner in owners)
        whole = next((standing for standing in found if standing.mention is not None), None)
        return Standing(whole.mention, (node.text, *whole.via)) if whole else Standing(None)

    def _place_called(self, node: Node) -> Node | None:
        """Return "Aschheim" of "the Munich suburb of Aschheim"."""
        definite = any(child.text.lower() in DEFINITE for child in node.get("determiner"))
        if not definite or node.lemma not in words("place_nouns"):
            return None
        named = (
            c for c in node.get("modifier") if c.preposition == "of" and c.index in self.mentions
        )
        return next((c for c in named if self._is_place(c)), None)

    def _is_place(self, node: Node) -> bool:
        name = self.around.owners.get(node.index)
        return name is not None and name.type == "Place"

    def _act(self, node: Node) -> Standing:
        """Return who did what "the deal", "the verdict" means: told of last, or named with it."""
        definite = any(child.text.lower() in DEFINITE for child in node.get("determiner"))
        if not definite or node.lemma not in lexicon().acts:
            return Standing(None)
        above = [id(n) for n in node.ancestors()]
        told = (n for n in self.doers.get(node.lemma, ()) if id(n.head) not in above)
        named = (n for n in self.around.nodes[: node.index] if n.lemma == node.lemma)
        before = {n.index: n for n in (*told, *named) if n.index < node.index}
        for index in sorted(before, reverse=True):
            found = self.standing(before[index], subject=False, depth=1)
            if found.mention is not None:
                return Standing(found.mention, (node.text, *found.via))
        return Standing(None)

    def _modifier(self, node: Node, *, subject: bool, depth: int) -> Standing:
        of = self.around.of_name(node.index)
        group = _group(node.lemma)
        if group == "members" and node.tag != "NNS":
            return Standing(None)
        if group in PEOPLE and (of is None or of.type not in BODIES):
            return self._people_of(node, subject=subject, depth=depth)
        owner = self._owner_of_part(node, depth) if of is not None and of.adjective else None
        if owner is not None:
            return owner
        if group == "namesake" and (of is None or of.type != "Organization"):
            return Standing(None)
        if of is not None and of.type == "Person" and node.lemma in words("held_bodies"):
            return Standing(None)
        if of is not None:
            via = [node.text]
            between = self.around.nodes[of.end : node.index]
            via += [n.text for n in between if n.is_noun and n.relation != "compound"]
            head = next(i for i in range(of.start, of.end) if i in self.mentions)
            return Standing(self.mentions[head], tuple(via))
        makers = [child for child in node.get("modifier") if child.preposition == "by"]
        if group in {"action", "product"}:
            makers += (agent for made in node.get("participle") for agent in made.get("agent"))
        for child in (*node.get("possessor"), *makers):
            found = self.standing(child, subject=subject, depth=depth + 1)
            if found.mention is not None and depth < DEEPEST:
                return Standing(found.mention, (node.text, *found.via))
        return Standing(None)

    def _people_of(self, node: Node, *, subject: bool, depth: int) -> Standing:
        """Return the body that "whose judges", "its spokesman" speak and act for."""
        for child in node.get("possessor"):
            referent = self.referents.get(child.index)
            named = referent.named if referent is not None else None
            if named is not None and named.type in BODIES and depth < DEEPEST:
                found = self.standing(child, subject=subject, depth=depth + 1)
                return Standing(found.mention, (node.text, *found.via))
        return Standing(None)

    def _owner_of_part(self, node: Node, depth: int) -> Standing | None:
        """Return who "the German subsidiary of the company" is of, rather than Germany."""
        wholes = (child for child in node.get("modifier") if child.preposition == "of")
        for whole in wholes if depth < DEEPEST else ():
            found = self.standing(whole, subject=False, depth=depth + 1)
            if found.mention is not None:
                return Standing(found.mention, (node.text, *found.via))
        return None

    def minimal(self, node: Node) -> Span:
        """Return the span of the name, or of the noun with its compounds."""
        name = self.around.owners.get(node.index)
        if name is not None:
            first, last = self.around.nodes[name.start], self.around.nodes[name.end - 1]
            return Span(first.start, last.end)
        core = [node, *(c for c in node.get(*CORE) if c.segment == node.segment)]
        return _hull(core)

    def maximal(self, node: Node) -> Span:
        """Return the span of the whole phrase, without what is coordinated with it."""
        inside = [node]
        for child in node.children:
            if child.relation not in OUTER:
                inside.extend(child.subtree())
        own = self.minimal(node)
        words = [n for n in inside if n is node or n.text not in MARKS]
        words.sort(key=lambda n: n.index)
        while words[0].tag in {"IN", "TO"} and words[0] is not node:
            words.pop(0)
        return Span(min(own.start, words[0].start), max(own.end, words[-1].end))


def _group(lemma: str) -> str:
    if lemma in stand_ins():
        return stand_ins()[lemma]
    return "action" if lemma.endswith(ACTION_ENDINGS) else ""


def _hull(nodes: Iterable[Node]) -> Span:
    listed = list(nodes)
    return Span(min(n.start for n in listed), max(n.end for n in listed))


def merged(arguments: Sequence[Argument], text: str) -> list[Argument]:
    """Join arguments of one role that stand for one thing ("offices and agencies").

    A bare noun coordinated with one that stands for a name stands for it too.
    """
    result = list[Argument]()
    for argument in arguments:
        previous = result[-1] if result else None
        if previous is not None and _continues(previous, argument, text):
            result[-1] = _joined(previous, argument, text)
        else:
            result.append(argument)
    return result


def _continues(previous: Argument, argument: Argument, text: str) -> bool:
    same = previous.role == argument.role and previous.via and previous.clause is None
    bare = argument.mention is None and argument.phrase == argument.span
    between = text[previous.span.end : argument.span.start].strip()
    return bool(same and bare and between in {"and", "or", "&"})


def _joined(previous: Argument, argument: Argument, text: str) -> Argument:
    words = f"{previous.via[0]} {text[previous.span.end : argument.span.end].strip()}"
    return replace(
        previous,
        span=Span(previous.span.start, argument.span.end),
        phrase=Span(previous.phrase.start, argument.phrase.end),
        via=(words, *previous.via[1:]),
    )
