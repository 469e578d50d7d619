"""Calls that are never made: the real engine on a scratch copy of the line, with a carrier in virtual time.

Nothing of a rehearsal reaches the store, the carrier or anybody's telephone.
"""
