"""The JSON API under `/api/v1`: for the shop's own programs, with a key each."""
