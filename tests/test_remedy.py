"""The next step after an error, as Python, the command line and the shell word it."""

import pickle
from string import Formatter

import pytest

from partnergraph.cli import remedy
from partnergraph.errors import EmptyError, QueryError, Remedy, UnknownNameError


def places(words: str) -> set[str]:
    """Give what a wording says of the error."""
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


@pytest.mark.parametrize("each", Remedy)
def test_the_command_line_words_every_remedy(each: Remedy) -> None:
    """Command line and shell have words for each, which say no more of the error than it tells."""
    told = places(each.value) | ({"0"} if each is Remedy.LOAD else set())
    assert places(remedy.COMMAND[each]) <= told
    assert places(remedy.SHELL[each]) <= told


def test_each_takes_the_next_step_in_its_own_way() -> None:
    """One error is told in Python, on the command line and in the shell."""
    error = QueryError("unit-chain: the parameter 'unit' has no value", Remedy.EXAMPLE, "unit", "EIBALL")
    what = "unit-chain: the parameter 'unit' has no value; give it one, for example"
    assert str(error) == f"{what} {{'unit': 'EIBALL'}}"
    assert remedy.told(error) == f"{what} -p unit 'EIBALL'"
    assert error.told(remedy.SHELL) == f"{what} unit 'EIBALL'"


def test_an_error_without_a_remedy_says_the_same_to_all() -> None:
    """Braces in what is wrong are no places to fill."""
    error = QueryError("query:1:9: } is missing")
    assert str(error) == remedy.told(error) == "query:1:9: } is missing"


def test_an_error_outlives_a_pickle() -> None:
    """What another process raised is told here as there."""
    error = pickle.loads(pickle.dumps(UnknownNameError("nothing is called 'X'", Remedy.LIST, in_graph=False)))  # noqa: S301
    assert (str(error), remedy.told(error), error.in_graph) == (
        "nothing is called 'X'; list() tells what there is",
        "nothing is called 'X'; 'partnergraph list' tells what there is",
        False,
    )


def test_an_error_of_empty_files_outlives_a_pickle() -> None:
    """The files are named in what comes back, as in what was raised."""
    raised = EmptyError.of(["a.csv", "b.csv"])
    assert str(pickle.loads(pickle.dumps(raised))) == str(raised)  # noqa: S301
    assert "a.csv, b.csv hold nothing" in str(raised)
