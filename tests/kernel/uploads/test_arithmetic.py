"""The small formulas over columns."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.kernel.uploads import FormulaError
from qms.kernel.uploads.arithmetic import read_formula

VALUES = {"a": 12.0, "b": 5.0, "A&E attendances": 100.0, "type 1 - other": 7.0, "type 1": 3.0, "other": 2.0, "2016": 9.0}

COLUMNS = "The columns are 2016, A&E attendances, a, b, other, type 1, type 1 - other."


def calculated(text):
    columns = {name: np.array([value]) for name, value in VALUES.items()}
    return read_formula(text, list(VALUES)).evaluate(columns)[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a - b", 7), ("a−b", 7), ("a * b + 1", 61), ("1 + a * b", 61), ("(1 + a) * b", 65), ("a / b / 2", 1.2),
        ("a - b - 1", 6), ("-a + b", -7), ("a - -b", 17), ("A × B ÷ 2", 30), ("100 * a", 1200), (".5*a", 6),
        ("a&e ATTENDANCES / 2", 50), ("type 1 - other", 7), ("[type 1] - [other]", 1), ("[2016] + 2016", 2025),
    ],
)  # fmt: skip
def test_calculations(text, value):
    assert calculated(text) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The formula is empty. Write something like: attendances - breaches."),
        ("a -", "The formula ends where a column or a number was expected."),
        ("a * / b", "The formula has '/' where a column or a number was expected."),
        ("(a - b", "The formula has an opening bracket that is not closed."),
        ("a - b)", "The formula has a closing bracket without an opening one."),
        ("a b", "The formula has 'b' where + - * or / was expected."),
        ("a ** b", "The formula has '*' where a column or a number was expected."),
        ("[a - b", "The formula has a [ without a ]."),
        ("waits - b", f"'waits' is not a column of this table. {COLUMNS}"),
        ("__import__('os')", f"'__import__' is not a column of this table. {COLUMNS}"),
        ("a.__class__", "The formula has '.__class__' where + - * or / was expected."),
        ("(" * 40 + "a" + ")" * 40, "The formula has more than 30 brackets or signs inside one another."),
        ("a+" * 300 + "a", "The formula has 601 characters. Use at most 500."),
    ],
)  # fmt: skip
def test_what_is_said_of_formulas_that_cannot_be_read(text, said):
    with pytest.raises(FormulaError) as caught:
        read_formula(text, list(VALUES))
    assert str(caught.value) == said


def test_names_that_begin_alike():
    assert read_formula("breaches - breaches_late", ["breaches", "breaches_late"]).columns == ["breaches", "breaches_late"]


EXPRESSION = st.recursive(
    st.integers(0, 99).map(str),
    lambda inner: st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda p: f"({p[0]} {p[1]} {p[2]})"),
    max_leaves=8,
)


@given(EXPRESSION)
def test_the_same_answer_as_arithmetic(text):
    assert float(read_formula(text, []).evaluate({})) == float(eval(text))  # only digits, brackets and + - *


@given(st.text(alphabet="ab[]()+-*/ .19é", max_size=25))
def test_any_text_is_a_formula_or_an_error(text):
    try:
        said = read_formula(text, ["a", "b"]).text
    except FormulaError as error:
        said = str(error)
    assert said
