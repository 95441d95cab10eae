"""What this room adds to the golden thread, one question a file."""
