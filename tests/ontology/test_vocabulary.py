"""What types mean, and where frames are found."""

from kgraph.ontology import load_ontology


def test_a_type_is_all_that_stands_above_it() -> None:
    ontology = load_ontology()
    assert ontology.is_a("Country", "Place")
    assert ontology.is_a("Country", "Country")
    assert not ontology.is_a("Place", "Country")
    assert not ontology.is_a("", "Place")


def test_a_range_admits_types_below_it_and_words_only_where_it_says_so() -> None:
    ontology = load_ontology()
    assert ontology.allows(("Organization",), "Government")
    assert not ontology.allows(("Government",), "Organization")
    assert ontology.allows(("Person", "Words"), "")
    assert not ontology.allows(("Person",), "")


def test_a_broader_predicate_is_said_by_all_that_stand_below_it() -> None:
    ontology = load_ontology()
    assert {"attacks", "kills"} <= ontology.narrower("attacks")
    assert ontology.broader("kills") == {"attacks", "kills"}
    assert "attacks" not in ontology.narrower("kills")
    assert ontology.narrower("no_such_predicate") == {"no_such_predicate"}


def test_no_trigger_leads_to_a_predicate_and_to_its_broader_one() -> None:
    predicates = load_ontology().predicates
    triggers = {n: {t for f in p.frames for t in f.triggers} for n, p in predicates.items()}
    pairs = [(name, p.broader) for name, p in predicates.items() if p.broader]
    assert {pair for pair in pairs if triggers[pair[0]] & triggers[pair[1]]} == set()


def test_every_frame_is_found_by_each_of_its_triggers() -> None:
    ontology = load_ontology()
    frames = [(p, f, t) for p in ontology.predicates.values() for f in p.frames for t in f.triggers]
    assert all((p, f) in ontology.by_trigger[t] for p, f, t in frames)
    assert sum(map(len, ontology.by_trigger.values())) == len(frames)


def test_every_shipped_predicate_has_a_frame_with_an_example() -> None:
    predicates = load_ontology().predicates.values()
    assert all(predicate.frames for predicate in predicates)
    assert all(frame.example for predicate in predicates for frame in predicate.frames)
