"""In which country a place lies."""

import re

import pytest

from kgraph.names.countries import countries
from kgraph.names.places import country_by_context, country_code, is_shared, place_codes


def test_every_country_has_a_code_but_that_of_a_shared_name() -> None:
    codes = {country.code for country in countries()}
    assert all(re.fullmatch("[A-Z]{2}", code) for code in (*codes, *place_codes().values()))
    named = [c for c in countries() if not is_shared(c.name)]
    assert all(country_code([c.name]) == c.code for c in named)
    assert len(named) == len(codes) - 1


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["United States", "US"], "US"),
        (["Russia"], "RU"),
        (["Kyiv", "Kiev"], "UA"),
        (["Texas"], "US"),
        (["Puerto Rico"], "PR"),
        (["Cologne"], "DE"),
        (["SACRAMENTO"], "US"),
        (["GEORGIA"], ""),
        (["Smallville"], ""),
        (["Springfield"], ""),
        (["Victoria"], ""),
        (["Crimea"], ""),
        (["Georgia"], ""),
        (["Paris", "London"], ""),
        ([], ""),
    ],
)
def test_a_code_is_given_where_all_names_agree_and_none_where_it_is_not_sure(
    names: list[str], code: str
) -> None:
    assert country_code(names) == code


ATLANTA, TBILISI, ROME = (
    ["Georgia", "Atlanta"],
    ["Georgia", "Tbilisi", "Russia"],
    ["Georgia", "Rome"],
)


@pytest.mark.parametrize(
    ("articles", "code"),
    [
        ([ATLANTA], "US"),
        ([["Georgia", "Texas", "Florida"], ROME], "US"),
        ([TBILISI, TBILISI, ROME], "GE"),
        ([TBILISI, ATLANTA], ""),
        ([TBILISI] * 20 + [ATLANTA], "GE"),
        ([[*TBILISI, *ATLANTA]], ""),
        ([ROME], ""),
        ([], ""),
    ],
)
def test_georgia_is_told_by_what_else_its_articles_name(
    articles: list[list[str]], code: str
) -> None:
    assert country_by_context("Georgia", articles) == code
