"""Accessibility of the page as the browser shows it, judged by axe-core."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = Path(__file__).resolve().parents[2] / "node_modules/axe-core/axe.min.js"
# Without what passed, which nobody reads, it takes half the time.
RUN = "() => axe.run(document, {reporter: 'no-passes', elementRef: false})"


@cache
def script() -> str:
    """What axe-core is; a context that is given it at its start need not be handed it for each page."""
    if not SCRIPT.is_file():
        raise FileNotFoundError(f"{SCRIPT} is not there. Run `npm ci` first.")
    return SCRIPT.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What axe-core says against the page, a sentence for each place."""
    # Evaluated by the debugger: the page's security policy would refuse a script element, and should.
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(f"() => {{ {script()} }}")
    found: list[dict[str, Any]] = page.evaluate(RUN)["violations"]
    return [
        f"{each['id']} ({each['impact']}): {each['help']}: {' '.join(node['target'])} {node['html'][:160]}"
        for each in found
        for node in each["nodes"]
    ]


def axe(page: Page) -> None:
    """Fail with every violation."""
    found = violations(page)
    assert not found, f"{page.url} is not accessible:\n" + "\n".join(found[:20])
