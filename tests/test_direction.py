"""Directions."""

from pathlib import Path

import pytest

import partnergraph as pg
from partnergraph.networks import direction
from partnergraph.networks.projection import Pair
from partnergraph.ties.incidence import Incidence, Tie
from partnergraph.vocab import PG

MEMBERSHIP = """
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX pg: <https://w3id.org/partnergraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
<urn:alpha> a pg:Society ; skos:prefLabel "Alpha"@en .
<urn:mu> a pg:Company ; skos:prefLabel "Mu"@en .
<urn:m> a org:Membership ; org:member <urn:mu> ; org:organization <urn:alpha> %s.
"""


@pytest.mark.parametrize("role", ["", "; org:role pg:role-member ", "; org:role pg:role-parent "])
@pytest.mark.parametrize("projection", [False, True])
def test_the_member_comes_first_in_any_role(role: str, projection: bool, tmp_path: Path) -> None:
    """A membership is said with its member first, whatever its role and also where none is told."""
    (tmp_path / "club.ttl").write_text(MEMBERSHIP % role)
    with pg.open(tmp_path / "club.ttl") as graph:
        ((_, _, data),) = graph.network(projection=projection).edges(data=True)
    assert (data["subject"], data["heading"]) == ("urn:mu", "members")


UNIT, RENEWAL = PG + "tie-unit", PG + "tie-renewal"
ROWS = [
    ("urn:a", "urn:a", "role-unit"),
    ("urn:b", "urn:a", "role-parent"),
    ("urn:c", "urn:a", "role-parent"),
    ("urn:c", "urn:c", "role-unit"),
    ("urn:d", "urn:c", "role-parent"),
    ("urn:d", "urn:d", "role-unit"),
    ("urn:c", "urn:d", "role-parent"),
]
PAIRS = [
    ("urn:a", "urn:b", ("urn:a",), "urn:a"),
    ("urn:b", "urn:c", ("urn:a",), ""),  # both above one unit
    ("urn:c", "urn:d", ("urn:c",), "urn:c"),
    ("urn:c", "urn:d", ("urn:c", "urn:d"), ""),  # each part of the other
    ("urn:a", "urn:b", ("urn:other",), ""),
]


@pytest.mark.parametrize(("one", "other", "via", "subject"), PAIRS)
def test_a_pair_is_said_as_what_ties_it_is(one: str, other: str, via: tuple[str, ...], subject: str) -> None:
    """A pair has the direction of what ties it, and none where that has none or goes both ways."""
    ties = tuple(Tie(party, knot, UNIT, "", "", PG + role, knot) for party, knot, role in ROWS)
    pair = Pair(one, other, 1.0, 1.0, "", "", (UNIT,), via)
    assert direction.told(pair, direction.subjects([Incidence("units", True, ties)])).subject == subject


def test_what_ties_as_a_node_leads_nobody() -> None:
    """The parties of an agreement are equals, whoever has a role."""
    ties = (
        Tie("urn:a", "urn:m", "urn:kind", "", "", PG + "role-signatory", ""),
        Tie("urn:b", "urn:m", "", "", "", "", ""),
    )
    assert not direction.subjects([Incidence("agreements", False, ties)])
