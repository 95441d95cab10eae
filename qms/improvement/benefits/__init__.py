"""What a project is worth, as its team claims it and as somebody else has checked it."""
