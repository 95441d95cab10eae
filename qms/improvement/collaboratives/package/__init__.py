"""The change package: ideas that every team may test."""
