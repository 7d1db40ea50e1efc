"""Affinities: how likely two bodies are to become partners, by the partners and the topics that they share.

Shared partners count as Adamic and Adar's shared friends: each 1 / ln(d) for its d partners, so that one who knows
everybody says little (L. A. Adamic and E. Adar, "Friends and neighbors on the Web", Social Networks 25, 211-230, 2003).
A topic on which the two have m and n ties and that b bodies have counts m n / ln(2 + b). The score is

    (1 + partners) (1 + topics) - 1

which is nothing where both are nothing, and grows most where both are there. ``scripts/benchmark.py recommend`` holds
it against plainer scores.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from partnergraph.ties.involvement import Involvement

if TYPE_CHECKING:
    from partnergraph.analysis.adjacency import Places

Whole: TypeAlias = NDArray[np.int64]
Real: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Affinity:
    """What ties one body to each of all, in the order of the bodies: the two parts, and the score made of them."""

    partners: Real
    topics: Real

    @property
    def score(self) -> Real:
        """Give the score of each body."""
        return (1 + self.partners) * (1 + self.topics) - 1


class Affinities:
    """The affinities of some bodies; pair i ties ``one[i]`` and ``other[i]``, each pair once.

    ``topics`` has a row for each body and a column for each topic: on how many of its ties the body has it.

    >>> star = Affinities(3, np.array([0, 0]), np.array([1, 2]), csr_array((3, 1)))
    >>> star.of(1).partners.round(2).tolist(), star.of(1).score.round(2).tolist()
    ([0.0, 1.44, 1.44], [0.0, 1.44, 1.44])
    """

    def __init__(self, count: int, one: "Places", other: "Places", topics: Any) -> None:  # noqa: ANN401 - scipy's are untyped
        ends = np.concatenate([one, other]), np.concatenate([other, one])
        self.tied = csr_array((np.ones(2 * len(one)), ends), shape=(count, count))
        self.topics = csr_array(topics)
        degree = np.bincount(ends[0], minlength=count)
        self.partner_counts: Real = 1 / np.log(np.maximum(degree, 2))
        self.topic_counts: Real = 1 / np.log(2 + np.bincount(self.topics.indices, minlength=self.topics.shape[1]))

    def of(self, body: int) -> Affinity:
        """Give the affinity of one body to all, itself and its partners among them."""
        friends = _row(self.tied, body) * self.partner_counts
        about = _row(self.topics, body) * self.topic_counts
        return Affinity(self.tied @ friends, self.topics @ about)

    def friends(self, one: int, other: int) -> dict[int, float]:
        """Give the partners that two bodies share, by number, and what each counts."""
        shared = np.intersect1d(_held(self.tied, one), _held(self.tied, other))
        return dict(zip(shared.tolist(), self.partner_counts[shared].tolist(), strict=True))

    def subjects(self, one: int, other: int) -> dict[int, tuple[int, int, float]]:
        """Give the topics that two bodies share, by number: on how many ties each has it, and what it counts."""
        mine, theirs = _row(self.topics, one), _row(self.topics, other)
        shared = np.flatnonzero((mine > 0) & (theirs > 0)).tolist()
        return {
            each: (int(mine[each]), int(theirs[each]), float(mine[each] * theirs[each] * self.topic_counts[each]))
            for each in shared
        }


def involved(ties: Involvement, topics: Any, known: NDArray[np.bool_]) -> Any:  # noqa: ANN401 - scipy's are untyped
    """Give on how many of its ties each party has each topic; ``topics`` has a row for each node that ties.

    ``known`` says which rows of the involvement count.

    >>> from partnergraph.ties.involvement import gathered
    >>> involved(gathered([]), csr_array((0, 2)), np.zeros(0, bool)).shape
    (0, 2)
    """
    ends = ties.party[known], ties.knot[known]
    incidence = csr_array((np.ones(len(ends[0])), ends), shape=(len(ties.parties), len(ties.via)))
    incidence.data[:] = 1  # who left and came again is in it once
    return csr_array(incidence @ topics)


def _held(matrix: Any, number: int) -> Whole:  # noqa: ANN401 - scipy's are untyped
    held: Whole = matrix.indices[matrix.indptr[number] : matrix.indptr[number + 1]]
    return held


def _row(matrix: Any, number: int) -> Real:  # noqa: ANN401 - scipy's are untyped
    found = np.zeros(matrix.shape[1])
    row = slice(matrix.indptr[number], matrix.indptr[number + 1])
    found[matrix.indices[row]] = matrix.data[row]
    return found
