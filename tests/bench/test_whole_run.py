"""A whole run on few people, as short as it can be: everything is measured, judged and told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import edge, run, worlds
from bench.cases import EDGE_KINDS, KINDS
from bench.edge import VIAS, Plan
from bench.figures import wanted_figures
from bench.report import report
from bench.run import Findings
from cjfarm.commands.bench import as_values

SIZE = 400


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Findings]:
    with pytest.MonkeyPatch.context() as shortened:
        shortened.setattr(run, "ENGINE_SECONDS", 0.005)
        shortened.setattr(run, "WORLD_ROUNDS", 2)
        shortened.setattr(edge, "WARM_SECONDS", 0.02)
        shortened.setattr(worlds, "MANY", 3)
        said: list[str] = []
        folder = tmp_path_factory.mktemp("bench")
        yield run.run(folder, (SIZE,), Plan(connections=(2,), rounds=1, seconds=0.1), said.append)
        assert said[0] == f"making the data of {SIZE} people, once …"
        assert [path.name for path in folder.iterdir()] == [f"{SIZE}-people"], "only the kept data stays"


def test_every_kind_of_message_is_measured_in_the_engine(found: Findings) -> None:
    figures = found.engine[SIZE]
    assert [figure.kind for figure in figures] == [kind.name for kind in KINDS]
    assert all(figure.ratio > 0 and figure.replies >= 1 and figure.records >= 1 for figure in figures)


def test_every_kind_of_message_is_measured_over_line_and_http(found: Findings) -> None:
    measured = [(figure.target.via, figure.target.kind) for figure in found.edges]
    assert measured == [(via, kind.name) for via in VIAS for kind in EDGE_KINDS]
    assert all(figure.rate > 0 and figure.to_flask > 0 for figure in found.edges)


def test_every_server_that_only_says_hello_is_measured(found: Findings) -> None:
    assert {figure.name for figure in found.hellos} == {"starlette", "flask", "line"}


def test_all_that_is_wanted_is_judged_and_told(found: Findings) -> None:
    text = "\n".join(report(found))
    for figure in wanted_figures(found):
        assert figure.met is not None
        assert figure.what in text


def test_a_run_can_be_written_as_json(found: Findings) -> None:
    values = json.loads(json.dumps(as_values(found)))
    assert values["sizes"] == [SIZE]
    assert len(values["wanted"]) == len(wanted_figures(found))


def test_data_that_is_there_is_not_made_again(tmp_path: Path) -> None:
    (tmp_path / f"{SIZE}-people" / "worlds").mkdir(parents=True)
    said: list[str] = []
    assert run.keep(tmp_path, SIZE, said.append) == (tmp_path / f"{SIZE}-people", None)
    assert said == []
