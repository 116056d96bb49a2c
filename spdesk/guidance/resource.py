"""What all typed resources share, and reading one from its file with errors that name the key."""

import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

from spdesk.core.errors import ResourceError
from spdesk.core.translation import resource_text

Id = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""A name that the program goes by; it is never shown and never translated."""

Text = Annotated[Id, AfterValidator(resource_text)]
"""A text that says something, in the user's language from the moment it is read."""


MaybeText = Annotated[str, AfterValidator(resource_text)]
"""The same, or "" where there is nothing to say."""


class Resource(BaseModel):
    """A frozen part of a resource file; unknown keys are errors.

    Its validation is built when it is first read: a start of the program does not read everything.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


AnyResource = TypeVar("AnyResource", bound=Resource)


def require_unique(where: str, ids: list[str]) -> None:
    """Raise ValueError when an id stands twice."""
    twice = sorted(name for name, count in Counter(ids).items() if count > 1)
    if twice:
        raise ValueError(f"{where}: these ids stand twice: {', '.join(twice)}")


def read_resource(path: Path, model: type[AnyResource]) -> AnyResource:
    """Read a TOML or JSON file into its model.

    Raises ResourceError that names the file, every key that is wrong, and why.
    """
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    except OSError as error:
        raise ResourceError(f"{path.name}: cannot be read ({error.strerror}).") from error
    except ValueError as error:  # bad UTF-8, TOML or JSON
        raise ResourceError(f"{path.name}: is not well formed: {error}.") from error
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise ResourceError(describe(path.name, error)) from error


def describe(name: str, error: ValidationError) -> str:
    """One line for every wrong key: file, key and what is wrong."""
    return "\n".join(
        f"{name}: {'.'.join(map(str, problem['loc'])) or 'the file'}: {problem['msg']}"
        for problem in error.errors()
    )
