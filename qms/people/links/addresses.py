"""The whole address of a page, for mail and for the command line."""

from typing import Any

from flask import current_app, has_request_context, request


def whole_address(endpoint: str, **values: Any) -> str:
    """The page's address with its host: the configured one, else the host that this request came to."""
    path = current_app.url_map.bind("localhost").build(endpoint, values)
    return _host() + path


def _host() -> str:
    if configured := current_app.config["BASE_URL"]:
        return configured
    if has_request_context():
        return request.root_url.rstrip("/")
    return f"http://127.0.0.1:{current_app.config['PORT']}"


def may_mail_to_strangers() -> bool:
    """Whether a link may be mailed at the request of somebody not signed in.

    Without a configured address the link's host would be whatever host name the stranger's request claimed, and a
    stranger could have a true link to a false host sent to anybody. Where mail only goes to the log, no harm is done."""
    return bool(current_app.config["BASE_URL"]) or not current_app.config["SMTP_HOST"]
