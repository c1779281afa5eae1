"""The gazetteer of countries."""

from kgraph.names.countries import capitals, countries, country_forms


def test_capitals_lead_to_their_countries() -> None:
    assert capitals()["Vilnius"].name == "Lithuania"
    assert capitals()["Kyiv"] == capitals()["Kiev"] == country_forms()["Ukraine"]


def test_no_capital_is_two_countries_or_the_name_of_one() -> None:
    cities = [city for country in countries() for city in country.capitals]
    assert len(cities) == len(set(cities))
    assert not set(cities) & set(country_forms())
