"""Runs a function over many items, in order, in this process or in workers that each hold one model."""

from __future__ import annotations

import multiprocessing
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from pathlib import Path
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Held = TypeVar("Held")

AHEAD = 4  # items handed out for each worker; few, so that an endless stream is not drawn into memory


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
        yield from self._in_workers(work, items)

    def _in_workers(self, work: Callable[[Held, Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Hand items out as workers come free; a result waits only for those of earlier items."""
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(self.workers, context, _start, (self.hold, work)) as pool:
            told: deque[Future[Result]] = deque()  # in the order of the items
            running: set[Future[Result]] = set()
            for item in items:
                if len(running) == AHEAD * self.workers:
                    running = wait(running, return_when=FIRST_COMPLETED).not_done
                told.append(pool.submit(_run, item))
                running.add(told[-1])
                while told and told[0].done():
                    yield told.popleft().result()
            while told:
                yield told.popleft().result()


def _restartable() -> bool:
    """Tell whether a worker could read the main program again; one typed or read on standard input has no file."""
    file = getattr(sys.modules["__main__"], "__file__", None)
    return file is None or Path(file).exists()


_state: dict[str, object] = {}


def _start(hold: Callable[[], Any], work: Callable[[Any, Any], Any]) -> None:
    _state["held"] = hold()
    _state["work"] = work


def _run(item: Any) -> Any:
    work: Callable[[object, object], object] = _state["work"]  # type: ignore[assignment]
    return work(_state["held"], item)
