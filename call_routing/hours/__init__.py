"""When the shop is open, when customers may be rung, and when it is usually quick."""
