"""What a configuration says, in words."""

from __future__ import annotations

from . import _core as native
from . import arguments
from ._core import PhaseDescription, SlotDescription, SwitchDescription
from .config import Config


def describe_period() -> list[PhaseDescription]:
    """The period as a story, phase by phase, as `povtrap describe` tells it."""
    return native.describe_period()


def describe_slots(config: Config) -> list[SlotDescription]:
    """The rule at work in each place, and those that could be."""
    return native.describe_slots(arguments.of_kind(Config, config, "config")._core)


def describe_switches(config: Config) -> list[SwitchDescription]:
    """The traps and channels that can be turned over, and whether they are on."""
    return native.describe_switches(arguments.of_kind(Config, config, "config")._core)
