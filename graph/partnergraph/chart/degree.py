"""The degree distribution of a network: which share of its bodies has so many partners or more.

The complementary cumulative distribution on logarithmic axes shows all bodies without bins. A line that looks straight
there is no power law yet: A. Clauset, C. R. Shalizi and M. E. J. Newman, "Power-law distributions in empirical data",
SIAM Review 51, 661-703, 2009, doi:10.1137/070710111.
"""

from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from partnergraph.networks import bond
from partnergraph.values.table import Table
from partnergraph.writing import sheet

if TYPE_CHECKING:
    import networkx as nx

    from partnergraph.networks.projection import Projection


@dataclass(frozen=True, slots=True)
class Degrees:
    """How many bodies have each number of partners, from the fewest to the most; who has none is among them."""

    counts: tuple[tuple[int, int], ...]

    @property
    def bodies(self) -> int:
        """How many bodies there are."""
        return sum(count for _, count in self.counts)

    @property
    def alone(self) -> int:
        """How many have no partner."""
        return dict(self.counts).get(0, 0)

    @property
    def mean(self) -> float:
        """The mean number of partners."""
        return sum(degree * count for degree, count in self.counts) / max(1, self.bodies)

    @property
    def median(self) -> float:
        """The number of partners that half of the bodies have at most."""
        every = [degree for degree, count in self.counts for _ in range(count)]
        return float(median(every)) if every else 0.0

    @property
    def shares(self) -> tuple[tuple[int, float], ...]:
        """The share of all bodies that have each number of partners or more."""
        rest, found = self.bodies, []
        for degree, count in self.counts:
            found.append((degree, rest / self.bodies))
            rest -= count
        return tuple(found)


def of(graph: "nx.MultiGraph[str]") -> Degrees:
    """Give the degree distribution of a network.

    >>> import networkx
    >>> found = of(networkx.MultiGraph([("a", "b"), ("a", "b"), ("a", "c")]))
    >>> found.counts, found.mean.__round__(2), found.shares[1][1].__round__(2)
    (((1, 2), (2, 1)), 1.33, 0.33)
    """
    return Degrees(tuple(sorted(Counter(bond.partners(graph).values()).items())))


def of_pairs(pairs: "Projection") -> Degrees:
    """Give the degree distribution of a projection, those of its parties that are tied to nobody among them.

    >>> from partnergraph.networks import projection
    >>> of_pairs(projection.of([])).bodies
    0
    """
    found = np.bincount(np.concatenate([pairs.one, pairs.other]), minlength=len(pairs.parties))
    return Degrees(tuple(sorted(Counter(found.tolist()).items())))


def table(degrees: Degrees) -> Table:
    """Give a distribution as a table, a row for each number of partners that a body has.

    >>> table(Degrees(((1, 2), (2, 2)))).records()[1]
    {'partners': 2, 'bodies': 2, 'share_or_more': 0.5}
    """
    rows = [
        (degree, count, round(share, 6))
        for (degree, count), (_, share) in zip(degrees.counts, degrees.shares, strict=True)
    ]
    return sheet.of(("partners", "bodies", "share_or_more"), rows)
