"""Best box and cut box against their definition, worked out by trying every sequence."""

from itertools import groupby, product

import pytest

from qms.spc import analyse
from qms.spc.boxes import FEWEST, MOST, STEADY, box
from qms.spc.runs import crossings_limit, longest_run_limit


def counts(sides: tuple[bool, ...]) -> tuple[int, int]:
    lengths = [len(list(run)) for _, run in groupby(sides)]
    return len(lengths) - 1, max(lengths)


@pytest.mark.parametrize("useful", [10, 11, 12])
def test_a_box_holds_a_steady_process_often_enough_and_the_best_holds_a_moved_one_least(useful):
    above = 0.7881446014166034  # of a normal point whose level moved up by 0.8 standard deviations
    found: dict[tuple[int, int], list[float]] = {}
    for sides in product((True, False), repeat=useful):
        cell = found.setdefault(counts(sides), [0.0, 0.0])
        cell[0] += 0.5**useful
        cell[1] += above ** sum(sides) * (1 - above) ** (useful - sum(sides))

    def held(crossings: int, longest: int, chance: int) -> float:
        return sum(cell[chance] for (fewer, run), cell in found.items() if fewer >= crossings and run <= longest)

    boxes = [cell for cell in product(range(useful), range(1, useful + 1)) if held(*cell, 0) >= STEADY]
    best = box(useful, cut=False)
    assert held(best.crossings, best.longest, 1) == pytest.approx(min(held(*cell, 1) for cell in boxes), rel=1e-12)
    cut = box(useful, cut=True)
    kept = sum(
        cell[0]
        for (crossings, longest), cell in found.items()
        if crossings >= (cut.crossings_at_longest if longest == cut.longest else cut.crossings)
        and longest <= (cut.longest_at_fewest if crossings == cut.crossings else cut.longest)
    )
    assert kept >= STEADY


def test_every_cut_box_lies_within_its_best_box():
    for useful in range(FEWEST, MOST + 1):
        best, cut = box(useful, cut=False), box(useful, cut=True)
        assert (cut.crossings, cut.longest) == (best.crossings, best.longest)
        assert cut.crossings_at_longest >= cut.crossings
        assert cut.longest_at_fewest <= cut.longest


def test_outside_10_to_100_useful_points_the_limits_are_those_of_anhoej():
    for useful in (FEWEST - 1, MOST + 1):
        assert box(useful, cut=True) is None
        values = [float(place % 2) for place in range(useful + useful % 2)][:useful]
        runs = analyse(values, chart="run", centre=0.5, rules="anhoej-cutbox").runs
        assert (runs.longest_run_max, runs.crossings_min) == (longest_run_limit(useful), crossings_limit(useful))
