"""Plan, do, study, act cycles."""
