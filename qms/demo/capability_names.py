"""First and last names from which the demonstration's learners are made up."""

FIRST = (
    "Aaliyah", "Adam", "Agnieszka", "Alice", "Amara", "Ben", "Blessing", "Callum", "Chidi", "Chloe", "Deepa", "Elena",
    "Ewan", "Fatima", "George", "Hana", "Isla", "Jamal", "Joanne", "Kofi", "Leah", "Lucia", "Mei", "Nadia", "Oliver",
    "Patience", "Ravi", "Rhys", "Sinead", "Zara",
)  # fmt: skip
LAST = (
    "Ahmed", "Baker", "Campbell", "Costa", "Davies", "Edwards", "Fernandes", "Gill", "Hall", "Ibrahim", "Jones", "Kaur",
    "Lewis", "Mensah", "Nowak", "Okeke", "Patel", "Quinn", "Roberts", "Santos", "Thomas", "Usman", "Ward", "Young",
)  # fmt: skip
