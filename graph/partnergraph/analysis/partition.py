"""Partitions: how well a division of a network into groups fits it, and how much two divisions are alike."""

import numpy as np

from partnergraph.analysis.adjacency import Ties
from partnergraph.analysis.community import Labels


def modularity(ties: Ties, labels: Labels, *, resolution: float = 1.0) -> float:
    """Give the modularity of a division: the share of weight within groups beyond what chance would put there.

    M. E. J. Newman, "Analysis of weighted networks", Physical Review E 70, 056131, 2004; ``resolution`` multiplies the
    share by chance (J. Reichardt and S. Bornholdt, Physical Review E 74, 016110, 2006). Without ties it is 0.

    >>> ties = Ties(4, np.array([0, 2]), np.array([1, 3]), np.ones(2))
    >>> modularity(ties, np.array([0, 0, 1, 1])), modularity(ties, np.array([0, 0, 0, 0]))
    (0.5, 0.0)
    """
    whole = float(ties.weight.sum())
    if not whole:
        return 0.0
    within = float(ties.weight[labels[ties.one] == labels[ties.other]].sum())
    ends = np.concatenate([labels[ties.one], labels[ties.other]])
    strength = np.bincount(ends, np.concatenate([ties.weight, ties.weight]), minlength=1)
    return within / whole - resolution * float(((strength / (2 * whole)) ** 2).sum())


def likeness(one: Labels, other: Labels) -> float:
    """Give the adjusted Rand index of two divisions of the same things: 1 where they are the same, 0 as by chance.

    L. Hubert and P. Arabie, "Comparing partitions", Journal of Classification 2, 193-218, 1985. Where both put all
    things together, or each alone, it is 1.

    >>> likeness(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    1.0
    >>> round(likeness(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])), 3)
    -0.5
    """
    count = len(one)
    _, first = np.unique(one, return_inverse=True)
    _, second = np.unique(other, return_inverse=True)
    _, both = np.unique(first * (int(second.max(initial=0)) + 1) + second, return_counts=True)
    together = _pairs(both)
    mine, yours, every = _pairs(np.bincount(first)), _pairs(np.bincount(second)), count * (count - 1) / 2
    chance = mine * yours / every if every else 0.0
    most = (mine + yours) / 2
    return 1.0 if most == chance else (together - chance) / (most - chance)


def _pairs(sizes: Labels) -> float:
    return float((sizes * (sizes - 1) / 2).sum())
