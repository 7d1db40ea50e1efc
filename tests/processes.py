"""Processes of their own for the tests: to be killed, to be kept short of room, to stand in each other's way.

They come from a fork server that has the library loaded and no store open, so that one takes milliseconds.
"""

import multiprocessing
import resource
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess

from partnergraph.errors import PartnergraphError

_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(
    ["partnergraph.loading.load", "partnergraph.storage.update", "partnergraph.storage.upkeep"]
)


def start(function: Callable[..., object], *arguments: object) -> ForkServerProcess:
    """Start a function in a process of its own."""
    process = _SERVER.Process(target=function, args=arguments)
    process.start()
    return process


def outcome(function: Callable[..., object], *arguments: object, room: int = -1) -> str:
    """Give the error that a function ends with in a process of its own, "" for none.

    No file there grows beyond ``room`` bytes, which is to a program what a full disk is.
    """
    here, there = _SERVER.Pipe(duplex=False)
    process = start(_tell, there, room, function, arguments)
    there.close()
    told = here.recv()
    process.join()
    here.close()
    return str(told)


def _tell(there: Connection, room: int, function: Callable[..., object], arguments: tuple[object, ...]) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        function(*arguments)
    except PartnergraphError as error:
        there.send(str(error))
    else:
        there.send("")
