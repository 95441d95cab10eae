"""What stands around every page."""

import pytest
from flask import Flask, flash

import qms
from qms.golden_thread.templating import SECTIONS, SUPPORT
from qms.kernel import settings
from qms.kernel.db import db
from tests.builder import Builder
from tests.page_client import PageClient
from tests.page_lint import lint
from tests.templates.drawing import draw

pytestmark = pytest.mark.one_database

SAMPLE = """{% extends "layouts/page.html" %}{% block title %}Falls{% endblock %}
{% block content %}<h1>Falls</h1>{% endblock %}"""


def test_every_word_of_the_frame_leads_to_a_page(app: Flask) -> None:
    missing = [endpoint for _, endpoint, *_ in (*SECTIONS, *SUPPORT) if endpoint not in app.view_functions]
    assert not missing


def test_strangers_see_neither_navigation_nor_search(app: Flask) -> None:
    html = draw(app, SAMPLE)
    lint(html, where="frame")
    assert "Sign out" not in html
    assert 'aria-label="Main"' not in html
    assert 'name="q"' not in html


def test_people_signed_in_see_themselves_and_can_leave_by_post_alone(app: Flask, build: Builder) -> None:
    person = build.person(name="Grace <Adeyemi>")
    html = draw(app, SAMPLE, reader=person)
    lint(html, where="frame")
    assert "Grace &lt;Adeyemi&gt;" in html
    assert '<form class="nhsuk-header__account-form" action="/sign-out" method="post"' in html


def test_the_navigation_says_where_the_reader_is(app: Flask, build: Builder) -> None:
    person = build.person()
    for path, word in (("/control/", "Control"), ("/metrics", "Control"), ("/objectives", "Board"), ("/", "Home")):
        html = draw(app, SAMPLE, path=path, reader=person)
        assert html.count('aria-current="true"') == 1, path
        assert f'fallback">{word}</strong>' in html, path


def test_made_up_data_are_said_to_be_made_up(app: Flask) -> None:
    assert "Made-up data" not in draw(app, SAMPLE)
    settings.write(settings.DEMONSTRATION, "yes")
    db.session.commit()
    assert "Made-up data" in draw(app, SAMPLE)


def test_the_organisation_and_the_version_are_named(app: Flask) -> None:
    settings.write(settings.ORGANISATION_NAME, "Riverbank & Sons")
    db.session.commit()
    html = draw(app, SAMPLE)
    assert "Riverbank &amp; Sons" in html
    assert f"version {qms.__version__}" in html


def test_news_of_what_was_done_stands_on_the_next_page(app: Flask) -> None:
    source = "{% set _ = flash('Stored: 3 rows.', 'success') %}{% set _ = flash('One was late.') %}"
    html = draw(app, source + SAMPLE, flash=flash)
    lint(html, where="frame")
    assert html.index("Stored: 3 rows.") < html.index("One was late.") < html.index("<h1>")


def test_an_error_page_has_the_frame_and_the_way_home(client: PageClient) -> None:
    answer = client.get("/no-such-page")
    assert answer.status_code == 404
    assert "Page not found" in answer.text
    assert "Go to the home page" in answer.text
