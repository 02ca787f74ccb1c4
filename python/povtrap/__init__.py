"""povtrap: how people get stuck in poverty and how they get out, simulated household by household.

>>> import povtrap
>>> config = povtrap.Config.load(povtrap.shipped("baseline"), {"population.households": 20000})
>>> result = povtrap.Simulation(config).run()
>>> result.yearly("headcount")          # share of poor persons at the end of each year

`Config` says what to simulate, `Simulation` lives through it, `Result` is what it measured. `run_seeds` and `compare` say what a
reform changes, `sweep` tries many parameter values. Names, units and numbers are those of the C++ library and the command line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._core import (CapitalGrowth, Draws, HouseholdBlock, Payer, PeriodFacts, RegionFacts, ResultRow, SavingQuestion, ShockEffects, Trait,
                    Transfer, commit, version)
from .comparing import compare, mean_interval, ratio_interval
from .config import Config
from .configurations import shipped, shipped_names
from .describing import describe_period, describe_slots, describe_switches
from .error import ConfigError, DataError, Error, IoError, ModelError
from .function import Failure, Function, Input
from .panel import Panel
from .parameters import Choice, Flag, Integer, Names, Number, Numbers, Text
from .registry import Registry
from .replicates import Replicates, is_replicated, parse_seeds, replicate_of, run_seeds, seeds_of, seeds_text
from .result import Result, read_result
from .rules import Column, HouseholdShock, Indicator, Instrument, Row, SavingRule, Technique, WorkCapacity
from .simulation import Simulation

if TYPE_CHECKING:
    from . import plots
    from .checkpoints import checkpoint_origin, read_checkpoint, write_checkpoint
    from .command import command_main
    from .sensitivity import elementary_effects, is_saltelli_sample, sobol_indices
    from .sweeps import (Design, design_csv, design_digest, design_from_text, make_design, merge_sweep, ranges_text, read_design,
                         run_sweep, summarise_sweep, sweep, sweep_outcomes, sweep_status)

__version__: str = version()

# What loads HDF5 is imported when it is asked for.
_LATER = {
    "checkpoints": ("checkpoint_origin", "read_checkpoint", "write_checkpoint"),
    "command": ("command_main",),
    "sensitivity": ("elementary_effects", "is_saltelli_sample", "sobol_indices"),
    "sweeps": ("Design", "design_csv", "design_digest", "design_from_text", "make_design", "merge_sweep", "ranges_text",
               "read_design", "run_sweep", "summarise_sweep", "sweep", "sweep_outcomes", "sweep_status"),
}
_HOMES = {name: module for module, names in _LATER.items() for name in names}

__all__ = [
    "Config", "ConfigError", "DataError", "Error", "Failure", "Function", "Input", "IoError", "ModelError", "Panel", "Replicates",
    "Result", "Simulation", "commit", "compare", "describe_period", "describe_slots", "describe_switches", "is_replicated", "mean_interval", "parse_seeds",
    "ratio_interval", "read_result", "replicate_of", "run_seeds", "seeds_of", "seeds_text", "shipped", "shipped_names", "version",
    "checkpoint_origin", "read_checkpoint", "write_checkpoint", "command_main", "elementary_effects", "is_saltelli_sample",
    "sobol_indices", "Design", "design_csv", "design_digest", "design_from_text", "make_design", "merge_sweep", "ranges_text",
    "read_design", "run_sweep", "summarise_sweep", "sweep", "sweep_outcomes", "sweep_status", "plots",
    "CapitalGrowth", "Choice", "Column", "Draws", "Flag", "HouseholdBlock", "HouseholdShock", "Indicator", "Instrument", "Integer", "Names",
    "Number", "Numbers", "Payer", "PeriodFacts", "RegionFacts", "Registry", "ResultRow", "Row", "SavingQuestion", "SavingRule", "ShockEffects",
    "Technique", "Text", "Trait", "Transfer", "WorkCapacity",
]


def __getattr__(name: str) -> Any:
    import importlib

    if name == "plots":
        return importlib.import_module(".plots", __name__)
    if name in _HOMES:
        return getattr(importlib.import_module("." + _HOMES[name], __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})
