"""The small parts of pages say what they are there to say."""

from types import SimpleNamespace

import pytest
from flask import Flask

from qms.kernel.paging import Page
from tests.templates.drawing import component

pytestmark = pytest.mark.one_database

NOBODY = {"serves": [], "also": [], "serves_missing": None, "served_by": [], "missing": []}


@pytest.fixture(autouse=True)
def _a_page_to_link_to(app: Flask) -> None:
    """Components that keep the address's query need a page to be on; any will do."""
    assert "sign_in" in app.view_functions


def test_a_long_list_says_where_its_reader_is(app: Flask) -> None:
    page = Page([], number=5, size=50, total=1000)
    html = component(app, "pagination", "{{ pagination(page) }}", path="/sign-in?sort=name&page=5", page=page)
    assert "Showing 201 to 250 of 1,000" in html
    assert (
        '<a class="nhsuk-pagination__link" href="/sign-in?sort=name&amp;page=5" aria-label="Page 5" aria-current="page">5</a>'
        in html
    )
    assert [number for number in range(1, 21) if f'aria-label="Page {number}"' in html] == [1, 4, 5, 6, 20]
    assert html.count("⋯") == 2
    assert 'rel="prev"' in html
    assert 'rel="next"' in html


@pytest.mark.parametrize(("number", "there", "gone"), [(1, "next", "prev"), (3, "prev", "next")])
def test_the_ends_of_a_list_lead_only_inwards(app: Flask, number: int, there: str, gone: str) -> None:
    page = Page([], number=number, size=10, total=30)
    html = component(app, "pagination", "{{ pagination(page) }}", path="/sign-in", page=page)
    assert f'rel="{there}"' in html
    assert f'rel="{gone}"' not in html
    assert "⋯" not in html


def test_a_short_list_has_no_pages_and_an_empty_one_says_nothing(app: Flask) -> None:
    short = component(app, "pagination", "{{ pagination(page) }}", path="/sign-in", page=Page([], 1, 50, 3))
    assert "Showing 1 to 3 of 3" in short
    assert "<nav" not in short
    assert component(app, "pagination", "{{ pagination(page) }}", path="/sign-in", page=Page([], 1, 50, 0)).strip() == ""


def test_sorting_turns_round_and_starts_on_the_first_page(app: Flask) -> None:
    call = '{{ sort_link("Name", "name") }}'
    assert 'href="/sign-in?sort=name"' in component(app, "sort_link", call, path="/sign-in?page=3")
    up = component(app, "sort_link", call, path="/sign-in?sort=name&page=3")
    assert 'href="/sign-in?sort=-name"' in up
    assert "sorted upwards" in up
    down = component(app, "sort_link", call, path="/sign-in?sort=-name")
    assert 'href="/sign-in?sort=name"' in down
    assert "sorted downwards" in down


def test_the_thread_reads_from_the_nearest_objective_to_the_board(app: Flask) -> None:
    thread = {"serves": [("Fewer falls", "/o/2"), ("Safe care", "/o/1")], "also": [("Home sooner", "/o/3")]}
    strip = SimpleNamespace(**NOBODY | thread | {"served_by": [("3 metrics", "/m")]})
    html = component(app, "thread_strip", "{{ thread_strip(strip) }}", strip=strip)
    assert html.index("Fewer falls") < html.index("which serves") < html.index("Safe care")
    assert html.index("Safe care") < html.index("Home sooner") < html.index("Served by")


def test_a_break_in_the_thread_offers_its_remedy(app: Flask) -> None:
    gaps = {
        "serves_missing": ("Serves no objective.", "Link one", "/a"),
        "missing": [("No project answers this.", "Start one", "/b")],
    }
    html = component(app, "thread_strip", "{{ thread_strip(strip) }}", strip=SimpleNamespace(**NOBODY | gaps))
    for words in (
        "Serves no objective.",
        '<a href="/a">Link one</a>',
        "No project answers this.",
        '<a href="/b">Start one</a>',
    ):
        assert words in html


@pytest.mark.parametrize(
    ("variation", "assurance", "words"),
    [
        ("concern-high", "fail", ("Concern (rising)", "Fails target")),
        ("improvement-low", "pass", ("Improving (falling)", "Passes target")),
        (None, None, ("No verdict yet", "Not assessed")),
    ],
)
def test_a_verdict_is_a_shape_and_its_words(
    app: Flask, variation: str | None, assurance: str | None, words: tuple[str, str]
) -> None:
    html = component(app, "verdict", "{{ verdict(v, a) }}", v=variation, a=assurance)
    # once in the drawing's own name, which readers skip, and once beside it
    assert html.count("<svg") == 2
    for word in words:
        assert f"</span> {word}" in html


def test_a_verdict_without_a_target_is_silent_about_it(app: Flask) -> None:
    html = component(app, "verdict", '{{ verdict("common-cause", assured=False) }}')
    assert "Not assessed" not in html


def test_breadcrumbs_lead_up_and_back(app: Flask) -> None:
    html = component(app, "crumbs", '{{ crumbs([("Home", "/"), ("Ward <7>", "/w")]) }}')
    assert html.count("Ward &lt;7&gt;") == 2  # in the trail, and as the way back on a telephone
    assert component(app, "crumbs", "{{ crumbs([]) }}").strip() == ""


def test_a_confirm_button_posts_with_a_token_and_says_which_thing_it_is_about(app: Flask) -> None:
    call = '{{ confirm_button("Retire", "/x", confirm="Retire it?", about="falls", warning=True, fields={"version": 3}) }}'
    html = component(app, "confirm_button", call)
    for words in ('method="post" action="/x"', 'data-confirm="Retire it?"', 'name="version" value="3"', "falls</span>"):
        assert words in html


def test_a_conflict_shows_both_versions(app: Flask) -> None:
    html = component(app, "conflict", '{{ conflict([("Name", "Mine", "Theirs")]) }}')
    assert "<td>Mine</td><td>Theirs</td>" in html


def test_facts_that_are_missing_show_as_a_dash(app: Flask) -> None:
    html = component(app, "summary_list", '{{ summary_list([("Owner", none), ("Count", 0)]) }}')
    assert "–</dd>" in html
    assert ">0</dd>" in html


@pytest.mark.parametrize(
    ("name", "call", "words"),
    [
        ("button", '{{ button("Store", name="do", value="store") }}', 'name="do" value="store">Store</button>'),
        ("button", '{{ button("Retire", warning=True) }}', "nhsuk-button--warning"),
        ("link_button", '{{ link_button("Start", "/new") }}', 'href="/new"'),
        ("tag", '{{ tag("Agreed", "blue") }}', "nhsuk-tag--blue"),
        ("card", '{% call card("Falls", "/c") %}<p>Words</p>{% endcall %}', '<a href="/c">Falls</a>'),
        ("disclosure", '{% call disclosure("What is this?") %}<p>Words</p>{% endcall %}', "What is this?"),
        (
            "empty",
            '{{ empty("No projects yet", "Start with a sentence.", "/new", "Start one") }}',
            '<a href="/new">Start one</a>',
        ),
        ("notice", '{{ notice("Not agreed yet.", "warning") }}', "Take note: "),
        ("scroll", '{% call scroll("All charts") %}<p>x</p>{% endcall %}', 'aria-label="All charts" tabindex="0"'),
        ("banner", '{{ banner("Stored: 3 rows.", "success") }}', 'role="alert"'),
        ("sort_header", '<table><thead><tr>{{ sort_header("Name", "name") }}</tr></thead></table>', 'scope="col"'),
    ],
)
def test_each_small_part(app: Flask, name: str, call: str, words: str) -> None:
    assert words in component(app, name, call, path="/sign-in")
