"""Checks on every HTML page that the test client is given: valid, accessible, and fit for the strict security policy.

`lint` parses once; each check walks what it needs and yields sentences. Add a check by writing such a function, listing it
in CHECKS, and showing in test_page_lint.py that it can fail.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as PARSE_ERRORS

LABELLED = {"input", "select", "textarea"}
NEEDS_NO_LABEL = {"hidden", "submit", "button", "reset", "image"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
RESOURCE = {
    "script": "src",
    "link": "href",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "object": "data",
    "form": "action",
}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")
OUTSIDE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
# What shows when a template prints what it should not. "None of the wards" is English; other uses of None are leaks.
LEAK = re.compile(
    r"\bNone\b(?! of\b)|\b[Nn]a[Nn]\b|\{\{|\}\}|\{%|<Markup|<function|\bobject at 0x|datetime\.date|Undefined\b"
)
TOKEN = re.compile(r'(name="csrf_token"[^>]*value=")[^"]+')
OPAQUE = {"script", "style", "textarea", "pre", "code", "template"}
SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Page:
    """A parsed page."""

    root: Element
    parse_errors: list[str]

    @cached_property
    def elements(self) -> list[Element]:
        """Every element in the order of the page, without comments."""
        return [each for each in self.root.iter() if isinstance(each.tag, str)]

    @cached_property
    def ids(self) -> Counter[str]:
        """How often each id occurs."""
        return Counter(each.attrib["id"] for each in self.elements if "id" in each.attrib)

    def named(self, *tags: str) -> list[Element]:
        """The elements of these tags."""
        return [each for each in self.elements if each.tag in tags]


Check = Callable[[Page], Iterator[str]]


def words(element: Element, *, spoken: bool = False) -> str:
    """The element's text with single spaces; `spoken` adds names of pictures and leaves out what is hidden from readers."""
    parts: list[str] = []

    def walk(each: Element) -> None:
        if not isinstance(each.tag, str) or each.tag in {"script", "style"}:
            return
        if spoken:
            if each.get("aria-hidden") == "true":
                return
            parts.append(each.get("aria-label") or each.get("alt") or "")
        if each.text:
            parts.append(each.text)
        for child in each:
            walk(child)
            if child.tail:
                parts.append(child.tail)

    walk(element)
    return " ".join("".join(parts).split()) if not spoken else " ".join(" ".join(parts).split())


def valid(page: Page) -> Iterator[str]:
    """The HTML is valid."""
    for error in page.parse_errors[:3]:
        yield f"not valid HTML: {error}"


def language(page: Page) -> Iterator[str]:
    """The page says which language it is in."""
    if not page.root.get("lang"):
        yield "<html> has no lang"


def one_heading_as_in_the_title(page: Page) -> Iterator[str]:
    """There is one h1, and the title starts with it."""
    found = page.named("h1")
    if len(found) != 1:
        yield f"{len(found)} h1 headings: {[words(each) for each in found]}"
        return
    heading = words(found[0])
    title = words(page.root.find("head/title")) if page.root.find("head/title") is not None else ""
    if not heading:
        yield "the h1 is empty"
    elif not title.startswith(heading):
        yield f"the title {title!r} does not start with the h1 {heading!r}"


def headings_in_steps(page: Page) -> Iterator[str]:
    """Headings go down one level at a time."""
    last = 1
    for each in page.named(*HEADINGS):
        level = HEADINGS[each.tag]
        if level > last + 1:
            yield f"heading {words(each)!r} jumps from h{last} to h{level}"
        last = level


def ids_once(page: Page) -> Iterator[str]:
    """No id occurs twice."""
    for name, times in page.ids.items():
        if times > 1:
            yield f"id {name!r} occurs {times} times"


def references_lead_somewhere(page: Page) -> Iterator[str]:
    """Labels, descriptions and links within the page point at something that is there."""
    for each in page.elements:
        for attribute in REFERENCES:
            for name in each.get(attribute, "").split():
                if name not in page.ids:
                    yield f"{attribute}={name!r} on <{each.tag}> points at nothing"
        target = each.get("href", "") if each.tag == "a" else ""
        if len(target) > 1 and target.startswith("#") and target[1:] not in page.ids:
            yield f"link {words(each)!r} leads to {target!r}, which is not on the page"


def fields_labelled(page: Page) -> Iterator[str]:
    """Every field has a label."""
    labelled = {each.get("for") for each in page.named("label") if words(each)}
    wrapped = {id(field) for label in page.named("label") for field in label.iter() if words(label)}
    for each in page.named(*LABELLED):
        if each.get("type", "") in NEEDS_NO_LABEL:
            continue
        named = each.get("id") in labelled or each.get("aria-label") or each.get("aria-labelledby") or id(each) in wrapped
        if not named:
            yield f"<{each.tag} name={each.get('name', '')!r}> has no label"


def links_and_buttons_say_something(page: Page) -> Iterator[str]:
    """Every link leads somewhere and every link and button has words."""
    for each in page.named("a", "button"):
        if not (words(each, spoken=True) or each.get("title")):
            yield f"a <{each.tag}> without words: {dict(each.attrib)}"
        if each.tag == "a" and not each.get("href"):
            yield f"link {words(each)!r} leads nowhere"


def pictures_described(page: Page) -> Iterator[str]:
    """Every img has an alt; every drawing is named or hidden from readers."""
    for each in page.named("img"):
        if "alt" not in each.attrib:
            yield f"<img src={each.get('src')!r}> has no alt"
    hidden = {id(part) for each in page.elements if each.get("aria-hidden") == "true" for part in each.iter()}
    for each in page.named(f"{SVG}svg"):
        named = each.get("aria-label") or each.get("aria-labelledby") or each.find(f"{SVG}title") is not None
        if id(each) not in hidden and not named:
            yield "an <svg> is neither named nor hidden from readers"


def nothing_inline(page: Page) -> Iterator[str]:
    """No script, style or handler stands in the page: the security policy would refuse it."""
    for each in page.elements:
        if each.tag == "script" and "src" not in each.attrib and each.get("type") != "application/json":
            yield "an inline <script>"
        if each.tag in {"style", f"{SVG}style"}:
            yield "an inline <style>"
        for attribute, value in each.attrib.items():
            if attribute == "style":
                yield f"a style attribute on <{each.tag}>: {value!r}"
            elif attribute.startswith("on"):
                yield f"an {attribute} handler on <{each.tag}>"
            elif attribute in {"href", "action", "src"} and value.strip().lower().startswith("javascript:"):
                yield f"a javascript: address on <{each.tag}>"


def nothing_from_outside(page: Page) -> Iterator[str]:
    """Styles, scripts, pictures and forms stay on this host."""
    for each in page.elements:
        attribute = RESOURCE.get(each.tag.removeprefix(SVG), "")
        if attribute and OUTSIDE.match(each.get(attribute, "")):
            yield f"<{each.tag} {attribute}={each.get(attribute)!r}> names another host"


def posts_carry_a_token(page: Page) -> Iterator[str]:
    """Every form that changes something carries the CSRF token."""
    for each in page.named("form"):
        if each.get("method", "get").lower() == "post" and not any(
            field.get("name") == "csrf_token" and field.get("value") for field in each.iter("input")
        ):
            yield f"the form to {each.get('action') or 'this page'!r} has no csrf_token"


def nothing_leaks(page: Page) -> Iterator[str]:
    """No value of the program shows through where words belong."""
    opaque = {id(part) for each in page.named(*OPAQUE) for part in each.iter()}
    for each in page.elements:
        if each.text and id(each) not in opaque and LEAK.search(each.text):
            yield f"{each.text.strip()!r} in <{each.tag}> looks like a value of the program"
        if each.tail and LEAK.search(each.tail):
            yield f"{each.tail.strip()!r} after <{each.tag}> looks like a value of the program"
        for attribute in ("href", "action", "aria-label", "alt", "title"):
            if LEAK.search(each.get(attribute, "")):
                yield f"{attribute}={each.get(attribute)!r} on <{each.tag}> looks like a value of the program"


CHECKS: tuple[Check, ...] = (
    valid,
    language,
    one_heading_as_in_the_title,
    headings_in_steps,
    ids_once,
    references_lead_somewhere,
    fields_labelled,
    links_and_buttons_say_something,
    pictures_described,
    nothing_inline,
    nothing_from_outside,
    posts_carry_a_token,
    nothing_leaks,
)


def complaints(html: str) -> list[str]:
    """Everything that is wrong with the page, as sentences."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(html)
    errors = [f"line {place[0]}: {PARSE_ERRORS[code] % details}" for place, code, details in parser.errors]
    page = Page(root, errors)
    return [sentence for check in CHECKS for sentence in check(page)]


@lru_cache(maxsize=500)
def _judged(html: str) -> tuple[str, ...]:
    return tuple(complaints(html))


def lint(html: str, *, where: str) -> None:
    """Fail with every sentence that is to be said against the page at address `where`.

    Two databases give the same pages but for the token in their forms: what was judged on one is known on the other."""
    found = _judged(TOKEN.sub(r"\1token", html))
    assert not found, f"{where}: " + "; ".join(found[:8])
