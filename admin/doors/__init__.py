"""The doors for people: passwords, codes of an app, passkeys, the company's own sign-in, links to a new password."""
