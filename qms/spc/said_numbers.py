"""The numbers of many sentences at once, rounded as `Rounding` rounds those of one."""

import re
from dataclasses import dataclass
from functools import cached_property
from math import isnan

import numpy as np

from qms.spc.arrays import Booleans, Floats, Integers
from qms.spc.speech import LONGEST, MOST_DECIMALS, Rounding, whole

VALUE, TARGET = 0, 4
_FIRST_MARK = 0xE000
"""Marks are letters that no language uses."""


@dataclass(frozen=True)
class Template:
    """Words with places for numbers, and which number goes where."""

    words: str
    slots: tuple[int, ...]

    @classmethod
    def of(cls, marked: str) -> "Template":
        """The template of a text with marks."""
        slots = tuple(ord(mark) - _FIRST_MARK for mark in _MARKS.findall(marked))
        return cls(_MARKS.sub("%s", marked.replace("%", "%%")), slots)


_MARKS = re.compile(f"[{chr(_FIRST_MARK)}-{chr(_FIRST_MARK + TARGET)}]")


class Said:
    """numbers: value, centre, lower and upper limit (series × 4). targets: one a series, NaN where none is spoken of.

    counted: the values are counts, which are said without decimals.
    """

    def __init__(self, numbers: Floats, targets: Floats, *, counted: bool = False) -> None:
        self.numbers = np.column_stack([numbers, targets])
        self.counted = counted

    @property
    def plain(self) -> Booleans:
        """The series whose numbers need no power of ten."""
        longest = np.fmax.reduce(np.abs(self.numbers), axis=1)
        return (self.decimals < MOST_DECIMALS) & ~(longest >= LONGEST)

    @cached_property
    def decimals(self) -> Integers:
        """To how many decimals the numbers of each series are rounded; MOST_DECIMALS may not be enough."""
        numbers = self.numbers
        with np.errstate(divide="ignore", invalid="ignore"):
            low, high = np.fmin.reduce(numbers, axis=1), np.fmax.reduce(numbers, axis=1)
            spread = high - low
            scale = np.where(spread != 0, spread, np.abs(low))
            decimals = np.where(scale == 0, 1, np.clip(2 - np.ceil(np.log10(scale) - 1e-9), 1, MOST_DECIMALS))
            huge = (np.maximum(np.abs(low), np.abs(high)) >= 1000) & (scale >= 10)
            decimals = np.where(huge, 0, np.nan_to_num(decimals, nan=1)).astype(int)
        doubted = np.arange(len(decimals))
        while len(doubted):
            alike, unsure = self._sounding_alike(doubted, decimals[doubted])
            for series in doubted[unsure].tolist():
                decimals[series] = Rounding(numbers[series].tolist()).decimals
            decimals[doubted[alike]] += 1
            doubted = doubted[alike]
            doubted = doubted[decimals[doubted] < MOST_DECIMALS]
        return decimals

    def _sounding_alike(self, series: Integers, decimals: Integers) -> tuple[Booleans, Booleans]:
        """Which series have unlike numbers that would be said alike, and of which that is too close to tell like this."""
        numbers = np.sort(self.numbers[series], axis=1)
        scaled = numbers * 10.0 ** decimals[:, None]
        whole = np.rint(scaled)
        with np.errstate(invalid="ignore"):
            halfway = (np.abs(np.abs(scaled - whole) - 0.5) < 1e-3) | (np.abs(scaled) > 1e12)
            unlike = np.diff(numbers, axis=1) != 0
            unsure = (unlike & (np.diff(scaled, axis=1) < 1.01) & (halfway[:, 1:] | halfway[:, :-1])).any(axis=1)
            alike = (unlike & (np.diff(whole, axis=1) == 0)).any(axis=1)
        return alike & ~unsure, unsure

    def fill(self, template: Template, series: list[int]) -> list[str]:
        """The sentences of some series: the words of their template with the numbers of each."""
        columns = [[texts[place] for place in series] for texts in (self._texts[slot] for slot in template.slots)]
        return (
            [template.words % numbers for numbers in zip(*columns, strict=True)]
            if columns
            else [template.words] * len(series)
        )

    @cached_property
    def _texts(self) -> "_Columns":
        return _Columns(self)

    def said(self, slot: int) -> list[str]:
        """One number of each series in words."""
        if slot == TARGET:
            return self._given()
        texts = self._measured(self.numbers[:, slot])
        return list(map(whole, texts)) if self.counted and slot == VALUE else texts

    def _measured(self, numbers: Floats) -> list[str]:
        texts = np.empty(len(numbers), dtype=object)
        for decimals in np.unique(self.decimals).tolist():
            same = self.decimals == decimals
            texts[same] = list(map(f"{{:,.{decimals}f}}".format, numbers[same].tolist()))
        for series in np.flatnonzero(np.signbit(numbers)).tolist():
            texts[series] = _rounding(int(self.decimals[series])).say(numbers[series].item())
        words: list[str] = texts.tolist()
        return words

    def _given(self) -> list[str]:
        pairs = list(zip(self.numbers[:, TARGET].tolist(), self.decimals.tolist(), strict=True))
        said = {pair: "" if isnan(pair[0]) else _rounding(pair[1]).say_given(pair[0]) for pair in set(pairs)}
        return [said[pair] for pair in pairs]


class _Columns(dict[int, list[str]]):
    """Numbers in words, by slot; put into words when the first sentence asks for them."""

    def __init__(self, said: Said) -> None:
        super().__init__()
        self.said = said

    def __missing__(self, slot: int) -> list[str]:
        self[slot] = texts = self.said.said(slot)
        return texts


class Marks:
    """A wording that leaves a mark for each number: the lines are said once, in order, and after them the target."""

    unit = ""

    def __init__(self, numbers: list[float]) -> None:
        self.coming = [slot for slot, number in enumerate(numbers[:TARGET]) if not isnan(number)]

    def say(self, number: float) -> str:
        """The mark of the next line. Raises LookupError where there are no more: nobody knows the number."""
        return _mark(self.coming.pop(0))

    def say_given(self, number: float) -> str:
        """The mark of the target."""
        return _mark(TARGET)


def _mark(slot: int) -> str:
    return chr(_FIRST_MARK + slot)


def _rounding(decimals: int) -> Rounding:
    rounding = Rounding([])
    rounding.decimals = decimals
    return rounding
