"""Ctrl-C while rules written in Python are asked."""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Any, Optional


class InterruptsWait:
    """Within it, Ctrl-C waits until the end; a second one does not. Otherwise it could end a period half way, inside a rule of one's own."""

    __slots__ = ("_before", "_noted")

    def __enter__(self) -> None:
        self._noted: Optional[FrameType] = None
        self._before: Any = None
        if threading.current_thread() is not threading.main_thread():
            return
        before = signal.getsignal(signal.SIGINT)
        if callable(before):
            self._before = before
            signal.signal(signal.SIGINT, self._note)

    def _note(self, number: int, frame: Optional[FrameType]) -> None:
        if self._noted is not None:
            signal.signal(signal.SIGINT, self._before)
            self._before(number, frame)
        self._noted = frame

    def __exit__(self, *fault: Any) -> None:
        if self._before is None:
            return
        signal.signal(signal.SIGINT, self._before)
        if self._noted is not None and fault[0] is None:
            self._before(signal.SIGINT, self._noted)
