"""One table of labels: the two schemes of annotation give the same tree."""

from kgraph.language.drafts import draft_clauses
from kgraph.language.tree import attach
from tests.language.documents import make_nodes

UNIVERSAL_PASSIVE = """
Huawei NNP nsubj:pass 3
was VBD aux:pass 3 be
banned VBN root 0 ban
by IN case 5
Sweden NNP obl:agent 3
in IN case 7
May NNP obl 3
"""
CLEARNLP_PASSIVE = """
Huawei NNP nsubjpass 3
was VBD auxpass 3 be
banned VBN ROOT 0 ban
by IN agent 3
Sweden NNP pobj 4
in IN prep 3
May NNP pobj 6
"""
UNIVERSAL_COPULA = """
Peskov NNP nsubj 4
is VBZ cop 4 be
a DT det 4
spokesman NN root 0
of IN case 7
the DT det 7
Kremlin NNP nmod 4
"""
CLEARNLP_COPULA = """
Peskov NNP nsubj 2
is VBZ ROOT 0 be
a DT det 4
spokesman NN attr 2
of IN prep 4
the DT det 7
Kremlin NNP pobj 5
"""


def roles(rows: str) -> list[tuple[str, list[tuple[str, str]]]]:
    drafts = draft_clauses(make_nodes(rows), {}, [])
    return [(d.lemma, sorted((role, node.text) for role, node in d.roles)) for d in drafts]


def test_a_passive_reads_alike_in_both_schemes() -> None:
    expected = [("ban", [("in", "May"), ("object", "Huawei"), ("subject", "Sweden")])]
    assert roles(UNIVERSAL_PASSIVE) == expected
    assert roles(CLEARNLP_PASSIVE) == expected


def test_a_copula_reads_alike_in_both_schemes() -> None:
    expected = [("spokesman", [("of", "Kremlin"), ("subject", "Peskov")])]
    assert roles(UNIVERSAL_COPULA) == expected
    assert roles(CLEARNLP_COPULA) == expected


def test_coordinated_subjects_and_objects_fill_the_role_once_each() -> None:
    rows = """
    Merkel NNP nsubj 4
    and CC cc 3
    Macron NNP conj 1
    met VBD root 0 meet
    Putin NNP obj 4
    and CC cc 7
    Biden NNP conj 5
    """
    assert roles(rows) == [
        (
            "meet",
            [
                ("object", "Biden"),
                ("object", "Putin"),
                ("subject", "Macron"),
                ("subject", "Merkel"),
            ],
        )
    ]


def test_a_promised_deed_has_the_promiser_for_its_subject() -> None:
    rows = """
    Merkel NNP nsubj 2
    promised VBD root 0 promise
    to TO mark 4
    resign VB xcomp 2
    """
    assert ("resign", [("subject", "Merkel")]) in roles(rows)


def test_an_ordered_deed_has_the_ordered_for_its_subject() -> None:
    rows = """
    Agencies NNS nsubj:pass 3
    were VBD aux:pass 3 be
    ordered VBN root 0 order
    to TO mark 5
    leave VB xcomp 3
    """
    assert ("leave", [("subject", "Agencies")]) in roles(rows)


def test_a_node_hung_below_itself_leaves_a_tree() -> None:
    nodes = make_nodes(UNIVERSAL_COPULA)
    noun, name = nodes[3], nodes[6]
    attach(noun, name, "modifier")
    attach(name, name, "modifier")
    assert (noun.head, name.head) == (name, None)
    assert {node.index for node in name.subtree()} == {node.index for node in nodes}
