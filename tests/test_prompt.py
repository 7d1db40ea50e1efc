"""The prompt of the shell: keys, the history and the colours."""

import io
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.application import Application, create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.document import Document
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.output.vt100 import Vt100_Output

from partnergraph.cli import prompt
from partnergraph.questions.lexicon import Lexicon
from partnergraph.storage.store import Store

ALT_ENTER, CTRL_C, CTRL_D = "\x1b\r", "\x03", "\x04"


def apart(work: Callable[[], list[str]]) -> list[str]:
    """Do something in a thread of its own: a browser that other tests hold keeps a loop of events in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def typed(keys: str, count: int = 1) -> list[str]:
    """Give the statements that come of keys; the end of the keys leaves the prompt."""
    return apart(lambda: prompted(keys, count))


def prompted(keys: str, count: int) -> list[str]:
    """Type keys at the prompt."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()), Store() as store:
        pipe.send_text(keys)
        session = prompt.prompting(Lexicon(store), InMemoryHistory())
        return [session.prompt() for _ in range(count)]


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("ASK {}\r", "ASK {}"),
        ("ASK {\r ?s ?p ?o }\r", "ASK {\n ?s ?p ?o }"),
        (f"ASK {{}}{ALT_ENTER}LIMIT 1\r", "ASK {}\nLIMIT 1"),
        ("SELECT * {\r\r", "SELECT * {\n"),
        ("PREFIX ex: <urn:x>\r\rASK {}\r", "PREFIX ex: <urn:x>\n\nASK {}"),
        ("\\time\r", "\\time"),
        ("\r", ""),
        ("\x1b[200~ASK {\n\n}\x1b[201~\r", "ASK {\n\n}"),
    ],
)
def test_enter_asks_what_is_whole(keys: str, text: str) -> None:
    """Enter takes a whole statement or one followed by an empty line, and else begins a line, as Alt+Enter always."""
    assert typed(keys) == [text]


def test_statements_come_until_ctrl_d(tmp_path: Path) -> None:
    """Ctrl-C clears what is typed, and Ctrl-D ends; what was asked is in the history, and nothing else."""
    keys = f"ASK {{}}\rnonsense{CTRL_C}\\list\r{CTRL_D}"

    def statements() -> list[str]:
        with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()), Store() as store:
            pipe.send_text(keys)
            return list(prompt.statements(Lexicon(store), file=tmp_path / "history"))

    assert apart(statements) == ["ASK {}", "\\list"]
    lines = (tmp_path / "history").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == ["+ASK {}", "+\\list"]


def test_the_history_is_kept_for_its_user_alone(tmp_path: Path) -> None:
    """What is typed is found again in a file that nobody else may read, made so if it was not."""
    file = tmp_path / "state" / "partnergraph" / "history"
    prompt.kept(file).store_string("ASK {}\n")
    file.chmod(0o644)
    assert list(prompt.kept(file).load_history_strings()) == ["ASK {}\n"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["file/history", "folder", "nul\0"])
def test_without_a_place_the_history_is_in_memory(tmp_path: Path, name: str) -> None:
    """Where there can be no file, the session has its history and says nothing."""
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    assert isinstance(prompt.kept(tmp_path / name), InMemoryHistory)
    assert isinstance(prompt.kept(None), InMemoryHistory)


def test_a_history_that_vanishes_is_no_error(tmp_path: Path) -> None:
    """When its folder goes away while the shell runs, nothing is said."""
    history = prompt.kept(tmp_path / "state" / "history")
    (tmp_path / "state" / "history").unlink()
    (tmp_path / "state").rmdir()
    history.store_string("ASK {}")
    assert list(history.load_history_strings()) == []


def test_the_history_lies_with_the_state_of_programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """XDG_STATE_HOME says where, else the home; a relative one does not count."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for told, folder in ((str(tmp_path / "x"), "x"), ("", ".local/state"), ("relative", ".local/state")):
        monkeypatch.setenv("XDG_STATE_HOME", told)
        assert prompt.place() == tmp_path / folder / "partnergraph" / "history"


@given(st.text() | st.sampled_from(["# a\nASK { 'x", "\\explain ASK # b", "\\info #"]))
def test_colours_change_no_letter(text: str) -> None:
    """Every line is coloured as it stands."""
    lines = prompt._Colours().lex_document(Document(text))  # noqa: SLF001 - what the terminal shows is hard to read
    assert ["".join(piece[1] for piece in lines(number)) for number in range(text.count("\n") + 1)] == text.split("\n")


def ended_while_drawing(shown: io.StringIO, file: Path) -> list[str]:
    """Show the prompt, and be told to end before it waits for keys."""
    output = Vt100_Output(shown, lambda: Size(rows=40, columns=100))
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=output), Store() as store:
        return list(prompt.statements(Lexicon(store), file=file))


def test_a_prompt_that_ends_while_it_is_drawn_is_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal to end that comes before the prompt waits for keys leaves no mode for pasting behind."""

    def end(_: "Application[str]") -> None:
        raise SystemExit(143)

    monkeypatch.setattr(Application, "_start_auto_refresh_task", end)
    shown = io.StringIO()
    with pytest.raises(SystemExit):
        apart(lambda: ended_while_drawing(shown, tmp_path / "history"))
    told = shown.getvalue()
    assert told.rindex("\x1b[?2004l") > told.rindex("\x1b[?2004h")
