"""`python -m povtrap` is the command `povtrap`."""

from .command import main

if __name__ == "__main__":
    main()
