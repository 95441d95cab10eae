"""The demonstration's metrics: about 25, with what happened to each at each unit."""

from dataclasses import dataclass, field

from qms.demo.patterns import Event, Process
from qms.demo.units import BED_DAYS, BEDDED, COMMUNITY, MEDICINE, SURGERY, TRUST, WARDS
from qms.golden_thread.metrics.models import DataKind, Direction, MetricKind

PER_1000_BED_DAYS = {"multiplier": 1000.0, "measured_in": "per 1,000 bed days", "decimals": 1}
DOWN, UP, NEITHER = Direction.DECREASE, Direction.INCREASE, Direction.NEUTRAL
OUTCOME, PROCESS, BALANCING = MetricKind.OUTCOME, MetricKind.PROCESS, MetricKind.BALANCING
SILENT_WARD, SILENT_MONTHS = "D2F-BIR", 7


@dataclass(frozen=True)
class MetricPlan:
    """A metric to define, and its process at each unit code. `agreed` false leaves it proposed, with some signatures."""

    key: str
    name: str
    unit: str
    kind: MetricKind
    data_kind: DataKind
    chart: str
    direction: Direction
    target: float | None
    numerator: str
    denominator: str
    purpose: str
    source: str
    at: dict[str, Process]
    more: dict[str, object] = field(default_factory=dict)
    read_by: tuple[str, ...] = ()
    agreed: bool = True
    owned: bool = True


def per_bed_day(per_1000: float, wards: tuple[str, ...] = BEDDED, **special: Process) -> dict[str, Process]:
    """The same level on each ward by its bed days, but for wards with a story of their own ("HER" for D1A-HER)."""
    usual = {code: Process(per_1000 / 1000, BED_DAYS[code]) for code in wards}
    usual |= {code: special[code[4:]] for code in wards if code[4:] in special}
    if SILENT_WARD in usual:
        usual[SILENT_WARD] = Process(per_1000 / 1000, BED_DAYS[SILENT_WARD], silent_for=SILENT_MONTHS)
    return usual


def share(level: float, cases: float, wards: tuple[str, ...] = BEDDED, **special: Process) -> dict[str, Process]:
    """The same proportion of as many cases on each ward, but for wards with a story of their own."""
    usual = {code: special.get(code[4:], Process(level, cases)) for code in wards}
    if SILENT_WARD in usual:
        usual[SILENT_WARD] = Process(level, cases, silent_for=SILENT_MONTHS)
    return usual


FALLS_BUNDLE_MONTHS = 11  # how long ago the older people's wards had adopted the falls bundle
_bundle = (Event(FALLS_BUNDLE_MONTHS, 0.34),)

METRICS = (
    MetricPlan(
        "falls", "Inpatient falls", TRUST, OUTCOME, DataKind.RATE, "xmr", DOWN, 4.0,
        "Falls of inpatients reported, with or without harm", "Occupied bed days",
        "Falls are the commonest harm on our wards, and many can be prevented.", "Incident reporting system",
        per_bed_day(
            4.1,
            KIN=Process(0.0122, BED_DAYS["D1A-KIN"], _bundle),
            HER=Process(0.0110, BED_DAYS["D1A-HER"], (Event(9, 0.38),)),
        ),
        PER_1000_BED_DAYS, ("CQC", "ICB contract"),
    ),
    MetricPlan(
        "falls-with-harm", "Falls with moderate or severe harm", TRUST, OUTCOME, DataKind.COUNT, "c", DOWN, None,
        "Falls that led to moderate or severe harm, or death", "",
        "The falls that matter most to patients and families.", "Incident reporting system",
        {code: Process(1.1) for code in BEDDED if code != SILENT_WARD}, {"measured_in": "falls"}, ("CQC",),
    ),
    MetricPlan(
        "falls-risk-assessment", "Falls risk assessed within 6 hours", MEDICINE, PROCESS, DataKind.PROPORTION, "p", UP, 0.95,
        "Patients aged 65 or over assessed within 6 hours of arriving on the ward", "Patients aged 65 or over who arrived",
        "The bundle starts with the assessment.", "Electronic patient record",
        share(
            0.74, 60, ("D1A-KIN", "D1A-HER", "D1A-AMU"),
            KIN=Process(0.72, 64, (Event(13, 1.27),)), HER=Process(0.70, 62, (Event(10, 1.22),)),
        ),
    ),
    MetricPlan(
        "pressure-ulcers", "New pressure ulcers, category 2 and above", TRUST, OUTCOME, DataKind.RATE, "xmr", DOWN, 1.5,
        "Pressure ulcers of category 2 or above that began in our care", "Occupied bed days",
        "Skin damage is painful, slows recovery, and is mostly avoidable.",
        "Incident reporting system, checked by tissue viability",
        per_bed_day(
            1.6,
            SWA=Process(0.0018, BED_DAYS["D1A-SWA"], (Event(16, 4.5, drifting=True),)),
            ELM=Process(0.0015, BED_DAYS["D1A-ELM"], (Event(14, 4.0, drifting=True),)),
            OAK=Process(0.0017, BED_DAYS["D1A-OAK"], (Event(15, 4.2, drifting=True),)),
        ),
        PER_1000_BED_DAYS, ("CQC", "ICB contract"),
    ),
    MetricPlan(
        "four-hour", "Seen within four hours", TRUST, OUTCOME, DataKind.PROPORTION, "xmr", UP, 0.95,
        "Attendances admitted, transferred or discharged within four hours of arrival", "All attendances",
        "Long waits in an emergency department harm patients and wear out staff.", "Emergency care data set",
        {"D1A-ED": Process(0.738, 8400, spread=0.017, winter=-0.03)}, {"decimals": 1}, ("ICB contract", "NHS Constitution"),
    ),
    MetricPlan(
        "left-before-seen", "Left before being seen", MEDICINE, BALANCING, DataKind.PROPORTION, "xmr", DOWN, 0.05,
        "Attendances that ended before clinical assessment", "All attendances",
        "Shows whether speeding up one part of the department loses patients in another.", "Emergency care data set",
        {"D1A-ED": Process(0.046, 8400, spread=0.004)},
    ),
    MetricPlan(
        "sepsis-antibiotics", "Antibiotics within one hour of suspected sepsis",
        TRUST, PROCESS, DataKind.PROPORTION, "p", UP, 0.90,
        "Patients given antibiotics within one hour of red-flag sepsis", "Patients screened positive for red-flag sepsis",
        "Every hour of delay in septic shock costs lives.", "Sepsis audit",
        {"D1A-ED": Process(0.68, 88, (Event(12, 1.25),)), "D1A-AMU": Process(0.71, 46), "D1A-ELM": Process(0.73, 22)},
        {}, ("NICE", "CQC"),
    ),
    MetricPlan(
        "hand-hygiene", "Hand hygiene observed", TRUST, PROCESS, DataKind.PROPORTION, "p", UP, 0.95,
        "Opportunities at which hands were cleaned", "Opportunities observed",
        "The simplest protection against infections caught in hospital.", "Monthly observation by link nurses",
        share(0.955, 90, WARDS, CCU=Process(0.985, 110), ELM=Process(0.94, 85, (Event(7, 0.93),))),
    ),
    MetricPlan(
        "c-diff", "C. difficile infections, hospital onset", TRUST, OUTCOME, DataKind.COUNT, "c", DOWN, None,
        "Hospital-onset, healthcare-associated infections", "",
        "Tells of antibiotic use and of cleaning.", "Laboratory surveillance",
        {"D1A-AMU": Process(2.2), "D1A-KIN": Process(1.1), "D1A-HER": Process(1.0), "D1A-SWA": Process(1.3),
         "D1A-ELM": Process(0.9)},
        {"measured_in": "infections"}, ("CQC", "ICB contract"),
    ),
    MetricPlan(
        "length-of-stay", "Length of stay", TRUST, BALANCING, DataKind.MEAN, "xmr", DOWN, None,
        "Days from arrival on the ward to discharge, averaged over the patients discharged", "",
        "Days in bed that do no good cost patients their strength.", "Patient administration system",
        {
            "D1A-KIN": Process(13.8, 52, spread=9.0), "D1A-HER": Process(13.1, 55, spread=8.6),
            "D1A-AMU": Process(2.9, 310, spread=2.2), "D1A-SWA": Process(7.6, 96, spread=5.5),
            "D1A-OAK": Process(6.9, 92, (Event(8, 0.80),), spread=4.4), "D1A-ELM": Process(5.4, 118, spread=4.1),
            "D2F-WIL": Process(24.5, 24, spread=11.0),
        },
        {"measured_in": "days", "decimals": 1},
    ),
    MetricPlan(
        "friends-and-family", "Would recommend the ward", TRUST, OUTCOME, DataKind.PROPORTION, "xmr", UP, 0.93,
        "Answers of “very good” or “good”", "All answers",
        "What patients say of us.", "Friends and Family Test",
        share(0.935, 70, BEDDED, AMU=Process(0.88, 120), CCU=Process(0.97, 30)), {}, ("CQC",),
    ),
    MetricPlan(
        "complaints", "Formal complaints", TRUST, BALANCING, DataKind.COUNT, "c", DOWN, None,
        "Formal complaints received", "", "A late but honest signal.", "Complaints register",
        {code: Process(2.4 if code == "D1A-ED" else 1.2) for code in WARDS if code != SILENT_WARD},
        {"measured_in": "complaints"},
    ),
    MetricPlan(
        "vte-assessment", "VTE risk assessed on admission", TRUST, PROCESS, DataKind.PROPORTION, "p", UP, 0.95,
        "Adults assessed within 14 hours of admission", "Adults admitted",
        "Clots in hospital are a preventable cause of death.", "Electronic patient record",
        {"D1A-AMU": Process(0.965, 420), "D1A-OAK": Process(0.972, 150), "D1A-ELM": Process(0.968, 170),
         "D1A-SWA": Process(0.961, 120)},
        {}, ("ICB contract", "NICE"),
    ),
    MetricPlan(
        "hip-fracture-surgery", "Hip fracture: operated within 36 hours", SURGERY, PROCESS, DataKind.PROPORTION, "p",
        UP, 0.85,
        "Patients operated on within 36 hours of presenting", "Patients with a hip fracture",
        "Waiting in pain raises the risk of dying.", "National hip fracture audit return",
        {"D1A-OAK": Process(0.70, 36, (Event(9, 1.22),))}, {}, ("National audit",),
    ),
    MetricPlan(
        "day-case", "Planned operations done as day cases", SURGERY, PROCESS, DataKind.PROPORTION, "xmr", UP, 0.80,
        "Planned operations without an overnight stay", "Planned operations suitable for day surgery",
        "Patients recover better at home.", "Theatre system", {"D1A-ELM": Process(0.77, 210, spread=0.012)},
    ),
    MetricPlan(
        "theatre-cancellations", "Operations cancelled on the day", SURGERY, OUTCOME, DataKind.PROPORTION, "xmr", DOWN, 0.03,
        "Planned operations cancelled on the day for non-clinical reasons", "Planned operations",
        "A cancelled operation is a lost day for a patient and a team.", "Theatre system",
        {"D1A-OAK": Process(0.062, 160, spread=0.008), "D1A-ELM": Process(0.058, 230, spread=0.008)},
    ),
    MetricPlan(
        "surgical-site-infection", "Surgical site infections after bowel surgery",
        SURGERY, OUTCOME, DataKind.PROPORTION, "p", DOWN, 0.08,
        "Infections within 30 days", "Operations on the large bowel",
        "The commonest complication that a bundle of simple steps reduces.", "Surveillance by the infection control team",
        {"D1A-ELM": Process(0.125, 34)},
    ),
    MetricPlan(
        "ventilator-pneumonia", "Ventilator-associated pneumonia", SURGERY, OUTCOME, DataKind.RATE, "u", DOWN, None,
        "Episodes of ventilator-associated pneumonia", "Ventilator days",
        "A measure of care for the sickest patients.", "Critical care database",
        {"D1A-CCU": Process(0.0105, 260)}, {"multiplier": 1000.0, "measured_in": "per 1,000 ventilator days", "decimals": 1},
    ),
    MetricPlan(
        "ccu-night-discharge", "Critical care discharges at night", SURGERY, BALANCING, DataKind.PROPORTION, "p", DOWN, 0.05,
        "Discharges to a ward between 22:00 and 07:00", "Discharges to a ward",
        "Moving at night is linked with worse outcomes.", "Critical care database",
        {"D1A-CCU": Process(0.06, 68, (Event(6, 2.1),))}, {}, ("National audit",),
    ),
    MetricPlan(
        "discharge-before-noon", "Discharged before noon", MEDICINE, PROCESS, DataKind.PROPORTION, "xmr", UP, 0.33,
        "Discharges that left the ward before 12:00", "All discharges",
        "An early discharge frees a bed before the emergency department fills.", "Patient administration system",
        share(0.185, 70, ("D1A-KIN", "D1A-HER", "D1A-SWA", "D1A-AMU"), SWA=Process(0.18, 94, (Event(8, 1.45),))),
    ),
    MetricPlan(
        "readmissions", "Readmitted within 30 days", TRUST, BALANCING, DataKind.PROPORTION, "xmr", DOWN, None,
        "Emergency readmissions within 30 days of discharge", "Discharges",
        "Shows whether earlier discharge is too early.", "Patient administration system",
        share(0.112, 80, ("D1A-KIN", "D1A-HER", "D1A-SWA", "D1A-AMU", "D1A-OAK", "D1A-ELM"), AMU=Process(0.12, 310)),
    ),
    MetricPlan(
        "nutrition-screening", "Nutrition screened within 24 hours", COMMUNITY, PROCESS, DataKind.PROPORTION, "p", UP, 0.90,
        "Patients screened within 24 hours of admission", "Patients admitted",
        "Older people lose strength quickly when they eat too little.", "Monthly sample of notes",
        {"D2F-WIL": Process(0.83, 30), SILENT_WARD: Process(0.80, 26, silent_for=SILENT_MONTHS)},
    ),
    MetricPlan(
        "rehabilitation-gain", "Rehabilitation: independence gained", COMMUNITY, OUTCOME, DataKind.MEAN, "xmr", UP, 18.0,
        "Barthel score at discharge less that at admission, averaged over the patients discharged", "",
        "What patients come to Willow Ward for.", "Therapists' record",
        {"D2F-WIL": Process(15.6, 24, spread=6.5)}, {"measured_in": "points", "decimals": 1},
    ),
    MetricPlan(
        "staffing-gaps", "Registered nurse shifts unfilled", TRUST, BALANCING, DataKind.PROPORTION, "xmr", DOWN, 0.06,
        "Registered nurse shifts that stayed unfilled", "Registered nurse shifts planned",
        "Explains many other charts.", "Rostering system",
        share(0.07, 180, BEDDED, HER=Process(0.062, 185, (Event(6, 1.7),))),
    ),
    MetricPlan(
        "medication-omitted", "Critical medicines omitted", TRUST, OUTCOME, DataKind.PROPORTION, "p", DOWN, None,
        "Doses of critical medicines not given without a documented reason", "Doses of critical medicines due",
        "Missed doses of anti-epileptic, Parkinson’s and anticoagulant medicines harm.", "Pharmacy audit",
        share(0.031, 240, ("D1A-KIN", "D1A-HER", "D1A-AMU", "D1A-SWA")), {}, agreed=False,
    ),
    MetricPlan(
        "delirium-screening", "Delirium screened on admission", MEDICINE, PROCESS, DataKind.PROPORTION, "p", UP, 0.90,
        "Patients aged 65 or over screened with the 4AT within 24 hours", "Patients aged 65 or over admitted",
        "Delirium is missed when nobody looks for it.", "Monthly sample of notes",
        {"D1A-KIN": Process(0.61, 30), "D1A-HER": Process(0.58, 30)}, {}, agreed=False, owned=False,
    ),
)  # fmt: skip
