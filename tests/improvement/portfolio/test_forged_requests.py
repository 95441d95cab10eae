"""What another site could make a browser send."""

import pytest
from flask import Flask

from tests.improvement.conftest import Place
from tests.page_client import PageClient

MADE = {"collaborative_id", "team_id", "idea_id", "event_id", "shared_measure_id", "impact_id", "summary_id", "project_id"}


@pytest.mark.one_database
def test_nothing_is_written_without_the_token_of_a_page(app: Flask, client: PageClient, place: Place) -> None:
    client.sign_in(place.coach)
    urls = app.url_map.bind("qms.test")
    posts = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ()) and rule.arguments <= MADE]
    rooms = [rule for rule in posts if rule.endpoint.startswith("improvement.")]
    assert len(rooms) > 40
    for rule in rooms:
        answer = client.post(urls.build(rule.endpoint, dict.fromkeys(rule.arguments, 1)))
        assert answer.status_code == 400, rule
        assert "Your session has ended" in answer.text


@pytest.mark.one_database
@pytest.mark.parametrize("elsewhere", ["//evil.example/", "https://evil.example", "javascript:alert(1)", "\\\\evil.example"])
def test_a_filter_or_a_bulk_change_leads_nowhere_else(client: PageClient, place: Place, elsewhere: str) -> None:
    client.sign_in(place.coach)
    sent = {"name": "Mine", "view": "table", "query": elsewhere, "back": elsewhere}
    assert client.submit("/improvement/filters", sent).location == "/improvement/?all=yes"
    page = client.get("/improvement/projects/archive", query_string={"back": elsewhere}).text
    assert 'href="//evil' not in page
    assert "evil.example" not in page
