"""The progress scale, 0.5 to 5.0 in halves, as data.

After the assessment scale for collaboratives of the Institute for Healthcare Improvement (IHI); the words are our own."""

from dataclasses import dataclass

CREDIT = "After the assessment scale for collaboratives of the Institute for Healthcare Improvement (IHI)."


@dataclass(frozen=True)
class Step:
    """One step of the scale."""

    score: float
    title: str
    sentence: str

    @property
    def label(self) -> str:
        """The step in a few words, for a list of choices that fits a phone."""
        return f"{self.score:.1f} {self.title}"


STEPS = (
    Step(0.5, "Interested", "The unit wants to do this; nobody is named yet."),
    Step(1.0, "Team formed", "People are named and an aim is being discussed."),
    Step(1.5, "Planning begun", "The team meets; aim, measures and first ideas are being written down."),
    Step(2.0, "Active, nothing changed yet", "The team studies how things work now and gathers its first data."),
    Step(2.5, "Changes tested", "The first cycles are done; the measures have not moved yet."),
    Step(3.0, "First improvement", "Some tests worked and are in use on a small scale; people notice a difference."),
    Step(3.5, "Improvement", "Most ideas are tested and many in use; process measures improve, outcomes start to."),
    Step(4.0, "Clear improvement", "Results reach the aim in the main parts; training and routines are being changed."),
    Step(4.5, "Improvement that lasts", "The measures hold the gain; the change spreads to the rest of the unit."),
    Step(5.0, "Outstanding and lasting", "Every aim is reached and the new way is simply how the work is done."),
)

BY_SCORE = {step.score: step for step in STEPS}
