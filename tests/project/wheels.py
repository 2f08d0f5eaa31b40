"""Builds the wheel and installs it where nothing of the checkout can be imported."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(arguments, cwd=cwd, check=False, capture_output=True, text=True)


def build_wheel(folder: Path) -> Path:
    """Build the wheel into a folder; gives its path."""
    build = ("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT))
    built = run(sys.executable, *build, cwd=folder)
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = folder.glob("*.whl")
    return wheel


def lend_packages(environment: Path, folder: Path) -> None:
    """Make the packages that are installed here importable in a virtual environment, all but cjfarm.

    So that an install there needs no network. An editable install of cjfarm would make the folders of the checkout
    importable: neither it nor any other hook that is installed is lent.
    """
    lent = folder / "lent"
    lent.mkdir()
    for place in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for path in Path(place).iterdir():
            if "cjfarm" not in path.name and path.suffix != ".pth" and not path.name.startswith(("pip", "__")):
                (lent / path.name).symlink_to(path)
    (site,) = environment.glob("lib/python*/site-packages")
    (site / "lent.pth").write_text(f"{lent}\n", encoding="utf-8")
