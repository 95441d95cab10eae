"""The library's page: who sees what, nonsense in the address, long lists."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest

from qms.golden_thread.documents import Outcome
from qms.improvement.learning.library.asking import Asked
from qms.improvement.learning.library.presenters import sentence
from qms.improvement.projects.actions import edit_charter
from qms.kernel import clock
from tests.improvement.conftest import Place
from tests.improvement.learning.library.making import LIBRARY
from tests.improvement.making import cycle, project
from tests.page_client import PageClient


def test_the_lead_says_whose_word_it_is_and_adds_up_to_all() -> None:
    counted = {
        ("project", Outcome.WORKED): 5, ("project", Outcome.DID_NOT): 3, ("cycle", Outcome.ADOPTED): 8,
        ("cycle", Outcome.ADAPTED): 2, ("idea", Outcome.ABANDONED): 6, ("package-idea", Outcome.MIXED): 1,
        ("idea", Outcome.UNKNOWN): 7, ("plan", Outcome.UNKNOWN): 4, ("summary", Outcome.WORKED): 1,
    }  # fmt: skip
    said = sentence(counted, Asked())
    assert said == (
        "37 things to learn from: 5 worked and 3 did not, by their charts; teams adopted 8, adapted 2 and abandoned 6; "
        "1 was adopted here and abandoned there; of 7 it is not known yet; 5 are plans, causes or reports."
    )
    first, *counts = [int(each) for each in re.findall(r"\d+", said)]
    assert first == sum(counts)


def test_drafts_of_a_team_alone_stay_with_the_team(place: Place, client: PageClient) -> None:
    made = project(place.ward, place.nurse, title="Secret lamps")
    edit_charter(made, team_only=True, by=place.nurse)
    cycle(made, place.nurse, question="Does a secret lamp help?", starts_on=clock.today() + dt.timedelta(days=7))
    assert "Secret" in client.sign_in(place.nurse).get(f"{LIBRARY}?q=lamps").text
    page = client.sign_in(place.reader).get(f"{LIBRARY}?q=lamps").text
    assert "Nothing here tells of “lamps”." in page
    assert "ecret" not in page
    assert "Secret" not in client.get("/search?q=lamps").text
    assert "Secret" not in client.get(f"{LIBRARY}/tried?title=Brass+lamps").text
    assert "Secret" in client.sign_in(place.nurse).get(f"{LIBRARY}/tried?title=Brass+lamps").text


@pytest.mark.parametrize("query", ["kind=nothing&method=magic&outcome=maybe&year=12&unit=abc&page=-3", "year=999999999"])
def test_nonsense_in_the_address_is_passed_over(place: Place, reading: PageClient, query: str) -> None:
    project(place.ward, place.nurse)
    assert "1 thing to learn from" in reading.get(f"{LIBRARY}?{query}").text


@pytest.mark.one_database
def test_a_unit_that_is_not_there_is_not_found(reading: PageClient) -> None:
    assert reading.get(f"{LIBRARY}?unit=999").status_code == 404


def test_words_that_say_nothing_are_told_so(place: Place, reading: PageClient) -> None:
    project(place.ward, place.nurse)
    page = reading.get(f"{LIBRARY}?q=the+of").text
    assert "“the of” holds no word to look for." in page
    assert "Fewer falls at night" not in page


def test_what_was_found_is_marked_and_markup_in_texts_stays_text(place: Place, reading: PageClient) -> None:
    project(place.ward, place.nurse, title="<b>Falls</b> & beds", why="They fall <script>alert(1)</script> often.")
    page = reading.get(f"{LIBRARY}?q=falls").text
    assert '&lt;b&gt;<mark class="qms-found">Falls</mark>&lt;/b&gt; &amp; beds' in page
    assert '<mark class="qms-found">fall</mark> &lt;script&gt;' in page


def test_a_long_list_is_paged_and_costs_no_more_queries(
    place: Place, reading: PageClient, count_queries: Callable[[], Any]
) -> None:
    def asked() -> int:
        with count_queries() as queries:
            assert reading.get(f"{LIBRARY}?q=falls").status_code == 200
        return len(queries)

    project(place.ward, place.nurse, title="Falls 0")
    asked()
    few = asked()
    for number in range(1, 25):
        project(place.ward, place.nurse, title=f"Falls {number}")
    assert asked() == few
    page = reading.get(f"{LIBRARY}?q=falls&page=2").text
    assert "Showing 21 to 25 of 25" in page


def test_search_over_everything_finds_tests_too_and_leads_to_the_library(place: Place, reading: PageClient) -> None:
    made = project(place.ward, place.nurse, title="Calm")
    cycle(made, place.nurse, question="Does a lamp help?")
    page = reading.get("/search?q=lamp").text
    assert "Does a lamp help?" in page
    assert "Test of change, Ward 1" in page
    for number in range(11):
        cycle(made, place.nurse, question=f"Does lamp {number} help?")
    assert f"{LIBRARY}?q=lamp" in reading.get("/search?q=lamp").text
