"""Profiles: all that a graph says of one thing, or of two that it ties, and on what evidence."""
