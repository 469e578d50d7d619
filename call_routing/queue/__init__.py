"""The order of those who wait, and how long it takes."""
