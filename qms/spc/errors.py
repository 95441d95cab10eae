"""The one error that the statistics raise about what they were given."""


class SeriesError(ValueError):
    """Data or a setting that cannot be charted.

    The message names what, where and the remedy. `position` is the 0-based place in the order given, `series` the
    0-based row of a panel, `argument` the keyword at fault, `problem` the message without the place.
    """

    def __init__(
        self,
        problem: str,
        *,
        argument: str = "values",
        position: int | None = None,
        period: object = None,
        series: int | None = None,
    ) -> None:
        self.problem = problem
        self.argument = argument
        self.position = position
        self.period = None if period is None else str(period)
        self.series = series
        super().__init__(f"{place}: {problem}" if (place := self._place()) else problem)

    def moved(self, series: int) -> "SeriesError":
        """The same error with the series counted from so many rows earlier."""
        return SeriesError(
            self.problem,
            argument=self.argument,
            position=self.position,
            period=self.period,
            series=(self.series or 0) + series,
        )

    def _place(self) -> str:
        words = [] if self.series is None else [f"series {self.series + 1}"]
        if self.position is not None:
            words.append(f"row {self.position + 1}" + (f" ({self.period})" if self.period else ""))
        place = ", ".join(words)
        return place[:1].upper() + place[1:]
