"""What articles say of the bearers of names."""

import pytest

from kgraph.graph.evidence import find_evidence
from kgraph.graph.sightings import find_sightings
from kgraph.language import annotate
from kgraph.model import Article

pytestmark = pytest.mark.model


def test_a_surname_alone_has_what_tells_who_bears_it() -> None:
    article = Article(id="a", text="They said Prime Minister Berg met Ann Lee in Turin on Monday.")
    annotation = next(annotate([article]))
    sightings, homes = find_sightings(annotation)
    told = find_evidence(article, annotation, homes)
    (surname,) = (s for s in sightings if s.name == "Berg")
    assert dict(told[surname.id].companions).keys() >= {"ann lee"}
    assert dict(told[surname.id].roles).keys() == {"prime minister"}
