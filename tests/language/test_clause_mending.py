"""What is read of sentences whose verbs a small parser hangs on a wrong word."""

import pytest

from kgraph.language import annotate
from kgraph.model import Article, PartialDate

pytestmark = pytest.mark.model

READ = [
    # what a comma parts is told beside it, a verb at the end is the subject's
    (
        "Ann Lee, sitting in a room of a station outside Paris, on Monday arrested Peter Brown.",
        "Ann Lee arrest Peter Brown",
    ),
    (
        "On the day of Mr Martin's letter Ann Maria Lee, a doctor, admitted in a Paris court that "
        "she had met Peter Brown.",
        "Ann Maria Lee admit Peter Brown",
    ),
    # labels that the words around rule out
    (
        "Poland sent a delegation led by Energy Secretary Ann Lee.",
        "Poland send delegation lead by Ann Lee",
    ),
    ("The SEC charges Acme Bank with fraud.", "SEC charge Acme Bank"),
    (
        "Poland asked Google to dismiss Ann Lee, head of the security service, and Peter Brown.",
        "Google dismiss Peter Brown",
    ),
    (
        "Ann Lee refused to stop Google from buying Acme Group, dealing a blow to Poland.",
        "Ann Lee deal defeat Poland",
    ),
    ("Poland wants to throw Google out of its schools.", "Poland throw out Google"),
    (
        "The Supreme Court ruled that Poland was entitled to ban Google, "
        "dismissing a complaint by Ann Lee.",
        "Supreme Court dismiss Ann Lee",
    ),
    (
        "Google denies ties to the Russian government and points out that Ann Lee sued Poland.",
        "Ann Lee sue Poland",
    ),
    ("Poland funded Greenpeace.", "Poland fund Greenpeace"),
    # an adverb between two objects
    ("Ann Lee won the Larkspur Prize twice and the Harmond Medal.", "Ann Lee win Harmond Medal"),
    ("Ann Lee, the attorney, sued Tesla over cuts in June.", "Ann Lee sue Tesla"),
    # the second of two verbs is the subject's, not the infinitive's
    ("Ann Lee told Google to leave and fined Microsoft.", "Ann Lee fine Microsoft"),
    # a participle between a subject and its verb
    ("Google officials meeting in Paris agreed to ban Microsoft.", "Google ban Microsoft"),
    ("Ann Lee, arrested in Paris on Monday, has sued France.", "Ann Lee sue France"),
    # a speaker behind the verb
    ("Google, said Ann Lee, had sued Poland.", "Google sue Poland"),
    # "after" brings a clause
    (
        "Ann Lee was dismissed after the Bank of Italy had fined Google.",
        "Bank of Italy fine Google",
    ),
    # a description that tells of its name
    ("Ann Lee, the British lawyer who had sued Google, spoke.", "Ann Lee sue Google"),
    ("A second former engineer, Ann Lee, fled to Russia.", "Ann Lee flee Russia"),
    # a list of names, a possessor, "whom"
    ("Poland banned Acme Group, Beta Group and Gamma Group.", "Poland ban Acme Group"),
    ("Acme Group whom Poland accused of fraud fined Google.", "Poland accuse Acme Group"),
    ("Ann Lee met Peter Brown, Angela Merkel and Emmanuel Macron.", "Ann Lee meet Angela Merkel"),
    ("Ann Lee of Google and Peter Brown of Apple sued Poland.", "Peter Brown sue Poland"),
    # names on a path of nouns
    ("Russia expelled diplomats of Germany and Poland.", "Russia expel diplomat of Poland"),
    ("Acme Group grew out of Ann Lee's garden.", "Acme Group grow out of garden of Ann Lee"),
    ("Poland sent a delegation led by Ann Lee.", "Poland send delegation lead by Ann Lee"),
    (
        "Ann Lee is grateful for the bravery of Peter Brown.",
        "Ann Lee grateful for bravery of Peter Brown",
    ),
    (
        "Google dropped its request for the arrest of Peter Brown.",
        "Google drop request for arrest of Peter Brown",
    ),
    # gerunds and infinitives
    ("Ann Lee admitted stealing data from Google.", "Ann Lee steal data from Google"),
    ("The FBI suspects Ann Lee of stealing data from Google.", "Ann Lee steal data from Google"),
    ("Russia accuses Ann Lee of spying for Poland.", "Ann Lee spy Poland"),
    ("Poland fined Google for harming Microsoft.", "Google harm Microsoft"),
    ("Ann Lee was jailed for spying for Russia.", "Ann Lee spy Russia"),
    ("A court found Ann Lee guilty of attacking Peter Brown.", "Ann Lee attack Peter Brown"),
    ("Poland banned Google to punish Russia.", "Poland punish Russia"),
    ("Poland is considering whether to ban Google.", "Poland ban Google"),
    # participles before their subject
    ("Accused of fraud by Microsoft, Google sued Poland.", "Microsoft accuse Google"),
    # subjects far from their verbs
    ("It was Ann Lee who sued Google.", "Ann Lee sue Google"),
    ("Ann Lee, along with Peter Brown, sued Google.", "Peter Brown sue Google"),
    ("Ann Lee, 52, and her husband Peter Brown sued Google.", "Ann Lee sue Google"),
    ("Ann Lee, head of Acme, yesterday condemned Russia.", "Ann Lee condemn Russia"),
    ("Google, Ann Lee says, sued France.", "Google sue France"),
    (
        "Ann Lee fired Peter Brown, who had led Google, and hired Angela Merkel.",
        "Ann Lee hire Angela Merkel",
    ),
    # expressions
    ("Ann Lee has pleaded guilty in London.", "Ann Lee plead guilty London"),
    ("Russia handed over Ann Lee to Poland.", "Russia hand over Ann Lee"),
    # words with two readings
    ("The SEC charges Acme Bank with fraud.", "SEC charge Acme Bank"),
]


def told(text: str) -> set[str]:
    """Return what the clauses of a text tell of two names: "subject lemma other"."""
    article = Article(id="a", text=text, published=PartialDate(2021, 3, 4))
    annotation = next(annotate([article]))
    mentions = {m.id: m for m in annotation.mentions}
    names = {m.id: mentions[m.cluster].name for m in annotation.mentions}
    return {
        f"{names[one.mention]} {clause.lemma} {names[other.mention]}"
        for clause in annotation.clauses
        for one in clause.arguments
        for other in clause.arguments
        if one.mention and other.mention and one.role == "subject" and other is not one
    }


@pytest.mark.parametrize(("text", "clause"), READ)
def test_a_mended_clause_tells(text: str, clause: str) -> None:
    assert clause in told(text)
