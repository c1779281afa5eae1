"""Text that is not English is told from text that is."""

import pytest

from kgraph.articles.english import find_other_language

OTHERS = {
    "de": "Der russische Hersteller hat die Warnung des Bundesamts am Dienstag als politisch "
    "motiviert bezeichnet, wie das Unternehmen aus Moskau der Presse mitteilte.",
    "fr": "Le gouvernement a interdit mercredi la vente des logiciels de cette entreprise russe, "
    "invoquant un risque pour le pays, selon un communiqu\u00e9 du ministre du Commerce.",
    "nl": "De Nederlandse regering stopt met het gebruik van de software van het bedrijf, zo "
    "schrijft de minister van Justitie en Veiligheid maandag aan de Tweede Kamer.",
    "es": "El Gobierno prohibi\u00f3 el jueves la venta del programa de la empresa rusa por "
    "motivos de seguridad nacional, dijo el ministro de Comercio a los medios.",
}


@pytest.mark.parametrize(("code", "text"), OTHERS.items())
def test_another_language_is_named(code: str, text: str) -> None:
    assert find_other_language(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "Ministry drops software",
        "Guten Morgen",
        "",
        "WASHINGTON, D.C. - U.S. Senators Jim Talent (R-Mo.) and Bill Nelson (D-Fla.) and Sheldon "
        "Whitehouse (D-R.I.) called today for the appointment of a commission.",
        "Today, Sens. Jim DeMint (R-S.C.), Evan Bayh (D-Ind.), Tom Coburn (R-Okla.), John McCain "
        "(R-Ariz.), and Russ Feingold (D-Wis.) sent a letter to the Majority Leader.",
        "The minister, Wolfgang Sch\u00e4uble, wrote \u201eder Hersteller hat das Vertrauen "
        "verloren\u201c, and said that the office would publish the whole report on Monday.",
    ],
)
def test_english_and_short_text_pass(text: str) -> None:
    assert find_other_language(text) is None
