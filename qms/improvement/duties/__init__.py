"""What one person does by a day: the part that a project's tasks and a meeting's agreed actions have in common."""
