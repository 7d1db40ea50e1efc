"""Hostile queries end as an answer or an error, never the process."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests import hostile

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("size", [100, 1_000, 10_000, 100_000])
def test_no_shape_ends_the_process(size: int) -> None:
    """On a stack of 1 MB each shape is answered or refused, and the honest query after it is answered right."""
    command = [sys.executable, "-m", "tests.hostile", str(size)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=250)
    assert (run.returncode, run.stderr) == (0, "")
    lines = [line.split("\t") for line in run.stdout.splitlines()]
    assert [name for name, *_ in lines] == list(hostile.SHAPES)
    assert {outcome.partition(" ")[0] for _, _, outcome, _ in lines} <= {"answered", "LimitError", "QueryError"}
    assert {honest for *_, honest in lines} == {"right"}


@pytest.mark.parametrize(
    ("name", "size"),
    [("nested {", 1_000), ("union", 10_000), ("collection", 1_000), ("binary", 100), ("surrogates", 10), ("in", 1_000)],
)
def test_the_command_ends_as_it_says(name: str, size: int, small: Path) -> None:
    """The command ends with an answer or one error, of exit code 2, and without a traceback."""
    text = hostile.shape(name, size).encode("utf-8", "surrogatepass")
    command = [sys.executable, "-m", "partnergraph", "query", "-", str(small)]
    run = subprocess.run(command, input=text, capture_output=True, check=False, timeout=100)
    assert run.returncode in {0, 2, 3}
    assert (run.returncode == 0) == (run.stderr == b"")
    assert b"Traceback" not in run.stderr
