"""What a team means to do: tasks, milestones, and the risks that it keeps an eye on."""
