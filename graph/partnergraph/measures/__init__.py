"""Measures: what the place of a body in a network is worth, and which bodies belong together."""
