"""What a run is to use: a value for every parameter."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, Iterator, Mapping, Optional, Sequence, Union

from . import _core as native
from . import arguments
from .configurations import shipped
from .error import ConfigError
from .registry import Registry, Rules, native_registry
from .tables import html_table

if TYPE_CHECKING:
    import numpy

Value = Union[bool, int, float, str, "os.PathLike[str]", Sequence[float], Sequence[str], "numpy.generic", "numpy.ndarray[Any, Any]"]
"""What a parameter may hold."""


def _plain(value: Any) -> Any:
    """A NumPy scalar or array as plain Python, a path as its text."""
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    return value.tolist() if hasattr(value, "tolist") else value


def _quoted(path: str, value: str) -> str:
    """A text as TOML has it."""
    try:
        value.encode()
    except UnicodeEncodeError as fault:
        raise ConfigError(f"{path} = {value!r}: this is no Unicode text ({fault.reason}) leave out what no file could hold") from None
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _text_of(path: str, value: Any, kind: str) -> str:
    """A value as `--set` takes it. Texts are passed on as they are, so that "20000" is a number where one is wanted."""
    value = _plain(value)
    if isinstance(value, str):
        quoted = _quoted(path, value)
        return quoted if kind == "text" else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_quoted(path, item) if isinstance(item, str) else _text_of(path, item, "") for item in value) + "]"
    raise ConfigError(f"{path} = {value!r}: this is {arguments.a(value)} (a parameter is a flag, a number, a text or a list "
                      "of numbers or texts) give one of those")


def _flat(values: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Sections within sections as paths."""
    for key, value in values.items():
        if not isinstance(key, str):
            raise ConfigError(f"{before}{key!r}: this is {arguments.a(key)} (parameters are called by texts) write it in quotes")
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield before + key, value


def _joined(name: str, values: Optional[Mapping[str, Any]], sections: Mapping[str, Any]) -> dict[str, Any]:
    """Values and sections together."""
    if values is None:
        return dict(sections)
    if hasattr(values, "keys"):
        return {**values, **sections}
    hint = ", or read a file with Config.load(path)" if name == "values" and isinstance(values, (str, os.PathLike)) else ""
    raise TypeError(f"{name} = {values!r}: this is {arguments.a(values)} (values have the paths of parameters) give a dictionary, "
                    f'such as {{"run.years": 5}}{hint}')


class Config:
    """What a run is to use: a value for every parameter, from defaults, files and changes in that order.

    Parameters
    ----------
    values : mapping, optional
        Values by path, ``{"population.households": 20000}``, or section by section,
        ``{"population": {"households": 20000}}``.
    rules : Registry or classes, optional
        Rules of your own, to be at hand beside the built-in ones: their parameters are read, checked and echoed like all others.
    **sections
        The same as keywords: ``Config(population={"households": 20000})`` or ``Config(**{"run.years": 5})``.

    Raises
    ------
    ConfigError
        Lists all faults, each with the value found, the range and the nearest name.

    See Also
    --------
    Config.load : from a TOML file.
    Config.parameters : every parameter with unit, range, default and source.
    """

    __slots__ = ("_core",)
    _core: native.Config
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, values: Optional[Mapping[str, Any]] = None, *, rules: Rules = None, **sections: Any) -> None:
        self._core = native.Config(native_registry(rules))
        changes = _joined("values", values, sections)
        if changes:
            self._core = self._core.with_(self._texts(changes))

    @classmethod
    def _of(cls, core: native.Config) -> "Config":
        config = cls.__new__(cls)
        config._core = core
        return config

    def _texts(self, changes: Mapping[str, Any]) -> list[tuple[str, str]]:
        return [(path, _text_of(path, value, self._core.kind(path))) for path, value in _flat(changes)]

    @classmethod
    def load(cls, path: Union[str, "os.PathLike[str]"], overrides: Optional[Mapping[str, Any]] = None, *, rules: Rules = None,
             **sections: Any) -> "Config":
        """The values of a TOML file and then of the overrides.

        Parameters
        ----------
        path : path
            Of the file; `povtrap.shipped("baseline")` is one.
        overrides : mapping, optional
            As for `Config`: ``{"saving.stone_geary.rate": 0.2}``.
        rules : Registry or classes, optional
            As for `Config`.

        Raises
        ------
        ConfigError
            Lists all faults, each with its file and line; or if there is no such file.
        IoError
            If the file cannot be read.
        """
        own = native_registry(rules)
        texts = cls._of(native.Config(own))._texts(_joined("overrides", overrides, sections))
        try:
            return cls._of(native.Config.load(os.fspath(path), own, texts))
        except ConfigError as fault:
            raise ConfigError(f"{fault}{_shipped_instead(path)}") from None

    @classmethod
    def from_text(cls, toml: str, name: str = "text", *, rules: Rules = None) -> "Config":
        """The same from a TOML text; `name` stands for the file in messages."""
        return cls._of(native.Config.from_text(toml, name, native_registry(rules)))

    @classmethod
    def from_dict(cls, values: Mapping[str, Any], *, rules: Rules = None) -> "Config":
        """The same from a dictionary, by path or section by section."""
        return cls(values, rules=rules)

    def set(self, path: str, value: Value) -> None:
        """Sets one parameter. Parameters that must agree with each other are checked by `check`, so that they can be set one
        after the other.

        Raises
        ------
        ConfigError
            If the name or the value is wrong; then nothing has changed.
        """
        path = arguments.text(path, "path")
        self._core.set(path, _text_of(path, value, self._core.kind(path)))

    def with_(self, changes: Optional[Mapping[str, Any]] = None, **sections: Any) -> "Config":
        """A copy with several parameters set, which are checked together.

        Raises
        ------
        ConfigError
            Lists all faults.
        """
        return Config._of(self._core.with_(self._texts(_joined("changes", changes, sections))))

    def get(self, path: str) -> Any:
        """The value of a parameter: bool, int, float, str or a list.

        Raises
        ------
        ConfigError
            With the nearest name if there is none.
        """
        text = self._core.get(arguments.text(path, "path"))
        kind = self._core.kind(path)
        if kind == "flag":
            return text == "true"
        if kind == "integer":
            return int(text)
        if kind == "number":
            return float(text)
        if kind == "text":
            return text
        return json.loads(text) if kind == "names" else [float(item) for item in text.strip("[]").split(",") if item.strip()]

    __getitem__ = get
    __setitem__ = set

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self._core.kind(path) != ""

    def __iter__(self) -> Iterator[str]:
        return iter([field["path"] for field in self._core.fields()])

    def __len__(self) -> int:
        return len(self._core.fields())

    def _ipython_key_completions_(self) -> list[str]:
        return list(self)

    def number(self, path: str) -> float:
        """The value of an integer or number.

        Raises
        ------
        ConfigError
            If it is neither.
        """
        return self._core.number(arguments.text(path, "path"))

    def check(self) -> None:
        """Raises ConfigError that lists all parameters that contradict each other."""
        self._core.check()

    def to_toml(self, only_changed: bool = False) -> str:
        """A commented TOML document that gives this configuration again, bit for bit."""
        return self._core.to_toml(only_changed)

    def parameters(self, pattern: str = "") -> list[dict[str, Any]]:
        """What is known of the parameters whose path contains `pattern` (or matches it, if it has a * or ?).

        Returns
        -------
        list of dict
            path, kind, value, default, unit, minimum, maximum, choices, origin, meaning and source of each; a table is
            ``pandas.DataFrame(config.parameters())``.

        Raises
        ------
        ConfigError
            With the nearest name if there is none.
        """
        shown = {line.partition(" ")[0] for line in self._core.parameters(arguments.text(pattern, "pattern")).splitlines()[1:]}
        return [{"path": field["path"], "kind": field["kind"], "value": self.get(field["path"]),
                 **{key: value for key, value in field.items() if key not in ("path", "kind")}}
                for field in self._core.fields() if field["path"] in shown]

    def json_schema(self) -> str:
        """A JSON Schema (Draft 4) of the configuration file, for editors."""
        return self._core.json_schema()

    def own_rules(self) -> Registry:
        """The user's rules that it was made with; none unless some were given."""
        return Registry._of(self._core.own_rules())

    def copy(self) -> "Config":
        """An independent copy."""
        return Config._of(native.Config(self._core))

    def __copy__(self) -> "Config":
        return self.copy()

    def __deepcopy__(self, memo: dict[int, Any]) -> "Config":
        return self.copy()

    def __reduce__(self) -> tuple[Any, ...]:
        return _config_again, (self.to_toml(), self.own_rules())

    def __eq__(self, other: object) -> bool:
        return self.to_toml() == other.to_toml() if isinstance(other, Config) else NotImplemented

    def _changed(self) -> list[dict[str, Any]]:
        return [field for field in self.parameters() if field["value"] != field["default"]]

    def __repr__(self) -> str:
        changed = len(self._changed())
        return f"<povtrap.Config {self.get('run.title')!r}, {changed} of {len(self._core.fields())} parameters not at their default>"

    def _repr_html_(self) -> str:
        rows = [(field["path"], str(field["value"]), "" if field["unit"] == "1" else field["unit"], field["meaning"])
                for field in self._changed()]
        return html_table(self.get("run.title"), ("parameter", "value", "unit", "meaning"), rows,
                          "All other parameters are at their default; Config.parameters() lists them.")


def _shipped_instead(path: Union[str, "os.PathLike[str]"]) -> str:
    """What to write instead of the name of a file that does not exist, if it is one of povtrap's own."""
    if os.path.exists(path):
        return ""
    try:
        shipped(os.fsdecode(path))
    except ConfigError:
        return ""
    return f'; the one that comes with povtrap is povtrap.shipped("{os.fsdecode(path)}")'


def _config_again(toml: str, own: Registry) -> Config:
    return Config.from_text(toml, rules=own)
