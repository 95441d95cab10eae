"""The outbox: a letter leaves once if its fact was stored, outside any transaction, and is tried again until it is news no
more."""

import datetime as dt
import smtplib
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask

from qms.kernel import clock, mail, settings
from qms.kernel.db import db
from qms.kernel.letters import actions, queries
from qms.kernel.letters.actions import KEPT, MOST_TRIES, STALE, post
from qms.kernel.letters.jobs import BATCH, ENOUGH, send_letters
from qms.kernel.letters.models import LONGEST_SUBJECT, Letter, LetterState
from tests.people.mailbox import mail_server, no_mail_server
from tests.people.meanwhile import writes_at_once

NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    with clock.standing_at(moment):
        yield


def queue(*people: str, subject: str = "3 notices", body: str = "Dear Ana,\n\nhello.\n") -> None:
    for each in people or ("ana@example.org",):
        post(to=each, subject=subject, body=body)
    db.session.commit()


def run(moment: dt.datetime = NOW) -> str:
    with at(moment):
        said = send_letters()
    db.session.commit()
    return said


def only() -> Letter:
    db.session.expire_all()
    return db.session.query(Letter).one()


@pytest.fixture(autouse=True)
def _morning(app: Flask) -> Iterator[None]:
    with clock.standing_at(NOW):
        yield


def test_a_letter_leaves_once_and_its_text_is_forgotten(app: Flask) -> None:
    with mail_server(app, MAIL_FROM="QMS <qms@trust.example>") as mails:
        queue()
        assert run() == "1 letter sent, 0 failed."
        assert run() == "0 letters sent, 0 failed."
    (mailed,) = mails
    assert "To: ana@example.org" in mailed
    assert "Subject: 3 notices" in mailed
    assert "Message-ID: <letter-1-20261122090000@trust.example>" in mailed
    assert "hello." in mailed
    assert (only().state, only().body, only().subject, only().attempts) == (LetterState.SENT, "", "3 notices", 1)


def test_what_is_not_committed_is_never_mailed(app: Flask) -> None:
    with mail_server(app) as mails:
        post(to="ana@example.org", subject="Unsaid", body="")
        db.session.rollback()
        assert run() == "0 letters sent, 0 failed."
    assert mails == []


@contextmanager
def refusing(app: Flask, *addresses: str) -> Iterator[list[str]]:
    """A server that will have no letters to these; to whom letters came."""
    taken: list[str] = []

    class Refusing(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 ready\r\n")
            to = ""
            while line := self.rfile.readline().decode().strip():
                word = line[:4].upper()
                answer = "250 ok"
                if word == "RCPT":
                    to = line.split("<")[1].split(">")[0]
                    answer = "550 no such mailbox" if to in addresses else answer
                elif word == "DATA":
                    self.wfile.write(b"354 go on\r\n")
                    while self.rfile.readline().rstrip(b"\r\n") != b".":
                        pass
                    taken.append(to)
                self.wfile.write(f"{answer}\r\n".encode())  # to QUIT too, which should be answered otherwise

    with _served(app, Refusing):
        yield taken


@contextmanager
def _served(app: Flask, conversation: type[socketserver.BaseRequestHandler]) -> Iterator[None]:
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), conversation)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    before = dict(app.config)
    app.config.update(SMTP_HOST="127.0.0.1", SMTP_PORT=server.server_address[1])
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        app.config.update(before)


def test_a_letter_that_is_refused_keeps_nobody_from_theirs_and_is_tried_less_and_less_often(app: Flask) -> None:
    with refusing(app, "gone@example.org") as taken:
        queue("gone@example.org", "ana@example.org", "ben@example.org")
        assert run() == "2 letters sent, 1 failed."
        assert taken == ["ana@example.org", "ben@example.org"]
        tries, moment = 1, NOW
        waited = []
        while (letter := db.session.query(Letter).filter_by(to="gone@example.org").one()).next_try_at:
            waited.append(letter.next_try_at - moment)
            moment = letter.next_try_at
            assert run(moment - dt.timedelta(minutes=1)) == "0 letters sent, 0 failed.", "not before its time"
            assert run(moment) == "0 letters sent, 1 failed."
            tries += 1
            db.session.expire_all()
    assert tries == MOST_TRIES
    assert waited == sorted(waited)
    assert letter.state is LetterState.GIVEN_UP
    assert "550" in letter.last_error
    assert len(taken) == 2, "whoever had theirs had it once"


def test_what_was_given_up_can_be_tried_from_the_beginning(app: Flask) -> None:
    with refusing(app, "ana@example.org"):
        queue()
        moment = NOW
        for wait in (*actions.WAITS, dt.timedelta()):
            run(moment)
            moment += wait
    assert only().state is LetterState.GIVEN_UP
    with mail_server(app) as mails, at(moment):
        assert actions.try_again() == 1
        db.session.commit()
        assert run(moment) == "1 letter sent, 0 failed."
    assert "hello." in mails[0]


def test_when_the_server_is_away_the_run_ends_early_and_the_next_sends_everything(app: Flask) -> None:
    queue(*(f"{number}@example.org" for number in range(ENOUGH + 4)))
    with no_mail_server(app):
        assert run() == f"0 letters sent, {ENOUGH} failed."
    assert queries.standing() == (ENOUGH + 4, ENOUGH, 0)
    with mail_server(app) as mails:
        assert run(NOW + dt.timedelta(minutes=5)) == f"{ENOUGH + 4} letters sent, 0 failed."
    assert len(mails) == ENOUGH + 4


@pytest.mark.parametrize("to", ["a@", '"', "ana@example.org\nBcc: all@example.org"])
def test_an_address_that_no_mail_can_carry_is_given_up_at_once_and_stops_nothing(app: Flask, to: str) -> None:
    with mail_server(app) as mails:
        queue(to, "ben@example.org")
        assert run() == "1 letter sent, 1 failed."
    assert "To: ben@example.org" in mails[0]
    assert queries.standing() == (0, 0, 1)


def test_line_ends_in_a_subject_become_blanks_and_a_long_one_is_cut(app: Flask) -> None:
    with mail_server(app) as mails:
        queue(subject="The gain slipped: Falls\r\nBcc: all@example.org\u2028" + "x" * 300)
        assert run() == "1 letter sent, 0 failed."
    assert "Subject: The gain slipped: Falls Bcc: all@example.org" in mails[0].replace("\n", "")
    assert not any(line.startswith("Bcc") for line in mails[0].split("\n"))
    assert len(only().subject) == LONGEST_SUBJECT


def test_of_two_workers_one_takes_a_letter(app: Flask) -> None:
    queue()
    (letter,) = queries.due(NOW, most=5)
    assert actions.claim(letter, now=NOW)
    db.session.commit()
    assert not actions.claim(letter, now=NOW), "it was read before the other took it"
    assert queries.due(NOW, most=5) == []
    assert only().attempts == 1


def test_a_worker_that_died_is_followed_by_another_try(app: Flask) -> None:
    queue()
    (letter,) = queries.due(NOW, most=5)
    actions.claim(letter, now=NOW)
    db.session.commit()
    with mail_server(app) as mails:
        assert run(NOW + actions.WAITS[0]) == "1 letter sent, 0 failed."
    assert f"letter-{letter.id}-" in mails[0]


def test_while_the_server_is_slow_others_write(app: Flask) -> None:
    queue()
    with mail_server(app, meanwhile=writes_at_once(app)) as mails:
        assert run() == "1 letter sent, 0 failed."
    assert len(mails) == 1
    assert settings.read("colour") == "red"


def test_a_letter_that_is_a_week_old_is_news_no_more(app: Flask) -> None:
    queue()
    with mail_server(app) as mails:
        assert run(NOW + STALE + dt.timedelta(hours=1)) == "0 letters sent, 0 failed. 1 too old to send."
    assert mails == []
    assert only().state is LetterState.GIVEN_UP


def test_letters_are_forgotten_after_a_month(app: Flask) -> None:
    with mail_server(app):
        queue()
        run()
    run(NOW + KEPT - dt.timedelta(hours=1))
    assert db.session.query(Letter).count() == 1
    run(NOW + KEPT + dt.timedelta(hours=1))
    assert db.session.query(Letter).count() == 0


def test_a_run_is_bounded(app: Flask) -> None:
    queue(*(f"{number}@example.org" for number in range(BATCH + 1)))
    assert run() == f"{BATCH} letters sent, 0 failed."  # to the log, without a server
    assert run() == "1 letter sent, 0 failed."


@pytest.mark.one_database
def test_without_a_server_the_letter_is_in_the_log(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    queue()
    run()
    assert "hello." in caplog.text


@pytest.mark.one_database
def test_a_password_that_the_server_cannot_be_told_loses_no_letter(app: Flask) -> None:
    with mail_server(app, SMTP_USER="qms", SMTP_PASSWORD="ä"):
        fault = mail.fault_in_sending(to="ana@example.org", subject="x", body="")
    assert fault is not None
    assert not fault.is_the_letters


def test_a_server_that_hangs_up_is_the_servers_fault(app: Flask) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        before = dict(app.config)
        app.config.update(SMTP_HOST="127.0.0.1", SMTP_PORT=listening.getsockname()[1])

        def hang_up() -> None:
            listening.accept()[0].close()

        thread = threading.Thread(target=hang_up)
        thread.start()
        with pytest.raises(smtplib.SMTPServerDisconnected):
            mail.send(to="ana@example.org", subject="x", body="")
        thread.join()
        app.config.update(before)
