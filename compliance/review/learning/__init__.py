"""What to review next, when to stop, and what the program learns from decisions."""
