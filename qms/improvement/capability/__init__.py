"""Who has learned to improve, where, and who can help."""
