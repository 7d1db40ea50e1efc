"""Reconciliation: which bodies are the same, by their names and places, as a person decides."""
