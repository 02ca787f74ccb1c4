"""States of simulations as files."""

from __future__ import annotations

import os
from typing import Union

from . import _io
from ._io import CheckpointOrigin


def checkpoint_origin(checkpoint: bytes) -> CheckpointOrigin:
    """What a checkpoint says about itself: who wrote it, its note and its periods.

    Raises
    ------
    DataError
        If it is none, or damaged.
    """
    return _io.checkpoint_origin(checkpoint)


def write_checkpoint(checkpoint: bytes, path: Union[str, "os.PathLike[str]"]) -> None:
    """Keeps a checkpoint in a file, replacing what is there: it holds the old or the new one, whole, whenever the machine stops.

    Raises
    ------
    IoError
        If it cannot be written.
    """
    _io.write_checkpoint(checkpoint, os.fspath(path))


def read_checkpoint(path: Union[str, "os.PathLike[str]"]) -> bytes:
    """The bytes of a checkpoint file, for `Simulation.resume`.

    Raises
    ------
    IoError
        If it cannot be read.
    """
    return _io.read_checkpoint(os.fspath(path))
