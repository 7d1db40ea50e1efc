"""The commands over an endpoint: they say what they say over the same graph in a file."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

import partnergraph as pg
from partnergraph.cli import main
from partnergraph.errors import StoreError
from tests import servers
from tests.conftest import SMALL

COMMANDS = [
    ["query", "SELECT ?mou ?party { ?mou pg:party ?party } ORDER BY ?mou ?party"],
    ["query", "CONSTRUCT WHERE { ?mou pg:party ?party }"],
    ["query", "SELECT ?mou { ?mou pg:party ?_body_iri }", "-p", "body", "EFOMP"],
    ["ask", "agreements-of", "-p", "body", "COCIR"],
    ["ask", "unit-chain", "-p", "unit", "Education Committee"],
    ["info", "EFOMP"],
    ["list", "body"],
    ["list"],
    ["stats"],
    ["why", "EFOMP", "COCIR"],
    ["agreements", "--as-of", "2020"],
    ["view", "-o", "-", "--title", "Network"],
    ["view", "-o", "-", "--about", "COCIR", "--hops", "1"],
    ["export"],
    ["export", "--derived", "-f", "nt"],
    ["export", "--no-derived", "--as-of", "2016", "-f", "nt"],
    ["query", "SELECT ?mou { ?mou pg:party ?party }", "--as-of", "2016"],
]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the small graph as a file."""
    path = tmp_path_factory.mktemp("small") / "small.ttl"
    path.write_text(SMALL, encoding="utf-8", newline="\n")
    return path


@pytest.fixture(scope="module")
def url(file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a server over the same graph, with its derived ties and the ontology."""
    folder = tmp_path_factory.mktemp("server")
    with pg.open(file) as graph, (folder / "small.nq").open("wb") as dataset:
        ox.serialize(graph.store.quads(), dataset, ox.RdfFormat.N_QUADS)
    with servers.oxigraph(folder, folder / "small.nq") as address:
        yield address


def run(*arguments: str, **variables: str) -> Result:
    """Run the command."""
    return CliRunner(env=variables).invoke(main, arguments)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_commands_say_the_same(url: str, file: Path, command: list[str]) -> None:
    """Each command gives the same answer and the same exit code as over the file."""
    here, there = run(*command, str(file)), run(*command, "--endpoint", url)
    assert there.exit_code == here.exit_code
    assert there.stdout == here.stdout != ""


def test_problems_are_the_same(url: str, file: Path) -> None:
    """What breaks the shapes there breaks them here; only here it has a line."""
    with pg.open(file) as here, pg.open(endpoint=url) as there:
        problems = [sorted((each.rule, each.node) for each in graph.validate()) for graph in (here, there)]
    assert problems[0] == problems[1] != []


def test_the_environment_names_an_endpoint(url: str, file: Path) -> None:
    """PARTNERGRAPH_ENDPOINT is asked, unless the command line names something else."""
    count = ["query", "SELECT (COUNT(*) AS ?n) { ?s a pg:Society }"]
    assert run(*count, PARTNERGRAPH_ENDPOINT=url).stdout.split() == ["n", "2"]
    nowhere = "http://127.0.0.1:9/none"
    assert run(*count, str(file), PARTNERGRAPH_ENDPOINT=nowhere).stdout.split() == ["n", "2"]
    assert run(*count, "--endpoint", url, PARTNERGRAPH_STORE="none").stdout.split() == ["n", "2"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--endpoint", "http://127.0.0.1:9/none"], 5, "Error: http://127.0.0.1:9/none"),
        (["--endpoint", "ftp://example.org"], 2, "this is no address of an endpoint; give an http:// or https:// URL"),
        (["--endpoint", "http://me:secret@example.org/"], 2, "holds a user name, which others could see"),
        (["--endpoint", "http://example.org/", "--store", "x"], 2, "give FILES, --store or --endpoint, and only one"),
        (["x.ttl", "--endpoint", "http://example.org/"], 2, "give FILES, --store or --endpoint, and only one of them"),
    ],
)
def test_what_is_no_endpoint_is_one_line(arguments: list[str], code: int, words: str) -> None:
    """An endpoint that is not there, or is none, is told, and never with a password."""
    done = run("query", "ASK {}", *arguments)
    assert done.exit_code == code
    assert words in done.stderr
    assert "secret" not in done.output


def test_two_places_in_the_environment_are_told() -> None:
    """Which of two is meant is not guessed."""
    done = run("query", "ASK {}", PARTNERGRAPH_ENDPOINT="http://example.org/", PARTNERGRAPH_STORE="x")
    assert done.exit_code == 2
    assert "PARTNERGRAPH_STORE and PARTNERGRAPH_ENDPOINT are both set" in done.stderr


def test_an_endpoint_has_no_rdflib_face(url: str) -> None:
    """What needs the triples here says so."""
    with pg.open(endpoint=url) as graph, pytest.raises(StoreError, match="it lies on another machine"):
        _ = graph.graph
