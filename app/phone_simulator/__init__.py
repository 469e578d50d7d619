"""The phone simulator: a stand-in for the carrier that knows nothing of the house."""
