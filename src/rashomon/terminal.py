"""What all commands share at the terminal: the exit status, the sentence that ends a run, the line of progress."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

import typer

READ_ALL, READ_SOME, READ_NONE = 0, 1, 2


def stop(sentence: str) -> NoReturn:
    """End the run with one sentence on standard error and the exit status for nothing done."""
    typer.echo(f"rashomon: {sentence}", err=True)
    raise SystemExit(READ_NONE)


class Progress:
    """Shows one line of progress on a terminal, and nothing where standard error is a file."""

    def __enter__(self) -> Callable[[str, int, int], None]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        console = Console(stderr=True)
        self.bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self.task = self.bar.add_task("documents", total=None)
        self.bar.start()
        return self._tell

    def _tell(self, stage: str, done: int, of: int) -> None:
        self.bar.update(self.task, description=stage, completed=done, total=of)

    def __exit__(self, *_: object) -> None:
        self.bar.stop()
