"""What sentences tell of concepts: one subject, one object, and what is told between them.

Of a clause with several ends each pair that is true without the others is told; where the object
belongs to what is told it is part of the wording ("use sunlight in", "be important part of").
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kgraph.language.concepts import MOST_WORDS, ConceptNames
from kgraph.language.draft import VERBAL, Draft, first_infinitive
from kgraph.language.lexicon import lexicon
from kgraph.language.propositions import is_aside
from kgraph.language.statement_words import (
    described,
    doing,
    has_to,
    is_governed,
    is_plain,
    is_saying,
    is_told,
    is_whole,
    links_of,
    marking,
    noun_links,
    objects_of,
    wording,
)
from kgraph.language.tree import Node

RESTRICTING = frozenset({"relative_clause", "participle"})
COMPARING = frozenset({"as", "than"})
PARTS = frozenset({"part", "half", "third", "quarter", "percent", "cent", "%"})
UNFINITE = frozenset({"VB", "VBG", "VBN"})
LOOSE = frozenset({"adverbial_clause", "complement", "oblique", "modifier"})
INSTANCES = frozenset({"such as", "including"})
DEEPEST = 3
LONGEST = 34
"""Words and marks of a sentence; of longer ones half of what would be told is wrong."""
EXAMPLE, STATED = "example", "apposition"


@dataclass(frozen=True, slots=True)
class Statement:
    """What ``phrase`` tells of ``subject`` and ``object``; ``draft`` is the clause that does."""

    draft: Draft
    subject: Node
    phrase: str
    object: Node


@dataclass(frozen=True, slots=True)
class _Told:
    """A subject and the wording up to the verb; ``draft`` has its polarity and modality."""

    draft: Draft
    subjects: Sequence[Node]
    phrase: str


@dataclass(frozen=True, slots=True)
class StatementReader:
    """Reads statements off the drafts of clauses, which are given by their triggers."""

    names: ConceptNames
    drafts: Mapping[int, Draft]

    @classmethod
    def of(cls, drafts: Iterable[Draft], names: ConceptNames) -> "StatementReader":
        """Return the reader of the drafts of an article, but those that lead on through nouns."""
        told = (d for d in drafts if (d.rule in VERBAL or d.rule == "copula") and not d.phrase)
        return cls(names, {draft.trigger.index: draft for draft in told})

    def read(self, nodes: Sequence[Node]) -> Iterator[Statement]:
        """Yield the statements of the drafts, then those that nouns make.

        What stands behind "rather than" is not told, nor of "not true rats" what they are.
        """
        for statement in self._read(nodes):
            if not any(map(_is_passed_over, (statement.subject, statement.object))):
                yield statement

    def _read(self, nodes: Sequence[Node]) -> Iterator[Statement]:
        words = Counter(node.sentence for node in nodes)
        short = {sentence for sentence, number in words.items() if number <= LONGEST}
        for draft in self.drafts.values():
            if draft.trigger.sentence not in short or not is_plain(draft.trigger):
                continue
            yield from self._copular(draft) if draft.rule == "copula" else self._verbal(draft)
        for node in nodes:
            if node.is_noun and node.sentence in short:
                yield from self._examples(node)
                yield from self._apposed(node)

    def _verbal(self, draft: Draft) -> Iterator[Statement]:
        if is_saying(draft) or not is_told(draft):
            return
        told = self._told(draft, 0)
        if told is None:
            return
        objects = objects_of(draft)
        for object_ in objects if is_whole(draft) else ():
            yield from self._with_object(told, object_, draft)
        if not objects:
            yield from self._without_object(told, draft)
        if draft.rule == "passive":
            yield from self._active(draft)

    def _active(self, draft: Draft) -> Iterator[Statement]:
        """Yield what an agent does of a passive."""
        if draft.nodes("complement"):
            return
        for subject in draft.nodes("subject"):
            for object_ in draft.nodes("object"):
                if not self._is_restricted(object_, draft):
                    yield Statement(draft, subject, doing(draft), object_)

    def _without_object(self, told: _Told, draft: Draft) -> Iterator[Statement]:
        """Yield what prepositions bring, behind what completes the verb ("remain open to")."""
        completing = draft.nodes("complement")
        if not completing:
            yield from self._in_turn(told, links_of(draft))
        for node in completing:
            if node.tag.startswith("JJ") and node.relation == "open_complement":
                words = replace(told, phrase=f"{told.phrase} {node.text.lower()}")
                yield from self._in_turn(words, [*links_of(draft), *noun_links(node, of=True)])
            elif node.is_noun and node.first("copula", "subject") is None:
                yield from self._with_object(told, node, draft)

    def _with_object(self, told: _Told, object_: Node, draft: Draft) -> Iterator[Statement]:
        noun = self.names.measured(self.names.meant(object_))
        links = [*links_of(draft), *noun_links(noun)]
        bare = self.names.bare(noun)
        if bare and self.names.is_relational(noun):
            own = noun_links(noun, of=True) or links
            if not own:
                yield from self._stated(told, told.phrase, object_)
            yield from self._with_links(replace(told, phrase=f"{told.phrase} {bare}"), own)
            return
        yield from self._stated(told, told.phrase, object_)
        if bare:
            wordings = (f"{told.phrase} {words}" for words in (bare, bare.split()[-1]))
            room = next((w for w in wordings if len(w.split()) < MOST_WORDS), "")
            if room:
                yield from self._with_links(replace(told, phrase=room), links)

    def _with_links(self, told: _Told, links: Iterable[tuple[str, Node]]) -> Iterator[Statement]:
        for preposition, node in links:
            yield from self._stated(told, f"{told.phrase} {preposition}", node)

    def _in_turn(self, told: _Told, links: Iterable[tuple[str, Node]]) -> Iterator[Statement]:
        """Yield what the first preposition brings, and the next ones behind it."""
        before: tuple[str, Node] | None = None
        for preposition, node in sorted(links, key=lambda link: _place(link[1], told)):
            first = node.first_conjunct
            if before is not None and before[1] is not first:
                words = self.names.bare(self.names.meant(before[1]))
                if not words:
                    return
                told = replace(told, phrase=f"{told.phrase} {before[0]} {words}")
            yield from self._stated(told, f"{told.phrase} {preposition}", node)
            before = preposition, first

    def _stated(self, told: _Told, phrase: str, object_: Node) -> Iterator[Statement]:
        if len(phrase.split()) <= MOST_WORDS:
            for subject in told.subjects:
                yield Statement(told.draft, subject, phrase, object_)

    def _told(self, draft: Draft, depth: int) -> _Told | None:
        """Return who does it, and the verb behind those that govern it ("help to reduce")."""
        above = self._above(draft)
        if above is not None and not is_governed(draft, above):
            return None
        if above is None or depth > DEEPEST:
            role = "object" if draft.rule == "passive" else "subject"
            empty = "it" if depth and draft.rule == "copula" else ""  # "it is possible to ..."
            subjects = [
                node
                for node in draft.nodes(role)
                if not self._is_restricted(node, draft) and node.text.lower() != empty
            ]
            return _Told(draft, subjects, wording(draft)) if subjects else None
        outer = self._told(above, depth + 1)
        if outer is None:
            return None
        objects = objects_of(above)
        between = self.names.bare(self.names.meant(objects[0])) if objects else ""
        if objects and not between:
            return None
        words = (outer.phrase, between, *marking(draft), wording(draft, governed=True))
        phrase = " ".join(filter(None, words))
        return replace(outer, phrase=phrase)

    def _above(self, draft: Draft) -> Draft | None:
        """Return the draft whose subject also does what an infinitive or gerund tells."""
        verb = first_infinitive(draft.trigger)
        if draft.rule == "copula" or verb.head is None or verb.tag not in UNFINITE:
            return None
        above = self.drafts.get(verb.head.index)
        if verb.relation == "open_complement":
            return above
        if above is None or verb.relation not in LOOSE or verb.index < above.trigger.index:
            return None
        described = above.rule != "active" and not above.trigger.is_noun
        purpose = verb.tag == "VB" and has_to(draft) and verb.relation == "adverbial_clause"
        brought = verb.tag == "VBG" and described and verb.first("marker", "preposition")
        return above if purpose or brought else None

    def _copular(self, draft: Draft) -> Iterator[Statement]:
        noun = draft.trigger
        if any(c.text.lower() in lexicon().negations for c in noun.get("conjunction")):
            return  # "was not a war but a series of wars"
        partial = noun.relation == "modifier" and noun.first("copula") is None
        subjects = [n for n in draft.nodes("subject") if not self._is_restricted(n, draft)]
        if not subjects or noun.index in self.names.around.owners:
            return
        told = _Told(draft, subjects, "be")
        if noun.is_noun and noun.preposition and not partial:
            alike = noun.preposition in COMPARING
            yield from () if alike else self._stated(told, f"be {noun.preposition}", noun)
        elif noun.is_noun:
            yield from self._with_noun(told, noun)
        elif noun.tag.startswith(("JJ", "VB")):
            words = f"be {described(noun)}"
            yield from self._in_turn(replace(told, phrase=words), links_of(draft))

    def _with_noun(self, told: _Told, noun: Node) -> Iterator[Statement]:
        if noun.relation == "modifier" and noun.head is not None and noun.head.lemma in PARTS:
            yield from self._stated(told, f"be {noun.head.lemma} of", noun)
            return
        noun = self.names.measured(noun)
        bare = self.names.bare(noun)
        if not bare or noun.first("number") is not None:
            return
        whole = self.names.is_relational(noun)
        links = noun_links(noun, of=whole)
        if not whole or not links:
            yield from self._stated(told, "be", noun)
        yield from self._with_links(replace(told, phrase=f"be {bare}"), links)

    def _examples(self, noun: Node) -> Iterator[Statement]:
        """Yield what is an example of a noun ("pets such as cats")."""
        for child in noun.get("modifier") if noun.tag == "NNS" else ():
            counted = child.first("number") is not None
            if child.preposition in INSTANCES and child.index > noun.index and not counted:
                for one in self._listed(child, noun):
                    draft = Draft(noun, (noun,), "be", EXAMPLE)
                    yield Statement(draft, one, "be", noun)

    def _listed(self, first: Node, noun: Node) -> Sequence[Node]:
        """Return what is listed, nothing of "plants, including coal, gas and oil plants"."""
        listed = (first, *first.get("conjunct"))
        owned = any(node.first("possessor") for node in listed)
        return () if owned or listed[-1].lemma == noun.lemma else listed

    def _apposed(self, noun: Node) -> Iterator[Statement]:
        for told in noun.get("apposition") if not noun.preposition else ():
            plain = told.tag in {"NN", "NNS"} and told.index > noun.index
            if plain and told.first("determiner") is not None and is_aside(told):
                draft = Draft(told, (told,), "be", STATED)
                yield Statement(draft, noun, "be", told)

    def _is_restricted(self, noun: Node, draft: Draft) -> bool:
        """Whether it is not told which of its kind are meant: "people who ...", "whose child"."""
        inside = {node.index for node in (draft.trigger, *draft.trigger.ancestors())}
        if any(child.tag == "WP$" for child in noun.get("possessor")):
            return True
        return any(
            child.index > noun.index and child.index not in inside and not is_aside(child)
            for child in noun.get(*RESTRICTING)
        )


def _is_passed_over(node: Node) -> bool:
    """Whether a noun stands behind "rather than", or one of its adjectives is denied."""
    if any(child.text.lower() == "rather" for child in node.get("conjunction", "preposition")):
        return True
    degrees = (c for adjective in node.get("adjective") for c in adjective.get("adverb"))
    return any(child.text.lower() in lexicon().negations for child in degrees)


def _place(node: Node, told: _Told) -> tuple[bool, int]:
    """Return the key that puts what stands before the verb behind all else."""
    return node.index < told.draft.trigger.index, node.index
