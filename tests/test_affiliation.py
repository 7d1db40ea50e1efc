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
        ("Department of Optics, Light Medical School", ("Light Medical School",), set()),
        ("Department of Optics, School of Medicine, Clinic", (), set()),
        (
            "Department of Optics, Light – Hospital of Dark, Austria",
            ("Hospital of Dark", "Light Hospital of Dark"),
            {"AT"},
        ),
        ("University of Light 4 Department of Optics, , Vienna, Austria", ("University of Light",), {"AT"}),
        ("Department of Optics, University of Paris 6, France", ("University of Paris 6",), {"FR"}),
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


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("Optics, University of Light School of Medicine", ("University of Light",)),
        ("Optics, Light University Graduate School of Medicine, Austria", ("Light University",)),
        ("Optics, Universität des Lichts Fakultät für Optik", ("Universität des Lichts",)),
        ("Optics, Light School of Medicine", ()),
        ("Light University School of Medicine", ()),
        ("Optics, University College Light", ()),
    ],
)
def test_a_part_may_begin_with_the_organisation(text: str, heads: tuple[str, ...]) -> None:
    """And go on with a school of it; a name that is no text of parts may be that of the school."""
    assert affiliation.read(text).heads == heads


def test_two_parts_may_be_one_name() -> None:
    """A campus behind a comma belongs to the name."""
    assert affiliation.read("University of Light, San Marco, USA").runs == ("University of Light San Marco",)


@given(st.text())
def test_any_text_comes_apart(text: str) -> None:
    """No text is too odd, and no more than eight parts are compared."""
    assert len(affiliation.read(text).parts) <= 8
