"""Natural persons among the names of bodies."""

import pytest

from partnergraph.sources.person import is_person


@pytest.mark.parametrize(
    "name", ["MUSTERMANN ERIKA", "Dr. Max Mustermann", "VAN DER MUSTER JAN", "Müller-Muster, Ánna"]
)
def test_a_person(name: str) -> None:
    """A given name first or last, particles, titles and accents."""
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "ESR",
        "MAX",
        "ROBERT BOSCH GMBH",
        "FRANCISCO MUSTER SA",
        "MUSTER SOCIETA S A S",
        "MUSTER & SOHN PETER",
        "MARTIN-LUTHER-UNIVERSITAET HALLE-WITTENBERG",
        "PAUL SCHERRER INSTITUT",
        "MAYO CLINIC",
        "VOLVO BUS CORPORATION",
        "MUNICIPALITY OF SOFIA",
        "SAN MICHELE",
        "GREEN ENERGY",
        "a b c d e f g h i j k",
    ],
)
def test_a_body(name: str) -> None:
    """Legal forms, kinds of work, saints and towns are those of bodies."""
    assert not is_person(name)
