"""Where people are signed in, and the ways in that they have."""
