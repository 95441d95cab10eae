"""Heights for boxes that stand in a column: as near as can be to where each wishes, in their order, apart."""

from collections.abc import Sequence


def settle(wishes: Sequence[float], heights: Sequence[float], gap: float, weights: Sequence[float]) -> list[float]:
    """The middles that lie nearest to `wishes` (weighted least squares) with the boxes in order and at least `gap` apart.

    Pool adjacent violators (Ayer and others, 1955, doi 10.1214/aoms/1177728423): measured from where each box would
    stand in a tight stack, the middles must not fall; neighbours that would fall share their weighted mean."""
    if not wishes:
        return []
    stacked = [0.0]
    for i in range(1, len(wishes)):
        stacked.append(stacked[-1] + (heights[i - 1] + heights[i]) / 2 + gap)
    pools: list[tuple[float, float, int]] = []  # mean wish, weight, how many
    for wish, place, weight in zip(wishes, stacked, weights, strict=True):
        mean, heavy, many = wish - place, weight, 1
        while pools and pools[-1][0] > mean:
            before, its_weight, members = pools.pop()
            mean = (before * its_weight + mean * heavy) / (its_weight + heavy)
            heavy, many = heavy + its_weight, many + members
        pools.append((mean, heavy, many))
    shifts = [mean for mean, _, many in pools for _ in range(many)]
    return [place + shift for place, shift in zip(stacked, shifts, strict=True)]
