"""The prompt of the shell: lines of any number, history, completion, colours. Everything of prompt_toolkit is here."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import has_focus
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.lexers import Lexer
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import Style

from partnergraph.cli.suggestion import suggest
from partnergraph.query import sparql, statement
from partnergraph.questions.lexicon import Lexicon

_PROMPT, _MORE = "pg> ", "... "
_COLOURED = 20_000  # characters: of a longer text the colours would be late
_STYLE = Style.from_dict(
    {
        "word": "bold",
        "variable": "ansicyan",
        "string": "ansigreen",
        "language": "ansigreen",
        "number": "ansimagenta",
        "iri": "ansiblue",
        "prefixed": "ansiblue",
        "comment": "italic ansibrightblack",
    }
)


def statements(lexicon: Lexicon, *, file: Path | None = None) -> Iterator[str]:
    """Give what the user types, statement by statement, until Ctrl-D; Ctrl-C clears what is typed.

    ``file`` is where the history is kept; without it that is in the folder for the state of programs.
    """
    session = prompting(lexicon, kept(file or place()))
    while True:
        try:
            text = session.prompt()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        except SystemExit:  # a signal to end may come in the middle of a drawing, which then is not put back
            session.app.renderer.reset()
            raise
        if text.strip():
            yield text.rstrip()


def prompting(lexicon: Lexicon, history: History) -> "PromptSession[str]":
    """Give the prompt, with what can be typed; it draws on the terminal, where answers may go elsewhere."""
    return PromptSession(
        _PROMPT,
        multiline=True,
        prompt_continuation=_MORE,
        history=history,
        completer=_Suggestions(lexicon),
        complete_while_typing=True,
        lexer=_Colours(),
        style=_STYLE,
        color_depth=ColorDepth.DEPTH_1_BIT if os.environ.get("NO_COLOR") else None,
        key_bindings=_keys(),
    )


def place() -> Path | None:
    """Give the file of the history; None where this user has no home."""
    state = os.environ.get("XDG_STATE_HOME", "")
    if not Path(state).is_absolute():  # XDG Base Directory Specification: a relative one does not count
        try:
            state = str(Path.home() / ".local" / "state")
        except RuntimeError:
            return None
    return Path(state) / "partnergraph" / "history"


def kept(file: Path | None) -> History:
    """Give the history in a file that its user alone can read; in memory where there can be no such file."""
    if file is None:
        return InMemoryHistory()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600))
        file.chmod(0o600)
    except (OSError, ValueError):
        return InMemoryHistory()
    return _Kept(str(file))


class _Kept(FileHistory):
    """The history in a file; what cannot be written or read any more is known for this session alone."""

    def store_string(self, string: str) -> None:
        with suppress(OSError, ValueError):
            super().store_string(string)

    def load_history_strings(self) -> Iterable[str]:
        try:
            return list(super().load_history_strings())
        except OSError:
            return []


class _Suggestions(Completer):
    """What may stand at the cursor."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        asked = complete_event.completion_requested
        found = suggest(document.text_before_cursor, document.text_after_cursor, self._lexicon, asked=asked)
        return [Completion(each.text, -each.replaced, display_meta=each.meaning) for each in found]


class _Colours(Lexer):
    """The kinds of the tokens as styles."""

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        lines = _coloured(document.text)
        return lambda number: lines[number] if number < len(lines) else []


@lru_cache(maxsize=8)
def _coloured(text: str) -> list[StyleAndTextTuples]:
    """Give the lines of a text as pieces with their styles."""
    lines: list[StyleAndTextTuples] = [[]]
    for style, piece in _pieces(text):
        for number, part in enumerate(piece.split("\n")):
            if number:
                lines.append([])
            lines[-1].append((style, part))
    return lines


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    if len(text) <= _COLOURED and not (text.startswith("\\") and not text.startswith(statement.EXPLAIN)):
        for token in sparql.tokens(text):
            yield _between(text[at : token.start])
            yield f"class:{token.kind}", token.text
            at = token.start + len(token.text)
    yield _between(text[at:])


def _between(text: str) -> tuple[str, str]:
    """Give what stands between two tokens, which is a comment unless it is blank."""
    return "class:comment" if text.lstrip().startswith("#") else "", text


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("enter", filter=has_focus(DEFAULT_BUFFER))
    def enter(event: KeyPressEvent) -> None:
        """Take the completion that is chosen, ask what is whole or followed by an empty line, or begin a new line."""
        buffer = event.current_buffer
        chosen = buffer.complete_state and buffer.complete_state.current_completion
        if chosen:
            buffer.complete_state = None
        elif not buffer.text.strip() or statement.is_whole(buffer.text) or _is_ended(buffer.document):
            buffer.validate_and_handle()
        else:
            buffer.newline()

    @keys.add("escape", "enter", filter=has_focus(DEFAULT_BUFFER))
    def alt_enter(event: KeyPressEvent) -> None:
        """Begin a new line."""
        event.current_buffer.newline()

    return keys


def _is_ended(document: Document) -> bool:
    """Say whether an empty line ends a statement that is not whole, so that what is wrong with it is told."""
    return document.is_cursor_at_the_end and not document.current_line.strip() and not statement.is_empty(document.text)
