"""Packages that are needed only by some functions: imported when those are called."""

from __future__ import annotations

import importlib
from typing import Any

_EXTRAS = {"xarray": "xarray", "cftime": "xarray", "pandas": "pandas", "matplotlib": "plots", "tqdm": "notebook"}


def need(name: str, purpose: str) -> Any:
    """The module of this name, or an ImportError that says how to get it.

    Parameters
    ----------
    name : str
        Of the module, as `import` takes it.
    purpose : str
        What it is needed for, as in "xarray is needed for to_xarray()".
    """
    package = name.partition(".")[0]
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as fault:
        if fault.name is None or fault.name.partition(".")[0] != package:
            raise
        raise ImportError(f"{package} is not installed (it is needed for {purpose}) "
                          f"install it with: pip install 'povtrap[{_EXTRAS.get(package, 'all')}]'", name=package) from None
