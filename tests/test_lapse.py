"""Names that things lost with a file, while others speak of the things."""

from pathlib import Path

from partnergraph.loading import lapse
from partnergraph.storage.store import Store
from tests.command import run
from tests.test_office import BODIES, MEMBERS, names, written


def test_what_has_no_name_any_more_is_told_with_the_file_that_named_it(tmp_path: Path) -> None:
    """By its name and its id, until it is back, and no query finds it; it is forgotten where nobody speaks of it."""
    store, (bodies, members) = tmp_path / "store", written(tmp_path, bodies=BODIES, memberships=MEMBERS)
    run("import", "tables", bodies, members, "--store", store)
    run("unload", "bodies.csv", "--store", store)
    assert names(store) == []
    members.write_text("member,organisation,start\nEIBIR,esr,2006\n")
    told = "any more, for bodies.csv, which named it, says so no more; import that again first, or add a row for it"
    done = run("import", "tables", members, "--store", store)
    assert done.exit_code == 3
    assert [line.partition(" any more")[0] for line in done.stderr.splitlines()[:2]] == [
        "memberships.csv:2:member: nothing here is called 'EIBIR'",
        "memberships.csv:2:organisation: nothing here is called 'esr'",
    ]
    assert told in done.stderr
    assert run("import", "tables", bodies, "--store", store).exit_code == 0
    assert run("import", "tables", members, "--store", store).exit_code == 0
    run("unload", "memberships.csv", "bodies.csv", "--store", store)
    with Store.open(store) as kept:
        assert lapse.read(kept) == {}
