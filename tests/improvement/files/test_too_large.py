"""More is sent than the server takes: a page in words that fit, and a way back to where it was typed."""

import io

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.improvement.conftest import Place
from tests.improvement.making import project
from tests.page_client import PageClient

pytestmark = pytest.mark.one_database


def send_too_much(app: Flask, client: PageClient, url: str, came_from: str = "") -> TestResponse:
    """What the server does with a body that says it is larger than the limit."""
    beyond = {"CONTENT_LENGTH": str(app.config["MAX_CONTENT_LENGTH"] + 1)}
    headers = {"Referer": f"http://qms.test{came_from}"} if came_from else {}
    answer = client.post(url, data={"text": "Clocks are up."}, environ_overrides=beyond, headers=headers)
    assert answer.status_code == 413
    assert "That file is too large" in answer.text
    assert "Nothing was stored." in answer.text
    return answer


def test_a_photo_is_told_of_photos_and_led_back_to_its_project(app: Flask, client: PageClient, place: Place) -> None:
    url = f"/improvement/projects/{project(place.ward, place.nurse).id}"
    client.sign_in(place.nurse)
    for post in (f"{url}/files", f"{url}/entries"):
        page = send_too_much(app, client, post, f"{url}?tab=files").text
        assert "Photos and files have 15 MB each at most, and 20 MB together" in page
        assert f'href="{url}?tab=files"' in page
        assert "year" not in page


def test_a_table_is_told_of_tables(app: Flask, client: PageClient, place: Place) -> None:
    client.sign_in(place.nurse)
    page = send_too_much(app, client, "/control/uploads/new", "/control/uploads/new").text
    assert "split it by year" in page
    assert 'href="/control/uploads/new"' in page


def test_anything_else_is_told_no_more_than_that(app: Flask, client: PageClient, place: Place) -> None:
    client.sign_in(place.nurse)
    for came_from in ("", "/nowhere"):
        page = send_too_much(app, client, "/account", came_from).text
        assert "Send less of it, or in parts." in page
        assert "Go back and choose again</a>" not in page


def test_another_host_is_not_a_way_back(app: Flask, client: PageClient) -> None:
    beyond = {"CONTENT_LENGTH": str(app.config["MAX_CONTENT_LENGTH"] + 1)}
    headers = {"Referer": "http://elsewhere.test/control/uploads/new"}
    page = client.post("/control/uploads/new", environ_overrides=beyond, headers=headers).text
    assert "elsewhere" not in page


def test_what_was_sent_is_read_and_let_go(app: Flask, client: PageClient) -> None:
    body = io.BytesIO(b"x" * (app.config["MAX_CONTENT_LENGTH"] + 10))
    answer = client.post("/control/uploads/new", input_stream=body, content_length=len(body.getvalue()))
    assert answer.status_code == 413
    assert body.read() == b""
