"""What callers hand in, looked at before the library, which could only name its types of C++."""

from __future__ import annotations

import math
import operator
from typing import Any, Iterable, Optional

from .error import ConfigError

_MOST_THREADS = 1024  # as on the command line
_WHERE_FROM = {"Config": "give a povtrap.Config, such as Config.load(path)",
               "Result": "give a povtrap.Result, of Simulation.run(), run_seeds() or read_result()",
               "Design": "give a povtrap.Design, of make_design() or read_design()"}


def a(value: Any) -> str:
    """The type of a value with its article."""
    name = type(value).__name__
    return f"an {name}" if name[0] in "aeioAEIO" else f"a {name}"


def of_kind(kind: Any, value: Any, name: str) -> Any:
    """The value, if it is a Config, Result or Design, whichever is wanted.

    Raises
    ------
    TypeError
        If it is something else.
    """
    if isinstance(value, kind):
        return value
    raise TypeError(f"{name} is {a(value)} (it must be a {kind.__name__}) {_WHERE_FROM[kind.__name__]}")


def text(value: Any, name: str) -> str:
    """The value, if it is a text. Raises TypeError if it is not."""
    if isinstance(value, str):
        return value
    raise TypeError(f"{name} = {value!r}: this is {a(value)} (names are texts) give one name in quotes")


def whole_number(value: Any, name: str, least: float = 0, most: float = 2**63 - 1) -> int:
    """The value as an int, if it is a whole number within the bounds.

    Raises
    ------
    TypeError
        If it is no whole number of Python's or NumPy's.
    ConfigError
        If it is out of the bounds.
    """
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name} = {value!r}: this is {a(value)} (it is counted) give a whole number") from None
    if not least <= number <= most:
        wrong = "is negative" if number < 0 <= least else "is out of range"
        raise ConfigError(f"{name} = {number} {wrong} (allowed: {least:,} to {most:,}) choose another")
    return number


def threads(value: Any, name: str = "threads") -> int:
    """A number of threads; 0 means all that are available."""
    number = whole_number(value, name, -math.inf, math.inf)
    if 0 <= number <= _MOST_THREADS:
        return number
    raise ConfigError(f"{name} = {number}: out of range (a run has its own threads, and needs one) give 1 to {_MOST_THREADS:,}, or 0 for all "
                      "that are available")


def names(values: Iterable[str], name: str) -> list[str]:
    """Names in a list; a single text is one of them, not its letters."""
    return [text(value, name) for value in ([values] if isinstance(values, str) else values)]


def share(value: Any, name: str) -> float:
    """A number between 0 and 1, neither included. Raises ConfigError if it is none."""
    number: Optional[float] = None if isinstance(value, str) else float(value)
    if number is not None and 0 < number < 1:
        return number
    raise ConfigError(f"the {name} is {value!r} (nothing was calculated) allowed: above 0 and below 1, as 0.95")
