"""Lists of kinds and of things."""

from pathlib import Path

import pytest

import partnergraph as pg
from partnergraph.errors import UnknownNameError
from partnergraph.questions.kind import Kinds


def test_the_things_of_a_kind_are_told(shipped: pg.KnowledgeGraph) -> None:
    """The ESR is listed among the societies with acronym, kind, prefixed name and the lines that a picture draws."""
    (esr,) = (row for row in shipped.list("societies").records() if row["iri"] == "body:esr")
    assert (esr["name"], esr["acronym"], esr["kind"]) == ("European Society of Radiology", "ESR", "Society")
    assert esr["ties"] == shipped.network().degree("https://w3id.org/partnergraph/id/body/esr")


def test_agreements_have_their_dates(shipped: pg.KnowledgeGraph) -> None:
    """Dates are as known."""
    starts = {row["iri"]: row["start"] for row in shipped.list("agreements").records()}
    assert starts["agreement:mou-esr-eortc-2014"] == "2014"
    assert starts["agreement:mou-esr-eortc-2017"] == "2017-09"


def test_documents_are_told_with_what_rests_on_them(shipped: pg.KnowledgeGraph) -> None:
    """Each has its title, its address, and the number of things whose evidence names it."""
    listed = {row["iri"]: row for row in shipped.list("documents").records()}
    text = "SELECT (COUNT(DISTINCT ?thing) AS ?n) { ?thing pg:evidence/dcterms:source ?document }"
    for iri in list(listed)[:3]:
        assert [listed[iri]["things"]] == shipped.query(text, {"document": str(iri)}).values("n")
    assert len(listed) == len(shipped.query("SELECT ?document { ?document a pg:Source }"))
    assert all(row["name"] for row in listed.values())


def test_lists_are_in_the_order_of_names(shipped: pg.KnowledgeGraph) -> None:
    """Capitals do not matter to the order."""
    names = [str(name).casefold() for name in shipped.list("topics").values("name")]
    assert names == sorted(names)
    kinds = [str(name).casefold() for name in shipped.list().values("kind")]
    assert kinds == sorted(kinds)


def test_kinds_count_their_subclasses(shipped: pg.KnowledgeGraph) -> None:
    """Each kind counts as many things as its list has rows."""
    kinds = Kinds(shipped.store)
    for row in shipped.list().records():
        assert row["number"] == len(kinds.find(str(row["class"] or row["kind"])).things)


def test_an_empty_graph_lists_nothing(tmp_path: Path) -> None:
    """No things are no error; a kind that does not exist is one."""
    (tmp_path / "empty.ttl").write_text("")
    with pg.open(tmp_path / "empty.ttl") as graph:
        assert len(graph.list()) == len(graph.list("society")) == 0
        with pytest.raises(UnknownNameError):
            graph.list("moon bases")
