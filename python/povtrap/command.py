"""The whole command line as a function."""

from __future__ import annotations

import os
import signal
import sys
from typing import Optional, Sequence, Union

from ._io import command_main as _command_main
from .registry import Rules, native_registry


def command_main(words: Optional[Sequence[Union[str, "os.PathLike[str]"]]] = None, rules: Rules = None) -> int:
    """What the command `povtrap` does with these words; those of this process if they are left out.

    Parameters
    ----------
    words : sequence of str or path, optional
        Without "povtrap" itself.
    rules : Registry or classes, optional
        Rules of your own, which it then knows beside the built-in ones.

    Returns
    -------
    int
        The exit code. Faults are printed, never raised.
    """
    if isinstance(words, str):
        raise TypeError(f"words = {words!r}: this is a text (it would be read letter by letter) write {words.split()}")
    given = sys.argv[1:] if words is None else [os.fspath(word) for word in words]
    return _command_main(["povtrap", *given], native_registry(rules))


def main() -> None:
    """The command `povtrap` of the package: ends the process."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # the library listens for Ctrl-C itself
    sys.exit(command_main())
