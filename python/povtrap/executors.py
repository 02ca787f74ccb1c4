"""Executors that callers bring: processes of theirs, here or elsewhere."""

from __future__ import annotations

from multiprocessing.pool import ThreadPool
from typing import Any, Iterable, Protocol

from .arguments import a


class Mapper(Protocol):
    """What `concurrent.futures`, multiprocessing, mpi4py, Dask and others offer."""

    def map(self, function: Any, /, *iterables: Any) -> Iterable[Any]:
        """Calls the function with each element, in order."""


def need(executor: Any, method: str) -> None:
    """Raises TypeError if this is no executor, or one of another kind."""
    if not callable(getattr(executor, method, None)):
        raise TypeError(f"executor is {a(executor)} (it has no {method}()) give a concurrent.futures.ProcessPoolExecutor, made with "
                        'mp_context=multiprocessing.get_context("spawn"), or another executor that has it')


def refuse_fork(executor: Any) -> None:
    """Raises ValueError if its processes are forks: a fork has none of its parent's threads, and what they held stays locked."""
    context = getattr(executor, "_mp_context", None) or getattr(executor, "_ctx", None)
    if context is None or isinstance(executor, ThreadPool) or not hasattr(context, "get_start_method"):
        return
    if context.get_start_method() == "fork":
        raise ValueError("the executor forks its processes (a fork has none of its parent's threads, and may hang) make it with "
                         "mp_context=multiprocessing.get_context(\"spawn\")")
