"""In the talk: hold, consult, hand over, listen, and its end."""
