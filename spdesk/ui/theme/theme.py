"""The roles of colour, read from theme.toml. No Qt here, so that any face can check them."""

import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from spdesk.core.errors import ResourceError

NAMES = ("light", "dark", "contrast_light", "contrast_dark")
"""The themes that there are: a light and a dark one, and each once more in high contrast."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One colour (#rrggbb) for each role."""

    window: str
    sidebar: str
    surface: str
    line: str
    control: str
    text: str
    muted: str
    accent: str
    accent_text: str
    accent_soft: str
    focus: str
    type_1: str
    type_2: str
    mixed: str
    crisis: str
    capabilities: str
    incentives: str
    relationships: str
    landscape_low: str
    landscape_high: str
    landscape_line: str

    def color(self, role: str) -> str:
        """The colour of a role by its name."""
        value: str = getattr(self, role)
        return value


def name_of(*, dark: bool, contrast: bool) -> str:
    """Which theme it is that is dark or light, in high contrast or not."""
    return NAMES[2 * contrast + dark]


def load_themes(path: Path) -> dict[str, Theme]:
    """Read the themes. Raises ResourceError that names the file and the role."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ResourceError(f"{path.name}: cannot be read ({error.strerror}).") from error
    except ValueError as error:
        raise ResourceError(f"{path.name}: is not well formed: {error}.") from error
    if set(data) != set(NAMES):
        raise ResourceError(f"{path.name}: holds {', '.join(data)} instead of {', '.join(NAMES)}.")
    return {name: _theme(path.name, name, data[name]) for name in NAMES}


def _theme(file: str, name: str, roles: dict[str, object]) -> Theme:
    wanted = {field.name for field in fields(Theme)}
    if odd := sorted(wanted ^ set(roles)):
        raise ResourceError(f"{file}: {name}: these roles are missing or unknown: {', '.join(odd)}")
    for role, colour in roles.items():
        if not isinstance(colour, str) or not re.fullmatch("#[0-9a-f]{6}", colour):
            raise ResourceError(f"{file}: {name}.{role}: {colour!r} is not a colour like #1a2b3c")
    return Theme(**{role: str(colour) for role, colour in roles.items()})
