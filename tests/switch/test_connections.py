"""What each connection may have on its way."""

from __future__ import annotations

import pytest

from switch.connections import LEAST_SHARE, UNANSWERED_LIMIT, UNANSWERED_LIMIT_OF_ALL, Connections


@pytest.mark.parametrize(
    ("number", "share"),
    [(1, UNANSWERED_LIMIT), (4, UNANSWERED_LIMIT), (64, UNANSWERED_LIMIT_OF_ALL // 64), (1000, LEAST_SHARE)],
)
def test_where_there_are_many_each_has_an_equal_share(number: int, share: int) -> None:
    connections: Connections[int] = Connections(limit=1000)
    for connection in range(number):
        connections.add(connection)
    assert connections.share == share


def test_who_has_ended_leaves_its_share_to_the_others() -> None:
    connections: Connections[int] = Connections(limit=8)
    for connection in range(8):
        connections.add(connection)
    assert connections.full
    for connection in range(7):
        connections.discard(connection)
    assert (len(connections), connections.full, connections.share) == (1, False, UNANSWERED_LIMIT)
