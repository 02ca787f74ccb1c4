"""How a rule of one's own declares its parameters."""

from __future__ import annotations

import math
from typing import Any, ClassVar, Sequence

from .arguments import a, whole_number


class Parameter:
    """What is known of one parameter; use one of the kinds below.

    Parameters
    ----------
    default
        Its value unless a configuration says otherwise.
    unit : str
        As UDUNITS has it; "1" for shares and counts.
    meaning : str
        What it is, for `Config.parameters` and `povtrap params`.
    source : str
        Publication or data that the default comes from.
    origin : {"free", "calibrated", "sourced"}
        Our choice, fitted to a stated target, or from the source.
    """

    kind: ClassVar[str]

    def __init__(self, default: Any, *, unit: str = "1", meaning: str = "", source: str = "", origin: str = "free",
                 minimum: float = -math.inf, maximum: float = math.inf, choices: Sequence[str] = ()) -> None:
        if origin not in ("free", "calibrated", "sourced"):
            raise ValueError(f"origin = {origin!r} (results say where a default comes from) use free, calibrated or sourced")
        for name, text in (("unit", unit), ("meaning", meaning), ("source", source)):
            if not isinstance(text, str):
                raise TypeError(f"{name} = {text!r}: this is {a(text)} (it is shown to users) give a text")
        self.default, self.unit, self.meaning, self.source, self.origin = default, unit, meaning, source, origin
        self.minimum, self.maximum, self.choices = float(minimum), float(maximum), list(choices)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.default!r}, unit={self.unit!r}, meaning={self.meaning!r})"


def _several(values: Sequence[Any], name: str) -> list[Any]:
    if isinstance(values, str) or not hasattr(values, "__iter__"):
        raise TypeError(f"{name} = {values!r}: this is {a(values)} (there may be several) give a list: [{values!r}]")
    return list(values)


class Flag(Parameter):
    """True or False."""

    kind = "flag"

    def __init__(self, default: bool, *, meaning: str = "", source: str = "", origin: str = "free") -> None:
        if default not in (True, False):
            raise TypeError(f"default = {default!r}: this is {a(default)} (a flag is on or off) give True or False")
        super().__init__(bool(default), meaning=meaning, source=source, origin=origin)


class Number(Parameter):
    """A number between `minimum` and `maximum`, both included."""

    kind = "number"

    def __init__(self, default: float, *, unit: str = "1", minimum: float = -math.inf, maximum: float = math.inf, meaning: str = "",
                 source: str = "", origin: str = "free") -> None:
        super().__init__(float(default), unit=unit, minimum=minimum, maximum=maximum, meaning=meaning, source=source, origin=origin)


class Integer(Parameter):
    """A whole number between `minimum` and `maximum`, both included."""

    kind = "integer"

    def __init__(self, default: int, *, unit: str = "1", minimum: float = -math.inf, maximum: float = math.inf, meaning: str = "",
                 source: str = "", origin: str = "free") -> None:
        super().__init__(whole_number(default, "default", -(2**63)), unit=unit, minimum=minimum, maximum=maximum, meaning=meaning, source=source, origin=origin)


class Text(Parameter):
    """Any text."""

    kind = "text"

    def __init__(self, default: str, *, meaning: str = "", source: str = "", origin: str = "free") -> None:
        super().__init__(str(default), meaning=meaning, source=source, origin=origin)


class Choice(Parameter):
    """One of several words."""

    kind = "text"

    def __init__(self, default: str, choices: Sequence[str], *, meaning: str = "", source: str = "", origin: str = "free") -> None:
        words = [str(choice) for choice in _several(choices, "choices")]
        if not words:
            raise ValueError("choices = [] (there would be nothing to choose) name the words, or declare a Text")
        super().__init__(str(default), choices=words, meaning=meaning, source=source, origin=origin)


class Numbers(Parameter):
    """A list of numbers, each between `minimum` and `maximum`. The rule gets an array."""

    kind = "numbers"

    def __init__(self, default: Sequence[float], *, unit: str = "1", minimum: float = -math.inf, maximum: float = math.inf,
                 meaning: str = "", source: str = "", origin: str = "free") -> None:
        super().__init__([float(number) for number in _several(default, "default")], unit=unit, minimum=minimum, maximum=maximum, meaning=meaning,
                         source=source, origin=origin)


class Names(Parameter):
    """A list of texts. The rule gets a tuple."""

    kind = "names"

    def __init__(self, default: Sequence[str], *, meaning: str = "", source: str = "", origin: str = "free") -> None:
        super().__init__([str(name) for name in _several(default, "default")], meaning=meaning, source=source, origin=origin)
