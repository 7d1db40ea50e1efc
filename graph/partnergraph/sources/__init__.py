"""Sources: the formats of others - CORDIS, ROR, the sheets of an office - as statements of the graph."""
