"""How much ties count on a day."""

import datetime as dt

import numpy as np
import pytest

from partnergraph.networks import projection, strength
from partnergraph.networks.projection import Projection
from partnergraph.networks.strength import Strengths
from partnergraph.ties.incidence import Incidence, Tie

DAY = dt.date(2020, 6, 30)


def pair(start: str, end: str, parties: int = 2, *, moment: bool = False, weight: float = 1.0) -> Projection:
    """Give the pairs of so many parties of one node."""
    ties = tuple(Tie(f"urn:{number}", "urn:v", "urn:kind", start, end, "", "", weight) for number in range(parties))
    return projection.of([Incidence("x", False, ties, moment)])


@pytest.mark.parametrize(
    ("start", "end", "strong"),
    [
        ("2014", "", 1.0),
        ("", "", 1.0),
        ("2014", "2020", 1.0),
        ("2014", "2019", 0.0),
        ("2014", "2020-06-29", 0.0),
        ("", "2020-06-30", 1.0),
        ("2020-06-30", "", 1.0),
        ("2020-06", "", 1.0),
        ("2020-07", "", 0.0),
        ("soon", "later", 1.0),
    ],
)
def test_ties_in_force_count(start: str, end: str, strong: float) -> None:
    """What had begun and had not ended counts whole; a partial date is every day that it can mean."""
    assert strength.of(pair(start, end), DAY).pair.tolist() == [strong]


@pytest.mark.parametrize(("end", "strong"), [("2015-06-30", 0.5), ("2010-06-30", 0.25), ("2020-06-30", 1.0)])
def test_lapsed_ties_decay(end: str, strong: float) -> None:
    """With lapsed ties one that ended counts half as much for every five years that have gone by."""
    found = strength.of(pair("2000", end), DAY, lapsed=True)
    assert found.pair.tolist() == pytest.approx([strong], abs=1e-3)
    assert found.lapsed.tolist() == [strong < 1]


def test_moments_age_and_do_not_lapse() -> None:
    """An event of five years ago counts one half, asked for lapsed ties or not; one that is to come counts nothing."""
    past, future = pair("2015-06-30", "", moment=True), pair("2021", "", moment=True)
    for lapsed in (False, True):
        found = strength.of(past, DAY, moments={"urn:kind"}, lapsed=lapsed)
        assert found.pair.tolist() == pytest.approx([0.5], abs=1e-3)
        assert found.lapsed.tolist() == [False]
        assert strength.of(future, DAY, moments={"urn:kind"}, lapsed=lapsed).pair.tolist() == [0.0]


def test_many_parties_share_a_tie() -> None:
    """One project of five hundred ties each pair as strongly as 1 / 499 of a pact of two."""
    found = strength.of(pair("", "", 500), DAY)
    assert len(found.pair) == 500 * 499 // 2
    assert set(found.pair.tolist()) == {1 / 499}


@pytest.mark.parametrize("weight", [0.0, -1.0, float("nan")])
def test_what_weighs_nothing_ties_nobody(weight: float) -> None:
    """A weight that is nothing, negative or no number makes no tie."""
    found = strength.of(pair("", "", weight=weight), DAY)
    assert (found.pair.tolist(), found.costs().tolist()) == ([0.0], [0])


def test_stronger_is_cheaper() -> None:
    """The cost falls as the strength grows, and stays above nothing; without pairs there are no costs."""
    strong = np.array([1e-9, 0.01, 1.0, 50.0, 1e18, np.inf])
    costs = Strengths(strong, strong > 0, strong).costs().tolist()
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] == 1
    assert strength.of(projection.of([]), DAY).costs().tolist() == []


@pytest.mark.parametrize(
    ("life", "strong"),
    [
        (("2019", ""), 1.0),
        (("2020-07", ""), 0.0),
        (("", "2020-06-30"), 1.0),
        (("2001", "2020-05"), 0.0),
        (("", ""), 1.0),
    ],
)
def test_no_tie_is_without_its_bodies(life: tuple[str, str], strong: float) -> None:
    """A tie without a date counts from the day on which both bodies are founded until one of them is dissolved."""
    assert strength.of(pair("", ""), DAY, lives={"urn:1": life}).pair.tolist() == [strong]
    assert strength.of(pair("2000", "2030"), DAY, lives={"urn:1": life, "urn:else": ("2025", "")}).pair.tolist() == [
        strong
    ]
