"""The demonstration's metrics for which a special chart was chosen, each with the reason for it in its story."""

from qms.demo.metrics import DOWN, OUTCOME, PROCESS, UP, MetricPlan
from qms.demo.patterns import Event, Process
from qms.demo.units import COMMUNITY, MEDICINE, SURGERY, TRUST
from qms.golden_thread.metrics.models import Cadence, DataKind

WHENEVER = {"cadence": Cadence.EVENT}

SPECIAL_METRICS = (
    # Few patients a month, and each one's minutes known: the spread within the month says what chance can do.
    MetricPlan(
        "thrombolysis", "Door to needle in stroke", MEDICINE, PROCESS, DataKind.MEAN, "xbar", DOWN, 45.0,
        "Minutes from arrival to thrombolysis, averaged over the patients treated", "",
        "In a stroke every minute costs nerve cells. Since spring patients go straight to the scanner.",
        "Stroke audit return",
        {"D1A-AMU": Process(57.0, 16, (Event(8, 0.76),), spread=14.0, sampled=True)},
        {"measured_in": "minutes", "decimals": 0}, ("National audit",),
    ),
    # The average was fine all the time; what patients and staff suffered from was that no two lists were alike.
    MetricPlan(
        "first-incision", "Start of the first operation: how much days differ", SURGERY, PROCESS, DataKind.MEAN, "s", DOWN,
        None,
        "Minutes from the planned to the actual start of each list’s first operation", "",
        "A list that starts at another time every day can’t be staffed. The chart follows the spread, not the average.",
        "Theatre system",
        {
            "D1A-OAK": Process(17.0, 34, spread=11.5, evenness=(Event(9, 0.62),), sampled=True),
            "D1A-ELM": Process(19.0, 38, spread=12.5, sampled=True),
        },
        {"measured_in": "minutes", "decimals": 1},
    ),
    # Most months have none: a count would be a row of zeros, the days between still tell of a change.
    MetricPlan(
        "central-line-infections", "Days between central line infections", SURGERY, OUTCOME, DataKind.BETWEEN, "t", UP, None,
        "Bloodstream infections from a central line, by the day of the positive culture", "",
        "Each one is serious and most can be prevented. They have become too rare to count by the month.",
        "Laboratory surveillance",
        {"D1A-CCU": Process(19.0, events=(Event(15, 3.5),))},
        {"measured_in": "days", "decimals": 0} | WHENEVER, ("CQC",),
    ),
    # Days would mix up how safe the operation is with how many there were, so cases are counted.
    MetricPlan(
        "hip-infections", "Operations between hip replacement infections", SURGERY, OUTCOME, DataKind.BETWEEN, "g", UP, None,
        "Deep infections after hip replacement, each with the operations done since the one before", "",
        "Counted in operations, so that a quiet holiday month does not look like better care.",
        "Surveillance by the infection control team",
        {"D1A-OAK": Process(48.0, 1.9)}, {"measured_in": "operations", "decimals": 0} | WHENEVER,
    ),
    # Thousands of handovers a month: the limits of a p chart would be a hair’s breadth, and every month special.
    MetricPlan(
        "ambulance-handover", "Ambulance handovers within 30 minutes", TRUST, PROCESS, DataKind.PROPORTION, "pp", UP, 0.95,
        "Handovers completed within 30 minutes of arrival", "All ambulance arrivals",
        "Crews that wait at the door can’t answer the next call.", "Ambulance service return",
        {"D1A-ED": Process(0.842, 2450, spread=0.021, winter=-0.02)}, {"decimals": 1}, ("ICB contract",),
    ),
    # So many visits that chance alone explains little of what weeks of sickness and snow do.
    MetricPlan(
        "missed-visits", "Community nursing visits missed", COMMUNITY, OUTCOME, DataKind.RATE, "up", DOWN, 6.0,
        "Planned visits that did not take place and were not agreed with the patient", "Planned visits",
        "A missed visit is a missed insulin dose or dressing.", "Community system",
        {"D2F-COM": Process(0.0093, 13_800, (Event(9, 0.5),), spread=0.0012)},
        {"multiplier": 1000.0, "measured_in": "per 1,000 planned visits", "decimals": 1}, ("ICB contract",),
    ),
)  # fmt: skip
