"""What a source said the last time, beside a store."""

import io
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.errors import InputError
from partnergraph.loading import release
from partnergraph.loading.notation import typed

SIGNS = st.sampled_from(["", "-", "+"])
DIGITS = st.text("0123456789", min_size=1, max_size=9)
NUMBERS = st.builds(lambda sign, *parts: sign + "".join(parts), SIGNS, DIGITS, st.just("."), DIGITS) | st.builds(
    lambda sign, digits: sign + digits, SIGNS, DIGITS
)


@given(NUMBERS, st.sampled_from(["decimal", "integer", "positiveInteger"]))
def test_a_number_is_taken_as_the_engine_gives_it_back(digits: str, kind: str) -> None:
    """However a number is written, its line has the hash of the line that a store with it gives."""
    if kind != "decimal":
        digits = digits.partition(".")[0]
    if kind == "positiveInteger":
        digits = "1" + digits.lstrip("+-")
    line = f"<urn:a> <urn:b> {typed(digits, kind)} .\n".encode()
    store = ox.Store()
    store.load(line, ox.RdfFormat.N_TRIPLES)
    told = io.BytesIO()
    store.dump(told, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    assert release.hashes([line]) == release.hashes([told.getvalue()])


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (["cordis-h2020projects-csv.zip"], "cordis-h2020projects"),
        (["cordis-h2020projects-xlsx (2).zip"], "cordis-h2020projects"),
        (["cordis-HORIZONprojects-csv_2026-10-01.zip"], "cordis-horizonprojects"),
        (["20261001-cordis-fp7projects-csv.zip"], "cordis-fp7projects"),
        (["2026.zip"], "2026"),
        (["topics.csv", "project-2026.10.csv"], "project+topics"),
        (["организации.csv"], "unnamed"),
    ],
)
def test_files_of_all_months_are_one_source(files: list[str], expected: str) -> None:
    """Day, format and the number of a copy in the name of a file tell no other source."""
    assert release.name(map(Path, files)) == expected


def test_a_name_has_something_to_it() -> None:
    """A name for a release without letters and digits is refused."""
    with pytest.raises(InputError, match="give letters or digits"):
        release.given("--")


def test_no_file_is_written_twice(tmp_path: Path) -> None:
    """Where a copy of a store brought a file of the name that would come next, another one is taken."""
    made = tmp_path / "000003.draft"
    made.mkdir()
    first = release.file(made, "ror")
    release.write([b"<urn:a> <urn:b> <urn:c> .\n"], first)
    assert release.file(made, "ror").name == "said-ror.000004.nt.gz"
    assert release.kept(made) == {"ror": first}
