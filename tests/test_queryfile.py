"""Query files and their headers."""

from pathlib import Path

import pytest

from partnergraph.errors import InputError
from partnergraph.query import queryfile


def test_a_header_is_yaml_behind_hash_plus(tmp_path: Path) -> None:
    """Header lines are read as YAML, other comments are not, and the text stays whole."""
    path = tmp_path / "members.rq"
    text = "#+ summary: Members\n#+ tags: [a, b]\n# not this: one\nSELECT * {}\n"
    path.write_text(text, encoding="utf-8")
    file = queryfile.read(path)
    assert (file.name, file.summary, file.header["tags"], file.text) == ("members", "Members", ["a", "b"], text)
    assert "not this" not in file.header


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("SELECT * {}", "broken.rq:1: the #. header says no summary"),
        ("#+ tags: []\nASK {}", "broken.rq:1: the #. header says no summary"),
        ("#+ summary: x\n#+ tags: [a\nASK {}", r"broken.rq:\d: the #. header is not YAML"),
        ("#+ - a\n", "broken.rq:1: the #. header says no summary"),
        ("#+ summary: " + "[" * 3000 + "\nASK {}", r"broken.rq:\d: the #. header is not YAML"),
    ],
)
def test_a_broken_header_is_named_with_file_and_line(tmp_path: Path, text: str, complaint: str) -> None:
    """The complaint says where the header is broken."""
    path = tmp_path / "broken.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=complaint) as caught:
        queryfile.read(path)
    assert "\n" not in str(caught.value)


def test_every_scalar_is_text(tmp_path: Path) -> None:
    """What YAML takes for dates, numbers and truth values stands as it was written, behind a byte order mark too."""
    path = tmp_path / "text.rq"
    path.write_bytes(b"\xef\xbb\xbf#+ summary: x\r\n#+ tags: [no, 2018-02-30, 007, null]\r\nASK {}\r\n")
    assert queryfile.read(path).header["tags"] == ["no", "2018-02-30", "007", "null"]


def test_an_entry_has_a_line(tmp_path: Path) -> None:
    """An entry is found in its line, and one that is not there in that of the nearest above it."""
    path = tmp_path / "lines.rq"
    path.write_text(
        "#+ summary: x\n# \u2028\n#+ params:\n#+   - name: a\n#+     type: b\n#+   - name: c\nASK {}", encoding="utf-8"
    )
    file = queryfile.read(path)
    found = [
        file.line(*keys) for keys in (("params",), ("params", 0, "type"), ("params", 1), ("params", 1, "type"), ("x",))
    ]
    assert found == [3, 5, 6, 6, 1]
    assert str(file.wrong("is wrong", "params", 1)) == f"{path}:6: is wrong"


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    """A file that is not there is told by its path."""
    with pytest.raises(InputError, match=r"none.rq: cannot be read"):
        queryfile.read(tmp_path / "none.rq")
