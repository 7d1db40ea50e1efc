"""Named questions and their parameters."""

import datetime as dt
from pathlib import Path

import pytest

import partnergraph as pg
from partnergraph.agreements import agreement, lifecycle
from partnergraph.errors import AmbiguousNameError, InputError, PartnergraphError, QueryError, UnknownNameError
from partnergraph.profiles import profile
from partnergraph.questions import question
from partnergraph.storage.store import Store
from partnergraph.values import duration, span


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
    ("word", "values", "error", "complaint"),
    [
        ("unit-chain", {"units": "EIBALL"}, QueryError, "no parameter 'units'; its parameters are: unit"),
        ("unit-chains", {}, UnknownNameError, "no question 'unit-chains'; the nearest names are unit-chain; "),
        ("zzz", {}, UnknownNameError, r"there is no question 'zzz'; partnergraph.questions.question.listing\(\) tells"),
    ],
)
def test_a_wrong_question_or_parameter_is_told(
    shipped: pg.KnowledgeGraph, word: str, values: dict[str, str], error: type[PartnergraphError], complaint: str
) -> None:
    """The complaint tells what there is."""
    with pytest.raises(error, match=complaint):
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
        with pytest.raises(
            QueryError, match=r"agreements-of: its default, body:.*, is not in this graph; give \{'body'"
        ):
            graph.ask("agreements-of")
        assert "Memorandum of 2017" in str(graph.ask("agreements-of", {"body": "EFOMP"}).records())


def test_an_unknown_body_is_told(shipped: pg.KnowledgeGraph) -> None:
    """A value that names nothing is answered with the nearest names."""
    with pytest.raises(UnknownNameError, match="nothing is called 'EIBAL'; the nearest names are EIBALL"):
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
    with pytest.raises(
        QueryError, match=r"the parameter .since. has no value; give it one, for example ..since.: .2018-06-30."
    ):
        asked.bound(shipped.store, {})


def test_the_listing_names_every_question() -> None:
    """Each question is listed with its purpose."""
    table = question.listing()
    assert table.values("question") == [each.name for each in question.shipped()]
    assert all(table.values("purpose"))
    parameters = dict(zip(table.values("question"), table.values("parameters"), strict=True))
    assert parameters["members-of"] == "network [role]"


QUESTION = """\
#+ summary: Members of a network
#+ params:
#+   - name: network
#+     type: org:Organization
#+ columns:
#+   - name: member
#+     description: its name
SELECT ?member WHERE { ?m org:organization ?_network_iri ; org:member/skos:prefLabel ?member } ORDER BY ?member
"""


def own(folder: Path, *names: str, text: str = QUESTION) -> Path:
    """Write a question of one's own under some names."""
    folder.mkdir(exist_ok=True)
    for each in names:
        (folder / f"{each}.rq").write_text(text, encoding="utf-8")
    return folder


def test_an_ending_may_be_left_out(shipped: pg.KnowledgeGraph, tmp_path: Path) -> None:
    """A question named after what it gives of a body is found without its "-of", unless another has the short name."""
    assert shipped.ask("partners", {"body": "EORTC"}) == shipped.ask("partners-of", {"body": "EORTC"})
    assert question.find("partners", [own(tmp_path, "partners")]).summary == "Members of a network"


def test_a_folder_of_questions_is_as_good_as_ours(shipped: pg.KnowledgeGraph, tmp_path: Path) -> None:
    """A question of one's own is found, listed, and asked with names, beside the shipped ones."""
    folders = [own(tmp_path / "one", "members"), own(tmp_path / "two", "also")]
    answer = shipped.ask("members", {"network": "EARL"}, questions=folders)
    assert answer.values("member") == ["European Association of Nuclear Medicine"]
    names = question.listing(question.collect(folders).questions).values("question")
    assert {"also", "members", "unit-chain"} <= set(map(str, names))
    assert names == sorted(map(str, names))
    with pytest.raises(UnknownNameError, match="no question 'membres'; the nearest names are members; "):
        shipped.ask("membres", questions=folders)


def test_two_questions_of_one_name_are_both_told(tmp_path: Path) -> None:
    """None wins silently, neither over a shipped one nor over one of another folder; a folder given twice is one."""
    one, two = own(tmp_path / "one", "members", "topics"), own(tmp_path / "two", "members")
    with pytest.raises(AmbiguousNameError, match=r"2 questions 'members': .*one/members.rq and .*two/members.rq; give"):
        question.find("members", [one, two])
    with pytest.raises(AmbiguousNameError, match=r"2 questions 'topics': .*questions/topics.rq and .*one/topics.rq"):
        question.find("topics", [one])
    assert question.find("members", [one, one]).name == "members"
    assert [each.name for each in question.collect([one]).questions].count("topics") == 2


def test_a_broken_file_hides_no_other(tmp_path: Path) -> None:
    """What is broken is a complaint; the other questions are listed, and found without a word of it."""
    folder = own(own(tmp_path / "one", "members"), "broken", text="#+ tags: []\nASK {}")
    (folder / "binary.rq").write_bytes(b"\xff\xfe")
    found = question.collect([folder])
    assert "members" in [each.name for each in found.questions]
    assert len(found.questions) == len(question.shipped()) + 1
    assert [Path(str(each).partition(".rq")[0]).name for each in found.complaints] == ["binary", "broken"]
    assert question.find("members", [folder]).name == "members"
    with pytest.raises(InputError, match=r"broken.rq:1: the #\+ header says no summary"):
        question.find("broken", [folder])


def test_a_folder_that_holds_no_questions_is_told(tmp_path: Path) -> None:
    """A wrong path is no empty list."""
    with pytest.raises(InputError, match="none: is no folder; give one that holds questions"):
        question.collect([tmp_path / "none"])
    with pytest.raises(InputError, match=r"holds no \.rq file"):
        question.collect([tmp_path])


def test_an_optional_parameter_stays_unbound(shipped: pg.KnowledgeGraph) -> None:
    """What is not given, or given as nothing, narrows nothing."""
    every = shipped.ask("renewals")
    assert len(every) == 2
    assert shipped.ask("renewals", {"body": ""}).rows == every.rows
    assert len(shipped.ask("renewals", {"body": "EORTC"})) == 1


def test_a_parameter_given_as_nothing_is_told(shipped: pg.KnowledgeGraph) -> None:
    """An empty value does not fall back to the default."""
    with pytest.raises(
        QueryError, match=r"unit-chain: the parameter .unit. has no value; give it one, for example ..unit.: .EIBALL."
    ):
        shipped.ask("unit-chain", {"unit": ""})


def test_today_is_the_day_of_the_graph() -> None:
    """The default day is that as of which the graph was opened, and what is soon is counted from it."""
    with pg.open(as_of="2022-10-01") as graph:
        found = graph.ask("agreement-status", {"party": "EFRS", "status": "expiring"})
        assert found.values("agreement") == ["Memorandum of Understanding EFRS – ESR (2019)"]
    asked, store = question.find("agreement-status"), Store()
    bound = asked.bound(store, {}, today=dt.date(2022, 10, 1))
    assert all(f'"{day}"^^' in bound for day in ("2022-10-01", "2023-03-30"))
    bound = asked.bound(store, {"day": "2020-01-01"}, today=dt.date(2022, 10, 1))
    assert all(f'"{day}"^^' in bound for day in ("2020-01-01", "2020-06-29"))
    assert f'"{span.today()}"^^' in asked.bound(store, {})


@pytest.mark.parametrize(
    "day", ["2012-06-30", "2014-01-01", "2018-01-15", "2020-05-01", "2022-11-15", "2023-01-01", "2026-11-25"]
)
@pytest.mark.parametrize("soon", ["180d", "3y"])
def test_agreements_stand_as_the_lifecycle_says(shipped: pg.KnowledgeGraph, day: str, soon: str) -> None:
    """The question tells the same status of each agreement as the library and its command, on any day."""
    horizon = duration.parse(soon).after(dt.date.fromisoformat(day)).isoformat()
    answer = shipped.ask("agreement-status", {"day": day, "soon": horizon})
    stages = lifecycle.stages(
        agreement.read(shipped.store, profile.read(shipped.store)),
        dt.date.fromisoformat(day),
        soon=duration.parse(soon),
    )
    assert dict(zip(answer.values("iri"), answer.values("status"), strict=True)) == {
        each.agreement.iri: each.status.value for each in stages
    }


def test_the_statuses_are_those_of_the_lifecycle() -> None:
    """The question takes each status by the words that the command tells."""
    (status,) = (each for each in question.find("agreement-status").parameters if each.name == "status")
    assert status.choices == tuple(lifecycle.Status)


@pytest.mark.parametrize("asked", question.shipped(), ids=lambda asked: asked.name)
def test_examples_are_of_the_shipped_network(shipped: pg.KnowledgeGraph, asked: question.Question) -> None:
    """The example of each parameter can be given, and so can all of them together."""
    values = {each.name: each.example for each in asked.parameters}
    assert shipped.ask(asked.name, values).columns == tuple(asked.columns)


def test_values_are_bound_where_they_are_used(shipped: pg.KnowledgeGraph) -> None:
    """A sub-select does not see the row outside it, so it has one of its own, with the variables that it uses."""
    bound = question.find("introducers").bound(shipped.store, {})
    assert bound.count("VALUES (?_one_iri ?_other_iri)") == 2
    assert (bound.count("VALUES (?_one_iri)"), bound.count("VALUES (?_other_iri)")) == (5, 5)
