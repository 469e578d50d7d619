"""News for the shop's own programs: written as they happen, where they go, how they fared."""
