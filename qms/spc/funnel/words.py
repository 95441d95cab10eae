"""A funnel in a sentence."""

from qms.spc.arrays import Integers

_NOTABLE = 1.5  # φ from which units are said to differ more than chance explains, and limits without it to be narrow


def explain(
    outside: Integers, *, limit: int, overdispersion: bool, phi: float, words: tuple[str, str], expected: bool = False
) -> str:
    """Who lies outside the limits. words: one unit, several units. expected: what is compared with is known beforehand, so
    that one unit alone can be judged."""
    one, many = words
    count, low, high = len(outside), int((outside < 0).sum()), int((outside > 0).sum())
    limits = "95% limits" if limit == 95 else "99.8% limits"
    if count == 1 and expected:
        place = "below" if low else "above" if high else "within"
        first = f"The one {one} lies {place} the {limits} about what is expected."
    elif count == 1:
        first = f"There is one {one} only, so there is nothing to compare it with."
    elif not low and not high:
        first = (
            f"None of the {count:,} {many} lies outside the {limits}: the differences between them are no more than chance."
        )
        if overdispersion:
            first = f"None of the {count:,} {many} lies outside the {limits}, which allow for how much {many} usually differ."
    else:
        verb = "lies" if low + high == 1 else "lie"
        sides = " and ".join(f"{number:,} {side}" for number, side in ((high, "high"), (low, "low")) if number)
        first = f"{low + high:,} of {count:,} {many} {verb} outside the {limits}: {sides}."
    if overdispersion or phi < _NOTABLE or count < 3:
        return first
    return (
        f"{first} Together the {many} vary more than chance alone explains (their variance is about {phi:.1f} times as "
        "large), so limits that allow for such usual differences (overdispersion) may be fairer."
    )
