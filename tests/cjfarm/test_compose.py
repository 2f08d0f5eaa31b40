from __future__ import annotations

import pytest

from cjfarm.compose import ComposeError, Sender, compose

SENDER = Sender("SAC1", "FULL01", "CA0340000", "000001")
START = "SAC1000001.*FULL01."


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("QW NAM/DOE,JOHN SEX/M DOB/19800215", "QW.CA0340000.NAM/DOE,JOHN.SEX/M.DOB/19800215"),
        ("QW NAM/DOE,JOHN MICHAEL SEX/M", "QW.CA0340000.NAM/DOE,JOHN MICHAEL.SEX/M"),
        ("  QW   FCN/1862632600123 ", "QW.CA0340000.FCN/1862632600123"),
        ("EW MIS/SEEN ON  5TH OCA/1-2", "EW.CA0340000.MIS/SEEN ON  5TH.OCA/1-2"),
        ("EV VCO/BLU/WHI DOT/20260101", "EV.CA0340000.VCO/BLU/WHI.DOT/20260101"),
        ("CMS LOC/1/2 MILE N LIC/1AAA111", "CMS.CA0340000.LOC/1/2 MILE N.LIC/1AAA111"),
        ("YQ CA0190000 RTY/WP RNO/1", "YQ.CA0340000.CA0190000.RTY/WP.RNO/1"),
        ("YQ CA0190000 LAX1 RTY/WP", "YQ.CA0340000.CA0190000.LAX1.RTY/WP"),
        ("AM LAX1 TXT Call me. SEX/M is text", "AM.CA0340000.LAX1.TXT Call me. SEX/M is text"),
        ("AM LAX1 RQR/SMITH TXT SEEN.", "AM.CA0340000.LAX1.RQR/SMITH.TXT SEEN."),
        ("EW MIS/SEND A TXT TO HIM", "EW.CA0340000.MIS/SEND A TXT TO HIM"),
        ("QW", "QW.CA0340000"),
    ],
)
def test_spaces_end_a_field_only_where_another_begins(typed: str, sent: str) -> None:
    assert compose(typed, SENDER) == START + sent


def test_a_whole_message_is_sent_as_it_is() -> None:
    raw = "LAX1000007.*FULL02.QW.CA0190000.NAM/DOE, JOHN.SEX/M."
    assert compose(raw, SENDER) == raw


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("NAM/DOE,JOHN", "'NAM/DOE,JOHN' is no message key"),
        ("", "'' is no message key"),
        ("QW DOE,JOHN SEX/M", "'DOE,JOHN' is neither a field"),
        ("QW NAM/DOE,JOHN.SEX/M", "holds a period"),
    ],
)
def test_what_is_no_message_is_refused_with_what_would_be(typed: str, named: str) -> None:
    with pytest.raises(ComposeError, match=named):
        compose(typed, SENDER)
