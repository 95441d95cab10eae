"""Trainings that want refreshing: who is told, and the list of who is due."""
