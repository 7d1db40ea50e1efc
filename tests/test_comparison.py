"""Two bodies, two days and two networks side by side."""

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pytest

import partnergraph as pg
from partnergraph.errors import ChoiceError
from partnergraph.readings import contrast
from partnergraph.readings.comparison import Comparison
from partnergraph.vocab import PREFIXES
from partnergraph.writing import format
from tests.command import run

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
LINES = [
    *(f'body:{each} a pg:Society ; skos:prefLabel "{each.upper()}" .' for each in "abcdes"),
    "agreement:1 pg:party body:a, body:c .",
    'agreement:2 pg:party body:a, body:c ; pg:signedOn "2015"^^xsd:gYear .',
    "agreement:3 pg:party body:b, body:c .",
    'agreement:4 pg:party body:a, body:d ; pg:endsOn "2012"^^xsd:gYear .',
    'agreement:5 pg:party body:b, body:e ; pg:signedOn "2016"^^xsd:gYear .',
    "agreement:6 pg:party body:a, body:b . agreement:7 pg:party body:s, body:s .",
]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file with five bodies and their agreements."""
    return written(tmp_path_factory.mktemp("world") / "world.ttl", LINES)


@pytest.fixture(scope="module")
def world(file: Path) -> pg.KnowledgeGraph:
    """Give the graph of that file."""
    return pg.open(file)


def written(path: Path, lines: list[str]) -> Path:
    """Write some Turtle, in which the prefixes need no declaration."""
    path.write_text(HEAD + "\n".join(lines), encoding="utf-8")
    return path


def states(found: Comparison) -> dict[str, str]:
    """Give where each partner or pair is."""
    return {"".join(row.names): row.state for row in found.rows}


def test_two_bodies_have_partners_in_common(world: pg.KnowledgeGraph) -> None:
    """Of two bodies it is told whom both know, whom one alone, how strongly, and that they know each other."""
    found = world.compare("A", "B", as_of="2020")
    assert states(found) == {"C": "both", "E": "second"}
    assert (found.both, found.only_first, found.only_second, found.alike, found.tied) == (1, 0, 1, 0.5, 1.0)
    shared = next(row for row in found.rows if row.state == "both")
    assert shared.first
    assert shared.second
    assert (shared.first.ties, shared.first.strength, shared.second.strength, shared.change) == (2, 2.0, 1.0, -1.0)
    assert states(world.compare("A", "B", as_of="2020", lapsed=True))["D"] == "first"


@pytest.mark.parametrize("seed", range(3))
def test_alike_is_the_index_of_networkx(seed: int) -> None:
    """Of two bodies that are not tied the share of common partners is networkx's coefficient of Jaccard."""
    graph = nx.gnm_random_graph(7, 11, seed=seed)
    with pg.KnowledgeGraph.from_networkx(graph) as known:
        for one, other, expected in nx.jaccard_coefficient(graph, nx.non_edges(graph)):
            if graph.degree(one) + graph.degree(other):
                assert known.compare(str(one), str(other)).alike == pytest.approx(expected, abs=1e-6)


def test_two_days_show_what_was_gained_and_lost(world: pg.KnowledgeGraph) -> None:
    """Between two days pairs are gained and lost, and what both days have changes its weight."""
    found = world.compare(since="2010", as_of="2017")
    assert states(found) == {"AC": "both", "BC": "both", "AB": "both", "AD": "first", "BE": "second"}
    assert {"".join(row.names): row.change for row in found.rows if row.change} == {"AC": 1.0, "AD": -1.0, "BE": 1.0}
    one = world.compare("A", since="2010", as_of="2017")
    assert (states(one), one.of, one.overtime) == ({"C": "both", "B": "both", "D": "first"}, "A", True)


def test_two_networks_are_compared_by_iri(world: pg.KnowledgeGraph, tmp_path: Path) -> None:
    """Against another network a renamed body is the same, and what is missing there is lost."""
    lines = [line.replace('"C"', '"Renamed"') for line in LINES if "agreement:3" not in line]
    with pg.open(written(tmp_path / "new.ttl", lines)) as other:
        found = world.compare(against=other, as_of="2020")
        assert states(found) == {"ARenamed": "both", "AB": "both", "BE": "both", "BRenamed": "first"}
        assert found.alike == 0.75
        assert states(world.compare("B", against=other, as_of="2020"))["Renamed"] == "first"


def test_a_network_is_like_itself_in_any_order(world: pg.KnowledgeGraph, tmp_path: Path) -> None:
    """The same facts in another order make no difference: nothing is gained, lost or changed."""
    lines = LINES[5:] + LINES[4::-1]
    with pg.open(written(tmp_path / "shuffled.ttl", lines)) as other:
        found = world.compare(against=other, as_of="2020")
    assert (found.only_first, found.only_second, found.alike) == (0, 0, 1.0)
    assert {row.change for row in found.rows} == {0.0}


def test_places_are_those_of_strengths(world: pg.KnowledgeGraph) -> None:
    """The strongest has place 1, and what is equally strong the same place."""
    found = world.compare("A", since="2010", as_of="2017")
    assert {row.names: row.second.rank for row in found.rows if row.second} == {("C",): 1, ("B",): 2}
    assert {row.first.rank for row in found.rows if row.first} == {1}


@pytest.mark.parametrize(
    ("names", "options"),
    [
        ((), {}),
        (("A",), {}),
        (("A", "B"), {"since": "2010"}),
        (("A", "B", "C"), {}),
        (("A", "A"), {}),
        ((), {"since": "2021", "as_of": "2020"}),
        ((), {"since": "2020", "as_of": "2020"}),
    ],
)
def test_wrong_questions_are_refused(world: pg.KnowledgeGraph, names: tuple[str, ...], options: dict[str, str]) -> None:
    """Nothing to compare with, more than one thing, a body and itself, and a day that is no later are errors."""
    with pytest.raises(ChoiceError, match=r"give|name"):
        world.compare(*names, as_of=options.get("as_of"), since=options.get("since"))


@pytest.mark.parametrize("turtle", ["", "agreement:7 pg:party body:s, body:s ."])
def test_nothing_is_like_nothing(tmp_path: Path, turtle: str) -> None:
    """Without edges, or with a tie to itself alone, both sides have nothing and are alike."""
    with pg.open(written(tmp_path / "x.ttl", [turtle])) as graph:
        found = graph.compare(since="2010", as_of="2020")
    assert (found.rows, found.alike) == ((), 1.0)
    assert "0 pairs in both" in contrast.write(found, format.MARKDOWN)


def test_command_writes_rows_json_and_a_page(file: Path, tmp_path: Path) -> None:
    """CSV says what was gained and lost, JSON everything, Markdown has a section each; wrong words end in 2."""
    done = run("compare", file, "--since", "2010", "--as-of", "2017", "-f", "csv")
    rows = [*csv.DictReader(io.StringIO(done.stdout))]
    assert {(row["name"], row["other_name"], row["state"]) for row in rows} >= {
        ("A", "D", "lost"),
        ("B", "E", "gained"),
    }
    told = json.loads(run("compare", "A", "B", file, "--as-of", "2020").stdout)
    assert (told["first"], told["both"], told["tied"]) == ("A", 1, 1.0)
    page = run("compare", "A", "B", file, "--as-of", "2020", "-f", "md").stdout
    assert "## Only B" in page
    assert "strength 2 and 1 (-1), place 1 and 1" in page
    other = written(tmp_path / "other.ttl", LINES[:8])
    against = run("compare", file, "--against", other, "--as-of", "2020", "-f", "md")
    assert "## Lost" in against.stdout
    assert run("compare", "A", file).exit_code == run("compare", file).exit_code == 2
    assert run("compare", file, "--against", tmp_path / "none.ttl").exit_code == 3
