"""Tests of the page in a real browser, opened from disk with the network off."""
