"""What a coach or fellow can help with, as data: the word that is kept, and what pages call it."""

SKILLS = {
    "measurement": "Measurement and control charts",
    "drivers": "Driver diagrams and theory of change",
    "pdsa": "Testing with PDSA cycles",
    "facilitation": "Facilitating groups",
    "coaching": "Coaching teams",
    "co-design": "Working with patients and carers",
    "lean": "Lean, flow and process mapping",
    "human-factors": "Human factors and safety",
    "spread": "Scale-up and spread",
    "evaluation": "Evaluation and writing up",
    "equity": "Equity and inclusion",
    "digital": "Digital and data tools",
}
