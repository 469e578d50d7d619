"""What is kept of a person: found, told, erased, and forgotten in time."""
