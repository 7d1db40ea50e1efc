"""Readings: who introduces whom, whom to take as a partner, what two networks have in common."""
