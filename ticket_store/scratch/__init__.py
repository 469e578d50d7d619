"""Scratch stores for calls that are never made: the line copied, a scene set, and what came of it read out."""
