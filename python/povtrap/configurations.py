"""The configurations that come with the package."""

from __future__ import annotations

import difflib
import pathlib

from .error import ConfigError

_FOLDER = pathlib.Path(__file__).parent / "configs"


_DESIGN = "_design"  # how the names of sweep files end


def _known() -> dict[str, pathlib.Path]:
    return {path.relative_to(_FOLDER).with_suffix("").as_posix(): path for path in sorted(_FOLDER.rglob("*.toml"))}


def shipped_names() -> list[str]:
    """Names of the configurations that come with the package, such as "baseline" and "canonical/solow"."""
    return [name for name in _known() if not name.endswith(_DESIGN)]


def shipped(name: str) -> pathlib.Path:
    """Where a configuration that comes with the package lies, or a sweep file such as "w1_design".

    Parameters
    ----------
    name : str
        "baseline", "scenarios/china-rural-2012", ... or the last part of it alone, as "china-rural-2012".

    Returns
    -------
    pathlib.Path
        Of the TOML file, for `Config.load` or `make_design`.

    Raises
    ------
    ConfigError
        If there is none of this name; it lists those that there are.
    """
    known = _known()
    wanted = str(name).removesuffix(".toml").removeprefix("configs/")
    for candidate, path in known.items():
        if wanted in (candidate, candidate.rpartition("/")[2]):
            return path
    short = {candidate.rpartition("/")[2]: candidate for candidate in known}
    near = difflib.get_close_matches(wanted, [*known, *short], 1)
    hint = f'did you mean "{near[0]}"? ' if near else ""
    raise ConfigError(f'no shipped configuration is called "{name}" (nothing can be loaded) {hint}there are: ' + ", ".join(known))
