"""Mail: to a server, or to the log."""

import logging

import pytest
from flask import Flask

from qms.kernel import mail
from tests.people.mailbox import mail_server, no_mail_server

pytestmark = pytest.mark.one_database


def send() -> None:
    mail.send(to="ward@example.org", subject="Grüße", body="Dear ward,\n\nHow are you?\n")


def test_a_mail_reaches_the_server(app: Flask) -> None:
    with mail_server(app, MAIL_FROM="qms@example.org") as mails:
        send()
    (text,) = mails
    assert "From: qms@example.org" in text
    assert "To: ward@example.org" in text
    assert "How are you?" in text


def test_without_a_server_the_whole_mail_is_in_the_log(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        send()
    assert "No SMTP_HOST is set" in caplog.text
    assert "How are you?" in caplog.text


def test_a_server_that_does_not_answer_raises(app: Flask) -> None:
    with no_mail_server(app), pytest.raises(OSError, match="refused"):
        send()


def test_a_subject_cannot_smuggle_in_another_header(app: Flask) -> None:
    with mail_server(app) as mails:
        mail.send(to="a@example.org", subject="Hello\nBcc: everybody@example.org", body="")
    assert "Subject: Hello Bcc: everybody@example.org" in mails[0]


def test_an_address_cannot_either_and_that_raises_nothing_where_it_is_asked_whether_it_went(app: Flask) -> None:
    with mail_server(app) as mails:
        assert not mail.went(to="a@example.org\nBcc: everybody@example.org", subject="Hello", body="")
    assert mails == []
