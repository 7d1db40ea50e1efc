"""Agreements: their parties and dates, where they stand on a day, and the calendar of their ends."""
