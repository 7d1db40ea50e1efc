"""An import that is killed leaves the store as it was, or has taken in all of it."""

import os
from pathlib import Path

import pytest

from tests import killing

MOMENTS = int(os.environ.get("PARTNERGRAPH_KILLS", "2"))
"""How often each kind is killed; python -m tests.killing does so twenty times, with larger files."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give files for every kind of import."""
    path = tmp_path_factory.mktemp("files")
    killing.write(path, 400)
    return path


@pytest.mark.parametrize("kind", killing.KINDS)
def test_a_killed_import_is_none_or_whole(kind: str, files: Path, tmp_path: Path) -> None:
    """Nothing of before is lost, there is no half of it, and done again it gives exactly one."""
    outcome = killing.kill(kind, files, killing.base(files, tmp_path / "base"), MOMENTS)
    assert outcome.states["before"] + outcome.states["after"] == outcome.states["again"] == MOMENTS
    assert outcome.states["left over"] == 0
