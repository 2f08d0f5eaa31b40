"""What ``pip install cjfarm`` brings: one importable name, with the farm's folders carried inside it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.wheels import ROOT, build_wheel, run

_POSSIBLE = ("services", "shared", "seed", "switch", "bench", "console")
CARRIED = [name for name in _POSSIBLE if (ROOT / name / "__init__.py").is_file()]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the wheel is installed, without any dependency."""
    folder = tmp_path_factory.mktemp("wheel")
    wheel = build_wheel(folder)
    install = (
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(folder / "site"),
        str(wheel),
    )
    installed = run(sys.executable, *install, cwd=folder)
    assert installed.returncode == 0, installed.stderr
    return folder / "site"


def bare_python(site: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run code where the wheel and the standard library are all there is."""
    return run(sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(site)!r}); {code}", cwd=site)


def test_a_wheel_makes_only_cjfarm_importable(site: Path) -> None:
    importable = {path.name for path in site.iterdir() if path.suffix != ".dist-info" and path.name != "bin"}
    assert importable == {"cjfarm"}


@pytest.mark.parametrize("folder", CARRIED)
def test_a_wheel_carries_every_module_of_the_farm(site: Path, folder: str) -> None:
    carried = {
        str(path.relative_to(site / "cjfarm" / "_farm")) for path in (site / "cjfarm/_farm" / folder).rglob("*.py")
    }
    assert carried == {str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob("*.py")}


def test_a_wheel_holds_no_tests(site: Path) -> None:
    assert not [path for path in site.rglob("test_*.py") if "dist-info" not in str(path)]


def test_an_installed_farm_lies_inside_the_package(site: Path) -> None:
    found = bare_python(site, "from cjfarm.paths import farm_root; print(farm_root())")
    assert found.stdout.strip() == str((site / "cjfarm" / "_farm").resolve())


def test_a_command_without_the_farms_packages_says_what_to_install(site: Path) -> None:
    ended = bare_python(site, "from cjfarm.__main__ import main; main()")
    assert ended.returncode == 2, ended.stderr
    assert ended.stderr == "cjfarm: running a farm needs more packages: pip install 'cjfarm[farm]'\n"


def test_the_client_works_where_the_wheel_and_the_standard_library_are_all_there_is(site: Path) -> None:
    code = "import cjfarm; print(cjfarm.Client('http://127.0.0.1:1').world().terminal('SAC1').name)"
    assert bare_python(site, code).stdout == "SAC1\n"


def test_a_wheel_tells_type_checkers_that_it_is_typed(site: Path) -> None:
    assert (site / "cjfarm" / "py.typed").is_file()


def test_a_wheel_brings_the_pytest_plugin(site: Path) -> None:
    (told,) = site.glob("cjfarm-*.dist-info/entry_points.txt")
    assert "[pytest11]\ncjfarm = cjfarm.pytest_plugin" in told.read_text()
