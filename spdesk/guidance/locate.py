"""Where the resources are: inside the installed package, or beside it in a checkout."""

import sys
from functools import cache
from pathlib import Path


@cache
def resource_folder() -> Path:
    """The folder of the resources."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def example_folder() -> Path:
    """The folder of the example workbooks."""
    return resource_folder() / "examples"


def bundle_notices() -> Path | None:
    """The list of licences that the build put into the packaged program; None where there is none."""
    if not getattr(sys, "frozen", False):
        return None
    program = Path(sys.executable).resolve().parent
    # On macOS the program lies in Contents/MacOS, and what is no program in Contents/Resources.
    folder = program.parent / "Resources" if program.name == "MacOS" else program
    notices = folder / "licences" / "LICENCES.md"
    return notices if notices.is_file() else None
