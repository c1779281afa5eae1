"""What a verb tells through a noun: "take control of" of "Russia took control of Crimea"."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kgraph.language.draft import ENDS, EXEMPLIFYING, VERBAL, Draft
from kgraph.language.lexicon import lexicon
from kgraph.language.name_spans import BODIES, NameSpan
from kgraph.language.phrases import leading_phrase, plain_phrase, worded
from kgraph.language.role_nouns import is_role
from kgraph.language.tree import Node
from kgraph.names.words import PEOPLE, stand_ins, words

TELLING = VERBAL | {"copula"}
UNTOLD = ENDS | {"complement", "indirect_object"}
BEFORE = frozenset({"possessor", "compound", "adjective"})
LONGEST = 2
SHORTEST = 3
PERSONS = frozenset({"he", "she", "i"})
SEVERAL = frozenset({"they", "both", "all", "others", "many", "some"})
PLURAL = frozenset({"NNS", "NNPS"})
OWN = {
    "his": "he", "her": "she", "my": "i", "our": "we", "its": "it", "their": "they",
}  # fmt: skip
PUBLISHING = frozenset({"on", "to", "via", "in", "with", "through"})
PLAIN = frozenset({"determiner", "adjective", "compound", "number", "preposition"})


def noun_paths(draft: Draft, owners: Mapping[int, NameSpan]) -> Iterator[Draft]:
    """Yield the drafts of a verb with a noun that names nobody, but has a name below it.

    Their lemma is the verb, the noun and the preposition; nouns that stand for the name below them
    ("products of Google") or name an event ("the purchase of YouTube") are read elsewhere. Who
    denies "any part in the murder of X" denies to have it.
    """
    if not _may_lead_on(draft):
        return
    denying = draft.lemma in lexicon().gainsayers
    speaking = draft.lemma in lexicon().cues and not denying
    taken = {node.index for _, node in draft.roles}
    subjects = [(role, node) for role, node in draft.roles if role == "subject"]
    for role, noun in draft.roles:
        if role in UNTOLD and (role != "object" or draft.rule == "copula"):
            continue
        if speaking and noun.lemma not in lexicon().speech.documents:
            continue
        for way, name in _names_below(noun, owners, LONGEST):
            if speaking and role == "object" and name.preposition not in PUBLISHING:
                continue
            elsewhere = _is_read_elsewhere(noun, way, name, owners) or _is_doer(role, way, name)
            own = _is_own(name, subjects, owners) or _is_in_name(way, name, owners)
            if name.index in taken or elsewhere or own or _is_to_be(draft, role, noun):
                continue
            if not denying:
                yield _led_on(draft, role, (*way, name), owners)
            elif role == "object":
                path, ends = _path((*way, name)), [*subjects, ("object", name)]
                yield Draft(noun, (noun,), f"have {path}", "nominal", ends, draft)


def _led_on(
    draft: Draft, role: str, way: tuple[Node, ...], owners: Mapping[int, NameSpan]
) -> Draft:
    """Return what a draft tells of the name at the end of a way through nouns."""
    link = [role] if role != "object" else []
    ends = [*((r, n) for r, n in draft.roles if r == "subject"), ("object", way[-1])]
    words = _with_noun(draft, way[0], owners)
    made = Draft(draft.trigger, words, "", draft.rule, ends, draft.governor)
    made.lemma, made.idiom = " ".join([draft.lemma, *link, _path(way)]), way[:-1]
    lead = leading_phrase(draft, role, way[0], owners) or plain_phrase(draft)
    made.phrase = " ".join([lead, *link, _told_path(way)])
    return made


def _with_noun(draft: Draft, noun: Node, owners: Mapping[int, NameSpan]) -> tuple[Node, ...]:
    """Return the words of a draft up to its noun where nothing else stands between.

    "increased its cooperation" of "increased its cooperation with Japan", where the noun tells as
    much as the verb.
    """
    first, last = draft.words[0], draft.words[-1]
    between = [c for c in noun.subtree() if last.index < c.index < noun.index]
    plain = all(c.relation in PLAIN and c.index not in owners for c in between)
    if plain and len(between) == noun.index - last.index - 1 and last.index >= first.index:
        return (*draft.words, noun)
    return draft.words


def _may_lead_on(draft: Draft) -> bool:
    """Whether what a draft tells goes through its nouns to the names below them."""
    lexis = lexicon()
    if draft.rule not in TELLING or draft.idiom or not draft.nodes("subject"):
        return False
    if draft.rule == "copula":
        return draft.trigger.tag.startswith("JJ")
    return draft.trigger.lemma not in lexis.role_verbs["gives"]


def _is_doer(role: str, way: tuple[Node, ...], name: Node) -> bool:
    """Whether "by" brings who does what the verb tells ("accused of fraud by Google")."""
    return role != "object" and name.preposition == "by" and not way[-1].is_verb


def _is_own(
    mark: Node, subjects: Sequence[tuple[str, Node]], owners: Mapping[int, NameSpan]
) -> bool:
    """Whether a possessor is who acts: "Ann Lee paid her debts" tells of nobody else."""
    of = OWN.get(mark.text.lower()) if mark.tag == "PRP$" else None
    if of is None:
        return False
    if of == "they":
        many = any(node.tag in PLURAL or node.text.lower() in SEVERAL for _, node in subjects)
        return many or len(subjects) > 1
    said = {node.text.lower() for _, node in subjects if node.tag == "PRP"}
    named = {owners[node.index].type for _, node in subjects if node.index in owners}
    return of in said or ("Person" in named if of in PERSONS else bool(named - {"Person"}))


def _is_to_be(draft: Draft, role: str, noun: Node) -> bool:
    """Whether something is to happen to a noun ("called for her death to be investigated")."""
    told = (c for c in draft.trigger.get("open_complement") if c.index > noun.index)
    return role == "for" and any(m.tag == "TO" for c in told for m in c.get("marker"))


def _is_in_name(way: tuple[Node, ...], name: Node, owners: Mapping[int, NameSpan]) -> bool:
    """Whether a noun on the way is part of a longer name or word ("the Uncle Lee's Band").

    "The London Marathon" is of London, "the Unix Project" of Unix; "in" of "his swearing-in" is
    no noun.
    """
    if any(n.text.islower() and len(n.text) < SHORTEST for n in way):
        return True
    own = owners.get(name.index)
    if own is not None and own.type != "Person":
        return False
    parts = (n for n in way if n.tag in {"NNP", "NNPS"} and n.index not in owners)
    return any(not is_role(n) for n in parts)


def _is_read_elsewhere(
    noun: Node, way: tuple[Node, ...], name: Node, owners: Mapping[int, NameSpan]
) -> bool:
    """Whether a noun stands for the name below it.

    "Diplomats of Germany" are not Germany, and a "request for the arrest of X" is none of X's. Of
    what a post is ("campaign for President of X") is told with the post.
    """
    if any(is_role(post) for post in way[1:]):
        return True
    single = is_role(noun) and noun.tag == "NN"
    group, owner = stand_ins().get(noun.lemma, ""), owners.get(name.index)
    some = group in PEOPLE and owner is not None and owner.type not in BODIES
    after = (*way, name)[1]
    apart = bool(after.preposition) and after.preposition not in {"of", "by"}
    event = noun.lemma in lexicon().nominals and len(way) == 1
    return single or event or bool(group and not some and not apart)


def _names_below(
    noun: Node, owners: Mapping[int, NameSpan], longest: int
) -> Iterator[tuple[tuple[Node, ...], Node]]:
    """Yield (nouns on the way, name) for what hangs below a noun."""
    if not noun.is_noun or noun.index in owners or not longest:
        return
    for child in noun.children:
        below = child.preposition and child.preposition not in EXEMPLIFYING
        land = child.relation in BEFORE and not _is_of_place(noun, owners)
        linked = (child.relation == "modifier" and below) or land
        if linked and (child.index in owners or child.tag == "PRP$"):
            yield (noun,), child
            yield from (((noun,), c) for c in child.get("conjunct") if c.index in owners)
        elif child.relation == "participle":
            agents = (c for c in child.get("agent") if c.index in owners)
            yield from (((noun, child), agent) for agent in agents)
        elif linked and below and child.index > noun.index:
            for way, name in _names_below(child, owners, longest - 1):
                yield (noun, *way), name


def _is_of_place(noun: Node, owners: Mapping[int, NameSpan]) -> bool:
    """Whether the noun calls a place, of which its land tells ("the Spanish island of Majorca")."""
    named = (c for c in noun.get("modifier") if c.preposition == "of" and c.index in owners)
    return noun.lemma in words("place_nouns") and next(named, None) is not None


def _path(way: tuple[Node, ...]) -> str:
    """Return "request for arrest of" for the nouns and the name of "request for X's arrest"."""
    parts = (f"{noun.lemma} {_link(after)}" for noun, after in pairwise(way))
    return " ".join(part.strip() for part in parts)


def _told_path(way: tuple[Node, ...]) -> str:
    """Return the path with what changes the meaning of its nouns ("running mate of")."""
    parts = (f"{worded(noun, {})} {_link(after)}" for noun, after in pairwise(way))
    return " ".join(part.strip() for part in parts)


def _link(node: Node) -> str:
    return "" if node.is_verb else node.preposition or "of"
