"""The configuration file: what it may not hold is said in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from switch.settings import ConfigurationError, load_configuration


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("colour = 1", "colour: is not known here; accepted: terminals, operators, agencies, hit_confirmation"),
        ('[[terminals]]\nmnemonic = "SAC9"', "terminals.0.ori: is missing; accepted: two letters, then seven"),
        ("[limits]\nretry_seconds = true", "is no whole number; accepted: a whole number above 0 up to 300"),
        ("[limits]\nretry_seconds = 301", "is too large; accepted: a whole number above 0 up to 300"),
        ("limits = 1", "limits: is no object; accepted: an object of answer_seconds, retry_seconds, line_connections"),
    ],
    ids=str,
)  # fmt: skip
def test_a_fault_in_the_file_says_what_is_accepted(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "farm.toml"
    path.write_text(content)
    with pytest.raises(ConfigurationError) as caught:
        load_configuration(path)
    assert said in str(caught.value)
