"""Joint pictures: what a comparison says is what is drawn, in its state, and as one page."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import partnergraph as pg
from partnergraph import view
from partnergraph.cli import main
from partnergraph.profiles import profile
from partnergraph.readings import joint
from partnergraph.readings.comparison import Comparison


@pytest.mark.parametrize(
    ("names", "since", "words"),
    [
        (("33", "0"), None, {"in both", "between the two", "only 33", "only 0"}),
        (("33",), "2011", {"in both", "lost", "gained"}),
        ((), "2012", {"in both", "lost", "gained"}),
    ],
    ids=["two bodies", "one body", "all pairs"],
)
def test_lines_are_those_of_the_comparison(
    club: pg.KnowledgeGraph, names: tuple[str, ...], since: str | None, words: set[str]
) -> None:
    """Each partner or pair is a line of its state for each side that has it, with the strength that is told."""
    found = club.compare(*names, since=since, as_of="2015")
    graph = joint.drawn(found, profile.read(club.store))
    assert {data["kind_label"] for *_, data in graph.edges(data=True)} <= words
    assert graph.number_of_edges() == expected(found)
    drawn = [data for *_, data in graph.edges(data=True) if data["kind_label"] == "in both"]
    assert all(data["weight"] > 0 and data["role"].startswith("strength ") for data in drawn)
    assert graph.graph["description"].startswith(f"{found.both:,} {'partner' if names else 'pair'}")


@pytest.mark.parametrize(
    ("lang", "apart", "time", "told"),
    [
        ("de", {"in beiden", "nur 33", "nur 0"}, {"in beiden", "verloren", "gewonnen"}, " verloren, "),
        ("fr", {"des deux côtés", "seulement 33", "seulement 0"}, {"des deux côtés", "perdu", "gagné"}, " de perdus, "),
    ],
)
def test_states_in_another_language(
    club: pg.KnowledgeGraph, lang: str, apart: set[str], time: set[str], told: str
) -> None:
    """States, heading, counts and strengths are said in the language of the page."""
    sides = profile.read(club.store)
    both = joint.drawn(club.compare("33", "0", as_of="2015"), sides, lang=lang)
    then = joint.drawn(club.compare("33", since="2011", as_of="2015"), sides, lang=lang)
    assert {data["kind_label"] for *_, data in both.edges(data=True)} == apart
    assert {data["kind_label"] for *_, data in then.edges(data=True)} <= time
    assert told in then.graph["description"]
    assert not any("strength" in data["role"] for *_, data in both.edges(data=True))


def expected(found: Comparison) -> int:
    """Count the lines: two bodies have one each to a common partner, and one between them."""
    if len(found.bodies) == 2:
        return 2 * found.both + found.only_first + found.only_second + bool(found.tied)
    return len(found.rows)


def test_page_of_a_comparison(tmp_path: Path) -> None:
    """With -o a comparison is a page with the joint picture, and the tables by the file's extension."""
    (tmp_path / "a.csv").write_text("Source,Target\na,b\nb,c\na,d\nc,d\nc,e\n", encoding="utf-8")
    page, table = tmp_path / "both.html", tmp_path / "both.csv"
    for path in (page, table):
        result = CliRunner().invoke(main, ["compare", "a", "c", str(tmp_path / "a.csv"), "-o", str(path)])
        assert result.exit_code == 0, result.output
        assert result.output == f"{path}: {path.stat().st_size:,} bytes\n"
    assert "<title>a and c</title>" in page.read_text(encoding="utf-8")
    assert "only c" in page.read_text(encoding="utf-8")
    words = ["compare", "a", "c", str(tmp_path / "a.csv"), "-o", str(page), "--lang"]
    assert CliRunner().invoke(main, [*words, "de"]).exit_code == 0
    assert "nur c" in page.read_text(encoding="utf-8")
    assert CliRunner().invoke(main, [*words, "xx"]).exit_code == 2
    assert table.read_text(encoding="utf-8").startswith("name,other_name,state")


def test_format_goes_before_the_extension(tmp_path: Path) -> None:
    """A comparison is what -f says, whatever the file is called; - is stdout, and a page goes there too."""
    path, page = tmp_path / "a.csv", tmp_path / "both.html"
    path.write_text("Source,Target\na,b\nb,c\n", encoding="utf-8")
    words = ["compare", "a", "c", str(path)]
    assert CliRunner().invoke(main, [*words, "-o", str(page), "-f", "csv"]).exit_code == 0
    assert page.read_text(encoding="utf-8") == CliRunner().invoke(main, [*words, "-o", "-", "-f", "csv"]).stdout
    assert page.read_text(encoding="utf-8").startswith("name,other_name,state")
    assert CliRunner().invoke(main, [*words, "-f", "html"]).stdout.startswith("<!DOCTYPE html>")
    assert CliRunner().invoke(main, [*words, "-f", "html", "--by", "degree"]).exit_code == 2


def test_nothing_in_common_is_a_page_too(tmp_path: Path) -> None:
    """Two bodies without any partner are a page that says so."""
    file = tmp_path / "a.ttl"
    prefix = "@prefix pg: <https://w3id.org/partnergraph/ontology#> ."
    file.write_text(f"{prefix} <urn:a> a pg:Society . <urn:b> a pg:Society .", encoding="utf-8")
    with pg.open(file) as graph:
        found = graph.compare("urn:a", "urn:b")
        assert "0 partners in both" in view.html(joint.drawn(found, profile.read(graph.store)))
