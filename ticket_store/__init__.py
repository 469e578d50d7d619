"""The ground: all that is remembered, and the only SQL."""
