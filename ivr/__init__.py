"""The telephone door: webhooks in, TwiML out."""
