"""The command ``partnergraph``, also as ``python -m partnergraph``.

Ctrl-C ends it without a word from the first moment on: until there is a command that can be interrupted, the system
does that by itself, for Python would show where in which import it was.
"""

import signal


def main() -> None:
    """Run the command line; whoever started it deaf to Ctrl-C, as in the background, keeps it so.

    >>> import subprocess, sys
    >>> subprocess.run([sys.executable, "-m", "partnergraph", "--version"], stdout=subprocess.DEVNULL).returncode
    0
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from partnergraph.cli import run

    run()


if __name__ == "__main__":
    main()
