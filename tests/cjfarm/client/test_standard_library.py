from __future__ import annotations

import subprocess
import sys

from tests.docs.page import ROOT

LOADED = """
import sys
sys.path.insert(0, {root!r})
import cjfarm, cjfarm.http
packages = {{name.partition(".")[0] for name in sys.modules}}
print(sorted(packages - sys.stdlib_module_names - {{"cjfarm", "__main__"}}))
"""


def test_what_users_import_needs_nothing_but_the_standard_library() -> None:
    code = LOADED.format(root=str(ROOT))
    ended = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False)
    assert ended.stderr == ""
    assert ended.stdout.strip() == "[]"
