"""Charts: numbers as networkx and plain counting have them, and pictures that are the same whatever the order."""

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import date
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner

import partnergraph as pg
from partnergraph import chart
from partnergraph.chart import axis, course, figure, mixing
from partnergraph.cli import main
from partnergraph.errors import ChoiceError
from partnergraph.networks import bond, choice
from partnergraph.view import words
from partnergraph.vocab import PREFIXES
from partnergraph.writing import format
from tests import synthetic

HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def network() -> "nx.MultiGraph[str]":
    """Give a network of 80 nodes with dates, countries and undated lines."""
    graph = synthetic.network(80)
    for number, node in enumerate(sorted(graph)):
        graph.nodes[node]["country"] = ("AT", "BE", "DE", "")[number % 4]
    return graph


def shuffled(graph: "nx.MultiGraph[str]") -> "nx.MultiGraph[str]":
    """Give the same network with its nodes and edges in another order, ends turned round."""
    nodes, edges = list(graph.nodes(data=True)), [(other, one, data) for one, other, data in graph.edges(data=True)]
    nodes, edges = nodes[::-1], [*edges[1::3], *edges[2::3][::-1], *edges[::3]]
    made: nx.MultiGraph[str] = nx.MultiGraph(**graph.graph)
    made.add_nodes_from(nodes)
    made.add_edges_from(edges)
    return made


def pairs(graph: "nx.MultiGraph[str]") -> "nx.Graph[str]":
    """Give the bodies of a network and which of them are tied, as networkx measures them."""
    made: nx.Graph[str] = nx.Graph()
    made.add_nodes_from((body, graph.nodes[body]) for body in bond.bodies(graph))
    for each in bond.read(graph):
        made.add_edges_from((one, other) for one in each.members for other in each.members if one < other)
    return made


def test_degrees_are_those_of_networkx(network: "nx.MultiGraph[str]") -> None:
    """The number of bodies with each number of partners is networkx's, and the shares fall from all to the last."""
    found, simple = chart.degrees(network), pairs(network)
    assert found.counts == tuple(sorted(Counter(degree for _, degree in simple.degree()).items()))
    assert found.mean == pytest.approx(2 * simple.number_of_edges() / len(simple))
    assert found.shares[0][1] == 1
    degrees = [degree for _, degree in simple.degree()]
    assert all(
        share == pytest.approx(sum(each >= least for each in degrees) / len(degrees)) for least, share in found.shares
    )


def test_assortativity_is_that_of_networkx(network: "nx.MultiGraph[str]") -> None:
    """Where each pair weighs the same, matrix and coefficient are those of networkx over the bodies with a country."""
    simple = pairs(network)
    simple.remove_nodes_from([body for body in simple if not simple.nodes[body]["country"]])
    found = chart.groups(nx.MultiGraph(simple), "country")
    place = {group.name: number for number, group in enumerate(found.groups)}
    matrix = nx.attribute_mixing_matrix(simple, "country", mapping=place, normalized=False)
    assert found.assortativity == pytest.approx(nx.attribute_assortativity_coefficient(simple, "country"))
    for (one, other), weight in found.cells.items():
        assert weight == matrix[one][other] / (2 if one == other else 1)  # networkx counts both directions


def test_no_assortativity_without_two_groups() -> None:
    """Of one group, or of groups that nobody knows, there is no coefficient; all ties of one lie within."""
    graph: nx.MultiGraph[str] = nx.MultiGraph([("a", "b")])
    assert chart.groups(graph, "country").assortativity is None
    nx.set_node_attributes(graph, {"a": {"country": "AT"}, "b": {"country": "AT"}})
    found = chart.groups(graph, "country")
    assert (found.assortativity, found.within) == (None, 1.0)


@pytest.mark.parametrize("lang", words.languages())
def test_unknown_is_no_group(lang: str) -> None:
    """The share within is that of ties with two known ends; how much has another is told in every form."""
    graph: nx.MultiGraph[str] = nx.MultiGraph([("a", "b"), ("b", "c"), ("d", "e"), ("a", "d"), ("f", "g")])
    nx.set_node_attributes(graph, {"a": "AT", "b": "AT", "c": "BE"}, "country")
    found = chart.groups(graph, "country")
    assert (found.within, found.unknown) == (0.5, 0.6)
    said = chart.sums(found, lang)
    assert [re.findall(r"[\d.,]+\d", each) for each in said[:2]] == [["50"], ["60"]]
    told = str(ET.fromstring(chart.write(found, format.SVG, lang=lang)).findtext(f"{SVG}desc"))
    assert told.startswith(" ".join(said))
    assert chart.write(found, format.MARKDOWN, lang=lang).startswith(said[0])
    assert json.loads(chart.write(found, format.RECORDS))["unknown"] == 0.6
    shares = Counter[str]()
    for row in chart.table(found).records():
        shares[str(row["lies"])] += row["weight"]  # type: ignore[assignment, operator]
    assert shares == {"within": 1, "between": 1, "unknown": 3}


def test_without_known_groups_no_share_is_told() -> None:
    """Where no country is known, no share lies within one, and the picture says of how much it is not known."""
    found = chart.groups(nx.MultiGraph([("a", "b")]), "country")
    assert found.within is None
    assert chart.sums(found) == ("100% of all ties, by weight, have an end of unknown group.",)


def test_course_counts_each_year(network: "nx.MultiGraph[str]") -> None:
    """A year counts what can have been in force on one of its days, once for each node or line that ties."""
    found, seen = chart.timeline(network), Counter[tuple[int, str]]()
    spans: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for number, (one, other, data) in enumerate(network.edges(data=True)):
        end = data["end"] or (data["start"] if data.get("moment") else "")
        between = data["via"] in (one, other) and "/body/" not in data["via"]
        key = data["kind_label"], data["via"] if between else str(number)
        spans.setdefault(key, []).append((data["start"], end))
    undated = 0
    for (kind, _), own in spans.items():
        start = min(filter(None, (start for start, _ in own)), default="")
        end = "" if any(not end for _, end in own) else max(end for _, end in own)
        undated += not start and not end
        if start or end:
            low, high = int(start[:4] or found.years[0]), int(end[:4] or found.years[-1])
            seen.update((year, kind) for year in range(low, high + 1))
    told = {(year, kind.name): kind.running[at] for at, year in enumerate(found.years) for kind in found.kinds}
    assert {key: count for key, count in told.items() if count} == dict(seen)
    assert found.undated == undated


def test_course_of_partial_dates_and_moments() -> None:
    """A year alone begins and ends in that year, a moment ends with its day, and what has no start has always been."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_edge("a", "b", kind="k", start="2014", end="2015-23")
    graph.add_edge("a", "b", kind="k", start="2016", moment=True)
    graph.add_edge("a", "b", kind="k", end="2014")
    graph.add_edge("a", "b", kind="k")
    (kind,) = chart.timeline(graph).kinds
    assert (kind.begun, kind.running, kind.ended, kind.undated) == ((1, 0, 1), (2, 1, 1), (1, 1, 1), 1)


def test_course_of_a_pair_that_nothing_tied_for_a_while() -> None:
    """A pair is in force in its spells alone, and counts once for each; two that share a year are one."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    spells = (("2010", "2011-03"), ("2011-09", "2012"), ("2014", ""))
    graph.add_edge("a", "b", kind="k", start="2010", end="", spells=spells)
    graph.add_edge("a", "c", kind="k", start="2015", end="2015")
    (kind,) = chart.timeline(graph).kinds
    assert (kind.begun, kind.running, kind.ended) == ((1, 0, 0, 0, 1, 1), (1, 1, 1, 0, 1, 2), (0, 0, 1, 0, 0, 1))


def test_least_tied_groups_are_drawn_as_one() -> None:
    """Of many groups the least tied are one, nothing is lost, and the unknown stay by themselves."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for number in range(40):
        graph.add_edge(f"a{number:02}", f"b{number:02}", weight=float(number + 1))
        graph.nodes[f"a{number:02}"]["country"] = f"C{number:02}"
    found = chart.groups(graph, "country")
    drawn = mixing.merged(found, figure.MOST)
    assert [group.stands_for for group in drawn.groups] == [1] * 16 + [24, 1]
    assert drawn.groups[-1].name == ""
    assert sum(drawn.cells.values()) == sum(found.cells.values()) == 820
    assert mixing.merged(found, 100) is found
    graph.add_node("alone")
    graph.add_node("AT", country="AT")
    assert [
        group.name for group in mixing.merged(chart.groups(graph.subgraph(["alone", "AT"]), "country"), 9).groups
    ] == ["AT"]


@pytest.mark.parametrize("name", ["timeline", "degrees", "country", "type", "community"])
def test_pictures_do_not_depend_on_order(network: "nx.MultiGraph[str]", name: str) -> None:
    """The same network in another order gives the same picture and the same numbers, byte for byte."""
    one, other = (drawn(graph, name) for graph in (network, shuffled(network)))
    for form in format.CHARTS:
        assert chart.write(one, form, title="A") == chart.write(other, form, title="A")


def drawn(graph: "nx.MultiGraph[str]", name: str) -> chart.Chart:
    """Give a chart by its name; a grouping is that of groups."""
    if name == "timeline":
        return chart.timeline(graph)
    return chart.degrees(graph) if name == "degrees" else chart.groups(graph, name)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["timeline", "degrees", "country", "type", "community"])
@pytest.mark.parametrize("lang", words.languages())
def test_pictures_can_be_read_by_all(network: "nx.MultiGraph[str]", name: str, lang: str) -> None:
    """A picture is XML with a title and what it tells, asks for nothing outside, runs nothing and knows no day."""
    hostile = '<script>alert(1)</script> & "]]>\x01\x0b\ufffe'
    text = chart.write(drawn(network, name), format.SVG, title=hostile, lang=lang)
    root = ET.fromstring(text)
    assert root.get("role") == "img"
    assert hostile[:-3] + 3 * "\ufffd" in str(root.findtext(f"{SVG}title"))
    assert root.get("style") == "max-width:100%;height:auto"
    assert root.findtext(f"{SVG}desc")
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        *("svg", "title", "desc", "style", "rect", "text", "path", "circle", "g")
    }
    assert not any(name.startswith("on") or "href" in name for each in root.iter() for name in each.attrib)
    assert date.today().isoformat() not in text  # noqa: DTZ011 (any day of now would do)


def test_paper_is_light_dark_or_as_one_likes(network: "nx.MultiGraph[str]") -> None:
    """A picture follows the reader's wish unless it is given a theme; a theme that there is not is refused."""
    found = chart.degrees(network)
    auto, light, dark = (chart.write(found, format.SVG, theme=theme) for theme in ("auto", "light", "dark"))
    assert "prefers-color-scheme: dark" in auto
    assert "prefers-color-scheme" not in light + dark
    assert ".paper{fill:#ffffff}" in light
    assert ".paper{fill:#171d26}" in dark
    with pytest.raises(ChoiceError, match="no theme 'pink'; a chart knows auto, light, dark"):
        chart.write(found, format.SVG, theme="pink")


@pytest.mark.parametrize(
    "graph",
    [nx.MultiGraph(), nx.MultiGraph([("a", "a")]), nx.MultiGraph([("a", "b"), ("c", "d")])],
    ids=["none", "itself", "two parts"],
)
@pytest.mark.parametrize("name", ["timeline", "degrees", "country", "community"])
def test_little_is_drawn_too(graph: "nx.MultiGraph[str]", name: str) -> None:
    """Nothing, a body tied to itself and two parts give a picture that says what is not there."""
    for form in format.CHARTS:
        assert chart.write(drawn(graph, name), form)


def test_one_project_with_many_partners() -> None:
    """One project of 500 partners ties each to all others, and weighs 500 halves in all."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for number in range(500):
        graph.add_edge(f"body-{number}", "project", kind="k", via="project")
    graph.nodes["project"]["types"] = ("urn:Project",)
    assert chart.degrees(graph).counts == ((499, 500),)
    assert chart.groups(graph, "country").cells == {(0, 0): pytest.approx(250)}


def test_unknown_grouping_is_refused() -> None:
    """A grouping that there is not is refused with those that there are."""
    with pytest.raises(ChoiceError, match="no grouping by 'size'; there are country, type, community"):
        chart.groups(nx.MultiGraph(), "size")  # type: ignore[arg-type]


def test_scales_hold_what_they_show() -> None:
    """Marks of an axis go from at or below the least to at or above the most, in round steps."""
    for most in (1, 2, 7, 10, 99, 1234):
        marks = axis.counts(most)
        assert marks[0] == 0
        assert marks[-2] < most <= marks[-1]
    assert axis.powers(1, 1) == [1.0]
    assert axis.powers(0.002, 1)[0] == 0.002
    assert axis.years([1999]) == [1999]


def test_a_picture_tells_what_was_asked(network: "nx.MultiGraph[str]") -> None:
    """Of a part of a network a picture says in its own language which part that is."""
    text = chart.write(chart.degrees(network), format.SVG, facts={"wishes": {"kinds": ("agreement",)}}, lang="de")
    assert "Zeigt Beziehungen der Art agreement" in text


def test_a_far_year_does_not_hide_the_others() -> None:
    """With a year far away there are 200 columns or fewer, of several years each, and a dozen years below them."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for start in ("2014", "2019", "9999"):
        graph.add_edge("a", "b", kind="k", start=start, end=start)
    found, size = course.gathered(chart.timeline(graph), figure.COLUMNS)
    assert (size, len(found.years), found.years[0], sum(found.kinds[0].begun)) == (50, 160, 2000, 3)
    assert (found.kinds[0].begun[0], found.kinds[0].running[0]) == (2, 1)
    root = ET.fromstring(chart.write(chart.timeline(graph), format.SVG))
    told = [each.text for each in root.iter(f"{SVG}title")]
    assert "2000–2049, Begun: k 2" in told
    assert "One column is 50 years" in str(root.findtext(f"{SVG}desc"))
    assert len(axis.years(range(1, 10_000))) <= 12


def test_an_axis_begins_where_much_does() -> None:
    """Years in which one in twenty begins at most are left out where they are a fifth, and the picture says so."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for number, year in enumerate([1905, *range(2000, 2019)]):
        graph.add_edge("a", f"b{number}", kind="k", start=str(year), end="2020")
    found = chart.timeline(graph)
    assert course.dense(found) == 2000
    assert {row["year"] for row in chart.table(found).records()} >= {1905}
    root = ET.fromstring(chart.write(found, format.SVG))
    assert "The years 1905 to 1999, in which 1 begins, are not drawn." in str(root.findtext(f"{SVG}desc"))
    told = [str(each.text) for each in root.iter(f"{SVG}title")]
    assert "2000, In force: k 2" in told
    assert [each for each in told if each.startswith("19")] == []
    graph.add_edge("a", "c", kind="k", start="1906", end="2020")
    assert course.dense(chart.timeline(graph)) == 1905


@pytest.mark.parametrize("words", [["--lang", "it"], ["--theme", "foo"]], ids=["language", "theme"])
@pytest.mark.parametrize("form", ["csv", "svg"])
def test_wrong_words_are_refused(words: list[str], form: str) -> None:
    """A language or a theme that there is not is refused, also where no picture is drawn."""
    result = CliRunner().invoke(main, ["chart", "degrees", "-f", form, *words])
    assert result.exit_code == 2
    assert "is not one of" in result.output


def test_command_counts_what_the_page_draws(tmp_path: Path) -> None:
    """The command counts the network in full; of a timeline it says what is left out, not what counts."""
    lines = [f'<urn:{each}> a pg:Society ; skos:prefLabel "{each}" ; schema:funder <urn:d> .' for each in "abc"]
    lines += ['<urn:d> a pg:Society ; skos:prefLabel "d" .']
    lines += ['<urn:m> a pg:Agreement ; pg:party <urn:a>, <urn:b> ; pg:signedOn "2014"^^xsd:gYear .']
    path = tmp_path / "world.ttl"
    path.write_text(HEAD + "\n".join(lines), encoding="utf-8")
    with pg.open(path) as graph:
        whole = graph.network(group_by="community")
    for name, found in (("degrees", chart.degrees(whole)), ("groups", chart.groups(whole))):
        result = CliRunner().invoke(main, ["chart", name, "-f", "csv", str(path)])
        assert result.stdout == chart.write(found, format.CSV)
    result = CliRunner().invoke(main, ["chart", "timeline", "--from", "2014", str(path)])
    assert result.stderr == "without a date, and left out: 3\n"


def test_shipped_network_is_drawn() -> None:
    """The course of the shipped network has every agreement, each begun once where its start is told."""
    with pg.open() as graph:
        found = chart.timeline(graph.network(networks=["agreements"]))
        ties = choice.made(graph.store, choice.Choice(networks=["agreements"])).incidences[0].ties
        partners, places = chart.partners(graph.projection()), graph.rank("degree").records()
    (kind,) = found.kinds
    assert sum(kind.begun) == len({tie.via for tie in ties if tie.start})
    assert partners.counts == tuple(sorted(Counter(int(float(str(place["value"]))) for place in places).items()))
