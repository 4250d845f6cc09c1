"""The local runner keeps the order of its items with any number of workers."""

import functools
import operator
import sys

import pytest

from rashomon.runners.local import LocalRunner


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    runner = LocalRunner(functools.partial(int, "10"), workers)
    assert list(runner.map(operator.mul, range(5))) == [0, 10, 20, 30, 40]


def test_nothing_is_run_for_no_items() -> None:
    assert list(LocalRunner(int).map(operator.add, [])) == []


def test_a_program_without_a_file_runs_in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["__main__"], "__file__", "<stdin>", raising=False)
    assert list(LocalRunner(functools.partial(int, "10"), 2).map(operator.mul, [1])) == [10]
