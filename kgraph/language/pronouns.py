"""What "he", "she", "it" and their forms refer to: the best ranked of what was read before."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kgraph.language.binding import caller_of, is_bound
from kgraph.language.clusters import NamedCluster
from kgraph.language.lexicon import lexicon
from kgraph.language.name_spans import BODIES, GROUPS
from kgraph.language.referents import SUBJECTS, History, Referent
from kgraph.language.speech import Speech
from kgraph.language.tree import Node
from kgraph.names.words import words

PERSONAL = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}
CLOSING = frozenset({",", ".", ";"})
BLAMING = frozenset({"for", "of", "from", "into"})
HELD = ("object", "indirect_object", "passive_subject")
KNOWN = 3
PARALLEL = 3
INTRODUCED = 3
HELD_IN = 3
OWN = 7
ENCLOSED = frozenset({"relative_clause", "participle"})
TAKING = frozenset({"use", "need", "take", "spend"})
FRONTED = frozenset({"adverbial_clause", "participle"})
NEUTRAL = frozenset({"it", "its"})
ACTORS = (
    "organization_nouns",
    "organization_roles",
    "body_nouns",
    "any_body_nouns",
    "country_nouns",
)
CONTROLLED = frozenset({"open_complement", "adverbial_clause", "participle", "conjunct"})


@dataclass(frozen=True, slots=True)
class PronounReader:
    """Finds what a pronoun refers to; ``speech`` holds the acts of saying by node."""

    history: History
    speech: Mapping[int, tuple[Speech, ...]]

    def referent(self, node: Node) -> Referent | None:
        """Return what a pronoun of the third person refers to, itself where nothing fits."""
        word = node.text.lower()
        if word in PERSONAL:
            return self._third(node, person=True, gender=PERSONAL[word])
        if word in NEUTRAL and not _is_empty(node):
            return self._third(node, person=False, gender="")
        return None

    def _third(self, node: Node, *, person: bool, gender: str) -> Referent:
        ahead = self._ahead(node, gender) if person else self._announced(node)
        if ahead is not None:
            return ahead
        barred = self.barred(node)
        named = self._named(person=person)
        favourite = _most_named(named)
        counts = Counter(map(id, named))
        ranked = [
            (
                self.rank(node, seen)
                + 2 * (seen.named is favourite is not None)
                + (self._standing(node, seen, gender, counts) if person else 0),
                -position,
                seen,
            )
            for position, seen in enumerate(self.history.near(node))
            if id(seen.root) not in barred
            and id(seen.named) not in barred
            and self._fits(node, seen, person=person, gender=gender)
        ]
        if not ranked:
            return Referent(node, None, person)
        best = max(ranked, key=lambda row: row[:2])[2]
        meant = best.named
        if meant is not None and gender:
            self.history.genders.setdefault(id(meant), gender)
        where = "same sentence" if best.node.sentence == node.sentence else "sentence before"
        name = meant.name if meant else best.root.node.text
        return Referent(node, None, person, f"{node.text}: {name}, {where}", best)

    def _standing(self, node: Node, seen: Referent, gender: str, counts: Mapping[int, int]) -> int:
        """Return how well a person is known where "he" or "she" follows; more is better.

        A subject takes up a subject; who is named in full is just being introduced, and who is
        called by the surname is known; further back it counts how often somebody was spoken of.
        """
        relation, named = self._relation(seen), seen.named
        owner = self.history.around.owners.get(seen.node.index)
        standing = KNOWN * self._is_of(seen, gender)
        standing += PARALLEL * (relation in SUBJECTS and node.relation in SUBJECTS)
        standing -= HELD_IN * (relation == "modifier")
        standing -= INTRODUCED * (owner is not None and owner.end - owner.start > 1)
        if named is not None and node.sentence - seen.node.sentence > 1:
            standing += 2 * (max(1, counts[id(named)]).bit_length() - 1)
        return standing

    def _is_of(self, seen: Referent, gender: str) -> bool:
        """Whether a name or a word beside it tells that the person is of the gender."""
        named = seen.named
        return bool(gender) and named is not None and self.history.genders.get(id(named)) == gender

    def _ahead(self, node: Node, gender: str) -> Referent | None:
        """Return the person who does what a phrase before the subject tells.

        "Speaking in the town where she was born, Ann Lee ...", "In her speech, Ann Lee ...".
        """
        for phrase in node.ancestors():
            above = phrase.head
            subject = above.first(*SUBJECTS) if above is not None else None
            owner = self.history.around.owners.get(subject.index) if subject is not None else None
            if subject is None or owner is None or subject.index < node.index:
                continue
            if not (_is_bare(phrase) or self._opens(node, phrase, subject)):
                continue
            cluster = self.history.at[owner.start]
            fits = self.history.genders.get(id(cluster), gender) == gender
            if cluster.type == "Person" and fits:
                why = f"{node.text}: {cluster.name}, subject of the clause"
                return Referent(
                    node, None, person=True, why=why, antecedent=self.history.first(cluster)
                )
        return None

    def _opens(self, node: Node, phrase: Node, subject: Node) -> bool:
        """Whether a comma parts the subject from a phrase that a possessive stands in."""
        between = self.history.around.nodes[node.index : subject.index]
        inside = node.tag == "PRP$" and phrase.relation == "oblique"
        return inside and any(n.text == "," for n in between)

    def _announced(self, node: Node) -> Referent | None:
        """Return who acts after "in its own complaint,", with which the sentence begins."""
        nodes, noun = self.history.around.nodes, node.head
        opening = [n for n in nodes[max(0, node.index - 3) : node.index] if n.tag != "CC"]
        opening = [n for n in opening if n.sentence == node.sentence]
        first = len(opening) == 1 and opening[0].tag == "IN" and node.tag == "PRP$"
        verb = noun.head if noun is not None else None
        subject = verb.first(*SUBJECTS) if first and verb is not None else None
        owner = self.history.around.owners.get(subject.index) if subject is not None else None
        owned = noun is not None and any(n.text.lower() == "own" for n in noun.children)
        if owner is None or owner.type not in GROUPS or not (owned or is_actor(node)):
            return None
        cluster = self.history.at[owner.start]
        why = f"{node.text}: {cluster.name}, who acts in the sentence"
        return Referent(node, None, person=False, why=why, antecedent=self.history.first(cluster))

    def _named(self, *, person: bool) -> list[NamedCluster]:
        """Return the named things that what was read last refers to."""
        recent = self.history.recent()
        return [s.named for s in recent if s.person == person and s.named is not None]

    def barred(self, node: Node) -> set[int]:
        """Return by ``id`` what the pronoun cannot mean, however it is referred to."""
        same = [s for s in self.history.near(node, 0) if is_bound(node, s.node)]
        subject = implied_subject(node)
        implied = self.history.found.get(subject.index) if subject else None
        same += [implied] if implied is not None else []
        caller = caller_of(node)
        calling = {id(n) for n in caller.subtree()} | {id(caller)} if caller is not None else set()
        same += [s for s in self.history.near(node, 0) if id(s.node) in calling]
        barred = {id(s.named) if s.named is not None else id(s.root) for s in same}
        return barred | self._holders(node) | self._apposed(node)

    def _apposed(self, node: Node) -> set[int]:
        """Return what "its parent" is said of right behind a comma ("Acme, its parent, grew")."""
        around = self.history.around
        name = around.owners.get(node.index - 2)
        head = node.head
        if node.tag != "PRP$" or name is None or head is None or head.relation == "conjunct":
            return set()
        comma, behind = around.nodes[node.index - 1], around.nodes[head.index + 1 : head.index + 2]
        closed = any(n.text in CLOSING for n in behind)
        cluster = self.history.at.get(name.start)
        return {id(cluster)} if comma.text == "," and closed and cluster is not None else set()

    def _holders(self, node: Node) -> set[int]:
        """Return who has a role of the pronoun ("Ann Lee, his partner": "his" is not Ann Lee)."""
        held = self.history.owned.get(node.index, ())
        return {id(c) for role in held if (c := self.history.at.get(role.holder.start))}

    def _fits(self, node: Node, seen: Referent, *, person: bool, gender: str) -> bool:
        if seen.person != person:
            return False
        named = seen.named
        if named is None:
            acts = person or not is_actor(node) or _may_act(seen.node)
            return acts and seen.node.tag not in {"NNS", "NNPS"}
        if person and self.history.genders.get(id(named), gender) != gender:
            return False
        if named.type in BODIES and is_thing(node):
            return False
        return not self._speaks(node, named)

    def _speaks(self, node: Node, cluster: NamedCluster) -> bool:
        """Whether the pronoun stands in a quote of that very speaker, who would say "I"."""
        for speech in self.speech.get(node.index, ()):
            if speech.manner == "quoted" and speech.speaker is not None:
                speaker = self.history.around.owners.get(speech.speaker.index)
                if speaker is not None and self.history.at.get(speaker.start) is cluster:
                    return True
        return False

    def rank(self, node: Node, seen: Referent) -> int:
        """Return how well a pronoun takes up what was read before; more is better."""
        distance = node.sentence - seen.node.sentence
        relation = self._relation(seen)
        subject = relation in SUBJECTS
        rank = -10 * distance - 4 * self._parted(node, seen.node)
        rank += 4 * subject
        rank += 2 * (relation in {"object", "indirect_object"})
        rank += 2 * (seen.named is not None)
        rank -= 4 * (relation in {"compound", "possessor", "description"})
        rank += _nearness(node, seen.node)
        rank += 8 * self._is_joined(node, seen)
        rank += 8 * (_asked(node) is seen.node)
        rank -= 2 * _is_enclosed(seen.node, node)
        rank += 8 * _is_blamed(node, seen.node)
        rank += OWN * (seen.person and _is_of_doer(node, seen.node))
        rank += 3 * (distance > 0 and subject and _leads(seen.node, node))
        quoted = bool(self.speech.get(node.index)) == bool(self.speech.get(seen.node.index))
        return rank + 2 * quoted

    def _parted(self, node: Node, before: Node) -> int:
        """Return the number of semicolons between two words of one sentence."""
        if node.sentence != before.sentence:
            return 0
        between = self.history.around.nodes[before.index : node.index]
        return sum(n.text == ";" for n in between)

    def _relation(self, seen: Referent) -> str:
        """Return what a word is in its clause; a name behind a title is what the title is."""
        owner = self.history.around.owners.get(seen.node.index)
        title = self.history.titles.get(owner.start) if owner else None
        if owner is None or title is None or title.head is None:
            return seen.node.relation
        inside = owner.start <= title.head.index < owner.end
        return seen.node.relation if inside else title.relation

    def _is_joined(self, node: Node, seen: Referent) -> bool:
        """Whether "and" joins the pronoun to a name: "the agency (FTC) and its chair"."""
        before = self.history.around.nodes[max(0, node.index - 3) : node.index]
        if node.tag != "PRP$" or not before or before[-1].text not in {"and", "or"}:
            return False
        last = [n for n in before[:-1] if n.text != ")" and n.tag != "PRP"][-1:]
        owner = self.history.around.owners.get(last[0].index) if last else None
        return owner is not None and self.history.at.get(owner.start) is seen.named


def _most_named(named: Sequence[NamedCluster]) -> NamedCluster | None:
    """Return what most of them are, None where two tie."""
    ranked = Counter(map(id, named)).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return next(n for n in named if id(n) == ranked[0][0])


def is_actor(node: Node) -> bool:
    """Whether the pronoun must mean somebody who acts ("it said", "its chief")."""
    head = node.head
    if head is None:
        return False
    if node.tag == "PRP$":
        return head.lemma in words("actor_possessions")
    return node.relation == "subject" and head.lemma in words("actor_verbs")


def is_thing(node: Node) -> bool:
    """Whether an "it" must mean what does not act ("it cost millions", "they signed it")."""
    head = node.head
    if head is None or node.text.lower() not in NEUTRAL:
        return False
    if node.tag == "PRP$":
        return head.lemma in words("thing_possessions")
    if node.relation == "subject":
        objects = (f"{head.lemma} {child.text.lower()}" for child in head.get("object"))
        return any(phrase in words("thing_verbs") for phrase in (head.lemma, *objects))
    suffers = node.relation in {"object", "passive_subject"}
    return suffers and head.lemma in words("thing_sufferings")


def _may_act(noun: Node) -> bool:
    return any(noun.lemma in words(key) for key in ACTORS)


def _asked(pronoun: Node) -> Node | None:
    """Return who is asked to do what holds a possessive ("told them to mind their business")."""
    verb = next((a for a in pronoun.ancestors() if a.is_verb), None)
    governor = verb.head if verb is not None and verb.relation == "open_complement" else None
    if pronoun.tag != "PRP$" or governor is None:
        return None
    controls = governor.lemma in lexicon().object_control
    return governor.first("object", "indirect_object") if controls else None


def _is_bare(clause: Node) -> bool:
    """Whether a clause beside another has no subject of its own."""
    return clause.is_verb and clause.relation in FRONTED and not clause.first(*SUBJECTS)


def _is_enclosed(candidate: Node, pronoun: Node) -> bool:
    """Whether a clause that only tells of a noun holds the candidate, and not the pronoun."""
    if candidate.sentence != pronoun.sentence:
        return False
    around = set(map(id, pronoun.ancestors()))
    return any(a.relation in ENCLOSED and id(a) not in around for a in candidate.ancestors())


def _is_empty(node: Node) -> bool:
    """Whether "it" means nothing: "it is clear that", "it was he who"."""
    head = node.head
    if node.relation == "expletive" or head is None:
        return True
    if node.tag == "PRP" and node.index > head.index and head.lemma in words("judging_verbs"):
        return True
    clausal = head.first("complement", "open_complement") is not None
    return head.tag.startswith("JJ") and head.first("copula") is not None and clausal


def _is_blamed(pronoun: Node, candidate: Node) -> bool:
    """Whether the pronoun tells what an object is held to do ("fined X for abusing its power")."""
    verbs = [a for a in pronoun.ancestors() if a.is_verb]
    for gerund, verb in pairwise(verbs):
        marks = {child.text.lower() for child in gerund.get("marker", "preposition")}
        if gerund.tag == "VBG" and marks & BLAMING and verb.lemma not in TAKING:
            return any(held is candidate for held in verb.get(*HELD))
    return False


def _is_of_doer(pronoun: Node, candidate: Node) -> bool:
    """Whether a possessor stands in the object of what a candidate does ("X left his post")."""
    noun = pronoun.head
    verb = noun.head if noun is not None else None
    if pronoun.tag != "PRP$" or noun is None or verb is None or noun.relation != "object":
        return False
    return verb.is_verb and candidate.head is verb and candidate.relation == "subject"


def _leads(subject: Node, pronoun: Node) -> bool:
    """Whether a subject's clause is the main one; who only says something leads who says more."""
    verb = subject.head
    if verb is None or verb.head is not None:
        return False
    goes_on = pronoun.head is not None and _is_saying(pronoun.head)
    return goes_on or not _is_saying(verb) or verb.first("complement") is None


def _is_saying(verb: Node) -> bool:
    particle = verb.first("particle")
    phrase = f"{verb.lemma} {particle.lemma}" if particle else verb.lemma
    return phrase in lexicon().cues


def _nearness(node: Node, candidate: Node) -> int:
    """Return up to 5 for the subject of a clause that holds the pronoun, the nearest first."""
    clauses = list(node.ancestors())
    if any(
        a.relation == "relative_clause" and a.head is candidate and _is_doer(a) for a in clauses
    ):
        return 4
    if candidate.relation not in SUBJECTS:
        return 0
    verbs = [a for a in node.ancestors() if a.first(*SUBJECTS) is not None]
    depth = next((d for d, verb in enumerate(verbs) if candidate.head is verb), None)
    return 0 if depth is None else max(0, 5 - 2 * depth)


def _is_doer(clause: Node) -> bool:
    """Whether "who" or "which" is the subject of a relative clause."""
    return any(n.text.lower() in {"who", "which", "that"} for n in clause.get(*SUBJECTS))


def implied_subject(node: Node) -> Node | None:
    """Return the subject that a verb without its own has from the clause around it.

    An object is not that one: "Ann called Eve a liar, accusing her of fraud".
    """
    verb = node.head
    if node.tag == "PRP$" or verb is None or not verb.is_verb or verb.first(*SUBJECTS):
        return None
    while verb.relation in CONTROLLED and verb.head is not None and verb.head.is_verb:
        governor = verb.head
        if verb.relation == "open_complement" and governor.lemma in lexicon().object_control:
            asked = governor.first("object", "indirect_object")
            if asked is not None:
                return asked
        verb = governor
        subject = verb.first(*SUBJECTS)
        if subject is not None:
            return subject
    return None
