"""The demonstration trust: made-up data with believable stories."""
