"""Watches a page while a test uses it: what the browser complains about fails the test at its end."""

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Error, Page, Request, Response

# Loading failures are judged by their responses below, where the status is known.
LOADING = "Failed to load resource"


class Guard:
    """Collects requests to other hosts, refusals by the security policy, script errors and failed answers."""

    def __init__(self, page: Page, host: str) -> None:
        self.host = urlsplit(host).netloc
        self.complaints: list[str] = []
        page.on("request", self._request)
        page.on("response", self._response)
        page.on("console", self._console)
        page.on("pageerror", self._script_error)

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != self.host:
            self.complaints.append(f"a request left for another host: {request.url}")

    def _response(self, response: Response) -> None:
        # A page may answer 404 or 422 on purpose; nothing that a page is made of may be missing.
        if response.status >= 500 or (response.status >= 400 and not response.request.is_navigation_request()):
            self.complaints.append(f"{response.request.method} {response.url} answered {response.status}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and LOADING not in message.text:
            self.complaints.append(f"the console says: {message.text}")

    def _script_error(self, error: Error) -> None:
        self.complaints.append(f"a script failed: {error.message}")

    def check(self) -> None:
        """Fail with everything that was seen."""
        assert not self.complaints, "\n".join(dict.fromkeys(self.complaints))
