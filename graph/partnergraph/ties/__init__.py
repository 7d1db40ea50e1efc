"""Ties: who is tied to whom by which node, as it is read from a store."""
