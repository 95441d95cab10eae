"""What every team measures on its own unit."""
