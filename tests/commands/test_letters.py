"""`qms letters` and `qms check`: what could not be mailed is said, and can be tried again."""

import datetime as dt

import pytest
from click.testing import CliRunner
from flask import Flask

from qms.commands import checking
from qms.commands.checking import check, shortcomings
from qms.commands.letters import letters
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.letters.actions import post
from qms.kernel.letters.jobs import send_letters
from tests.people.mailbox import mail_server, no_mail_server

NOW = dt.datetime(2026, 7, 22, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _failing(app: Flask) -> None:
    """One letter that failed and waits, and one that was given up."""
    with clock.standing_at(NOW):
        post(to="ana@example.org", subject="3 notices", body="Between us")
        post(to="a@", subject="2 tasks", body="Between us")
        db.session.commit()
        with no_mail_server(app):
            send_letters()
    db.session.remove()


def test_check_says_how_many_and_where_to_see_why(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shortcomings() == [
        "1 letter was not sent and will not be tried again. See why: `qms letters`.",
        "1 letter waits, 1 of them after a failure. See why: `qms letters`.",
    ]
    db.session.remove()
    monkeypatch.setattr(checking, "problems", list)  # this database was made without migrations
    result = CliRunner().invoke(check)
    assert result.exit_code == 0, "an instance that cannot mail still serves"
    assert "1 letter was not sent" in result.output
    assert "All is well" not in result.output


def test_letters_are_listed_with_their_reasons_but_not_their_text(app: Flask) -> None:
    with clock.standing_at(NOW):
        said = CliRunner().invoke(letters).output
    assert "1 letter waiting, 1 of them after a failure; 1 given up." in said
    assert "of 22 July 2026, 10:00, 1 try, next 22 July 2026, 10:05  ana@example.org  3 notices" in said
    assert "ConnectionRefusedError" in said
    assert "1 try, given up  a@  2 tasks" in said
    assert "Between us" not in said


def test_those_given_up_can_be_tried_again(app: Flask) -> None:
    with clock.standing_at(NOW + dt.timedelta(hours=1)), mail_server(app) as mails:
        assert CliRunner().invoke(letters, ["--again"]).output.startswith("1 letter will be tried again.")
        assert send_letters() == "1 letter sent, 1 failed.", "its address is as wrong as before"
    assert len(mails) == 1
