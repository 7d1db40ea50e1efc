"""The command line, run in the process of the tests."""

from pathlib import Path

from click.testing import CliRunner, Result

from partnergraph.cli import main


def run(*words: str | Path, input: str | None = None) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(main, [str(word) for word in words], input=input)
