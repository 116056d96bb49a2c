"""The way in: `spdesk` and `python -m spdesk`."""

import sys

from spdesk.cli import run


def main() -> int:
    """Run SP Desk with the arguments of the command line."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
