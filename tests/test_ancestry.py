"""What is a part of what, by files that come one after the other."""

from pathlib import Path

from tests.command import run
from tests.test_office import written


def test_a_circle_over_files_is_told_with_the_row(tmp_path: Path) -> None:
    """What is below itself by files that came one after the other; the file itself, again, is no hindrance."""
    store, head = tmp_path / "store", "id,name,parent\n"
    bodies, boards, panels = written(
        tmp_path,
        bodies=f"{head}b,Board,\np,Panel,\nc,Committee,\n",
        boards=f"{head}x,X,\nb,Board,p\n",
        panels=f"{head}p,Panel,c\n",
    )
    for path in (bodies, boards, panels):
        assert run("import", "tables", path, "--store", store).exit_code == 0
    (again,) = written(tmp_path, again=f"{head}c,Committee,b\n")
    (ties,) = written(tmp_path, relations="subject,relation,object\nc,sub body of,Board\n")
    for path, cell in ((again, "again.csv:2:parent"), (ties, "relations.csv:2:object")):
        done = run("import", "tables", path, "--store", store)
        told = f"{cell}: 'Board' is a part of 'Committee' itself by boards.csv:3, panels.csv:2; correct one"
        assert (done.exit_code, done.stderr.startswith(told)) == (3, True)
    panels.write_text(f"{head}b,Board,c\n")
    assert "panels.csv: describes nothing" in run("import", "tables", panels, "--store", store).stderr
    panels.write_text(f"{head}p,Panel,\nc,Committee,b\n")
    assert run("import", "tables", panels, "--store", store).exit_code == 0
