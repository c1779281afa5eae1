"""What sentences tell as a relation and its arguments, in their own words.

This is open information extraction: n-ary tuples such as ("Google", "has bought", "Nest", "in
2014"). Nothing is resolved and nothing is left out that a clause tells: pronouns, times and what
tells how are arguments too. The relation holds the verb with its helpers and what denies it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kgraph.language.draft import VERBAL, Draft
from kgraph.language.tree import Node, stretches

HELPERS = frozenset({"auxiliary", "passive_auxiliary", "copula", "particle"})
DENYING = frozenset({"not", "n't", "n\u2019t", "never", "no", "longer"})
NEAR = 3
"""How far from its verb an adverb belongs to the relation."""

FURTHER = frozenset(
    {
        "oblique", "adverbial", "adverbial_clause", "complement", "open_complement", "adverb",
        "agent", "object", "indirect_object",
    }
)  # fmt: skip
APART = frozenset({"conjunct", "conjunction", "preposition", "punct", "parataxis"})
ASIDES = frozenset({"relative_clause", "apposition", "participle", "adjective"})
SETTING_OFF = frozenset({",", "(", "-", "--", "\u2013", "\u2014"})
BESIDE = frozenset({"apposition", "description", "compound", "flat"})
OF_CLAUSES = frozenset(
    {
        "copula", "subject", "passive_subject", "auxiliary", "passive_auxiliary", "marker",
        "adverbial_clause",
    }
)  # fmt: skip
LINKS = frozenset(
    {
        "about", "after", "against", "among", "as", "at", "before", "between", "by", "during",
        "for", "from", "in", "into", "of", "on", "over", "through", "to", "under", "upon", "with",
    }
)  # fmt: skip
MARKS = frozenset({",", ".", ";", ":", "-", "--", "(", ")", '"', "``", "''", "\u201c", "\u201d"})
IS, HAS = "is", "has"
SPECIFIED = "specified"


@dataclass(frozen=True, slots=True)
class Proposition:
    """One relation of a sentence; ``arguments`` are at least two, the first the subject.

    ``sentence`` is the number of the sentence; ``words`` of relation and arguments are the
    article's, but for "is" before an apposition and "has" after a possessor. ``rule`` is that of
    its clause, or "specified" where what a noun is of is an argument ("is the capital of").
    """

    sentence: int
    relation: str
    arguments: tuple[str, ...]
    rule: str


def read_propositions(
    drafts: Iterable[Draft], nodes: Iterable[Node], text: str
) -> tuple[Proposition, ...]:
    """Return the propositions of the drafts in their order, then what nouns tell; each once.

    Of several drafts of one verb the first without nouns in its lemma is read.
    """
    drafts = list(drafts)
    plain = {d.trigger.index for d in drafts if d.rule in VERBAL and not d.idiom}
    told = (d for d in drafts if not (d.rule in VERBAL and d.idiom and d.trigger.index in plain))
    found = (p for draft in told for p in _of(draft, text))
    beside = (p for node in nodes if node.is_noun for p in _beside(node, text))
    return tuple(dict.fromkeys((*found, *beside)))


def _beside(noun: Node, text: str) -> Iterator[Proposition]:
    """Yield whose a noun is, and what an apposition behind it tells ("Acme, a bank")."""
    for owner in noun.get("possessor"):
        last = max(node.index for node in owner.subtree())
        owned = [node for node in _phrase(noun) if node.index > last]
        if owned:
            ends = (_wording(_phrase(owner), text), _wording(owned, text))
            yield Proposition(noun.sentence, HAS, ends, "possessive")
    for told in noun.get("apposition"):
        if told.tag in {"NN", "NNS"} and told.index > noun.index and is_aside(told):
            ends = (_wording(_phrase(noun), text), _wording(_phrase(told), text))
            yield Proposition(noun.sentence, IS, ends, "apposition")


def _of(draft: Draft, text: str) -> Iterator[Proposition]:
    if draft.rule in VERBAL:
        yield from _verbal(draft, text)
    elif draft.rule == "copula":
        yield from _copular(draft, text)
    elif draft.rule in {"title", "apposition"} and draft.trigger.relation in BESIDE:
        noun = _wording(_phrase(draft.trigger), text)
        yield from _told(draft, IS, draft.nodes("subject"), [noun], text)


def _verbal(draft: Draft, text: str) -> Iterator[Proposition]:
    trigger = draft.trigger
    first = "object" if draft.rule == "passive" else "subject"
    group = _verb_group(draft)
    arguments = {node.index: node for role, node in draft.roles if role != first}
    taken = {*group, *(node.index for node in draft.nodes(first))}
    further = (c for c in trigger.children if c.relation in FURTHER and c.index not in taken)
    arguments = {**{node.index: node for node in further}, **arguments}
    behind = sorted(index for index in arguments if index > trigger.index)
    before = sorted(index for index in arguments if index < trigger.index)
    relation = _wording(list(group.values()), text)
    if _is_wanted(draft) and draft.governor is not None:
        above = _wording(list(_verb_group(draft.governor).values()), text)
        relation = f"{above} to {relation}"
    for nodes in _chosen([arguments[index] for index in (*behind, *before)]):
        phrases = [phrase for node in nodes if (phrase := _argument(node, text))]
        link, *others = phrases[0].split() if phrases and behind else [""]
        told = relation
        if link.lower() in LINKS and others:
            phrases[0] = " ".join(others)
            told = f"{relation.removesuffix(f' {link}')} {link}"
        yield from _told(draft, told, draft.nodes(first), phrases, text)


def _is_wanted(draft: Draft) -> bool:
    """Whether a verb tells what its subject wants or begins to do ("sought to obtain X")."""
    trigger, above = draft.trigger, draft.governor
    if above is None or trigger.relation != "open_complement" or trigger.tag != "VB":
        return False
    alone = not above.nodes("object") and not above.nodes("indirect_object")
    marked = any(child.text.lower() == "to" for child in trigger.children)
    return (
        {draft.rule, above.rule} == {"active"}
        and above.trigger is trigger.head
        and alone
        and marked
    )


def _chosen(nodes: Sequence[Node]) -> Iterator[list[Node]]:
    """Yield the arguments with one of each coordination: "took A and B" tells of two."""
    groups: dict[int, list[Node]] = {}
    for node in nodes:
        groups.setdefault(node.first_conjunct.index, []).append(node)
    several = next((group for group in groups.values() if len(group) > 1), [])
    for one in several:
        yield [node for node in nodes if node is one or node not in several]
    if not several:
        yield list(nodes)


def _verb_group(draft: Draft) -> dict[int, Node]:
    """Return by number the verb, its helpers, particles, what denies it, and adverbs beside it."""
    trigger = draft.trigger
    group = {node.index: node for node in (trigger, *draft.words, *draft.idiom)}
    for child in trigger.children:
        beside = child.tag == "RB" and not child.children
        beside = beside and abs(child.index - trigger.index) <= NEAR
        adverb = child.relation == "adverb" and (beside or child.text.lower() in DENYING)
        if child.relation in HELPERS or adverb:
            group[child.index] = child
    return group


def _copular(draft: Draft, text: str) -> Iterator[Proposition]:
    trigger = draft.trigger
    above = trigger.head
    told = above if not trigger.first("copula") and above and above.first("copula") else trigger
    being = [
        child
        for child in told.children
        if child.relation in {"copula", "auxiliary"} or child.text.lower() in DENYING
    ]
    if not being:
        return
    meanwhile = [_wording(_phrase(c, clause=True), text) for c in told.get("adverbial_clause")]
    phrases = [_argument(told, text), *meanwhile]
    relation, subjects = _wording(being, text), draft.nodes("subject")
    yield from _told(draft, relation, subjects, phrases, text)
    specified = next((c for c in told.get("modifier") if _specifies(c, told)), None)
    if specified is not None:
        first = min(node.index for node in specified.subtree())
        noun = _wording([node for node in _phrase(told) if node.index < first], text)
        relation = f"{relation} {noun} {specified.preposition}"
        phrases = [_wording(_phrase(specified), text), *meanwhile]
        yield from _told(replace(draft, rule=SPECIFIED), relation, subjects, phrases, text)


def _specifies(child: Node, noun: Node) -> bool:
    """Whether a preposition behind a noun brings what it is of ("the capital of Japan")."""
    return bool(child.preposition) and child.index > noun.index


def _told(
    draft: Draft, relation: str, subjects: Sequence[Node], phrases: Sequence[str], text: str
) -> Iterator[Proposition]:
    sentence = draft.trigger.sentence
    for subject in subjects:
        arguments = (_wording(_phrase(subject, told=draft.trigger), text), *phrases)
        if len(arguments) > 1 and all(arguments):
            yield Proposition(sentence, relation, arguments, draft.rule)


def _argument(node: Node, text: str) -> str:
    """Return the words of an argument with its preposition; of a clause with what opens it."""
    words = _wording(_phrase(node, clause=node.is_verb), text)
    return f"{node.preposition} {words}" if node.preposition and words else words


def _phrase(node: Node, *, clause: bool = False, told: Node | None = None) -> list[Node]:
    """Return a word and what belongs to it, without its coordination and what is told beside it.

    What is below ``told`` is left out ("the bank" of "the bank founded in 1900").
    """
    words = {node.index: node}
    for child in node.children:
        apart = child.relation in APART or child.relation == "relative_clause" or is_aside(child)
        if not apart and (clause or node.is_verb or child.relation not in OF_CLAUSES):
            words |= {word.index: word for word in _below(child)}
    if told is not None and told is not node and told.index in words:
        for word in told.subtree():
            if word is not node:
                words.pop(word.index, None)
    ordered = [words[index] for index in sorted(words)]
    while ordered and ordered[0].text in MARKS:
        ordered.pop(0)
    while ordered and ordered[-1].text in MARKS:
        ordered.pop()
    return ordered


def _below(node: Node) -> Iterator[Node]:
    """Yield a word and all below it, without asides; a tree may be too deep to recurse."""
    rest = [node]
    while rest:
        word = rest.pop()
        yield word
        rest += [c for c in word.children if c.relation != "parataxis" and not is_aside(c)]


def is_aside(node: Node) -> bool:
    """Whether marks part what is told of a noun from it ("Ann Lee, a judge", "(born in 1900)")."""
    if node.relation not in ASIDES:
        return False
    inside = [n for n in node.subtree() if n.relation != "punct"]
    first = min(n.index for n in inside)
    marks = (n for n in (*node.subtree(), *(node.head.children if node.head else ())))
    return any(n.text in SETTING_OFF and n.index == first - 1 for n in marks)


def _wording(words: Sequence[Node], text: str) -> str:
    """Return words as the article has them, those in between left out."""
    ordered = sorted(words, key=lambda word: word.index)
    return " ".join(text[span.start : span.end] for span in stretches(ordered)).strip()
