"""What stops povtrap. Messages have the form "problem (why it matters) what to try" and quote the value found."""

from __future__ import annotations


class Error(Exception):
    """Anything that stops povtrap.

    Attributes
    ----------
    exit_code : int
        What the command line would end with.
    """

    exit_code = 1


class ConfigError(Error, ValueError):
    """The configuration asks for something that does not exist or is out of range."""

    exit_code = 2


class DataError(Error, ValueError):
    """A data file (survey, table, result) holds something that cannot be used."""

    exit_code = 3


class ModelError(Error):
    """An economic law broke: the books do not balance, people or goods got lost."""

    exit_code = 4


class IoError(Error, OSError):
    """A file cannot be read or written."""

    exit_code = 5
