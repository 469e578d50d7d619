"""Where the line is set up: one room for each part of it, one way for every change (`changing`)."""
