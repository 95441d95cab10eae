"""Where everybody starts: what needs this person, then what they work with."""
