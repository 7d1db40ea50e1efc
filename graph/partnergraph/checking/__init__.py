"""Checking: what must hold of a graph, and the problems where it does not."""
