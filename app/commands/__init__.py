"""The commands of `hotline`, one file for each noun."""
