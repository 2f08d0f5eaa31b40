"""The style that no linter knows: what every source file of the project keeps to."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_POSSIBLE = ("cjfarm", "console", "bench", "switch", "seed", "services", "shared")
PACKAGES = [name for name in _POSSIBLE if (ROOT / name).is_dir()]
SOURCES = sorted(path for name in PACKAGES for path in (ROOT / name).rglob("*.py"))
WITHOUT_CLOCK = ["shared/spec", "shared/edits", "shared/match", "shared/wire", "shared/engine", "services", "seed"]
CLOCK_READINGS = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.monotonic",
    "uuid1", "uuid4", "uuid.uuid1", "uuid.uuid4",
}  # fmt: skip
# Written in two parts, so that this file may be searched as well.
LEFT_OVER = re.compile(r"\b(?:TO" r"DO|FIX" r"ME)\b")
MACHINE_PATH = re.compile(r"(?<![\w.~}$/:-])/(?:home|root|work|Users)" r"/\w")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def texts() -> Iterator[Path]:
    """Every text the project shows: sources, tests, documentation and the files at its root."""
    yield from SOURCES
    for folder in ("tests", "docs", "migrations"):
        yield from (
            path for path in sorted((ROOT / folder).rglob("*")) if path.suffix in {".py", ".md", ".toml", ".yaml"}
        )
    yield from (
        path for path in sorted(ROOT.iterdir()) if path.suffix in {".py", ".md", ".toml"} or path.name == "farm"
    )
    yield ROOT / ".ci" / "run"


def public_without_docstring(module: ast.Module) -> Iterator[str]:
    """The module itself, its public classes and its public functions, where they say nothing."""
    if module.body and not ast.get_docstring(module):
        yield "the module"
    for node in module.body:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node):
            overloaded = any("overload" in ast.unparse(decorator) for decorator in node.decorator_list)
            if not overloaded:
                yield node.name


def imports_inside_functions(module: ast.Module) -> Iterator[int]:
    functions = (node for node in ast.walk(module) if isinstance(node, Function))
    for function in functions:
        yield from (node.lineno for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom))


def clock_readings(module: ast.Module) -> Iterator[str]:
    """Calls that ask the machine for time or an identifier: ``datetime.now()``, also as ``datetime.datetime.now()``."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            called = ".".join(ast.unparse(node.func).split(".")[-2:])
            if called in CLOCK_READINGS:
                yield f"{called}, line {node.lineno}"


def bare_excepts(module: ast.Module) -> list[int]:
    return [node.lineno for node in ast.walk(module) if isinstance(node, ast.ExceptHandler) and node.type is None]


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_a_source_file_keeps_the_style(path: Path) -> None:
    module = parsed(path)
    assert not list(public_without_docstring(module)), "public, and without a docstring"
    assert not list(imports_inside_functions(module)), "lines that import inside a function"
    assert not bare_excepts(module), "lines that catch everything"


@pytest.mark.parametrize("folder", WITHOUT_CLOCK)
def test_time_and_identifiers_come_as_arguments(folder: str) -> None:
    readings = {
        named(path): found for path in (ROOT / folder).rglob("*.py") if (found := list(clock_readings(parsed(path))))
    }
    assert not readings


def test_nothing_is_left_for_later() -> None:
    assert not [named(path) for path in texts() if LEFT_OVER.search(path.read_text(encoding="utf-8"))]


def test_no_text_names_a_place_on_somebodys_machine() -> None:
    assert not [named(path) for path in texts() if MACHINE_PATH.search(path.read_text(encoding="utf-8"))]


def test_every_package_has_its_layer() -> None:
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layered = set(re.findall(r"[\w.]+", " ".join(linter["contracts"][0]["layers"])))
    packages = {name for name in PACKAGES if name != "shared"}
    packages |= {f"shared.{path.parent.name}" for path in (ROOT / "shared").glob("*/__init__.py")}
    assert packages == layered & packages
    assert set(PACKAGES) == set(linter["root_packages"]), "import-linter looks only into its root packages"
