"""The web door: sign-in, the agents' desk, the panel, the JSON API."""
