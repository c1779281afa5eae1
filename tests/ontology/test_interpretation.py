"""Readings of clauses made by hand."""

from dataclasses import replace

from kgraph.model import Argument, Attribution, Clause, Mention, Span
from kgraph.ontology import Reading, interpret, interpret_all, load_ontology

PERSON, COMPANY, COUNTRY = "person", "company", "country"
TYPES = {PERSON: "Person", COMPANY: "Organization", COUNTRY: "Country"}


def clause(lemma: str, *roles: tuple[str, str | None], under: tuple[str, ...] = ()) -> Clause:
    arguments = tuple(
        Argument(role, Span(i, i + 1), Span(i, i + 1), mention)
        for i, (role, mention) in enumerate(roles)
    )
    return Clause("c", 0, Span(9, 10), lemma, lemma, arguments, "active", under)


def read(made: Clause) -> list[tuple[str, int, int, str]]:
    readings: tuple[Reading, ...] = interpret(made, TYPES, load_ontology())
    return [(r.predicate, r.subject, r.object, r.modality) for r in readings]


def test_a_frame_names_the_predicate_and_turns_the_ends() -> None:
    made = clause("ban", ("subject", COUNTRY), ("object", COMPANY))
    assert read(made) == [("banned_by", 1, 0, "actual")]


def test_ends_of_the_wrong_type_become_related_to_and_never_a_wrong_predicate() -> None:
    made = clause("lead", ("subject", COMPANY), ("object", PERSON))
    assert read(made) == [("related_to", 0, 1, "actual")]


def test_a_frame_under_a_governor_reads_nothing_without_it() -> None:
    roles = (("subject", COUNTRY), ("object", COMPANY))
    assert read(clause("get rid of", *roles)) == [("related_to", 0, 1, "actual")]
    assert read(clause("get rid of", *roles, under=("order",)))[0][0] == "banned_by"


def test_what_is_inferred_says_so() -> None:
    roles = (("subject", COUNTRY), ("object", COMPANY))
    (plain,) = interpret(clause("ban", *roles), TYPES, load_ontology())
    made = clause("get rid of", *roles, under=("order",))
    (inferred,) = interpret(made, TYPES, load_ontology())
    assert (bool(plain.inference), bool(inferred.inference)) == (False, True)


def test_a_verb_of_saying_mentions_the_names_in_what_is_said() -> None:
    made = clause("say", ("subject", PERSON), ("topic", COMPANY), ("topic", COUNTRY))
    assert [r[:3] for r in read(made)] == [("mentions", 0, 1), ("mentions", 0, 2)]


def test_a_clause_with_no_name_says_nothing_of_entities() -> None:
    assert read(clause("see", ("subject", None), ("object", None))) == []


def through(word: str) -> Clause:
    """Return the clause of "a country VERBS the WORD of a company"."""
    made = clause("reject", ("subject", COMPANY), ("object", COMPANY))
    return replace(made, arguments=(made.arguments[0], replace(made.arguments[1], via=(word,))))


def test_a_frame_that_asks_for_a_word_on_the_way_speaks_alone() -> None:
    assert [r[0] for r in read(through("appeals"))] == ["rules_against"]
    assert [r[0] for r in read(through("takeover"))] == ["blocks"]
    assert [r[0] for r in read(through("view"))] == ["opposes"]


def test_a_frame_may_ask_for_a_role() -> None:
    ends = (("subject", PERSON), ("object", PERSON))
    assert [r[0] for r in read(clause("follow", *ends))] == ["related_to"]
    assert "succeeds" in [r[0] for r in read(clause("follow", *ends, ("as", None)))]


def test_a_frame_may_narrow_the_types_of_its_predicate() -> None:
    made = clause("have", ("subject", PERSON), ("object", COMPANY))
    assert [r[0] for r in read(replace(made, rule="possessive"))] == ["owns"]
    made = clause("have", ("subject", PERSON), ("object", PERSON))
    assert [r[0] for r in read(replace(made, rule="possessive"))] == ["related_to"]


def guess(relation: str, chance: float, *ends: str, sentence: int = 0) -> Clause:
    roles = zip(("subject", "object"), ends, strict=True)
    made = clause(relation, *roles)
    return replace(made, rule="pair", chance=chance, sentence=sentence)


def predicates(*clauses: Clause) -> list[str]:
    mentions = [
        Mention(id_, Span(0, 1), "x", type_, "name", id_, "x") for id_, type_ in TYPES.items()
    ]
    return [r.predicate for _, r in interpret_all(clauses, mentions, load_ontology())]


def test_a_guess_speaks_above_its_threshold_and_is_never_related_to() -> None:
    assert predicates(guess("educated at", 0.99, PERSON, COMPANY)) == ["educated_at"]
    assert predicates(guess("educated at", 0.5, PERSON, COMPANY)) == []
    said = (Attribution(None, "officials", Span(0, 1), "reported"),)
    assert predicates(replace(guess("educated at", 0.99, PERSON, COMPANY), attribution=said)) == []
    assert predicates(guess("educated at", 0.99, COMPANY, PERSON)) == []


def test_a_guess_is_silent_where_a_frame_reads_the_two_in_its_sentence() -> None:
    made = guess("educated at", 0.99, PERSON, COMPANY)
    denied = replace(clause("sue", ("subject", PERSON), ("object", COMPANY)), polarity="denied")
    assert predicates(denied, made) == ["sues"]
    assert predicates(denied, replace(made, sentence=1)) == ["sues", "educated_at"]
    assert predicates(clause("eye", ("subject", PERSON), ("object", COMPANY)), made) == [
        "related_to",
        "educated_at",
    ]


def test_a_frame_may_ask_that_an_end_is_the_name_itself() -> None:
    roles = (("subject", COUNTRY), ("object", PERSON))
    made = clause("free", *roles)
    assert [r[0] for r in read(made)] == ["releases"]
    sent = replace(made.arguments[1], via=("email",))
    assert [r[0] for r in read(replace(made, arguments=(made.arguments[0], sent)))] == [
        "related_to"
    ]


def test_a_guess_of_a_time_is_not_silenced_by_other_words() -> None:
    promise = clause("promise", ("subject", COMPANY), ("complement", None))
    made = guess("founded on", 0.99, COMPANY, PERSON)
    time = replace(made.arguments[1], role="time", mention=None, span=Span(7, 8))
    timed = replace(made, arguments=(made.arguments[0], time))
    assert predicates(promise, timed) == ["promises", "founded_on"]
    (reading,) = interpret(timed, TYPES, load_ontology())
    assert reading.phrase == timed.phrase
