"""Work in a process of its own: what it gives, what ends it, and that nothing of it is left."""

import faulthandler
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from partnergraph.errors import LimitError, PartnergraphError, QueryError, Remedy
from partnergraph.storage import worker
from partnergraph.storage.worker import Limits

MINUTE = Limits(seconds=60)


def children() -> set[int]:
    """Give the processes that this one has started and not waited for."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {int(number) for task in tasks for number in task.read_text().split()}


@pytest.fixture(autouse=True)
def _all_waited_for() -> Iterator[None]:
    """Look that a test leaves no process behind; those of tests before it may be there."""
    before = children()
    yield
    assert children() <= before


def sleep(_: int) -> None:
    """Wait longer than any limit here."""
    time.sleep(60)


def grow(_: int) -> None:
    """Take more and more memory, as the engine does."""
    held = []
    while True:
        held.append(bytearray(10_000_000))


def refuse(_: int) -> None:
    """Fail as the library fails."""
    raise QueryError("query:1:1: wrong\n  SELEC\n  ^", Remedy.EXAMPLE, "body", "ESR")


def crash(_: int) -> None:
    """End as an engine ends whose stack is full."""
    faulthandler.disable()  # pytest's, which would show where
    os.kill(os.getpid(), signal.SIGSEGV)


def abort(_: int) -> None:
    """End as an engine ends that is given no memory."""
    faulthandler.disable()
    os.write(2, b"memory allocation of 8589934592 bytes failed")
    os.abort()


def panic(_: int) -> None:
    """Fail as an engine fails whose own check fails."""
    raise BaseException("index out of bounds")  # noqa: TRY002 - a panic is no Exception


@pytest.mark.parametrize("size", [0, 1, 65_536, 5_000_000])
def test_an_answer_of_any_size_arrives_whole(size: int) -> None:
    """What the work writes is what is given, also beyond what a pipe holds."""

    def write(out: int) -> None:
        with os.fdopen(out, "wb") as stream:
            stream.write(b"x" * size)

    assert worker.work(write, MINUTE) == b"x" * size


@pytest.mark.parametrize(
    ("task", "limits", "kind", "words"),
    [
        (
            sleep,
            Limits(seconds=0.2),
            LimitError,
            "stopped at its time limit of 0.2 s; ask for less, or allow Limits of more",
        ),
        (
            grow,
            Limits(60, 100 << 20),
            LimitError,
            "stopped for want of memory .*0.0977 GiB.*allow Limits of more memory",
        ),
        (abort, MINUTE, LimitError, "stopped for want of memory"),
        (
            crash,
            MINUTE,
            LimitError,
            r"the engine ended itself \(SIGSEGV\): this is more than it can bear; ask in parts",
        ),
        (panic, MINUTE, LimitError, "the engine ended itself"),
        (refuse, MINUTE, QueryError, "query:1:1: wrong\n  SELEC\n  \\^; give it one, for example {'body': 'ESR'}"),
    ],
)
def test_what_ends_the_work_is_an_error_here(
    task: Callable[[int], None], limits: Limits, kind: type[PartnergraphError], words: str
) -> None:
    """The deadline, the memory, a signal, a panic and an error each come as one error of this package."""
    with pytest.raises(kind, match=words):
        worker.work(task, limits)


def test_interrupted_work_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the waiting is interrupted, the process is ended and waited for."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        with pytest.raises(KeyboardInterrupt):
            worker.work(sleep, MINUTE)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_threads_get_each_their_own_answer() -> None:
    """Several threads may ask at once: none gets another's answer or waits for another's deadline."""
    answers: dict[int, bytes] = {}

    def ask(number: int) -> None:
        answers[number] = worker.work(lambda out: os.write(out, b"%d" % number), MINUTE)

    threads = [threading.Thread(target=ask, args=[number]) for number in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert answers == {number: b"%d" % number for number in range(8)}


ENDED = "Error: the engine ended itself (SIGSEGV): this is more than it can bear; ask in parts or in a simpler form\n"
LATE = "Error: stopped at its time limit of 0.2 s; ask for less, or allow Limits of more seconds\n"


def supervised(body: str) -> subprocess.CompletedProcess[str]:
    """Run a body of Python as a supervised command in an interpreter of its own."""
    text = f"""
import os, signal, sys, time
from partnergraph.storage.worker import Limits, confined, supervise
def command():
    {body}
sys.exit(supervise(command))
"""
    return subprocess.run([sys.executable, "-c", text], capture_output=True, encoding="utf-8", check=False, timeout=60)


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ("print('done')", 0, ""),
        ("sys.exit(2)", 2, ""),
        ("sys.exit('no')", 1, "no\n"),
        ("with confined(Limits(seconds=0.2)): time.sleep(30)", 4, LATE),
        (
            "with confined(Limits(memory=50 << 20)): x = [bytearray(10**7) for _ in range(100)]",
            1,
            "LimitError: stopped for want of memory",
        ),
        ("os.kill(os.getpid(), signal.SIGSEGV)", 4, ENDED),
        ("os.kill(os.getpid(), signal.SIGTERM)", 143, ""),
    ],
)
def test_a_supervised_command_ends_in_one_line_and_a_code(body: str, code: int, words: str) -> None:
    """A command's own exit code is kept; a limit or a death by a signal is one line and exit code 4."""
    done = supervised(body)
    assert done.returncode == code
    assert words in done.stderr if code == 1 else done.stderr == words
    assert done.stdout == ("done\n" if not code else "")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_what_ends_the_supervisor_ends_the_command(number: int, code: int) -> None:
    """A command line that is ended, even by kill -9, leaves no process behind that goes on."""
    text = """
import sys, time
from partnergraph.storage.worker import supervise
sys.exit(supervise(lambda: (print(1, flush=True), time.sleep(60))))
"""
    with subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"1\n"
        process.send_signal(number)
        assert process.stdout.read() == b""  # until nobody can write to it any more
        assert process.wait(timeout=30) == code


def test_without_fork_the_library_refuses_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a process cannot be copied, a limit is refused by name and not ignored."""
    monkeypatch.setattr(worker, "CAN_FORK", False)
    with pytest.raises(LimitError, match="need a system that can copy a process"):
        worker.work(sleep, MINUTE)


def test_without_fork_a_command_is_ended_at_its_deadline() -> None:
    """There a thread ends the command line, with the same line and code."""
    body = "worker.CAN_FORK = False\nwith worker.confined(worker.Limits(0.2)):\n    time.sleep(30)"
    text = f"import time\nfrom partnergraph.storage import worker\n{body}"
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert (done.returncode, done.stderr) == (4, LATE)


def test_an_answer_larger_than_the_memory_is_refused() -> None:
    """Who asks is not filled with what a worker writes, and the worker is ended."""
    part = b"x" * (1 << 20)

    def write(out: int) -> None:
        while True:
            os.write(out, part)

    with pytest.raises(LimitError, match="for want of memory"):
        worker.work(write, Limits(seconds=60, memory=64 << 20))


def test_a_worker_may_have_a_worker() -> None:
    """Work within work is done, for a copy can be copied again."""
    inner = worker.work(lambda out: os.write(out, worker.work(lambda far: os.write(far, b"far"), MINUTE)), MINUTE)
    assert inner == b"far"


def test_an_interruption_ends_the_worker() -> None:
    """Ctrl-C ends what is done for somebody who no longer waits, and nothing is left."""
    timer = threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        worker.work(sleep, MINUTE)
    timer.join()
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, set())


def test_an_interruption_while_work_begins_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Told to another thread before there is anybody to end, it is heard right after, and whoever worked is gone."""
    fork, before, over = os.fork, children(), threading.Event()
    other = threading.Thread(target=over.wait)

    def interrupted() -> int:
        child = fork()
        if child:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.05)  # the other thread takes it, and this one is told
        return child

    monkeypatch.setattr(os, "fork", interrupted)
    other.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            worker.work(lambda _: time.sleep(60), MINUTE)
    finally:
        over.set()
        other.join()
    assert children() == before
