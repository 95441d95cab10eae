"""Actions agreed with others in a meeting: who does what by when, and whether it is done."""
