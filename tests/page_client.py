"""A browser without JavaScript for tests: it follows forms as a person would, and lints every page it is given."""

import re
from typing import Any

from flask import g, has_app_context
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from qms.kernel.db import db
from qms.people.models import Person
from tests.page_lint import lint

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class PageClient(FlaskClient):
    """`get`, `post` (with the page's own CSRF token) and `sign_in`."""

    token = ""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send one request; the test's own session steps aside first, so that it holds no lock and sees what is stored."""
        db.session.rollback()
        if has_app_context():
            # Flask lends the test's own application context to the request; without this the last request's person, token
            # and refusals would be this one's too.
            g.__dict__.clear()
        response = super().open(*args, **kwargs)
        policy = response.headers.get("Content-Security-Policy", "")
        assert "unsafe" not in policy, f"{response.request.path} allows {policy}"
        if response.mimetype == "text/html" and response.status_code not in {301, 302, 303, 308}:
            lint(response.text, where=response.request.path)
            if found := TOKEN.search(response.text):
                self.token = found.group(1)
        return response

    def sign_in(self, person: Person) -> "PageClient":
        """Be this person from now on, as after a sign-in."""
        with self.session_transaction() as session:
            session["_user_id"] = person.get_id()
            session["_fresh"] = True
        return self

    def submit(self, url: str, data: dict[str, Any] | None = None, **kwargs: Any) -> TestResponse:
        """POST with a CSRF token, as a form on one of our pages would; fetches one first where none was seen."""
        if not self.token:
            self.get("/account")
        return self.post(url, data={"csrf_token": self.token, **(data or {})}, **kwargs)
