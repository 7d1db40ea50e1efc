"""What looks at the JavaScript: the node that Playwright brings, and packages that only tests use, in ``build/node``.

The packages are held to one version; npm brings them, and nothing of them is part of the project.
"""

import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from environment import BUILD, ROOT, UnreadyError, clean
from program import NPM

FOLDER = BUILD / "node"
PACKAGES: Mapping[str, str] = {"axe-core": "4.14.1", "typescript": "5.9.3"}
COMPILER = FOLDER / "node_modules" / "typescript" / "bin" / "tsc"
SETTINGS = ROOT / "tests" / "js" / "tsconfig.json"
SOURCES = ROOT / "graph" / "partnergraph" / "view" / "static"
NODE = "from playwright._impl import _driver; print(_driver.compute_driver_executable()[0])"


def make(tell: Callable[[str], None]) -> None:
    """Install the packages unless they are there; ``UnreadyError`` says what this machine lacks."""
    if all(_version(name) == version for name, version in PACKAGES.items()):
        return
    tell("installing " + ", ".join(PACKAGES))
    FOLDER.mkdir(parents=True, exist_ok=True)
    asked = {"private": True, "dependencies": dict(PACKAGES)}
    (FOLDER / "package.json").write_text(json.dumps(asked), encoding="utf-8")
    command = [NPM.find(), "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"]
    log = FOLDER / "npm.log"
    with log.open("w", encoding="utf-8") as copy:
        done = subprocess.run(
            command, cwd=FOLDER, env=clean(), stdin=subprocess.DEVNULL, stdout=copy, stderr=copy, check=False
        )
    if done.returncode:
        raise UnreadyError(
            "npm could not install what the tests of the page need: look at the network or name the registry you use "
            f"(npm_config_registry), and run this again (npm's own words are in {log.relative_to(ROOT)})"
        )


def commands(node: str) -> list[list[str | Path]]:
    """Give what is run: the check of all types, and the tests of the modules that need no page."""
    tests = sorted((ROOT / "tests" / "js").glob("*.test.js"))
    return [[node, COMPILER, "--project", SETTINGS], [node, "--test", *tests]]


def _version(name: str) -> str:
    """Give the version of a package that is installed, or an empty string."""
    about = FOLDER / "node_modules" / name / "package.json"
    return str(json.loads(about.read_text(encoding="utf-8"))["version"]) if about.is_file() else ""
