"""Where the resources are: inside the installed package, or beside it in a checkout."""

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
