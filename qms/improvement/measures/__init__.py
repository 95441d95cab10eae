"""What a project means to move, and the evidence that it did."""
