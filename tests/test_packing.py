"""Columns: what is packed comes out as it was, in few bytes, the same ones each time."""

import base64
import json
from pathlib import Path
from typing import Any

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from partnergraph.drawing import packing
from partnergraph.drawing.packing import Block, Column
from partnergraph.values.evidence import Evidence
from partnergraph.view import overview, packed, record
from tests.unpacked import unpacked

KNOWN = Path(__file__).parent / "data" / "view" / "columns.json"
COLUMNS = (
    Column("text", "text"),
    Column("whole", "whole"),
    Column("tenth", "whole", 1),
    Column("texts", "lists", parts=(Column("", "text"),)),
    Column("places", "lists", parts=(Column("", "whole"),)),
    Column("pair", "joint", parts=(Column("one", "text"), Column("other", "text"))),
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["a", "ab", "abc", "👩‍🔬", "👩", "Łódź"]
)
RECORD = st.fixed_dictionaries(
    {
        "text": TEXT,
        "whole": st.integers(-(2**40), 2**40),
        "tenth": st.integers(-(10**7), 10**7).map(lambda number: number / 10),
        "texts": st.lists(TEXT, max_size=3),
        "places": st.lists(st.integers(0, 10**6), max_size=3),
        "pair": st.tuples(TEXT, TEXT),
    }
)


def flat(record: dict[str, Any]) -> dict[str, Any]:
    """Give a record as it comes out: what repeats together stands by itself."""
    one, other = record["pair"]
    return {name: value for name, value in record.items() if name != "pair"} | {"one": one, "other": other}


@given(records=st.lists(RECORD, max_size=12))
def test_records_come_out_as_they_were(records: list[dict[str, Any]]) -> None:
    """Any texts, numbers, lists and pairs are read as they were packed."""
    assert unpacked(packing.pack([Block("things", COLUMNS, records)])) == {"things": list(map(flat, records))}


@given(numbers=st.lists(st.integers(0, 2**53)))
def test_varints_are_read_as_they_were(numbers: list[int]) -> None:
    """Each number is the sum of its groups of seven bits, and only its last byte has no eighth."""
    found, value, shift = [], 0, 0
    for byte in packing.varints(numbers):
        value, shift = value | (byte & 0x7F) << shift, shift + 7
        if byte < 0x80:
            found.append(value)
            value = shift = 0
    assert found == numbers


def test_packing_has_no_time_and_no_name() -> None:
    """The head of the gzip stream tells no time, so that the same records give the same text."""
    text = packing.pack([Block("things", COLUMNS, [])])
    assert base64.b64decode(text)[4:8] == bytes(4)


def test_repetition_costs_little() -> None:
    """Ten thousand records that repeat take less than a byte each."""
    records = [
        {"text": "same", "whole": number, "tenth": 0.5, "texts": [], "places": [1], "pair": ("a", "b")}
        for number in range(10_000)
    ]
    assert len(packing.pack([Block("things", COLUMNS, records)])) < 10_000


def network() -> record.Records:
    """Give the records of two nodes with one edge."""
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_node("a", label="A", evidence=(Evidence("https://example.org/s", "Title", "paragraph 1"),))
    graph.add_node("b", label="B", names=("Bee",), links=("https://example.org/b",))
    graph.add_edge(
        "a",
        "b",
        kind_label="works with",
        start="2014",
        weight=2.0,
        disputed=True,
        disputes=(("end date", ("2016", "2017")),),
        parties=3,
    )
    return record.records(graph)


def test_network_comes_out_as_it_was() -> None:
    """The records of a network come out with every field that the page reads, but for what it makes itself."""
    found = network()
    out = unpacked(packed.packed(found, [0]))
    assert [node["label"] for node in out["nodes"]] == ["A", "B"]
    kept = {each.name for each in packed.NODES} - {"short", "links"}
    assert [{name: node[name] for name in kept} for node in found.nodes] == [
        {name: node[name] for name in kept} for node in out["nodes"]
    ]
    assert [node["links"] for node in out["nodes"]] == [[], ["https://example.org/b"]]
    (edge,), (wanted,) = out["edges"], found.edges
    same = set(edge) - {"from", "to"}
    assert {name: edge[name] for name in same} == {name: wanted[name] for name in same}
    assert (edge["from"], edge["to"]) == (0, 1)
    assert (out["sources"], out["carrying"]) == (list(found.sources), [{"place": 0}])


def test_browser_reads_what_is_packed_here() -> None:
    """What the tests of the page's own reader are given is what is packed today."""
    records = [
        {"text": text, "whole": number, "tenth": -number / 10, "texts": texts, "places": [number, 1], "pair": pair}
        for number, (text, texts, pair) in enumerate(
            [
                ("Łódź", ["a"], ("p", "q")),
                ("Łódź 2", [], ("p", "q")),
                ("👩‍🔬", ["a", "👩"], ("p", "")),
                ("👩", ["b"], ("", "")),
                ("", [""], ("p", "q")),
            ],
            start=2**33,
        )
    ]
    found = network()
    carrying = overview.overview(found.nodes, found.edges, [line.iri for line in found.types]).carrying
    made = {
        "packed": packing.pack([Block("things", COLUMNS, records)]),
        "empty": packing.pack([Block("things", COLUMNS, [])]),
        "page": packed.packed(found, carrying),
    }
    known = json.loads(KNOWN.read_text(encoding="utf-8"))
    assert {name: unpacked(text) for name, text in made.items()} == {name: unpacked(known[name]) for name in made}
    assert list(map(flat, records)) == known["records"]
