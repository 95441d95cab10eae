"""What the teams of a collaborative measure: all together, side by side, and who has reported."""
