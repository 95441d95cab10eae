"""Kept editions of a unit's year: what was known on a day, frozen, as a year is a record and its charts go on."""
