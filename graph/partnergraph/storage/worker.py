"""Worker: a process of its own for what may never end, fill the memory, or end the process that does it.

The engine (pyoxigraph 0.5) cannot be told to stop, and what exhausts its stack or the memory ends its process by a
signal that nothing can catch. So such work is done in a copy of this process (``fork``, some milliseconds): it sees the
same graph without loading it again, the kernel itself ends it at its deadline (an alarm whose action is the default
one needs no help from the engine), and its death is a ``LimitError`` here. It is always waited for: nothing is left.

Without fork (Windows) the command line is ended by a thread at its deadline, and the library refuses limits. Memory is
limited on Linux alone, where the kernel counts what a process may write to (``RLIMIT_DATA``).
"""

import json
import os
import select
import signal
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn

from partnergraph import errors
from partnergraph.errors import LimitError, PartnergraphError, Remedy
from partnergraph.storage import interruption, note

Telling = Callable[[PartnergraphError], str]

CAN_FORK: bool = hasattr(os, "fork")
_STATUS = Path("/proc/self/statm")
_DATA = 5  # which of its numbers counts the pages that can be written to
_NO_MEMORY = ("memory allocation of", "bad_alloc", "Cannot allocate memory", "MemoryError")
_PART = 1 << 20  # bytes of an answer that are read at once
_LOOK_UP = 500  # milliseconds after which one who waits looks whether it is interrupted
_NOTED = 8_000  # bytes of what a worker says at its end
_FAILED = 70  # exit code of a worker that says why in its notes (EX_SOFTWARE)
_ENDINGS = (signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else []))
_SHOWN = "\r\x1b[K\x1b[?25h"  # a bar of progress goes, and the cursor that it hides is seen again
_GIB = 1 << 30
_forking = threading.RLock()  # a copy made by another thread meanwhile would hold our pipes open; a copy may copy


@dataclass(frozen=True, slots=True)
class Limits:
    """What a piece of work may take: seconds of time, and bytes of memory beyond those held when it begins.

    An answer of more bytes than the memory is refused too. ``rows`` is how many rows of it somebody reads: a worker
    need not give more than one beyond.

    >>> str(Limits(seconds=1.5, memory=1 << 30))
    '1.5 s, 1 GiB'
    """

    seconds: float | None = None
    memory: int | None = None
    rows: int | None = None

    def __str__(self) -> str:
        time = [f"{self.seconds:g} s"] if self.seconds else []
        return ", ".join([*time, f"{self.memory / _GIB:.3g} GiB"] if self.memory else time)


def supervise(command: Callable[[], object], told: Telling = str) -> int:
    """Run a whole command in a process of its own and give its exit code; its death by a signal is told in one line.

    The command bounds its work with ``confined``. Where there is no fork it is run here. ``told`` words an error.

    >>> supervise(lambda: sys.exit(3))
    3
    """
    if not CAN_FORK:
        return _code(command)
    interrupt = signal.getsignal(signal.SIGINT) or signal.SIG_DFL
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    heard, held = os.pipe()
    child, noted = _start(lambda: _serve(command, interrupt, (heard, held)))
    os.close(heard)
    passed = (signal.SIGTERM, signal.SIGHUP) if interrupt is signal.SIG_IGN else _ENDINGS
    for number in passed:
        signal.signal(number, lambda received, _: _pass_on(child, received))
    status = _wait(child)
    os.close(held)
    with os.fdopen(noted, "rb") as stream:
        notes = note.Notes.of(stream.read(_NOTED).decode(errors="replace"))
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, interrupt)
    ending = os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status) - 128
    if ending in _ENDINGS:
        _complain(notes.stopped(ending))
        return 128 + ending
    if not os.WIFSIGNALED(status):
        return os.waitstatus_to_exitcode(status)
    notes.stopped(ending)
    _complain(told(_cause(ending, notes.limits, notes.noise)))
    return LimitError.exit_code


def _complain(words: str) -> None:
    if words:
        with suppress(AttributeError, OSError, ValueError):  # nobody is left to read it
            sys.stderr.write(f"{_SHOWN if sys.stderr.isatty() else ''}Error: {words}\n")
            sys.stderr.flush()


def _pass_on(child: int, number: int) -> None:
    with suppress(ProcessLookupError):  # whoever told the whole group has told it before
        os.kill(child, number)


@contextmanager
def confined(limits: Limits, told: Telling = str) -> Iterator[None]:
    """Hold what is done within to limits, in a process that is supervised; ``told`` words an error that ends it.

    >>> with confined(Limits(seconds=60)):
    ...     pass
    """
    if note.Channel.notes is None:
        with _watched(limits, told):
            yield
        return
    os.write(note.Channel.notes, f"{limits}\n".encode())
    handler = signal.signal(signal.SIGINT, signal.SIG_DFL)  # the engine would not let Python's own be heard
    spoken = os.dup(2)
    os.dup2(note.Channel.notes, 2)  # what the engine says when it dies is for the supervisor
    try:
        with _bounded(limits):
            yield
    except MemoryError as error:
        raise _memory(str(limits)) from error
    finally:
        os.dup2(spoken, 2)
        os.close(spoken)
        signal.signal(signal.SIGINT, handler)


@contextmanager
def mortal() -> Iterator[None]:
    """Let Ctrl-C end this process at once where it is supervised: the engine would let Python's own wait for seconds.

    >>> with mortal():
    ...     pass
    """
    if note.Channel.notes is None:
        yield
        return
    handler = signal.getsignal(signal.SIGINT)
    if handler is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


def work(task: Callable[[int], object], limits: Limits) -> bytes:
    """Let a task write its answer to a file descriptor, in a process of its own held to limits, and give the answer.

    An error of this package is raised here as it was there. ``LimitError`` says which limit was reached, or that this
    system cannot hold one.

    >>> work(lambda out: os.write(out, b"answer"), Limits(seconds=10))
    b'answer'
    """
    if not CAN_FORK:
        raise LimitError("limits need a system that can copy a process (Linux, macOS); ask without them")
    with interruption.postponed() as postponed:  # until there is somebody to end, and until whoever was ended is gone
        with _forking:
            answer, out = os.pipe()
            child, notes = _start(lambda: _do(task, limits, out, postponed.handler))
            os.close(out)
        with os.fdopen(answer, "rb", buffering=0) as given, os.fdopen(notes, "rb") as noise:
            try:
                with postponed.heard():
                    content = _taken(given, limits)
            except BaseException:  # interrupted, or too much: nobody waits for the answer any more
                os.kill(child, signal.SIGKILL)
                raise
            finally:
                status = _wait(child)
            said = noise.read(_NOTED).decode(errors="replace")
    if status:
        raise _failure(status, limits, said)
    return content


def _taken(stream: IO[bytes], limits: Limits) -> bytes:
    """Read an answer whole; ``LimitError`` where it does not fit into the memory that the work may take.

    It looks up now and then, because an interruption that the system gave to another thread ends no reading.
    """
    waiting = select.poll()
    waiting.register(stream, select.POLLIN)
    parts: list[bytes] = []
    held = 0
    while True:
        while not waiting.poll(_LOOK_UP):
            pass
        part = stream.read(_PART)
        if not part:
            break
        parts.append(part)
        held += len(part)
        if limits.memory and held > limits.memory:
            raise _memory(str(limits))
    return b"".join(parts)


def _start(body: Callable[[], NoReturn]) -> tuple[int, int]:
    """Start a copy of this process that does ``body``; give its number, and where its notes can be read."""
    notes, written = os.pipe()
    os.set_blocking(written, False)  # who says too much at the end is not held up by that
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # closed
            stream.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the copy calls the engine and the system alone
        child = os.fork()
    if not child:
        os.close(notes)
        note.Channel.notes = written
        body()
    os.close(written)
    return child, notes


def _serve(command: Callable[[], object], interrupt: "signal._HANDLER", parent: tuple[int, int]) -> NoReturn:
    signal.signal(signal.SIGINT, interrupt if interrupt is signal.SIG_IGN else interruption.Interruption())
    _end_with(*parent)
    code = _code(command)
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):
            stream.flush()
    os._exit(code)


def _end_with(heard: int, held: int) -> None:
    """End this process when its parent is gone, even by ``kill -9``: a pipe that only the parent holds is closed then.

    Linux sends SIGIO for that, whose default action ends a process whatever it is at.
    """
    os.close(held)
    if sys.platform == "linux":
        import fcntl

        signal.signal(signal.SIGIO, signal.SIG_DFL)
        fcntl.fcntl(heard, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(heard, fcntl.F_SETFL, os.O_ASYNC)


def _do(task: Callable[[int], object], limits: Limits, out: int, heard: "signal._HANDLER") -> NoReturn:
    """Do a task in the copy and end it, whatever comes; why it failed goes into the notes."""
    code, reason = 0, ""
    try:
        interruption.handle(heard)
        os.dup2(note.Channel.notes or 2, 2)
        with _bounded(limits):
            task(out)
    except PartnergraphError as error:
        code, reason = _FAILED, _written(error)
    except BaseException as error:  # noqa: BLE001 - also a panic of the engine: the copy must not go on as its parent
        code, reason = 1, f"{type(error).__name__}: {error}"
    with suppress(OSError):
        os.write(2, reason.encode(errors="replace")[:_NOTED])
    os._exit(code)


def _written(error: PartnergraphError) -> str:
    """Write an error for ``_failure`` to read: its class and remedy on a line, and below what is wrong."""
    return f"{json.dumps([type(error).__name__, error.remedy and error.remedy.name, *error.about])}\n{error.what}"


def _code(command: Callable[[], object]) -> int:
    """Run a command and give the exit code that Python would end with."""
    try:
        command()
    except SystemExit as ended:
        if isinstance(ended.code, str):
            sys.stderr.write(f"{ended.code}\n")
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except KeyboardInterrupt:
        return 130
    except Exception:  # noqa: BLE001 - the end of the process, where Python would show it too
        traceback.print_exc()
        return 1
    return 0


@contextmanager
def _bounded(limits: Limits) -> Iterator[None]:
    """Let the kernel hold this process to limits; it ends the process where they are reached."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    held = _held()
    if limits.memory and held:
        resource.setrlimit(resource.RLIMIT_DATA, (held + limits.memory, before[1]))
    if limits.seconds:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, limits.seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        resource.setrlimit(resource.RLIMIT_DATA, before)


@contextmanager
def _watched(limits: Limits, told: Telling) -> Iterator[None]:
    """End this process at its deadline where nobody supervises it and there is no fork."""
    timer = None
    if limits.seconds and not CAN_FORK:
        timer = threading.Timer(limits.seconds, _give_up, [told(_time(str(limits)))])
        timer.daemon = True
        timer.start()
    try:
        yield
    finally:
        if timer:
            timer.cancel()


def _give_up(words: str) -> NoReturn:
    sys.stderr.write(f"Error: {words}\n")
    sys.stderr.flush()
    os._exit(LimitError.exit_code)


def _held() -> int:
    """Give the bytes that this process can write to; 0 where the system does not tell."""
    try:
        return int(_STATUS.read_text(encoding="ascii").split()[_DATA]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def _wait(child: int) -> int:
    return os.waitpid(child, 0)[1]


def _failure(status: int, limits: Limits, said: str) -> PartnergraphError:
    """Give the error that a worker's end means."""
    if os.WIFSIGNALED(status):
        return _cause(os.WTERMSIG(status), str(limits), said)
    head, _, what = said.partition("\n")
    if os.waitstatus_to_exitcode(status) == _FAILED:
        with suppress(ValueError, TypeError, AttributeError):  # the engine spoke before
            name, remedy, *about = json.loads(head)
            kind: type[PartnergraphError] = getattr(errors, name)
            return kind(what, Remedy[remedy] if remedy else None, *about)
    return _cause(signal.SIGABRT, str(limits), said)


def _cause(number: int, limits: str, noise: str) -> LimitError:
    """Give in one line why a process ended by a signal."""
    if number == signal.SIGALRM:
        return _time(limits)
    if number == signal.SIGKILL or any(word in noise for word in _NO_MEMORY):
        return _memory(limits)
    name = signal.Signals(number).name
    return LimitError(
        f"the engine ended itself ({name}): this is more than it can bear; ask in parts or in a simpler form"
    )


def _time(limits: str) -> LimitError:
    return LimitError(f"stopped at its time limit of {limits.partition(', ')[0]}", Remedy.TIME)


def _memory(limits: str) -> LimitError:
    return LimitError(f"stopped for want of memory (limits: {limits or 'none'})", Remedy.MEMORY)
