"""``partnergraph view``: what is asked of the network on the command line."""

from pathlib import Path

import pytest

from tests.command import run

HEAD = "PREFIX pg: <https://w3id.org/partnergraph/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"


def test_view_draws_what_is_asked(tmp_path: Path) -> None:
    """The page says what it shows, and what counts without a date is told."""
    done = run("view", "-o", tmp_path / "n.html", "--network", "agreements", "--country", "AT", "--from", "2015")
    assert done.exit_code == 0, done.output
    assert "have no date and count as in force; see --dated" in done.stderr
    page = (tmp_path / "n.html").read_text(encoding="utf-8")
    assert "<bdi>Shows ties of the network agreements, in force from 2015, in Austria</bdi>" in page
    assert "Society of Radiology: of the network agreements, in force from 2015, in Austria</title>" in page
    assert "<bdi>Shows all times" not in page


def test_view_draws_a_query(tmp_path: Path) -> None:
    """The file of a query is read and drawn, and rows that tie no two things are counted."""
    path = tmp_path / "mine.rq"
    path.write_text(
        "SELECT * { VALUES (?source ?target) { (body:esr body:eortc) (body:esr UNDEF) } }", encoding="utf-8"
    )
    done = run("view", "-o", tmp_path / "n.html", "--query", path)
    assert done.exit_code == 0, done.output
    assert "1 row or triple of the answer ties no two things" in done.stderr
    assert "European Organisation for Research" in (tmp_path / "n.html").read_text(encoding="utf-8")


def test_what_tells_no_start_is_told(tmp_path: Path) -> None:
    """A tie that tells its end alone counts as begun before, with --dated too, and how many do so is said."""
    path = tmp_path / "mou.ttl"
    year = "<http://www.w3.org/2001/XMLSchema#gYear>"
    path.write_text(f'{HEAD}<urn:m> a pg:Agreement ; pg:party <urn:a>, <urn:b> ; pg:endsOn "2016"^^{year} .')
    done = run("view", path, "-o", tmp_path / "n.html", "--to", "1900", "--dated")
    assert (done.exit_code, done.stderr.splitlines()[:-1]) == (
        0,
        ["1 tie tells an end and no start, and counts as begun by 1900"],
    )
    assert "no start" not in run("view", path, "-o", tmp_path / "n.html", "--from", "1900", "--dated").stderr


def test_nothing_left_is_told(tmp_path: Path) -> None:
    """Where nothing is left the steps are told, no file is written, and the exit code is 1."""
    done = run("view", "-o", tmp_path / "n.html", "--network", "agreements", "--to", "1900", "--dated")
    assert (done.exit_code, list(tmp_path.iterdir())) == (1, [])
    assert done.stderr.strip().endswith("; 0 with a date in force to 1900")
    (tmp_path / "mine.rq").write_text(
        "SELECT ?source ?target { ?source pg:party ?target, pg:Nothing }", encoding="utf-8"
    )
    done = run("view", "-o", tmp_path / "n.html", "--query", tmp_path / "mine.rq")
    assert (done.exit_code, done.stderr) == (1, "nothing is left: 0 ties in the answer to the query\n")


def test_what_nothing_ties_is_drawn(tmp_path: Path) -> None:
    """Bodies and events without a tie stand in the whole picture, and in none that is asked for more narrowly."""
    path, page = tmp_path / "one.ttl", tmp_path / "n.html"
    path.write_text(
        f'{HEAD}<urn:one> a pg:Society ; skos:prefLabel "Alone" . <urn:two> a pg:Topic ; skos:prefLabel "Beside" .'
    )
    for renderer in ("vis", "canvas"):
        assert run("view", path, "-o", page, "--renderer", renderer).exit_code == 0
        told = page.read_text(encoding="utf-8")
        assert [name in told for name in ("Alone", "Beside")] == [True, False]
    page.unlink()
    done = run("view", path, "-o", page, "--kind", "agreement")
    assert (done.exit_code, page.exists()) == (1, False)


def test_an_empty_graph_is_told(tmp_path: Path) -> None:
    """Where there is nothing to draw or to write there is no file, and the exit code is 1."""
    path = tmp_path / "none.ttl"
    path.write_text(HEAD)
    for command, ending in (("view", "html"), ("network", "gexf")):
        done = run(command, path, "-o", tmp_path / f"n.{ending}")
        assert (done.exit_code, done.stderr) == (1, "nothing is left: 0 ties in the network\n")
    assert list(tmp_path.iterdir()) == [path]


WRONG = [
    (["--weight", "count"], "weight is that of pairs; give it with projection"),
    (["--hops", "1"], "--hops counts from a thing; give --about NAME too"),
    (["--min-weight", "2"], "all lines weigh the same; a least weight needs the projection"),
    (["--from", "2016", "--to", "2015"], "the time from 2016 to 2015 ends before it begins"),
    (["--group-by", "colour"], "there is no grouping by 'colour'; there are country, type, community"),
]


@pytest.mark.parametrize(("options", "complaint"), WRONG)
def test_options_that_contradict_are_told(tmp_path: Path, options: list[str], complaint: str) -> None:
    """Options that do not go together are one line and exit code 2, before anything is written."""
    done = run("view", "-o", tmp_path / "n.html", *options)
    assert (done.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert complaint in done.stderr


def test_a_query_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A file that cannot be read is named, with exit code 3."""
    for option in ("--query", "--network"):
        done = run("view", "-o", tmp_path / "n.html", option, tmp_path / "none.rq")
        assert done.exit_code == 3
        assert "none.rq: cannot be read: No such file" in done.stderr
