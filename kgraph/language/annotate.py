"""From an article to its annotation: sentences, mentions, clauses."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from kgraph.language.arguments import ArgumentReader
from kgraph.language.clause_times import times_by_sentence
from kgraph.language.clause_writer import ClauseWriter
from kgraph.language.clusters import NamedCluster, cluster_names
from kgraph.language.concept_writer import ConceptWriter
from kgraph.language.concepts import ConceptNames
from kgraph.language.draft import Draft
from kgraph.language.drafts import doers, draft_clauses
from kgraph.language.first_persons import first_persons
from kgraph.language.gazetteer import NameIndex, annotator_name, part_listed
from kgraph.language.implied_roles import complete_roles, held_posts, implied_owners
from kgraph.language.link_model import link_model
from kgraph.language.linked_pronouns import linked_pronouns
from kgraph.language.links import Chain, Links, chains_of
from kgraph.language.mending import mend
from kgraph.language.mentions import find_names
from kgraph.language.noun_phrases import find_phrases
from kgraph.language.pair_clauses import guess_pairs
from kgraph.language.pair_model import pair_model
from kgraph.language.pairs import Pair, find_pairs, pair_ends
from kgraph.language.past_tenses import FINITE
from kgraph.language.phrase_traits import Material, Traits, read_traits
from kgraph.language.propositions import Proposition, read_propositions
from kgraph.language.references import Reader, Referent, name_head
from kgraph.language.roles import Role, Surroundings, find_roles
from kgraph.language.sayings import read_sayings
from kgraph.language.segments import quote_regions, sentence_starts
from kgraph.language.spacy_pipeline import load_pipeline, word_vector
from kgraph.language.speech import Paragraph, Speech, find_speech, speech_by_node
from kgraph.language.statements import StatementReader
from kgraph.language.times import TimeExpression, find_times
from kgraph.language.tree import Node, Place, label_table, read_nodes
from kgraph.language.unnamed_pronouns import unnamed_pronouns
from kgraph.model import Annotation, Article, Mention, Span, mention_id
from kgraph.model.annotation import MentionKind
from kgraph.names.gazetteer import Gazetteer

LONGEST_BLOCK = 10_000
"""A longer paragraph is read in parts of so many characters: time grows with their square."""

_BLOCK = re.compile(r"\S(?:(?!\n[ \t]*\n).)*", re.DOTALL)


def annotate(
    articles: Iterable[Article],
    *,
    pipeline: str | None = None,
    gazetteer: Gazetteer | None = None,
) -> Iterator[Annotation]:
    """Yield the annotation of each article, in the order of the articles.

    ``pipeline`` names an installed spaCy pipeline; None is the shipped one. The names of
    ``gazetteer`` are names wherever they stand, of the types it gives.

    Raises:
        PipelineError: the pipeline is not installed, or lacks a component.
    """
    name, index = annotator_name(pipeline, gazetteer), NameIndex.of(gazetteer)
    for article in articles:
        yield _annotation(article, name, _understand(article, _parsed(article, pipeline), index))


def propose(
    articles: Iterable[Article], *, pipeline: str | None = None
) -> Iterator[tuple[Proposition, ...]]:
    """Yield what the sentences of each article tell in their own words, in text order.

    Raises:
        PipelineError: as :func:`annotate`.
    """
    for article in articles:
        read = _understand(article, _parsed(article, pipeline), NameIndex.of(None))
        yield read_propositions(read.drafts, read.reading.nodes, article.text)


def read_chains(
    articles: Iterable[Article], *, pipeline: str | None = None
) -> Iterator[tuple[Chain, ...]]:
    """Yield the coreference chains of each article, in the order of the articles.

    A chain is the spans of two or more noun phrases that mean the same thing, names included, in
    text order; spans are code points of the article's text, the chains are in the order of their
    first spans, and no span stands in two.

    Raises:
        PipelineError: as :func:`annotate`.
    """
    for article in articles:
        read = _understand(article, _parsed(article, pipeline), NameIndex.of(None))
        traits = read_traits(find_phrases(read.around.nodes, read.around.owners), read.material)
        yield chains_of(Links.of(traits, link_model()), read.around.nodes)


def read_phrases(articles: Iterable[Article]) -> Iterator[tuple[Traits, tuple[Span, ...]]]:
    """Yield the traits of the noun phrases of each article, with their spans, in text order."""
    for article in articles:
        read = _understand(article, _parsed(article, None), NameIndex.of(None))
        phrases = find_phrases(read.around.nodes, read.around.owners)
        spans = tuple(phrase.span(read.around.nodes) for phrase in phrases)
        yield read_traits(phrases, read.material), spans


def longest_paragraph(article: Article) -> int:
    """Return how many characters the longest paragraph of an article has."""
    return max((len(match.group().rstrip()) for match in _BLOCK.finditer(article.text)), default=0)


def read_pairs(
    articles: Iterable[Article], kinds: frozenset[tuple[str, str]]
) -> Iterator[tuple[tuple[Pair, ...], Annotation]]:
    """Yield the pairs of each article whose kinds can be related, with its annotation."""
    for article in articles:
        read = _understand(article, _parsed(article, None), NameIndex.of(None))
        nodes, mentions, spans = _pair_material(read)
        by_sentence = pair_ends(nodes, mentions, spans, read.times).values()
        pairs = tuple(pair for ends in by_sentence for pair in find_pairs(ends, nodes, kinds))
        yield pairs, _annotation(article, "", read)


def _parsed(article: Article, pipeline: str | None) -> list[tuple[int, Doc]]:
    """Return the paragraphs of an article, each with its place."""
    blocks = list(_blocks(article.text))
    texts = (article.text[start:end].replace("\n", " ") for start, end in blocks)
    starts = [start for start, _ in blocks]
    return list(zip(starts, load_pipeline(pipeline).pipe(texts), strict=True))


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs; one that is too long for the memory of a parser is cut at a space."""
    for match in _BLOCK.finditer(text):
        start, end = match.start(), match.start() + len(match.group().rstrip())
        while end - start > LONGEST_BLOCK:
            space = text.rfind(" ", start + 1, start + LONGEST_BLOCK)
            cut = space + 1 if space > 0 else start + LONGEST_BLOCK
            yield start, cut
            start = cut
        yield start, end


@dataclass(slots=True)
class _Reading:
    """What is read off the paragraphs of an article, numbered through."""

    nodes: list[Node]
    sentences: list[Span]
    names: list[tuple[int, int, str]]
    paragraphs: list[tuple[Paragraph, list[tuple[int, int]]]]


@dataclass(frozen=True, slots=True)
class _Understood:
    """An article with what its words refer to, and the drafts of its clauses."""

    reading: _Reading
    speeches: Sequence[Speech]
    speech: Mapping[int, tuple[Speech, ...]]
    referents: Mapping[int, Referent]
    around: Surroundings
    material: Material
    mentions: tuple[Mention, ...]
    by_node: Mapping[int, str]
    times: Sequence[TimeExpression]
    drafts: Sequence[Draft]
    taken_up: Mapping[int, Node]


def _understand(
    article: Article, blocks: Sequence[tuple[int, Doc]], index: NameIndex
) -> _Understood:
    reading = _read(article.text, blocks)
    names = find_names(reading.nodes, reading.names, index.find(reading.nodes))
    clusters = part_listed(cluster_names(names, reading.nodes))
    spans = [span for c in clusters for span, _ in c.members]
    owners = {i: span for span in spans for i in range(span.start, span.end)}
    mend(reading.nodes, owners)
    around = Surroundings(reading.nodes, owners)
    roles = find_roles(around, sorted(spans, key=lambda s: s.start))
    heads = {i: name_head(reading.nodes[span.start : span.end]) for i, span in owners.items()}
    speeches = find_speech(reading.paragraphs, heads)
    speech = speech_by_node(speeches)
    reader = Reader(around, clusters, roles, speech, article.title)
    referents = dict(reader.read())
    referents |= _spoken(reading.nodes, speech, referents, roles, clusters)
    material = Material(around, clusters, dict(referents), speech, word_vector)
    linked = {referent.node.index: referent for referent in linked_pronouns(material)}
    if linked:
        referents |= linked
        referents |= _spoken(reading.nodes, speech, referents, roles, clusters)
    mentions, by_node = _mentions(article, around, clusters, referents, speech)
    roles = complete_roles(roles, around, clusters, referents)
    persons = frozenset(i for i, span in owners.items() if span.type == "Person")
    times = find_times(reading.nodes, article.published, persons)
    implied = implied_owners(roles, around, clusters, referents)
    held = held_posts(roles, around, referents)
    drafts = draft_clauses(reading.nodes, owners, roles, implied, held)
    return _Understood(
        reading,
        speeches,
        speech,
        referents,
        around,
        material,
        mentions,
        by_node,
        times,
        drafts,
        reader.taken_up,
    )


def _spoken(
    nodes: Sequence[Node],
    speech: Mapping[int, tuple[Speech, ...]],
    referents: Mapping[int, Referent],
    roles: Sequence[Role],
    clusters: Sequence[NamedCluster],
) -> dict[int, Referent]:
    found = first_persons(nodes, speech, referents, roles, clusters)
    return {referent.node.index: referent for referent in found}


def _annotation(article: Article, name: str, read: _Understood) -> Annotation:
    nodes, drafts = read.reading.nodes, read.drafts
    arguments = ArgumentReader(
        article.text, read.around, read.referents, read.by_node, doers(drafts)
    )
    writer = ClauseWriter(
        article=article,
        arguments=arguments,
        speech=read.speech,
        times=times_by_sentence(read.times, nodes),
    )
    guessed = guess_pairs(*_pair_material(read), read.times, pair_model())
    clauses = writer.write(drafts, guessed)
    sayings = read_sayings(read.speeches, drafts, nodes, arguments)
    sentences = tuple(read.reading.sentences)
    timed = frozenset(i for time in read.times for i in range(time.start, time.end))
    names = ConceptNames(read.around, read.referents, read.taken_up, timed)
    told = StatementReader.of(drafts, names).read(nodes)
    concepts, statements = ConceptWriter(names, writer).write(drafts, told)
    return Annotation(
        article.id, name, sentences, read.mentions, clauses, sayings, concepts, statements
    )


def _pair_material(
    read: _Understood,
) -> tuple[Sequence[Node], Mapping[int, Mention], Mapping[int, tuple[int, int]]]:
    """Return the nodes, the mentions by their head, and the nodes of names by the same."""
    by_id = {mention.id: mention for mention in read.mentions}
    mentions = {index: by_id[id_] for index, id_ in read.by_node.items() if id_ in by_id}
    names = {i: name for i, name in read.around.owners.items() if i in mentions}
    return read.reading.nodes, mentions, {i: (n.start, n.end) for i, n in names.items()}


def _read(text: str, blocks: Sequence[tuple[int, Doc]]) -> _Reading:
    reading = _Reading([], [], [], [])
    segments = 0
    for offset, doc in blocks:
        starts = sentence_starts(doc)
        first = len(reading.nodes)
        place = Place(offset, first, len(reading.sentences), segments)
        nodes = read_nodes(doc, place, set(starts))
        segments = nodes[-1].segment + 1 if nodes else segments
        bounds = [*starts, len(doc)]
        reading.sentences.extend(
            _trimmed(text, nodes[a].start, nodes[b - 1].end) for a, b in pairwise(bounds)
        )
        quotes = [(first + q.start, first + q.end) for q in quote_regions(doc)]
        reading.nodes.extend(nodes)
        reading.paragraphs.append((Paragraph.of(nodes, quotes), quotes))
        reading.names.extend(
            (first + start, first + end, label_table()["entities"][e.label_])
            for e in doc.ents
            if e.label_ in label_table()["entities"]
            for start, end in _without_verbs(e)
        )
    return reading


def _without_verbs(name: SpacySpan) -> Iterator[tuple[int, int]]:
    """Yield what a finite verb in small letters leaves of a name ("Supreme Court upheld Sony")."""
    start = name.start
    for token in name:
        if token.is_lower and token.tag_ in FINITE:
            if token.i > start:
                yield start, token.i
            start = token.i + 1
    if start < name.end:
        yield start, name.end


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _mentions(
    article: Article,
    around: Surroundings,
    clusters: Sequence[NamedCluster],
    referents: dict[int, Referent],
    speech: Mapping[int, tuple[Speech, ...]],
) -> tuple[tuple[Mention, ...], dict[int, str]]:
    """Return the mentions in text order, and their ids by the number of their head node."""
    found, by_node = list[Mention](), dict[int, str]()
    firsts: dict[int, str] = {}
    for cluster in clusters:
        for span, why in cluster.members:
            own = around.nodes[span.start : span.end]
            place = Span(own[0].start, own[-1].end)
            id_ = mention_id(article.id, place)
            first = firsts.setdefault(id(cluster), id_)
            text = place.of(article.text)
            listed = span.listed.id if span.listed else ""
            found.append(
                Mention(id_, place, text, cluster.type, "name", first, span.name, why, listed)
            )
            by_node[name_head(own).index] = id_
    for index, referent in sorted(referents.items()):
        named = referent.named
        if index in by_node or named is None or referent.node.index != index:
            continue
        node = referent.node
        id_ = mention_id(article.id, node.span)
        kind: MentionKind = "pronoun" if node.tag in {"PRP", "PRP$", "WP$"} else "nominal"
        first = firsts[id(named)]
        found.append(Mention(id_, node.span, node.text, named.type, kind, first, "", referent.why))
        by_node[index] = id_
    for unnamed in unnamed_pronouns(around.nodes, referents, speech):
        node = unnamed.node
        id_ = mention_id(article.id, node.span)
        home = mention_id(article.id, unnamed.home.span)
        why = f"{node.text}: nobody the article names"
        found.append(Mention(id_, node.span, node.text, unnamed.type, "pronoun", home, "", why))
        by_node[node.index] = id_
    return tuple(sorted(found, key=lambda m: (m.span, m.id))), by_node
