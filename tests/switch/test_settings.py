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
        ('[[terminals]]\nmnemonic = "SAC9"\nori = "CA0340000"\n' * 2, "terminals.1.mnemonic: SAC9 stands there"),
        ('[[operators]]\noif = "ABCDEF"\n[[operators]]\noif = "abcdef"', "operators.1.oif: ABCDEF stands there"),
        ('[[agencies]]\nori = "CA0580000"\n' * 2, "agencies.1.ori: CA0580000 stands there already; accepted: each"),
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


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "farm.toml"
    path.write_bytes(b"\xff\xfe[\x00")
    with pytest.raises(ConfigurationError, match="is no text; accepted: TOML in UTF-8"):
        load_configuration(path)


def test_names_in_small_letters_are_raised(tmp_path: Path) -> None:
    path = tmp_path / "farm.toml"
    path.write_text('[[terminals]]\nmnemonic = "sac9"\nori = "ca0340000"\n[[operators]]\noif = "abc123"\n')
    read = load_configuration(path)
    assert (read.terminals[-1].mnemonic, read.terminals[-1].ori) == ("SAC9", "CA0340000")
    assert read.operators[-1].oif == "ABC123"
