"""What is late, missing or odd in the measurements."""
