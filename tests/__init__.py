"""The tests; each test's docstring states the fact it checks."""
