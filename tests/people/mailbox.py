"""A mail server of the test's own, which keeps what it is sent."""

import re
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask


class _Conversation(socketserver.StreamRequestHandler):
    """The few words of SMTP that a sender needs."""

    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "DATA":
                self._say("354 go on")
                lines = []
                while (text := self.rfile.readline().decode().rstrip("\r\n")) != ".":
                    lines.append(text)
                self.server.meanwhile()  # type: ignore[attr-defined]
                self.server.mails.append("\n".join(lines))  # type: ignore[attr-defined]
            elif word == "QUIT":
                self._say("221 bye")
                return
            self._say("250 ok")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def mail_server(app: Flask, *, meanwhile: Callable[[], None] = lambda: None, **settings: str) -> Iterator[list[str]]:
    """The mails that the application sends within the block; `meanwhile` happens while the sender waits for an answer."""
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Conversation)
    server.mails, server.meanwhile = [], meanwhile  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    before = dict(app.config)
    app.config.update(SMTP_HOST="127.0.0.1", SMTP_PORT=server.server_address[1], BASE_URL="https://qms.example.org")
    app.config.update(settings)
    try:
        yield server.mails  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        app.config.update(before)


@contextmanager
def no_mail_server(app: Flask) -> Iterator[None]:
    """A mail server is configured, and nobody answers there."""
    before = dict(app.config)
    app.config.update(SMTP_HOST="127.0.0.1", SMTP_PORT=1, BASE_URL="https://qms.example.org")
    try:
        yield
    finally:
        app.config.update(before)


def link_in(mail: str) -> str:
    """The path of the one link in a mail."""
    (found,) = re.findall(r"https://qms\.example\.org(/\S+)", mail.replace("=\n", ""))
    return found
