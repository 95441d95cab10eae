"""Training records brought in from the file of a learning system."""
