"""Quantiles against published tables."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qms.spc.judgement.student import (
    chi_square_quantile,
    f_upper_tail,
    incomplete_beta,
    t_quantile,
    t_upper_tail,
)


@pytest.mark.parametrize(
    ("chance", "degrees", "tabulated"),
    [  # Table III of Fisher and Yates, as every textbook prints it
        (0.975, 1, 12.706),
        (0.975, 2, 4.303),
        (0.975, 5, 2.571),
        (0.975, 10, 2.228),
        (0.975, 30, 2.042),
        (0.975, 120, 1.980),
        (0.95, 4, 2.132),
        (0.995, 3, 5.841),
        (0.9995, 2, 31.599),
        (0.975, math.inf, 1.960),
    ],
)
def test_quantiles_of_t_are_those_of_the_tables(chance: float, degrees: float, tabulated: float) -> None:
    assert t_quantile(chance, degrees) == pytest.approx(tabulated, abs=6e-4)
    assert t_quantile(1 - chance, degrees) == pytest.approx(-tabulated, abs=6e-4)


def test_one_degree_of_freedom_is_cauchys_distribution() -> None:
    for chance in (0.6, 0.9, 0.999):
        assert t_quantile(chance, 1) == pytest.approx(math.tan(math.pi * (chance - 0.5)), rel=1e-11)


@given(st.floats(0.001, 0.999), st.floats(0.5, 500))
@example(0.5000000000000001, 1.0)
def test_the_tail_undoes_the_quantile(chance: float, degrees: float) -> None:
    assert 1 - t_upper_tail(t_quantile(chance, degrees), degrees) == pytest.approx(chance, abs=1e-10)


@pytest.mark.parametrize(("f", "above", "below", "chance"), [(4.26, 2, 9, 0.05), (3.09, 11, 24, 0.01), (10.04, 1, 10, 0.01)])
def test_tails_of_f_are_those_of_the_tables(f: float, above: int, below: int, chance: float) -> None:
    assert f_upper_tail(f, above, below) == pytest.approx(chance, abs=1e-4)


def test_the_incomplete_beta_function_sums_the_binomial_distribution() -> None:
    chance = sum(math.comb(12, k) * 0.3**k * 0.7 ** (12 - k) for k in range(5))
    assert incomplete_beta(12 - 4, 5, 0.7) == pytest.approx(chance, rel=1e-12)


@pytest.mark.parametrize(("chance", "degrees", "tabulated"), [(0.975, 10, 20.483), (0.025, 10, 3.247), (0.975, 40, 59.342)])
def test_quantiles_of_chi_square_are_near_the_tables(chance: float, degrees: float, tabulated: float) -> None:
    assert chi_square_quantile(chance, degrees) == pytest.approx(tabulated, rel=0.01)


@pytest.mark.parametrize(("chance", "degrees"), [(0.0, 5), (1.0, 5), (0.5, 0)])
def test_there_is_no_quantile_beyond_certainty(chance: float, degrees: float) -> None:
    with pytest.raises(ValueError, match="no quantile"):
        t_quantile(chance, degrees)


def test_the_incomplete_beta_function_refuses_what_it_is_not_defined_for() -> None:
    with pytest.raises(ValueError, match="no value"):
        incomplete_beta(1, 1, 1.5)
