"""What was tried and what came of it: the library, adopting elsewhere, and the monthly round-up."""
