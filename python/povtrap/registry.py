"""A user's rules, to be at hand beside the built-in ones."""

from __future__ import annotations

import keyword
from typing import Any, Iterable, Mapping, Union

from . import _core as native
from .arguments import a
from .error import ConfigError
from .parameters import Parameter
from .rules import HouseholdShock, Indicator, Instrument, Rule, SavingRule, Technique, WorkCapacity

# The kinds, and what a class of each has to say.
_KINDS = {SavingRule: ("decide",), Technique: ("output",), WorkCapacity: ("capacity",), HouseholdShock: ("strike",),
          Instrument: ("promise",), Indicator: ("rows", "sums", "add", "conclude")}


class Registry:
    """A user's rules, to be at hand beside the built-in ones. A configuration made with a registry knows their parameters, and a
    simulation of that configuration asks them.

    Parameters
    ----------
    *rules : type
        Classes to `add`.
    """

    __slots__ = ("_core",)
    _core: native.Registry

    def __init__(self, *rules: type[Rule]) -> None:
        self._core = native.Registry()
        for rule in rules:
            self.add(rule)

    @classmethod
    def _of(cls, core: native.Registry) -> "Registry":
        registry = cls.__new__(cls)
        registry._core = core
        return registry

    def add(self, rule: type[Rule], *given: Any, **named: Any) -> "Registry":
        """Adds a rule: a class derived from SavingRule, Technique, WorkCapacity, HouseholdShock, Instrument or Indicator.

        Parameters
        ----------
        rule : type
            The class itself; each simulation makes its own objects of it.
        *given, **named
            Fixed data, such as a table, for its `__init__`.

        Raises
        ------
        ConfigError
            If its name is no lower-case word or is taken, it has no docstring, it does not answer, or a parameter is not declared well.
        """
        kind = _kind_of(rule)
        label = f"own rule {rule.__name__}"
        if not isinstance(getattr(rule, "name", None), str):
            raise ConfigError(f"{label}: it has no name (configurations could not choose it) write name = \"...\" into the class")
        for member in _KINDS[kind]:
            if getattr(rule, member, None) is getattr(kind, member, None):
                raise ConfigError(f"{label}: it does not say {member} (a {kind.__name__} is asked for it) write `def {member}(self, ...)` "
                                  f"as povtrap.{kind.__name__}.{member} describes it" if hasattr(kind, member) else
                                  f"{label}: it does not say {member} (an indicator is asked for it) write `{member} = ...` into the class")
        summary = rule.summary or (rule.__doc__ or "").strip().partition("\n")[0].strip()
        if not summary:
            raise ConfigError(f"{label}: it has no docstring (`povtrap describe` prints its first line) say in one sentence what the rule means")
        self._core.add(kind.__name__, rule, given, named, rule.name, summary, _declared(rule, kind))
        return self

    def __len__(self) -> int:
        return len(self._core.added())

    def __reduce__(self) -> tuple[Any, ...]:
        return _registry_again, (self._core.added(),)

    def __repr__(self) -> str:
        return f"<povtrap.Registry of {', '.join(rule.name for rule, _, _ in self._core.added()) or 'no rules'}>"


Rules = Union[None, Registry, type[Rule], Iterable[type[Rule]]]
"""What configurations take: a registry, or classes."""


def native_registry(rules: Rules) -> native.Registry:
    """The registry of whatever a caller may give."""
    if isinstance(rules, Registry):
        return rules._core
    if rules is None:
        return native.Registry()
    if not isinstance(rules, (type, Iterable)):
        raise TypeError(f"rules is {a(rules)} (configurations would not know it) give a povtrap.Registry, a class or several classes")
    return Registry(*((rules,) if isinstance(rules, type) else rules))._core


def _registry_again(added: list[tuple[type[Rule], tuple[Any, ...], dict[str, Any]]]) -> Registry:
    registry = Registry()
    for rule, given, named in added:
        registry.add(rule, *given, **named)
    return registry


def _kind_of(rule: Any) -> Any:
    kinds = [kind for kind in _KINDS if isinstance(rule, type) and issubclass(rule, kind) and rule is not kind]
    if len(kinds) != 1:
        names = ", ".join(kind.__name__ for kind in _KINDS)
        raise ConfigError(f"{rule!r} is no rule of one's own (povtrap would not know when to ask it) give a class derived from one of {names}")
    return kinds[0]


def _declared(rule: type[Rule], kind: Any) -> list[dict[str, Any]]:
    """The parameters as the library takes them."""
    declared = []
    if not isinstance(rule.parameters, Mapping):
        raise ConfigError(f"own rule {rule.__name__}: its parameters are {a(rule.parameters)} (each needs a name) write "
                          'parameters = {"rate": povtrap.Number(0.15)}')
    switched = kind in (HouseholdShock, Instrument, Indicator)
    for name, parameter in rule.parameters.items():
        if not isinstance(parameter, Parameter):
            raise ConfigError(f"own rule {rule.__name__}: parameters[{name!r}] = {parameter!r} (nothing would say what it means) declare it as "
                              "Flag, Integer, Number, Text, Choice, Numbers or Names")
        fits = isinstance(name, str) and name.isidentifier() and not keyword.iskeyword(name) and not name.startswith("_")
        if not fits or hasattr(rule, name) or switched and name == "active":
            raise ConfigError(f"own rule {rule.__name__}: a parameter cannot be called {name!r} (it becomes an attribute of the rule, whose "
                              "name it cannot have) give it another name")
        declared.append({"name": name, "kind": parameter.kind, "default": parameter.default, "unit": parameter.unit,
                         "minimum": parameter.minimum, "maximum": parameter.maximum, "meaning": parameter.meaning,
                         "source": parameter.source, "origin": parameter.origin, "choices": parameter.choices})
    return declared
