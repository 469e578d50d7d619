"""What agents choose, whether they can be reached, and what they were offered."""
