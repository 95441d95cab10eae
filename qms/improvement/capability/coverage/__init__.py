"""Coverage: how many of the staff of each unit are trained, against the dose that the organisation wants."""
