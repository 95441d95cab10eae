"""Checks on every HTML page that the test client is given."""

import html5lib


def lint(html: str, *, where: str) -> None:
    """Fail with a sentence where the page is not valid HTML."""
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(html)
    errors = [str(error) for error in parser.errors]
    assert not errors, f"{where}: not valid HTML: {errors[:3]}"
