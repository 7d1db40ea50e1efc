"""Values: what the rooms hand to one another - terms, tables, spans of days, windows, evidence."""
