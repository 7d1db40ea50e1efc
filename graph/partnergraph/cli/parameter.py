"""What stands on a command line: text, numbers, files that are read and files that are written."""

import os
from pathlib import Path
from typing import Any

import click

from partnergraph.cli.guard import heed


class Words(click.ParamType[str]):
    """Text of the command line: UTF-8, whatever the locale; file names are not text and stay as they are."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002 - click's
        """Give the text that the bytes of an argument mean."""
        return os.fsencode(value).decode("utf-8", "backslashreplace")


class Count(click.IntRange):
    """How many: a whole number within bounds."""

    name = "n"


class Place(click.Path):
    """A file or folder that is read: any name but an empty one, which would be taken for the folder one stands in."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(path_type=Path, readable=False, **settings)
        self.name = "file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - click's
        """Give the path."""
        if not os.fspath(value):
            self.fail("the name is empty; give one, or leave it out", param, ctx)
        return self.noted(Path(os.fsdecode(super().convert(value, param, ctx))), param)

    def noted(self, path: Path, param: click.Parameter | None) -> Path:  # noqa: ARG002 - that of a target is told
        """Give back the path, once it is sure that nothing is written there."""
        return heed(path)


class Target(Place):
    """A file that is written: any name but an empty one, and that of a file that the command reads."""

    def noted(self, path: Path, param: click.Parameter | None) -> Path:
        """Give back the path, once it is sure that nothing is read there."""
        return path if str(path) == "-" else heed(path, _called(param))


def _called(param: click.Parameter | None) -> str:
    """Give what the command line calls a place that is written: the option, or the argument in capitals."""
    if param is None:
        return "-o"
    return param.human_readable_name if isinstance(param, click.Argument) else param.opts[0]


WORDS = Words()
PLACE = Place()
OUTPUT = Target(allow_dash=True)
"""What is read as a file or folder, and what is written; - stands for stdout."""
