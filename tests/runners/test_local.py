"""The local runner keeps the order of its items with any number of workers."""

import functools
import itertools
import operator
import os
import sys

import pytest

from rashomon.errors import EngineError
from rashomon.runners.local import AHEAD, LocalRunner


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    runner = LocalRunner(functools.partial(int, "10"), workers)
    assert list(runner.map(operator.mul, range(5))) == [0, 10, 20, 30, 40]


def test_nothing_is_run_for_no_items() -> None:
    assert list(LocalRunner(int).map(operator.add, [])) == []


def test_a_program_without_a_file_runs_in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["__main__"], "__file__", "<stdin>", raising=False)
    assert list(LocalRunner(functools.partial(int, "10"), 2).map(operator.mul, [1])) == [10]


def test_an_endless_stream_is_read_as_it_comes() -> None:
    drawn = itertools.count(1)
    results = LocalRunner(functools.partial(int, "10"), 2).map(operator.mul, drawn)
    assert list(itertools.islice(results, 20)) == [10 * number for number in range(1, 21)]
    assert next(drawn) < 20 + 3 * 2 * AHEAD
    results.close()  # type: ignore[attr-defined]


def test_an_error_in_a_worker_reaches_the_caller() -> None:
    with pytest.raises(ZeroDivisionError):
        list(LocalRunner(functools.partial(int, "10"), 2).map(operator.floordiv, [1, 0]))


def refuse() -> int:
    raise EngineError("R401", path="model")


def test_what_cannot_be_held_is_told_as_it_is() -> None:
    with pytest.raises(EngineError, match="R401: the engine's model is missing at model"):
        list(LocalRunner(refuse, 2).map(operator.mul, [1, 2]))


def die(_held: int, _item: int) -> int:
    os._exit(1)


def test_a_worker_that_is_ended_is_told() -> None:
    with pytest.raises(EngineError, match="R404"):
        list(LocalRunner(functools.partial(int, "10"), 2).map(die, [1, 2]))
