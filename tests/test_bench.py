"""The benchmarks: the graph that they measure with, the mix, how answers are compared, and what is reported."""

import datetime as dt
import re
import zipfile
from pathlib import Path

import networkx as nx
import numpy as np
import pyoxigraph as ox
import pytest

import benchmark
import partnergraph
from bench import (
    answer,
    browser,
    chain,
    corpus,
    foresight,
    importing,
    load,
    network,
    panel,
    partnership,
    path,
    plain_mix,
    query,
    questions,
    stopwatch,
    tables,
    view,
)
from bench.corpus import Corpus
from bench.section import Aim, Section
from partnergraph import ontology
from partnergraph.knowledge import KnowledgeGraph
from partnergraph.query.queryfile import QueryFile
from partnergraph.questions import question
from partnergraph.storage.store import Store
from partnergraph.vocab import PREFIXES
from partnergraph.writing import format

PROJECTS = 1_000


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file of a small graph in the shape of CORDIS, large enough to hold what the mix asks for."""
    folder = tmp_path_factory.mktemp("bench")
    path = folder / "corpus.nt"
    path.write_text("".join(Corpus(PROJECTS).lines()), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def kg(file: Path) -> KnowledgeGraph:
    """Give that graph, opened as a user opens it."""
    return partnergraph.open(file)


def number(kg: KnowledgeGraph, pattern: str) -> int:
    """Give how many solutions a pattern has."""
    (found,) = kg.query(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}").values("n")
    assert isinstance(found, int)
    return found


def test_same_seed_gives_the_same_graph() -> None:
    """A graph is the same for the same size and seed, and another for another seed."""
    once, again, other = ("".join(Corpus(50, seed).lines()) for seed in (1, 1, 2))
    assert once == again != other


def test_graph_is_written_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file of a graph is made when it is first asked for, and found again after that."""
    monkeypatch.setattr(corpus, "FOLDER", tmp_path / "bench")
    path = corpus.of("20").file()
    made = path.stat().st_mtime_ns
    assert corpus.of("20").file().stat().st_mtime_ns == made
    assert list(path.parent.iterdir()) == [path]


def test_graph_has_its_shape(kg: KnowledgeGraph) -> None:
    """Some 94 triples and 7.5 participations for a project, and bodies of which few take part often."""
    stated = sum(1 for _ in kg.store.quads(ox.DefaultGraph()))
    assert 85 * PROJECTS < stated < 105 * PROJECTS
    assert 7 * PROJECTS < number(kg, "?p a pg:Participation") < 8 * PROJECTS
    degrees = kg.query("SELECT (COUNT(*) AS ?n) { ?p a pg:Participation ; org:member ?b } GROUP BY ?b").values("n")
    counts = sorted((each for each in degrees if isinstance(each, int)), reverse=True)
    assert counts[0] > 20 * counts[len(counts) // 2]


def test_graph_speaks_the_terms_of_the_ontology(kg: KnowledgeGraph) -> None:
    """Every class and property of ours that it uses is one that the ontology has."""
    known = {str(triple.subject) for triple in ontology.triples()}
    used = set(kg.query("SELECT DISTINCT ?term { { ?s ?term ?o } UNION { ?s a ?term } }").values("term"))
    ours = {f"<{term}>" for term in used if str(term).startswith(PREFIXES["pg"])}
    assert ours <= known


def test_graph_keeps_to_the_shapes(tmp_path: Path) -> None:
    """What the shapes ask of data holds for it."""
    path = tmp_path / "corpus.nt"
    path.write_text("".join(Corpus(12).lines()), encoding="utf-8")
    with partnergraph.open(path) as small:
        assert {each.message for each in small.validate() if each.severity == "violation"} == set()


@pytest.mark.parametrize("asked", query.mix(), ids=lambda asked: asked.name)
def test_mix_has_answers(asked: QueryFile, kg: KnowledgeGraph, file: Path) -> None:
    """Every question of the mix has an answer, and ours is the engine's own."""
    raw = ox.Store()
    raw.load(path=str(file))
    found = raw.query(asked.text)
    assert isinstance(found, ox.QuerySolutions)
    rows = [tuple(solution) for solution in found]
    assert rows
    assert answer.digest(map(answer.of_engine, kg.query(asked.text))) == answer.digest(map(answer.of_engine, rows))


def test_rdflib_is_asked_apart(tmp_path: Path) -> None:
    """Memory stores of rdflib answer the same in its own process, and what is late is said to be."""
    path = tmp_path / "corpus.nt"
    path.write_text("".join(Corpus(30).lines()), encoding="utf-8")
    asked = [each for each in query.mix() if each.name in {"most-connected", "timeline"}]
    theirs = plain_mix.run(path, [each.path for each in asked], 60)
    with partnergraph.open(path) as small:
        for each in asked:
            assert theirs[each.name].digest == answer.digest(map(answer.of_engine, small.query(each.text)))
    assert [each.digest for each in plain_mix.run(path, [asked[0].path], 1e-6).values()] == [""]


@pytest.mark.parametrize("asked", question.shipped(), ids=lambda asked: asked.name)
def test_shipped_questions_can_be_asked_of_it(asked: question.Question, kg: KnowledgeGraph) -> None:
    """Every shipped question is asked with parameters that the graph knows."""
    assert kg.ask(asked.name, questions.chosen(kg, asked)).columns


def test_ways_to_load_agree(file: Path, tmp_path: Path) -> None:
    """All ways to load give as many triples."""
    found = {name: way(file, tmp_path / str(place)) for place, (name, way) in enumerate(load.ways(plain=False).items())}
    assert len(set(found.values())) == 1


def test_medians_take_turns() -> None:
    """Each job runs once a round and is told the number of the round."""
    seen: list[tuple[str, int]] = []
    jobs: dict[str, stopwatch.Job] = {
        "a": lambda turn: seen.append(("a", turn)),
        "b": lambda turn: seen.append(("b", turn)),
    }
    stopwatch.medians(jobs, least=2, most=2)
    assert seen == [("a", 0), ("b", 0), ("a", 1), ("b", 1)]


def test_numbers_are_compared_by_value() -> None:
    """An answer is the same whether a number is written as 1, 1.0 or 01, but not as another kind of literal."""
    texts = [("1", "integer"), ("1.0", "decimal"), ("01", "integer")]
    assert {answer.literal(text, PREFIXES["xsd"] + kind, None) for text, kind in texts} == {"=1"}
    assert answer.literal("1", PREFIXES["xsd"] + "string", None) != "=1"


@pytest.mark.parametrize(
    ("aim", "reached"),
    [
        (Aim("a", 1.1, "x", most=1.1), "yes"),
        (Aim("a", 1.2, "x", most=1.1), "no"),
        (Aim("a", 300_000, "triples/s", least=280_000), "yes"),
        (Aim("a", 200_000, "triples/s", least=280_000), "no"),
    ],
)
def test_aims_are_judged(aim: Aim, reached: str) -> None:
    """An aim is reached within its bound, the bound included."""
    assert aim.row()[-1] == reached


def test_page_says_how_it_was_made() -> None:
    """The head of the page names the command, the processor and the libraries."""
    head = benchmark.head()
    assert "python scripts/benchmark.py" in head
    assert re.search(r": .+, \d+ cores; Python 3\.\d+\.\d+,\npyoxigraph [\d.]+, rdflib [\d.]+\.", head)


def test_new_tables_take_the_places_of_old_ones() -> None:
    """A table goes where that of its title was, or to the end; the others stay, and each says when it was made."""
    one, other, again = (Section(*told, ("what",), ()) for told in (("A", "One."), ("B", "Other."), ("A", "Again.")))
    first = benchmark.page("", [one, other], "load")
    assert benchmark.page(first, [], "") == first
    assert first.endswith("`benchmark.py load`.\n\n| what |\n|---|\n")
    titles = re.findall(r"^## .+\n\n\S+", benchmark.page(first, [again], "load --size S"), re.MULTILINE)
    assert titles == ["## A\n\nAgain.", "## B\n\nOther."]


def test_page_begins_with_the_aims_that_are_missed() -> None:
    """Whoever opens the page sees first what is not reached, as the tables below have it."""
    words = benchmark.PAGE.read_text(encoding="utf-8")
    told, made = (text.partition("these are not reached:\n")[2] for text in (words, benchmark.page(words, [], "")))
    assert told.partition("\n## ")[0].count("\n- ") == words.count(" | no |\n") > 0
    assert told == made


def test_corpus_is_plain_n_triples(file: Path) -> None:
    """The graph has no blank nodes, so that the engine may read it by itself."""
    with Store() as store:
        store.add_text(file.read_text(encoding="utf-8")[:100_000].rpartition("\n")[0] + "\n", format.N_TRIPLES)
        assert not [quad for quad in store.quads() if isinstance(quad.subject, ox.BlankNode)]


def test_pairs_are_those_of_networkx(tmp_path: Path) -> None:
    """The benchmark of networks finds the pairs, weights and measures of networkx, and notices others."""
    path = tmp_path / "corpus.nt"
    path.write_text("".join(Corpus(60).lines()), encoding="utf-8")
    with partnergraph.open(path, derive=False) as graph:
        found, times = network.measured(graph, plain=True)
    assert len(found) > 100
    assert len(times) == 4
    with pytest.raises(ValueError, match="other pairs or weights"):
        network.compare(found, nx.Graph(), nx.Graph())
    table, *_ = panel.sections(found, "60", plain=True)
    assert [row[0] for row in table.rows][-3:] == ["clustering", "groups", "all"]
    one, other = (panel.Step(np.full(3, value), 1.0, 1.0) for value in (1.0, 2.0))
    with pytest.raises(ValueError, match="other values of cores"):
        panel.compare({"cores": one}, {"cores": other})


def test_ways_cost_what_networkx_finds(kg: KnowledgeGraph) -> None:
    """The paths between drawn bodies are found, and over projects alone they cost as much as those of networkx."""
    assert set(path.beside_networkx(kg)) == {path.OURS, path.PLAIN}


def test_foresight_is_better_than_chance(kg: KnowledgeGraph) -> None:
    """Until a day some bodies are known; those they worked with later are foretold better than by chance."""
    trial = foresight.Trial(foresight.of_graph(kg), dt.date(2018, 1, 1))
    found = foresight.measured(trial, 60)
    assert set(found) == set(foresight.SCORES)
    assert all(0 <= value <= 1 for each in found.values() for value in each)
    assert found["ours"] > found["random"]
    for body, new in trial.asked(5).items():
        assert not set(new.tolist()) & set(trial.affinities.tied[[body]].indices.tolist())


def test_foresight_reads_cordis(tmp_path: Path) -> None:
    """An archive of CORDIS gives who took part in what since when; bodies without a number are left out."""
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("project.csv", '"id";"startDate"\n"1";"2016-01-01"\n"2";""\n')
        archive.writestr("organization.csv", '"projectID";"organisationID"\n"1";"9 "\n"1";""\n"2";"9"\n')
        archive.writestr("topics.csv", '"projectID";"topic"\n"1";"SC1-PM-04-2016"\n')
    found = foresight.of_cordis(tmp_path / "x.zip")
    assert (found.rows, found.topics) == ((("9", "1"),), {"1": frozenset(["SC"])})


def test_partnerships_are_the_same_for_the_same_seed() -> None:
    """A network to draw is the same for the same seed, another for another, and no body is tied to itself."""
    once, again, other = (partnership.network(120, seed=seed) for seed in (1, 1, 2))
    assert list(once.edges(data=True)) == list(again.edges(data=True)) != list(other.edges(data=True))
    assert not [one for one, end in once.edges() if one == end]


def test_pages_to_compare_with_ask_no_server() -> None:
    """The pages that ours is compared with are whole: no element asks a server, and all entities are in them."""
    drawn = partnership.network(40)
    for page in (
        view.pyvis_page(drawn, placed=False),
        view.pyvis_page(drawn, placed=True),
        view.bare_page(drawn),
    ):
        assert not browser.SERVERS.search(page)
        assert all(name in page for name in drawn)


def test_importing_is_measured_on_the_same_triples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables that are made are the same each time, and each way of importing ends with the same triples."""
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    file = tables.archive(20)
    found = set()
    for number, way in enumerate(importing.ways(plain=True).values()):
        (tmp_path / str(number)).mkdir()
        found.add(way(file, tmp_path / str(number))[0])
    assert len(found) == 1
    before = file.read_bytes()
    file.unlink()
    assert tables.archive(20).stat().st_size == len(before)


def test_the_chain_is_measured_on_a_kept_store(tmp_path: Path) -> None:
    """From load to comparison every step of the chain has its row, and the aims follow."""
    kept = ox.Store(str(tmp_path / "office"))
    kept.load("".join(Corpus(40).lines()).encode(), ox.RdfFormat.N_TRIPLES)
    kept.flush()
    del kept
    table, reached = chain.sections(tmp_path / "office")
    assert [row[0] for row in table.rows][:4] == [
        "load",
        "network: all ties between bodies, as pairs",
        "panel",
        "groups, two runs",
    ]
    assert len(table.rows) == 18
    assert len(reached.rows) == 4


def test_the_chain_is_measured_on_an_archive_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive of CORDIS is read into memory in the same process, and that is the first of the same steps."""
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    table, reached = chain.sections(tables.archive(120))
    assert (table.rows[0][0], len(table.rows), len(reached.rows)) == ("load", 18, 4)
