"""What people write for where they work comes apart into what may be the organisation, and the country."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.reconciliation import affiliation


@pytest.mark.parametrize(
    ("text", "parts", "countries"),
    [
        ("University of Light", (), set()),
        ("Department of Optics, University of Light", ("University of Light",), set()),
        (
            "Institute of Optics, Academy of Light, Prague, Czech Republic",
            ("Institute of Optics", "Academy of Light"),
            {"CZ"},
        ),
        ("Optics; Hospital of Light 4 , Vienna, 1010, Austria.", ("Hospital of Light",), {"AT"}),
        ("Fakultät für Optik, Universität des Lichts, Deutschland", ("Universität des Lichts",), {"DE"}),
        ("University of Light, U.S.A.", ("University of Light",), {"US"}),
        ("a@b.org, University of Light", ("University of Light",), set()),
        ("Austria", (), set()),
        ("", (), set()),
    ],
)
def test_parts_that_may_be_the_organisation(text: str, parts: tuple[str, ...], countries: set[str]) -> None:
    """A unit gives way to what it is a unit of, and a country at the end is one."""
    found = affiliation.read(text)
    assert (found.parts, set(found.countries)) == (parts, countries)


def test_a_unit_without_commas_has_ends() -> None:
    """Ends of a unit that hold an organisation may be it."""
    assert "University of Light" in affiliation.read("Department of Optics at the University of Light").parts


def test_two_parts_may_be_one_name() -> None:
    """A campus behind a comma belongs to the name."""
    assert affiliation.read("University of Light, San Marco, USA").runs == ("University of Light San Marco",)


@given(st.text())
def test_any_text_comes_apart(text: str) -> None:
    """No text is too odd, and no more than eight parts are compared."""
    assert len(affiliation.read(text).parts) <= 8
