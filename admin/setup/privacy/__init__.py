"""What is kept of a customer: shown, taken out, erased, let go in time."""
