"""What is read of whole sentences: asides, nouns of events, plans, partners, and mended trees."""

import pytest

from kgraph.language import annotate
from kgraph.model import Article, PartialDate
from kgraph.ontology import interpret, load_ontology

pytestmark = pytest.mark.model

READ = [
    # asides are parsed apart
    (
        "Ann Lee, the head of the Red Cross, who had met Peter Brown, sued Greece.",
        "Ann Lee sues Greece",
    ),
    ("The Bank of Italy (BOI), founded in 1893, fined Google.", "Bank of Italy fines Google"),
    ("In June 2020 Poland banned Google.", "Google banned_by Poland"),
    ("Peter Brown, 52, has led Microsoft since 2016.", "Peter Brown leads Microsoft"),
    # nouns of events
    ("Google's purchase of YouTube was expensive.", "Google acquires YouTube"),
    ("The arrest of Peter Brown by Russia surprised Germany.", "Russia arrests Peter Brown"),
    # plans, offers, demands
    ("Microsoft announced a plan to buy Google.", "Microsoft acquires Google"),
    ("Lebanon asked Interpol to arrest Peter Brown.", "Interpol arrests Peter Brown"),
    (
        "Volkswagen was ordered to pay the United States $2 billion.",
        "Volkswagen funds United States",
    ),
    # "the deal" is the buyer's
    ("Microsoft bought Google. Germany blocked the deal.", "Germany blocks Microsoft"),
    # fixed expressions, in the passive too
    ("A fine was imposed on Google by Germany.", "Germany fines Google"),
    ("Charges were brought against Peter Brown by Germany.", "Germany charges Peter Brown"),
    ("Data was stolen from Microsoft by Russia.", "Russia hacks Microsoft"),
    ("Germany criticised the sanctions imposed on Iran by Poland.", "Iran sanctioned_by Poland"),
    # who stands behind a title, and a name before the word for what it is
    (
        "Greenpeace sent a delegation led by Energy Minister Peter Brown.",
        "Greenpeace related_to Peter Brown",
    ),
    ("Germany fined the local Siemens company.", "Germany fines Siemens"),
    ("Greenpeace dropped Microsoft as a sponsor.", "Microsoft funds Greenpeace"),
    # partners
    ("Angela Merkel and Emmanuel Macron met in Paris.", "Angela Merkel meets Emmanuel Macron"),
    ("The deal between Microsoft and Google was blocked.", "Microsoft cooperates_with Google"),
    ("Ann Lee was held and charged with fraud by Germany.", "Germany charges Ann Lee"),
    ("Talks between Germany and Poland failed.", "Germany meets Poland"),
    ("A ceasefire between Germany and Poland failed.", "Germany makes_peace_with Poland"),
    ("Germany and Poland signed a truce.", "Germany makes_peace_with Poland"),
    ("The settlement between Microsoft and Google was blocked.", "Microsoft settles_with Google"),
    ("Microsoft and Google reached a settlement.", "Microsoft settles_with Google"),
    ("Microsoft settled a dispute with Google.", "Microsoft settles_with Google"),
    ("Microsoft and Google signed a contract.", "Microsoft signs_deal_with Google"),
    ("The kidnapping of Ann Lee by Hamas shocked Poland.", "Hamas kidnaps Ann Lee"),
    ("Germany's apology to Poland was late.", "Germany apologizes_to Poland"),
    ("Peter Brown's pardon by Ann Lee was late.", "Ann Lee pardons Peter Brown"),
    ("The nomination of Ann Lee by Angela Merkel failed.", "Angela Merkel nominates Ann Lee"),
    ("Microsoft paid a kickback to Ann Lee.", "Microsoft bribes Ann Lee"),
    ("Ann Lee accepted bribes from Microsoft.", "Microsoft bribes Ann Lee"),
    ("Russia sent tanks into Poland.", "Russia invades Poland"),
    ("A medal was conferred on Ann Lee by Poland.", "Poland honours Ann Lee"),
    ("Microsoft lodged an appeal against Sweden's ruling.", "Microsoft appeals_against Sweden"),
    ("Poland set Peter Brown free.", "Poland releases Peter Brown"),
    # several of a body's people act for it
    ("EU leaders banned Belavia.", "Belavia banned_by EU"),
    # money
    ("Microsoft offered $3 billion for Nokia.", "Microsoft acquires Nokia"),
    ("Microsoft raised millions for Greenpeace.", "Microsoft funds Greenpeace"),
    # words on the way decide
    ("The Supreme Court upheld Google's claim.", "Supreme Court rules_for Google"),
    ("The Supreme Court rejected Google's appeal.", "Supreme Court rules_against Google"),
    ("Germany prohibited Google's takeover.", "Germany blocks Google"),
    ("The British subsidiary of Google fined Microsoft.", "Google fines Microsoft"),
    ("Germany put the bank Sberbank on a sanctions list.", "Sberbank sanctioned_by Germany"),
    # what a noun after "be" tells is told of the subject, its second post too
    ("Nordbank is a bank founded by Peter Brown.", "Peter Brown founded Nordbank"),
    ("Ann Lee is a doctor who belongs to the Labour Party.", "Ann Lee member_of Labour Party"),
    ("Peter Brown is the president and CEO of Sony.", "Peter Brown leads Sony"),
    ("Peter Brown is the founder & CEO of Sony.", "Peter Brown leads Sony"),
    ("Ann Lee was a poet, a daughter of Peter Brown.", "Peter Brown parent_of Ann Lee"),
    ("Ann Lee is an American mineralogist.", "Ann Lee citizen_of United States"),
    # posts that verbs give and take
    (
        "Emmanuel Macron named Elisabeth Borne prime minister.",
        "Emmanuel Macron appoints Elisabeth Borne",
    ),
    ("Peter Brown became chairman of Microsoft in 2010.", "Peter Brown leads Microsoft"),
    ("Peter Brown resigned as head of Greenpeace.", "Peter Brown leaves Greenpeace"),
    ("Microsoft's chairman is Peter Brown.", "Peter Brown leads Microsoft"),
    ("Greenpeace praised Ann Lee, the first woman to lead Microsoft.", "Ann Lee leads Microsoft"),
    ("Germany trusts Google, where Ann Lee works.", "Ann Lee works_for Google"),
    ("Ann Lee, the Dutchwoman who runs Microsoft, left.", "Ann Lee leads Microsoft"),
    (
        "Ann Lee, a Democrat on the European Council, spoke.",
        "Ann Lee member_of European Council",
    ),
    ("Ann Lee, a German, spoke.", "Ann Lee citizen_of Germany"),
    ("Ann Lee, a dual citizen of Germany and Greece, spoke.", "Ann Lee citizen_of Germany"),
    ("Ann Lee, who had led Google, resigned.", "Ann Lee leaves Google"),
    ("Ann Lee, formerly of Google, spoke.", "Ann Lee works_for Google"),
    ("Ann Lee became the first chancellor of Austria.", "Ann Lee leads Austria"),
    ("Ann Lee chairs the European Council.", "Ann Lee leads European Council"),
    ("Ann Lee, Google's then chairman, spoke.", "Ann Lee leads Google"),
    ("Northwind Energy owns a fifth of the shares of Sony.", "Northwind Energy owns Sony"),
    # trees and tags mended
    ("Poland opposed Germany's plan.", "Poland opposes Germany"),
    ("Russia has stolen data from Microsoft.", "Russia hacks Microsoft"),
    ("Lithuania is to ban Google.", "Google banned_by Lithuania"),
    ("Sweden applied to join NATO after Russia invaded Ukraine.", "Russia invades Ukraine"),
    ("Jeremy Corbyn invited Mr Johnson to resign.", "Jeremy Corbyn urges Johnson"),
    ("Ann Lee was elected mayor of Berlin and appointed head of Sony.", "Ann Lee leads Sony"),
    # what no frame ties to the subject is told in the clause's own words
    ("Microsoft sued Google in Paris.", "Microsoft related_to Paris"),
    ("Ann Lee told Reuters that Google had won.", "Ann Lee related_to Reuters"),
    ("Ann Lee posted a message on Twitter.", "Ann Lee related_to Twitter"),
    ('"It is late," writes Ann Lee on Twitter.', "Ann Lee related_to Twitter"),
    ("Nokia sailed in May and to Ghent.", "Nokia related_to Ghent"),
    # names beside names
    ("Peter Brown works in Dayton, Ohio.", "Dayton located_in Ohio"),
    ("Peter Brown lives in Turku, Finland, with Ann Lee.", "Turku located_in Finland"),
    ("Ann Lee of Oregon voted.", "Ann Lee related_to Oregon"),
    ("President Ann Lee of Norway voted.", "Ann Lee leads Norway"),
    ("Tampere Cathedral in Finland burned.", "Tampere Cathedral related_to Finland"),
    ("He crossed the Severn Bridge, a way into Wales.", "Severn Bridge related_to Wales"),
    ("Ann Lee saw the Italian island of Sardinia.", "Sardinia located_in Italy"),
    ("Ann Lee is the mayor of the port city of Aarhus.", "Ann Lee leads Aarhus"),
    ("Greenpeace sold its ship, MV Plover.", "MV Plover related_to Greenpeace"),
    (
        "Peter Brown, also a Harvard University graduate student, left.",
        "Peter Brown educated_at Harvard University",
    ),
    ("Germany fined the Taliban movement.", "Germany fines Taliban"),
    # a noun between two names
    ("Ann Lee's love for France grew.", "Ann Lee related_to France"),
    ("The portrayal of Peter Brown by Ann Lee ended.", "Ann Lee related_to Peter Brown"),
    # each of several that one word or noun stands for
    (
        "The Supreme Court quashed the conviction of Ann Lee and Peter Brown.",
        "Supreme Court rules_for Peter Brown",
    ),
    # "we" is the body that speaks
    ('"We sued Google," said Microsoft chairman Peter Brown.', "Microsoft sues Google"),
]
UNREAD = [
    # who lets out a text, or stops a thing, does it to no person
    ("Russia released the emails of Peter Brown.", "Russia releases Peter Brown"),
    ("Google killed Microsoft's software.", "Google kills Microsoft"),
    ("Sony released Peter Brown.", "Sony releases Peter Brown"),
    # nobody owns, or is, the body that he runs
    (
        "Ann Lee's National Security Council praised Google.",
        "Ann Lee owns National Security Council",
    ),
    ("Mr Lee met Greece. Mr Lee's department fined Google.", "Lee fines Google"),
    ("Germany fined the Italian company.", "Germany fines Italy"),
    (
        "Merkel met Ann Lee, Google chief Peter Brown and Eve Hill.",
        "Ann Lee leads Google",
    ),
    ("Google, whose head of YouTube, Ann Lee, left, grew.", "Ann Lee leads Google"),
    ("The United States ordered two Russians out.", "United States orders Russia"),
    ("Rishi Sunak's Conservatives won.", "Rishi Sunak owns Conservatives"),
    ("Microsoft praised its Google lawyers.", "Microsoft owns Google"),
    ("Germany referred the case of Peter Brown to Ann Lee.", "Germany mentions Ann Lee"),
    ("Ann Lee is not the lawyer who sued Google.", "Ann Lee sues Google"),
    ("Google appealed the fine to the European Commission.", "Google urges European Commission"),
    # who is greeted is given nothing, and who agrees with somebody makes no deal
    ("Ann Lee sent her condolences to Peter Brown.", "Ann Lee supplies Peter Brown"),
    ("Ann Lee agreed with Peter Brown.", "Ann Lee cooperates_with Peter Brown"),
    ("The leader of Hamas criticised Poland.", "Hamas criticizes Poland"),
    ("Ann Lee trails Peter Brown by two points.", "Ann Lee spies_on Peter Brown"),
    ("Ann Lee, a citizen of Germany, left.", "Ann Lee leaves Germany"),
    ("Germany granted Ann Lee a pardon.", "Germany funds Ann Lee"),
    ("Ann Lee won most votes, followed by Peter Brown.", "Peter Brown succeeds Ann Lee"),
    ("Ann Lee referred the case to Google.", "Ann Lee mentions Google"),
    ("General Peter Brown and his Quds Force left Iran.", "Peter Brown owns Quds Force"),
    (
        "The Supreme Court sat. Germany named Federal Judge Ann Lee.",
        "Ann Lee works_for Supreme Court",
    ),
    ("Germany sold non-Google phones.", "Germany mentions Google"),
    ("Peter Brown commented on Ann Lee's death to Reuters.", "Ann Lee related_to Reuters"),
    # lists of places, and words that only go on
    ("Peter Brown saw Turin, Finland and Norway.", "Turin located_in Finland"),
    ("Peter Brown saw Turin, Finland, and Norway.", "Turin located_in Finland"),
    ("Peter Brown saw Oregon, Ohio, on a map.", "Oregon located_in Ohio"),
    ("Ann Lee of Oregon's largest bank voted.", "Ann Lee related_to Oregon"),
    ("Ann Lee wanted Google to leave.", "Ann Lee related_to Google"),
    ("Microsoft acquired Google following Nokia.", "Microsoft related_to Nokia"),
    ("Ann Lee is the governor of the Italian island of Sardinia.", "Ann Lee leads Italy"),
    ('"We are sad," said Ann Lee of Google.', "Microsoft related_to Google"),
]


def told(text: str) -> dict[str, str]:
    """Return the polarity of all typed readings of a text, by "subject predicate object"."""
    article = Article(id="a", text=text, published=PartialDate(2021, 3, 4))
    annotation = next(annotate([article]))
    mentions = {m.id: m for m in annotation.mentions}
    types = {m.id: m.type for m in annotation.mentions}
    found: dict[str, str] = {}
    for clause in annotation.clauses:
        for reading in interpret(clause, types, load_ontology()):
            ends = [clause.arguments[i].mention for i in (reading.subject, reading.object)]
            names = [mentions[mentions[end].cluster].name for end in ends if end]
            found[f" {reading.predicate} ".join(names)] = reading.polarity
    return found


@pytest.mark.parametrize(("text", "claim"), READ)
def test_a_sentence_says(text: str, claim: str) -> None:
    assert told(text)[claim] == "affirmed"


@pytest.mark.parametrize(("text", "claim"), UNREAD)
def test_a_sentence_does_not_say(text: str, claim: str) -> None:
    assert claim not in told(text)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Neither Amazon nor Apple supported Google.", "Apple supports Google"),
        ("Russia has denied attacking Poland.", "Russia attacks Poland"),
    ],
)
def test_denial_reaches_every_end_and_what_a_verb_denies(text: str, claim: str) -> None:
    assert told(text)[claim] == "denied"


def test_a_month_in_a_name_is_no_time() -> None:
    article = Article(id="a", text="Theresa May met Angela Merkel.", published=PartialDate(2018, 3))
    assert {clause.time for clause in next(annotate([article])).clauses} == {None}


@pytest.mark.parametrize(
    ("text", "polarity", "modality"),
    [
        ("Germany has to ban Google.", "affirmed", "required"),
        ("Germany had to ban Google.", "affirmed", "actual"),
        ("Germany wants to leave and ban Google.", "affirmed", "planned"),
        ("Germany will act, banning Google.", "affirmed", "planned"),
        ("Did Germany ban Google?", "affirmed", "possible"),
        ("Germany refused to leave or ban Google.", "denied", "planned"),
        ("Poland regrets the refusal to ban Google.", "denied", "planned"),
    ],
)
def test_what_governs_a_verb_tells_how_real_it_is(text: str, polarity: str, modality: str) -> None:
    annotation = next(annotate([Article(id="a", text=text)]))
    found = {(c.polarity, c.modality) for c in annotation.clauses if c.lemma == "ban"}
    assert found == {(polarity, modality)}
