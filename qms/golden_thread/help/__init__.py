"""The short guide: what this is for, what the verdicts mean, and the first steps of each kind of people."""
