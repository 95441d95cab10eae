"""Other words for the same: abbreviations and expressions of the NHS, for every search and for "tried before?".

One group a line, its expressions parted by |. Whoever types one of them is also shown what says another. One in
(brackets) is looked for only where it was typed itself, because alone it also means something else in a text; one in [square
brackets] is understood and never looked for: it begins or ends in a word so little that databases leave it out. In the
singular, in small letters; signs count as spaces.

Source: abbreviations are those that NHS organisations explain in their own lists (Newcastle Gateshead Information Network,
Preferred Clinical Abbreviation List, release 5, 2018; Royal College of Physicians, glossary of terms and abbreviations of its
acute care toolkits; Croydon Health Services NHS Trust, List of NHS acronyms); the everyday words beside them are our own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_GROUPS = """
uti | urinary tract infection | urinary infection | urine infection
cauti | catheter associated urinary tract infection | catheter infection
vte | venous thromboembolism | thrombosis | dvt | blood clot | thromboprophylaxis | (clot) | (pulmonary embolism)
pressure ulcer | pressure injury | pressure sore | pressure damage | bed sore | bedsore | (pu)
length of stay | stay in hospital | (los)
dna | [did not attend] | missed appointment | non attendance | [was not brought]
aki | acute kidney injury | kidney injury | acute renal failure
news2 | early warning score | deterioration | deteriorating | unwell patient | (ews) | (national early warning)
handover | handoff | sbar | [hand over] | [hand off]
tto | tta | discharge medicine | discharge medication | medicine to take home | take home medication
discharge letter | discharge summary
delayed discharge | delayed transfer of care | criteria to reside | dtoc | [no criteria to reside] | medically optimised
emergency department | accident and emergency | casualty | [a e] | (ed)
four hour standard | four hour wait | four hour target
hand hygiene | hand washing | handwashing | clean hand
c diff | cdiff | clostridioides difficile | clostridium difficile | (cdi)
mrsa | meticillin resistant staphylococcus aureus
surgical site infection | wound infection | (ssi)
healthcare associated infection | hospital acquired infection | hcai | (hai)
central line infection | line infection | clabsi | crbsi
hospital acquired pneumonia | ventilator associated pneumonia | (hap) | (vap)
dysphagia | swallowing
sepsis | septic | septicaemia
cardiac arrest | crash call | 2222 call
resuscitation | dnacpr | respect form | treatment escalation
end of life | palliative | dying | last days of life
advance care planning | anticipatory care
neck of femur | hip fracture | broken hip | fractured femur | (nof)
stroke | cva | cerebrovascular accident | (tia)
myocardial infarction | heart attack | stemi | nstemi
heart failure | ccf | cardiac failure
atrial fibrillation | irregular heartbeat | (af)
anticoagulation | anticoagulant | warfarin | doac
copd | chronic obstructive pulmonary disease | emphysema
diabetes | diabetic
hypoglycaemia | low blood glucose | low blood sugar | (hypo)
dka | diabetic ketoacidosis
blood pressure | hypertension
delirium | confusion | acute confusion | (4at)
dementia | memory problem | alzheimer
frailty | frail | comprehensive geriatric assessment | (cga)
deconditioning | pj paralysis | early mobilisation
malnutrition | malnourished | nutrition | weight loss
hydration | dehydration | fluid balance
medication error | medicine error | prescribing error | drug error
missed dose | omitted dose | delayed dose
medicines reconciliation | medication reconciliation | drug history
antibiotic | antimicrobial stewardship | (abx)
intravenous to oral | iv to oral | ivos
cannula | peripheral line | venflon | vip score
surgical checklist | safer surgery checklist | [who checklist]
theatre | operating room
cancelled operation | day cancellation | [on the day cancellation]
day case | day surgery | [same day surgery]
sdec | ambulatory care | [same day emergency care]
huddle | safety huddle
ward round | board round
restraint | restrictive practice | restrictive intervention
violence | aggression | assault
suicide | suicidal
physical health check | cardiometabolic
preterm | premature birth | premature baby
postpartum haemorrhage | pph | massive obstetric haemorrhage
perineal tear | oasi
caesarean | caesarean section | (c section) | (lscs)
breast feeding | breastfeeding | infant feeding
general practice | primary care | (gp)
referral to treatment | waiting list | (rtt)
friends and family test | patient feedback | patient experience | (fft)
complaint | pals
incident report | datix | near miss | patient safety incident
duty of candour | [being open]
call bell | nurse call | buzzer
noise at night | quiet night | sleep
pain score | pain assessment | analgesia | pain relief
rota | rostering | roster
sickness absence | staff sickness
wellbeing | burnout | staff morale
blood test | phlebotomy | blood sample
group and save | blood transfusion | transfusion
x ray | xray | imaging | radiology
electronic prescribing | epma
electronic patient record | epr
learning disability | learning difficulty | (ld)
co production | coproduction | co design | codesign | lived experience
health inequality | inequity | deprivation | core20plus5
"""

ABBREVIATED = 4  # letters at most
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Term:
    """One thing to look for: what was typed, and the expressions that say it, that one first; in small letters with single
    spaces. `known`: it stands in the table."""

    typed: str
    phrases: tuple[str, ...]
    known: bool = False

    @classmethod
    def word(cls, word: str) -> "Term":
        """A word for which there is no other."""
        return cls(word, (word,))


def terms_of(text: str) -> list[Term]:
    """The text's words in their order, those that are an expression of the table together: the longest first."""
    words, at, found = _WORD.findall(text.casefold()), 0, []
    while at < len(words):
        term, length = _term_at(words[at : at + _LONGEST])
        found.append(term)
        at += length
    return found


def _term_at(words: Sequence[str]) -> tuple[Term, int]:
    """What the words begin with, and how many of them it takes."""
    key = tuple(_singular(each) for each in words)
    for length in range(len(key), 0, -1):
        if known := _TABLE.get(key[:length]):
            typed = " ".join(words[:length])
            itself = () if known.never else _forms(typed)
            return Term(typed, tuple(dict.fromkeys((*itself, *known.others))), known=True), length
    return Term.word(words[0]), 1


@dataclass(frozen=True)
class _Expression:
    """The others of its group that are looked for, and whether it is never looked for itself."""

    others: tuple[str, ...]
    never: bool


def _singular(word: str) -> str:
    """Of text and table alike: that it also shortens "sepsis" does no harm."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _forms(said: str) -> tuple[str, ...]:
    """Databases know the plural of a word, but not alike of an abbreviation."""
    return (said, f"{said}s") if len(said) <= ABBREVIATED and not said.endswith("s") else (said,)


def _read(groups: str) -> dict[tuple[str, ...], _Expression]:
    table: dict[tuple[str, ...], _Expression] = {}
    for line in groups.strip().splitlines():
        said = [each.strip() for each in line.split("|")]
        looked_for = [each for each in said if each[0] not in "(["]
        for each in said:
            key = tuple(_singular(word) for word in each.strip("()[]").split())
            if key in table:
                raise ValueError(f"“{each}” stands in two groups.")
            others = [form for other in looked_for if other != each for form in _forms(other)]
            table[key] = _Expression(tuple(others), never=each.startswith("["))
    return table


_TABLE = _read(_GROUPS)
_LONGEST = max(len(key) for key in _TABLE)
