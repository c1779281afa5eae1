"""Days of publication as files write them: read as written, or refused."""

import pytest

from kgraph.articles.dates import find_published


@pytest.mark.parametrize(
    "text",
    [
        "2019-03-05",
        "2019-03-05T23:30:00.000-08:00",
        "2019-03-05 00:30:00+0200",
        "2019/03/05",
        "2019/03/05 10:00:00",
        "20190305",
        "20190305T101112Z",
        "March 5, 2019",
        "Mar 5, 2019, 6:21 PM EST",
        "5 March 2019",
        "5th March 2019 at 18:21",
        "Tuesday, March 5, 2019",
        "Tue, 05 Mar 2019 23:30:00 -0500",
        "Tue, 5 Mar 2019 10:00:00 GMT",
    ],
)
def test_a_day_is_read_as_it_is_written(text: str) -> None:
    assert str(find_published(text)) == "2019-03-05"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "05/03/2019",
        "05.03.2019",
        "3/5/19",
        "1551744000",
        "20191305",
        "2 days ago",
        "5 March",
        "true",
    ],
)
def test_what_is_no_day_or_could_be_two_is_not_read(text: str) -> None:
    assert find_published(text) is None
