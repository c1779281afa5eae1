"""Generated articles with their annotations, all of them from a seed and a number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from kgraph.model import (
    Annotation,
    Argument,
    Article,
    Attribution,
    Clause,
    Mention,
    Modality,
    PartialDate,
    Polarity,
    Saying,
    Span,
    article_id,
    clause_id,
    mention_id,
    month_span,
)
from tests.scale.names import DECAY, Name, draw_rank, name_of, word_of

PIPELINE = "generated"
_SENTENCES, _THINGS, _PARAGRAPH = 18, 15, 3
_ACTIONS = (
    ("meet", "met", ""), ("ban", "banned", ""), ("accuse", "accused", ""),
    ("own", "owned", ""), ("lead", "led", ""), ("work", "worked", "for"),
    ("order", "ordered", ""), ("join", "joined", ""), ("summon", "summoned", ""),
    ("hire", "hired", ""), ("live", "lived", "in"), ("visit", "visited", ""),
    ("negotiate", "negotiated", "with"), ("praise", "praised", ""), ("criticize", "criticized", ""),
    ("threaten", "threatened", ""), ("represent", "represented", ""), ("help", "helped", ""),
    ("surprise", "surprised", ""), ("outlast", "outlasted", ""), ("mimic", "mimicked", ""),
    ("puzzle", "puzzled", ""), ("greet", "greeted", ""), ("echo", "echoed", ""),
)  # fmt: skip
_SMALL = (
    "the",
    "of",
    "and",
    "in",
    "to",
    "a",
    "for",
    "that",
    "on",
    "with",
    "as",
    "at",
    "by",
    "from",
)
_AGENCIES = ("Reuters", "AP", "TASS", "AFP")
_PUBLISHERS = ("The Daily", "Morning Post", "Evening Star", "World Report")

Annotated = tuple[Article, Annotation]


@dataclass(frozen=True, slots=True)
class _Place:
    """A mention to be: where, of which thing, and the name that is there, empty for a pronoun."""

    span: Span
    words: str
    thing: Name
    name: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    trigger: Span
    action: tuple[str, str, str]
    subject: _Place
    object: _Place | Span
    concept: Span
    speaker: _Place | None
    cue: Span | None
    polarity: Polarity
    modality: Modality
    month: int | None


@dataclass(slots=True)
class _Text:
    parts: list[str] = field(default_factory=list)
    length: int = 0

    def put(self, words: str) -> Span:
        """Append words and a blank; return where the words are."""
        start = self.length
        self.parts.append(f"{words} ")
        self.length += len(words) + 1
        return Span(start, start + len(words))

    def close(self, end: str) -> int:
        """Put an end in place of the last blank; return the place behind its full stop."""
        self.parts[-1] = self.parts[-1][:-1] + end
        self.length += len(end) - 1
        return self.length - len(end) + 1


def generate(
    count: int, *, first: int = 0, seed: int = 1, decay: float = DECAY
) -> Iterator[Annotated]:
    """Yield ``count`` articles from number ``first`` on.

    With a smaller ``decay`` fewer of the names in one article are in another.

    An article has some 350 words, 15 things with 40 mentions, and 18 clauses; of 100 articles 4
    are near-copies, 60 have an address, 2 of these one that an earlier article has, and 15 are
    credited to an agency.
    """
    for number in range(first, first + count):
        yield article_of(number, seed, decay)


def article_of(number: int, seed: int, decay: float = DECAY) -> Annotated:
    """Return the article of that number with its annotation."""
    own = _random(seed, number)
    is_copy = number > 20 and own.random() < 0.04
    told = _random(seed, number - own.randrange(1, 20)) if is_copy else _random(seed, number)
    told.random()
    text, sentences = _Text(), list[_Sentence]()
    things = _things(told, decay)
    for place in range(_SENTENCES):
        random = own if place == _SENTENCES - 1 else told
        sentences.append(_sentence(text, random, things, last=(place + 1) % _PARAGRAPH == 0))
    article = _article(own, number, "".join(text.parts).rstrip())
    return article, _annotation(article, sentences)


def _random(seed: int, number: int) -> Random:
    return Random(seed * 1_000_003 + number)  # noqa: S311 - no secret


def _things(random: Random, decay: float) -> tuple[Name, ...]:
    """Return the things that an article is about, those with the first form of their names."""
    found = [name_of(draw_rank(random, decay=decay)) for _ in range(_THINGS)]
    return tuple(_known_shortly(thing) if random.random() < 0.12 else thing for thing in found)


def _known_shortly(thing: Name) -> Name:
    """Return a thing of which an article gives no full name."""
    return Name(thing.type, thing.forms[1:]) if len(thing.forms) > 1 else thing


def _sentence(text: _Text, random: Random, things: Sequence[Name], *, last: bool) -> _Sentence:
    start = text.length
    text.put(_filler(random, 4))
    subject = _mention(text, random, things, pronoun=random.random() < 0.2)
    polarity: Polarity = "denied" if random.random() < 0.08 else "affirmed"
    modality: Modality = "planned" if random.random() < 0.1 else "actual"
    action = _action(random)
    trigger = text.put(action[1])
    if action[2]:
        text.put(action[2])
    named = random.random() < 0.85
    target = _mention(text, random, things) if named else text.put(_filler(random, 3))
    text.put(_filler(random, 5))
    concept = text.put(f"{word_of(draw_rank(random))} {word_of(draw_rank(random))}")
    text.put(_filler(random, 3))
    speaker, cue = None, None
    if random.random() < 0.4:
        speaker, cue = _mention(text, random, things), text.put("said")
    end = text.close(".\n\n" if last else ". ")
    month = random.randrange(1, 13) if random.random() < 0.15 else None
    span = Span(start, end)
    return _Sentence(
        span, trigger, action, subject, target, concept, speaker, cue, polarity, modality, month
    )


def _action(random: Random) -> tuple[str, str, str]:
    if random.random() < 0.7:
        return random.choice(_ACTIONS)
    noun = word_of(draw_rank(random))
    return f"publish {noun}", f"published {noun}", "about"


def _filler(random: Random, count: int) -> str:
    """Return that many words on the average, half of them small and frequent."""
    drawn = random.randrange(count - 2, count + 3)
    return " ".join(
        random.choice(_SMALL) if random.random() < 0.5 else word_of(draw_rank(random, decay=0.8))
        for _ in range(max(1, drawn))
    )


def _mention(
    text: _Text, random: Random, things: Sequence[Name], *, pronoun: bool = False
) -> _Place:
    thing = things[min(draw_rank(random, flattening=12.0, decay=1.5), len(things) - 1)]
    if pronoun:
        return _Place(text.put("it"), "it", thing, "")
    form = thing.forms[0] if random.random() < 0.6 else random.choice(thing.forms)
    return _Place(text.put(form), form, thing, form)


def _article(random: Random, number: int, text: str) -> Article:
    known, address = random.random() > 0.05, random.random()
    year, month, day = (
        random.randrange(2015, 2025),
        random.randrange(1, 13),
        random.randrange(1, 29),
    )
    published = PartialDate(year, month, day) if known else None
    page = number - random.randrange(1, 50) if address < 0.02 else number
    url = f"https://news.example/{page}" if address < 0.6 else ""
    title = f"{word_of(draw_rank(random))} {word_of(number)}".capitalize()
    publisher = random.choice(_PUBLISHERS)
    agency = random.choice(_AGENCIES) if random.random() < 0.15 else ""
    id_ = article_id(key=url, title=title, publisher=publisher, published=published, text=text)
    return Article(id_, text, title, url, publisher, published, agency=agency)


def _annotation(article: Article, sentences: Sequence[_Sentence]) -> Annotation:
    mentions = _mentions(article, sentences)
    by_span = {mention.span: mention for mention in mentions}
    concepts = tuple(_concept(article, s.concept) for s in sentences)
    known = [(number, s) for number, s in enumerate(sentences)]
    return Annotation(
        article.id,
        PIPELINE,
        tuple(s.span for s in sentences),
        mentions,
        tuple(_clause(article, n, s, by_span, _object(s, by_span)) for n, s in known),
        tuple(_saying(s, by_span) for s in sentences if s.speaker),
        concepts,
        tuple(
            _clause(article, n, s, by_span, _filled("about", s.concept, concepts[n].id))
            for n, s in known
        ),
    )


def _mentions(article: Article, sentences: Sequence[_Sentence]) -> tuple[Mention, ...]:
    ends = (end for s in sentences for end in (s.subject, s.object, s.speaker))
    places = sorted((end for end in ends if isinstance(end, _Place)), key=lambda p: p.span)
    first: dict[Name, str] = {}
    found = []
    for place in places:
        id_ = mention_id(article.id, place.span)
        cluster = first.setdefault(place.thing, id_)
        mention = Mention(id_, place.span, place.words, place.thing.type, "name", cluster)
        named = replace(mention, name=place.name)
        found.append(named if place.name else replace(mention, kind="pronoun"))
    return tuple(found)


def _concept(article: Article, span: Span) -> Mention:
    id_, words = mention_id(article.id, span), span.of(article.text)
    return Mention(id_, span, words, "Concept", "nominal", cluster=id_, name=words)


def _clause(
    article: Article, number: int, s: _Sentence, known: dict[Span, Mention], other: Argument
) -> Clause:
    subject = _filled("subject", s.subject.span, known[s.subject.span].id)
    arguments = (subject, other)
    levels: tuple[Attribution, ...] = ()
    if s.speaker and s.cue:
        speaker = known[s.speaker.span]
        levels = (Attribution(speaker.id, speaker.text, s.cue, "reported"),)
    return Clause(
        id=clause_id(article.id, s.trigger, arguments),
        sentence=number,
        trigger=s.trigger,
        lemma=s.action[0],
        phrase=s.action[0],
        arguments=arguments,
        rule="active",
        polarity=s.polarity,
        modality=s.modality,
        tense="past",
        attribution=levels,
        time=month_span("that month", 2020, s.month) if s.month else None,
    )


def _object(s: _Sentence, known: dict[Span, Mention]) -> Argument:
    role = s.action[2] or "object"
    if isinstance(s.object, Span):
        return _filled(role, s.object, None)
    return _filled(role, s.object.span, known[s.object.span].id)


def _filled(role: str, span: Span, mention: str | None) -> Argument:
    return Argument(role, span, span, mention=mention)


def _saying(s: _Sentence, known: dict[Span, Mention]) -> Saying:
    speaker = s.speaker or s.subject
    content = (Span(s.span.start, speaker.span.start - 1),)
    return Saying(known[speaker.span].id, speaker.span, s.cue, content, "reported")
