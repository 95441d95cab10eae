"""Why a signal stands no longer, as it is kept with the signal."""

import datetime as dt

from qms.kernel.formats import day

CORRECTED = "A correction of the data removed it."
REMOVED = "The measurements it rested on were removed."
MORE_DATA = "With the newer measurements the limits moved, and it is no special cause any more."
REDEFINED = "The definition of the metric changed, and it is no special cause any more."
EXCLUDED = "A point was left out of the limits, or put back, and it is no special cause any more."
BACK = "It was closed when the data or the limits changed; now the chart has it again."


def recalculated(on: dt.date) -> str:
    """The limits were set to start anew."""
    return f"Limits were recalculated on {day(on)}."
