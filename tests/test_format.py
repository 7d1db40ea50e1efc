"""Formats by name, extension and media type."""

from pathlib import PurePath

import pytest

from partnergraph.errors import FormatError
from partnergraph.writing import format

EVERY = [(each, among) for among in (format.GRAPHS, format.TABLES) for each in among]


@pytest.mark.parametrize(("each", "among"), EVERY, ids=lambda value: getattr(value, "name", "among"))
def test_every_format_is_found_in_all_its_ways(each: format.Format, among: tuple[format.Format, ...]) -> None:
    """Name, extensions with or without dot, and media type with parameters all mean the format."""
    for word in (each.name, *each.extensions, "." + each.name.upper(), each.media_type, each.media_type + "; q=1"):
        assert format.find(word, among) is each


def test_an_unknown_format_names_those_that_there_are() -> None:
    """The error says which formats fit."""
    with pytest.raises(FormatError, match="'docx' is no format for this; use one of ttl, trig"):
        format.find("docx", format.GRAPHS)


def test_a_file_without_extension_is_told() -> None:
    """The format is never guessed."""
    with pytest.raises(FormatError, match="partners: the name has no extension"):
        format.of_path(PurePath("partners"), format.GRAPHS)
