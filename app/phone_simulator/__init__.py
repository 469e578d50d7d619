"""The phone simulator: a stand-in for the carrier. It knows HTTP, TwiML and signatures, and nothing of the house."""
