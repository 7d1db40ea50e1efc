"""Reading a network: every command answers honestly or in one line, with however little and in any order of lines."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import partnergraph as pg
from partnergraph.cli import main
from partnergraph.vocab import PREFIXES

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
COMMANDS = {
    "network": ["network", "-f", "edges", "--projection", "{}"],
    "rank": ["rank", "--by", "participation", "-f", "csv", "{}"],
    "strength": ["rank", "-f", "csv", "{}"],
    "groups": ["groups", "--runs", "2", "-f", "csv", "{}"],
    "path": ["path", "A", "B", "{}", "-f", "csv"],
    "recommend": ["recommend", "A", "{}", "-f", "csv", "--as-of", "2020"],
    "compare": ["compare", "A", "B", "{}", "-f", "csv"],
    "places": ["compare", "{}", "--since", "2013", "--by", "pagerank", "-f", "csv"],
    "timeline": ["chart", "timeline", "-f", "csv", "{}"],
    "degrees": ["chart", "degrees", "-f", "csv", "{}"],
    "countries": ["chart", "countries", "-f", "csv", "{}"],
    "mixing": ["chart", "groups", "-f", "csv", "{}"],
    "dynamic": ["network", "-f", "gexf", "{}"],
    "map": ["network", "-f", "vosviewer-map", "{}"],
    "lapsed": ["path", "A", "B", "{}", "--lapsed", "--as-of", "2012"],
    "gained": ["compare", "{}", "--since", "2013", "-f", "csv"],
    "between": ["rank", "--by", "betweenness", "-f", "csv", "{}"],
}


def bodies(*names: str) -> list[str]:
    """Give some bodies, each with its name."""
    return [f'body:{name} a pg:Society ; skos:prefLabel "{name.upper()}" .' for name in names]


def run(command: str, folder: Path, lines: list[str]) -> Result:
    """Run a command on some Turtle in this process."""
    path = folder / "world.ttl"
    path.write_text(HEAD + "\n".join(lines), encoding="utf-8")
    return CliRunner().invoke(main, [word.format(path) for word in COMMANDS[command]])


NOTHING = "nothing is left: 0 ties in the network; 0 between bodies; 0 pairs"
UNTIED = "nothing is left: no body is tied by what was asked for"
NAMED = "Error: nothing is called 'B'; 'partnergraph list' tells what there is"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            bodies("a"),
            {
                "network": (1, NOTHING),
                "rank": (1, "nothing is left: none of the ties that were asked for is one of bodies"),
                "groups": (1, "no two bodies are tied, so there are no groups"),
                "path": (2, NAMED),
                "recommend": (1, ""),
                "compare": (2, NAMED),
                "places": (1, "nothing is left: no two bodies are tied on either side"),
                "timeline": (1, UNTIED),
                "degrees": (1, UNTIED),
                "countries": (1, UNTIED),
            },
        ),
        (
            [*bodies("a", "b"), "agreement:1 pg:party body:a, body:a ."],
            {
                "network": (1, "nothing is left: 1 tie in the network; 1 between bodies; 0 pairs"),
                "rank": (0, "1 of 1 body; 1 more that nothing ties has no place"),
                "groups": (1, "no two bodies are tied, so there are no groups"),
                "compare": (0, ""),
                "timeline": (1, "nothing is left: 1 tie without a date"),
                "degrees": (0, ""),
                "countries": (1, UNTIED),
            },
        ),
    ],
    ids=["one body", "a body tied to itself"],
)
def test_little_is_told_in_one_line(tmp_path: Path, lines: list[str], expected: dict[str, tuple[int, str]]) -> None:
    """One body, and one that is tied to itself alone, are an empty answer, or one line that says what is not there."""
    for command, (code, said) in expected.items():
        result = run(command, tmp_path, lines)
        assert result.exit_code == code, command
        if said:
            assert result.stderr == f"{said}\n"


def test_parts_that_are_not_tied(tmp_path: Path) -> None:
    """In two parts there is no path, which is told also beside a table, and nothing in common."""
    parts = "agreement:1 pg:party body:a, body:c . agreement:2 pg:party body:b, body:d ."
    result = run("path", tmp_path, [*bodies(*"abcd"), parts])
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "A" in result.stderr
    assert run("compare", tmp_path, [*bodies(*"abcd"), parts]).stdout.count("only ") == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("rank -f table", "ties of all times"),
        ("groups -f table", "ties of all times"),
        ("groups -f md", "ties of all times"),
        ("rank -f table --as-of 2016", "ties as of 2016-12-31"),
        ("groups -f table --from 2015 --to 2017", "ties in force from 2015 to 2017"),
    ],
)
def test_a_page_says_of_which_time_its_ties_are(tmp_path: Path, words: str, said: str) -> None:
    """Places and groups are of all times unless a day or a time was asked for, and their head says so."""
    path = tmp_path / "world.ttl"
    tie = 'agreement:1 a pg:Agreement ; pg:party body:a, body:b ; pg:signedOn "2014"^^xsd:gYear .'
    path.write_text(HEAD + "\n".join([*bodies("a", "b"), tie]), encoding="utf-8")
    done = CliRunner().invoke(main, [*words.split(), str(path)])
    assert done.exit_code == 0, done.output
    assert said in "\n".join(done.stdout.splitlines()[:3])


@pytest.mark.parametrize("command", ["rank", "groups --runs 2", "path A B", "recommend A"])
def test_readings_are_written_to_files(tmp_path: Path, command: str) -> None:
    """-o writes what stdout would have, by -f or the extension, and no file that is read."""
    path, out = tmp_path / "world.ttl", tmp_path / "out.csv"
    ties = "agreement:1 pg:party body:a, body:b . agreement:2 pg:party body:b, body:c ."
    path.write_text(HEAD + "\n".join([*bodies("a", "b", "c"), ties]), encoding="utf-8")

    def done(*more: str) -> Result:
        return CliRunner().invoke(main, [*command.split(), str(path), *more])

    assert done("-o", str(out)).exit_code == 0
    assert out.read_bytes() == done("-f", "csv").stdout_bytes
    assert done("-o", "-", "-f", "csv").stdout_bytes == out.read_bytes()
    refused = done("-o", str(path), "-f", "csv")
    assert (refused.exit_code, "is read here and would be lost" in refused.stderr) == (2, True)
    assert done("-o", str(tmp_path / "out.gif")).exit_code == 2


def test_groups_take_the_choices_of_a_network(tmp_path: Path) -> None:
    """The options that say which ties count are those of rank, a query among them."""
    lines = [*bodies("a", "b", "c"), "agreement:1 pg:party body:a, body:b . cooperation:x a pg:Cooperation ;"]
    lines.append("pg:party body:b, body:c .")
    query = tmp_path / "own.rq"
    query.write_text("SELECT (body:a AS ?source) (body:c AS ?target) {}", encoding="utf-8")
    path = tmp_path / "world.ttl"
    path.write_text(HEAD + "\n".join(lines), encoding="utf-8")
    for words, expected in (("--network agreements", "AB"), ("--kind cooperation", "BC"), (f"--query {query}", "AC")):
        done = CliRunner().invoke(main, ["groups", "-f", "csv", *words.split(), str(path)])
        assert sorted(line.split(",")[4] for line in done.stdout.splitlines()[1:]) == list(expected), done.output


@pytest.mark.parametrize("words", ["--since 2020", "--since 2020 --by degree", "--against {}"])
def test_nothing_is_no_comparison(tmp_path: Path, words: str) -> None:
    """Two networks without a tie are not alike: one line says that nothing is left, and the exit code is 1."""
    path = tmp_path / "none.ttl"
    path.write_text(HEAD + "\n".join(bodies("a")), encoding="utf-8")
    done = CliRunner().invoke(main, ["compare", str(path), *words.format(path).split()])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "nothing is left: no two bodies are tied on either side\n"


def test_a_rank_before_the_first_tie_tells_the_day(tmp_path: Path) -> None:
    """What begins later is not there yet, and the line says by which day."""
    path = tmp_path / "world.ttl"
    tie = 'agreement:1 a pg:Agreement ; pg:party body:a, body:b ; pg:signedOn "2018"^^xsd:gYear .'
    path.write_text(HEAD + "\n".join([*bodies("a", "b"), tie]), encoding="utf-8")
    done = CliRunner().invoke(main, ["rank", "--as-of", "2015", str(path)])
    said = "nothing is left: none of the ties that were known by 2015-12-31 is one of bodies\n"
    assert (done.exit_code, done.stderr) == (1, said)


@pytest.mark.parametrize(("command", "count", "value"), [("strength", 500, "1"), ("rank", 60, "0")])
def test_one_project_of_many(tmp_path: Path, command: str, count: int, value: str) -> None:
    """In one project of many all have one unit of strength, and nobody is spread over groups, also not by -0."""
    lines = ['project:p a pg:Project ; skos:prefLabel "P" .']
    for number in range(count):
        lines += [f'body:b{number} a pg:Society ; skos:prefLabel "B{number}" .']
        lines += [f"<urn:p{number}> a pg:Participation ; org:member body:b{number} ; org:organization project:p ."]
    ranked = run(command, tmp_path, lines).stdout.splitlines()[1:]
    assert (len(ranked), {line.split(",")[2] for line in ranked}) == (count, {value})


def test_half_of_the_dates_are_missing(tmp_path: Path) -> None:
    """What has no date is in force on any day, is in no year of a timeline, and that is said in the picture."""
    lines = [*bodies(*"abc"), 'agreement:1 pg:party body:a, body:b ; pg:signedOn "2014"^^xsd:gYear .']
    lines.append("agreement:2 pg:party body:a, body:c .")
    assert run("timeline", tmp_path, lines).stdout.splitlines()[1:] == [
        "2014,party to agreement,1,1,0,https://w3id.org/partnergraph/ontology#tie-agreement"
    ]
    picture = tmp_path / "timeline.svg"
    result = CliRunner().invoke(main, ["chart", "timeline", str(tmp_path / "world.ttl"), "-o", str(picture)])
    assert result.exit_code == 0
    assert "1 without a date is left out." in picture.read_text(encoding="utf-8")
    places = run("places", tmp_path, lines).stdout.splitlines()[1:]
    assert [line.split(",")[1:4] for line in places if line.split(",")[1] == "B"] == [["B", "", "2"]]


@pytest.mark.parametrize("command", COMMANDS)
def test_order_of_lines_does_not_matter(tmp_path: Path, command: str) -> None:
    """The same graph written in another order gives the same answer, byte for byte."""
    ends = [(one, other) for place, one in enumerate("abcdefgh") for other in "abcdefgh"[place + 1 :: 2]]
    lines = bodies(*"abcdefgh")
    for number, (one, other) in enumerate(ends):
        told = f'agreement:{number} pg:party body:{one}, body:{other} ; pg:signedOn "{2010 + number % 7}"^^xsd:gYear .'
        lines.append(told)
    first, second = run(command, tmp_path, lines), run(command, tmp_path, [*lines[1::2][::-1], *lines[::2]])
    assert first.exit_code == 0
    assert first.output == second.output


def test_commands_count_the_same_ties_without_a_date(tmp_path: Path) -> None:
    """An agreement of three counts once, what ties nobody not at all but where it is drawn, in every command."""
    path = tmp_path / "world.ttl"
    lines = [*bodies("a", "b", "c"), "agreement:one a pg:Agreement ; pg:party body:a, body:b, body:c ."]
    lines += [
        "agreement:own a pg:Agreement ; pg:party body:a .",
        "agreement:two a pg:Agreement ; pg:party body:a, body:b .",
    ]
    path.write_text(HEAD + "\n".join(lines), encoding="utf-8")
    commands = {"rank": 2, "network --projection": 2, "groups": 2, "chart degrees": 2, "chart countries": 2}
    for command, count in {**commands, "network": 3, "chart timeline": 3}.items():
        done = CliRunner().invoke(main, [*command.split(), str(path), "--from", "2015", "--to", "2015"])
        told = re.findall(r"(\d+) ties? ha|left out: (\d+)|(\d+) ties? without a date", done.stderr)
        assert [int("".join(each)) for each in told] == [count], command


@pytest.mark.parametrize("words", ["--as-of 2020 {file}", "{file}"])
@pytest.mark.parametrize(
    "command", ["path A B", "compare A B", "groups --runs 2", "network -f edges", "rank", "view -o {out}"]
)
def test_ties_without_a_date_are_counted_where_a_day_is_asked_for(command: str, words: str, tmp_path: Path) -> None:
    """Asked as of a day each command says on stderr how many ties have no date; without a day none does."""
    path = tmp_path / "world.ttl"
    dated = "agreement:two a pg:Agreement ; pg:party body:a, body:b ; schema:startDate '2015'^^xsd:gYear ."
    lines = [*bodies("a", "b"), "agreement:one a pg:Agreement ; pg:party body:a, body:b .", dated]
    path.write_text(HEAD + "\n".join(lines), encoding="utf-8")
    given = f"{command} {words}".format(file=path, out=tmp_path / "n.html").split()
    done = CliRunner().invoke(main, given)
    assert done.exit_code == 0, done.output
    told = [line for line in done.stderr.splitlines() if "no date" in line]
    known = "see --dated" if given[0] in {"network", "rank", "view"} else "on every day"
    assert len(told) == ("--as-of" in given), told
    assert all("1 tie has no date and counts as in force" in line and known in line for line in told)


@pytest.mark.no_cover
def test_commands_count_the_same_ties_and_bodies() -> None:
    """A network has the ties of the statistics, and ranked and untied bodies are those of the list."""
    with pg.open() as graph:
        ties = next(
            row["value"] for row in graph.stats().records() if (row["group"], row["name"]) == ("all", "relations")
        )
        drawn = graph.network()
        assert drawn.graph["trail"][0] == ("ties in the network", ties)
        assert drawn.number_of_edges() == ties
        assert len(graph.rank("degree")) + graph.untied() == len(graph.list("body"))


@pytest.mark.parametrize(
    ("head", "kind", "sentence"),
    [("", "", "a and b are tied"), (",Kind", ",lends {}", "a and b are tied: lends {}")],
)
def test_an_edge_of_a_file_has_no_name(tmp_path: Path, head: str, kind: str, sentence: str) -> None:
    """What ties in a row of a file is told by its kind, and by no number of the program."""
    path = tmp_path / "own.csv"
    path.write_text(f"Source,Target{head}\na,b{kind}\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["path", "a", "b", str(path), "-f", "csv"])
    assert f",{sentence},," in done.stdout
    assert "urn:partnergraph:row" not in done.stdout
