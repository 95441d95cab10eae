"""The methods page: nothing that the engine does is missing, and what it says of the references is what was found."""

import json
from pathlib import Path

import pytest

from docs.comparing import rows
from docs.comparing.tally import Tally, UnexplainedError
from docs.methods_guide import guide
from qms.golden_thread.methods import comparison
from qms.golden_thread.methods.control_charts import CONTROL_CHARTS
from qms.golden_thread.methods.examples import KEYS, example
from qms.golden_thread.methods.presenters import methods_page
from qms.golden_thread.methods.rules import RULES
from qms.spc import RULE_SETS, ChartKind, SpecialCause
from tests.builder import Builder
from tests.page_client import PageClient

DOCS = Path(__file__).parents[3] / "docs"


def test_every_chart_rule_and_rule_set_is_described() -> None:
    assert {each.key for each in CONTROL_CHARTS} == {kind.value for kind in ChartKind}
    assert {rule.value for rule in SpecialCause} <= {each.key for each in RULES}
    assert {each.name for each in methods_page().rule_sets} == set(RULE_SETS)


@pytest.mark.parametrize("key", KEYS)
def test_every_example_shows_the_change_that_it_was_made_to_show(key: str) -> None:
    chart = example(key)
    if key == "mr":  # a step makes no large moving range, which is why the chart stands beside another
        assert chart.variation == "common-cause"
    else:
        assert chart.variation.startswith("improvement"), chart.explanation


@pytest.mark.one_database
def test_the_page_says_what_the_comparison_found(build: Builder, client: PageClient) -> None:
    page = client.sign_in(build.person()).get("/methods").text
    for row in comparison.compared():
        assert f"{row.agreeing:,}" in page
        for why, _ in row.different:
            assert why in page
    assert client.get("/methods/charts/pp.svg").text.startswith("<svg")
    assert client.get("/methods/charts/pp.svg?size=phone").text != client.get("/methods/charts/pp.svg").text
    assert client.get("/methods/charts/pie.svg").status_code == 404


def test_the_comparison_is_up_to_date(shared_truth) -> None:
    stored = json.loads(comparison.FILE.read_text(encoding="utf-8"))
    found = rows(shared_truth)
    for row in (*stored, *found):
        assert row.pop("largest") <= row["tolerance"]  # its last digits differ from machine to machine
    assert stored == found, "run `make methods`"


def test_the_guide_is_up_to_date() -> None:
    assert (DOCS / "methods.md").read_text(encoding="utf-8") == guide(), "run `make methods`"


def test_a_value_that_differs_without_a_reason_is_not_passed_over() -> None:
    tally = Tally("a reference", "limits", reasons={"known": "We round up"})
    tally.numbers("known", [1.0, 2.0], [1.0, 2.1])
    assert (tally.row()["agreeing"], tally.row()["different"]) == (1, [["We round up", 1]])
    with pytest.raises(UnexplainedError, match="other: value 2 differs"):
        tally.numbers("other", [1.0, None], [1.0, 3.0])
