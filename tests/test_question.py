"""Named questions and their parameters."""

from pathlib import Path

import pytest

import partnergraph as pg
from partnergraph import question
from partnergraph.errors import InputError, QueryError, UnknownNameError


def test_values_are_bound_by_any_name(shipped: pg.KnowledgeGraph) -> None:
    """A parameter of a class takes a name, an acronym, a prefixed name or an IRI."""
    answers = [
        shipped.ask("unit-chain", {"unit": word}).rows
        for word in ("EIBALL", "European Imaging Biomarkers Alliance", "body:eiball", shipped.resolve("EIBALL"))
    ]
    assert len(answers[0]) == 3
    assert all(answer == answers[0] for answer in answers)


def test_a_default_stands_in_for_what_is_not_given(shipped: pg.KnowledgeGraph) -> None:
    """Every shipped question can be asked without parameters."""
    for each in question.shipped():
        assert shipped.ask(each.name).columns == tuple(each.columns), each.name


@pytest.mark.parametrize(
    ("word", "values", "complaint"),
    [
        ("unit-chain", {"units": "EIBALL"}, "unit-chain: there is no parameter 'units'; its parameters are: unit"),
        ("unit-chains", {}, "there is no question 'unit-chains'; the nearest names are unit-chain"),
    ],
)
def test_a_wrong_question_or_parameter_is_told(
    shipped: pg.KnowledgeGraph, word: str, values: dict[str, str], complaint: str
) -> None:
    """The complaint tells what there is."""
    with pytest.raises(QueryError, match=complaint):
        shipped.ask(word, values)


def test_a_thing_of_another_class_is_told(shipped: pg.KnowledgeGraph) -> None:
    """A body where an agreement is asked for is no empty answer."""
    with pytest.raises(
        QueryError, match="'ESR' is of the class Society, but the parameter 'agreement' is of Agreement"
    ):
        shipped.ask("agreement-scope", {"agreement": "ESR"})


def test_a_default_that_is_not_there_is_told(small: Path) -> None:
    """On somebody's own graph a question asks for what it needs; labels without a language are shown."""
    small.write_text(small.read_text().replace('"@en', '"'))
    with pg.open(small) as graph:
        with pytest.raises(QueryError, match=r"agreements-of: its default, body:.*, is not in this graph; say -p body"):
            graph.ask("agreements-of")
        assert "Memorandum of 2017" in str(graph.ask("agreements-of", {"body": "EFOMP"}).records())


def test_an_unknown_body_is_told(shipped: pg.KnowledgeGraph) -> None:
    """A value that names nothing is answered with the nearest names."""
    with pytest.raises(UnknownNameError, match="nothing is called 'EIBAL'; the nearest names are eiball"):
        shipped.ask("unit-chain", {"unit": "EIBAL"})


def write(path: Path, header: str, body: str) -> Path:
    """Write a question file."""
    path.write_text("".join(f"#+ {line}\n" for line in header.splitlines()) + body, encoding="utf-8")
    return path


def test_a_value_of_an_xsd_type_is_a_typed_literal(shipped: pg.KnowledgeGraph, tmp_path: Path) -> None:
    """A date is bound as a date, whatever else its text holds."""
    header = "summary: s\nparams: [{name: since, type: xsd:date}]\ncolumns: [{name: x, description: d}]"
    asked = question.read(write(tmp_path / "since.rq", header, "SELECT ?x { BIND (?_since_date AS ?x) }"))
    rows = shipped.query(asked.bound(shipped.store, {"since": "2014-01-01"}))
    assert [str(each) for each in rows.values("x")] == ["2014-01-01"]
    with pytest.raises(QueryError, match="say the parameter 'since'"):
        asked.bound(shipped.store, {})


@pytest.mark.parametrize(
    "header", ["summary: s", "summary: s\nparams: [{type: xsd:date}]\ncolumns: []", "summary: s\ncolumns: [x]"]
)
def test_a_header_that_lacks_something_is_told(tmp_path: Path, header: str) -> None:
    """A question needs its parameters' names and its columns."""
    with pytest.raises(InputError, match=r"bad.rq:1: the #\+ header of a question needs"):
        question.read(write(tmp_path / "bad.rq", header, "ASK {}"))


def test_the_listing_names_every_question() -> None:
    """Each question is listed with its purpose."""
    table = question.listing()
    assert table.values("question") == [each.name for each in question.shipped()]
    assert all(table.values("purpose"))
