"""Runs a function over many items, in order, in this process or in workers that each hold one model."""

from __future__ import annotations

import multiprocessing
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, Generic, TypeVar

from rashomon.errors import EngineError

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
        """Hand items out as workers come free; a result waits only for those of earlier items.

        Raises what `hold` or `work` raises, and EngineError R404 when a worker was ended from outside.
        """
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(self.workers, context, _start, (self.hold, work)) as pool:
            try:
                yield from _in_turn(pool, items, AHEAD * self.workers)
            except BrokenProcessPool:
                raise EngineError("R404") from None


def _in_turn(pool: ProcessPoolExecutor, items: Iterable[Any], most: int) -> Iterator[Any]:
    """Yield the results in the order of the items, never more than `most` items out at once."""
    told: deque[Future[Any]] = deque()
    running: set[Future[Any]] = set()
    for item in items:
        if len(running) == most:
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


_state: dict[str, Any] = {}


def _start(hold: Callable[[], Any], work: Callable[[Any, Any], Any]) -> None:
    _state.update(hold=hold, work=work)


def _run(item: Any) -> Any:
    """Do the work on one item; what is held is made with the first, so that an error in it is told as any other."""
    if "held" not in _state:
        _state["held"] = _state["hold"]()
    return _state["work"](_state["held"], item)
