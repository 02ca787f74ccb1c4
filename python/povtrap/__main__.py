"""`python -m povtrap` is the command `povtrap`."""

from .command import main

main()
