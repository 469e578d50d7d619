"""The JSON API under `/api/v1`: for the shop's own programs, with a key each."""

from admin.api.door import register_api

__all__ = ["register_api"]
