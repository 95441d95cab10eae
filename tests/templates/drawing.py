"""Draws a piece of a template as a page would, for a signed-in or an unknown reader."""

from typing import Any

from flask import Flask, render_template_string
from flask_login import login_user

from qms.people.models import Person
from tests.page_lint import complaints

PAGE = '<!doctype html><html lang="en-GB"><head><title>A</title></head><body><h1>A</h1>{}</body></html>'


def draw(app: Flask, source: str, *, path: str = "/", reader: Person | None = None, **context: Any) -> str:
    """The HTML of the template source, as part of a page at `path`."""
    with app.test_request_context(path):
        if reader:
            login_user(reader)
        return render_template_string(source, **context)


def component(app: Flask, name: str, call: str, *, path: str = "/", **context: Any) -> str:
    """The HTML of one use of a component, after checking that it can stand on a page."""
    html = draw(app, f'{{% from "components/{name}.html" import {name} %}}{call}', path=path, **context)
    assert complaints(PAGE.format(html)) == []
    return html
