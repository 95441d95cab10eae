"""The page lint finds what it is there to find, and lets a good page pass."""

import pytest

from tests.page_lint import complaints, lint

GOOD = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Falls on Ward 7 – qms</title>
<link rel="stylesheet" href="/static/css/qms.css"></head><body><h1>Falls on <em>Ward 7</em></h1>{}</body></html>"""


def page(body: str) -> str:
    """A good page with this in its body."""
    return GOOD.format(body)


@pytest.mark.parametrize(
    "body",
    [
        "<p>None of the wards is late. Banana.</p>",
        '<label for="a">Name</label><input id="a" name="a"><label>Unit <select><option>1</option></select></label>',
        '<form method="post" action="/x"><input type="hidden" name="csrf_token" value="t"><button>Store</button></form>',
        '<form action="/search"><input aria-label="For"><button aria-label="Go"><svg aria-hidden="true"/></button></form>',
        '<a href="/x"><svg role="img"><title>Chart</title></svg></a>',
        '<a href="#more">More</a><h2 id="more">More</h2><h3>a</h3><h2>b</h2>',
        '<script type="application/json">{"a": "{{"}</script><textarea aria-label="Notes">None {{</textarea>',
        '<p>See <a href="https://example.org/paper">the paper</a>.</p>',
        "<div role='alert'><h2>There is a problem</h2></div>",
    ],
)
def test_a_good_page_passes(body: str) -> None:
    assert complaints(page(body)) == []


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<p>One<div></p>", "not valid HTML"),
        ("<p>Fish & chips &bogus;</p>", "not valid HTML"),
        ("<h1>Another</h1>", "2 h1 headings"),
        ("<h3>Deep</h3>", "jumps from h1 to h3"),
        ('<p id="a"></p><p id="a"></p>', "id 'a' occurs 2 times"),
        ('<p aria-describedby="gone">x</p>', "points at nothing"),
        ('<a href="#gone">Name</a>', "not on the page"),
        ('<input name="a">', "has no label"),
        ('<input name="a" placeholder="Name">', "has no label"),
        ('<label for="a"></label><input id="a" name="a">', "has no label"),
        ('<textarea name="a"></textarea>', "<textarea name='a'> has no label"),
        ('<select name="a"><option>1</option></select>', "<select name='a'> has no label"),
        ('<a href="/x"></a>', "<a> without words"),
        ('<button><span aria-hidden="true">×</span></button>', "<button> without words"),
        ("<a>Nowhere</a>", "leads nowhere"),
        ('<img src="/x.png">', "has no alt"),
        ('<svg><path d="M0,0"/></svg>', "neither named nor hidden"),
        ("<script>go()</script>", "an inline <script>"),
        ("<style>p{}</style>", "an inline <style>"),
        ('<svg aria-hidden="true"><style>p{}</style></svg>', "an inline <style>"),
        ('<p style="color: red">x</p>', "a style attribute"),
        ('<button onclick="go()">Go</button>', "an onclick handler"),
        ('<a href="javascript:go()">Go</a>', "a javascript: address"),
        ('<script src="https://cdn.example.org/x.js"></script>', "names another host"),
        ('<img alt="" src="//cdn.example.org/x.png">', "names another host"),
        ('<form action="http://example.org/"><button>Go</button></form>', "names another host"),
        ('<form method="post" action="/x"><button>Go</button></form>', "has no csrf_token"),
        (
            '<form method="POST"><input type="hidden" name="csrf_token" value=""><button>Go</button></form>',
            "has no csrf_token",
        ),
        ("<p>Owner: None</p>", "looks like a value of the program"),
        ("<p>Mean <b>5</b> nan</p>", "looks like a value of the program"),
        ("<p>{{ metric.name }}</p>", "looks like a value of the program"),
        ("<p>&lt;Person object at 0x7f00&gt;</p>", "looks like a value of the program"),
        ('<a href="/units/None/edit">Edit</a>', "looks like a value of the program"),
    ],
)
def test_each_fault_is_found(body: str, complaint: str) -> None:
    assert complaint in "; ".join(complaints(page(body)))


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("<!doctype html><html><head><title>A</title></head><body><h1>A</h1></body></html>", "has no lang"),
        ("<html lang=en><head><title>A</title></head><body><h1>A</h1></body></html>", "not valid HTML"),
        ("<!doctype html><html lang=en><head><title>B</title></head><body><h1>A</h1></body></html>", "does not start with"),
        ("<!doctype html><html lang=en><head></head><body><h1>A</h1></body></html>", "does not start with"),
        ("<!doctype html><html lang=en><head><title>A</title></head><body><p>A</p></body></html>", "0 h1 headings"),
        ("<!doctype html><html lang=en><head><title>A</title></head><body><h1> </h1></body></html>", "the h1 is empty"),
    ],
)
def test_faults_of_the_whole_page_are_found(html: str, complaint: str) -> None:
    assert complaint in "; ".join(complaints(html))


def test_a_failure_names_the_page_and_every_fault() -> None:
    with pytest.raises(AssertionError, match=r"^/wards/7: .*jumps from h1 to h4; .*<a> without words"):
        lint(page('<h4>Deep</h4><a href="/x"></a>'), where="/wards/7")
