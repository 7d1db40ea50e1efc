"""The lower bounds of what the project depends on, as setup.cfg and pyproject.toml state them."""

import re
from configparser import ConfigParser

from environment import ROOT, build_requirements

_BOUND = re.compile(r"(?P<name>[A-Za-z0-9._-]+)\s*>=\s*(?P<version>[0-9][0-9a-z.]*)")


def lowest() -> dict[str, str]:
    """Give the lowest version of each direct dependency and of each build requirement.

    ``ValueError`` names one that has no lower bound.

    >>> lowest()["networkx"] >= "3"
    True
    """
    settings = ConfigParser(interpolation=None)
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    wanted = [*settings["options"]["install_requires"].split("\n"), *build_requirements()]
    return dict(_bound(requirement.strip()) for requirement in wanted if requirement.strip())


def constraints() -> str:
    """Give the text of a pip constraints file that allows exactly the lowest versions.

    >>> "rdflib==" in constraints()
    True
    """
    return "".join(f"{name}=={version}\n" for name, version in sorted(lowest().items()))


def _bound(requirement: str) -> tuple[str, str]:
    found = _BOUND.match(requirement)
    if found is None:
        raise ValueError(
            f"setup.cfg: {requirement!r} has no lower bound; write NAME>=VERSION, a version that is tested"
        )
    return found["name"], found["version"]
