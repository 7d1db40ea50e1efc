"""Wishes: what can be asked of a measure or a grouping by name, known without the rooms that find it."""

from typing import Literal, get_args

Measure = Literal[
    "betweenness",
    "closeness",
    "constraint",
    "core",
    "degree",
    "effective-size",
    "pagerank",
    "participation",
    "strength",
]
MEASURES: tuple[str, ...] = get_args(Measure)

Groups = Literal["community", "country", "type"]
"""The groups over which participation is spread."""

RUNS, MOST_RUNS = 10, 1_000
"""How often groups are looked for with other seeds, to say how stable they are: as it is, and at most."""
