"""Runs a function over many items, in order, in this process or in workers that each hold one model."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Held = TypeVar("Held")


class LocalRunner(Generic[Held]):
    """Maps items through `work(held, item)`; `hold` makes what every worker holds, such as the engine."""

    def __init__(self, hold: Callable[[], Held], workers: int = 1) -> None:
        self.hold = hold
        self.workers = max(1, workers)

    def map(self, work: Callable[[Held, Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield the results in the order of the items, whatever the number of workers."""
        if self.workers == 1 or not _restartable():
            held = self.hold()
            for item in items:
                yield work(held, item)
            return
        context = multiprocessing.get_context("spawn")
        with context.Pool(self.workers, _start, (self.hold, work)) as pool:
            yield from pool.imap(_run, items)


def _restartable() -> bool:
    """Tell whether a worker could read the main program again; one typed or read on standard input has no file."""
    file = getattr(sys.modules["__main__"], "__file__", None)
    return file is None or Path(file).exists()


_state: dict[str, object] = {}


def _start(hold: Callable[[], object], work: Callable[[object, object], object]) -> None:
    _state["held"] = hold()
    _state["work"] = work


def _run(item: object) -> object:
    work: Callable[[object, object], object] = _state["work"]  # type: ignore[assignment]
    return work(_state["held"], item)
