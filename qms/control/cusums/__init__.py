"""Sequences of cases, each with or without an event, followed case by case with a risk-adjusted CUSUM."""
