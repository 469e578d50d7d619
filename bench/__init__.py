"""Measures: `python -m bench NAME` prints a figure, its floor and its target (bench/RESULTS.md has them all)."""
