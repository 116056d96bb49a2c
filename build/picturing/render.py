"""Draws one page at one size of the screen, in a program of its own: `pictures.py draw`."""

import json
import os
import sys
import traceback
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from picturing.plan import Unit, Wishes, picture_name, width_and_height

FAILED = 1


def as_text(unit: Unit) -> str:
    """A unit of work as JSON, to be handed to another program."""
    return json.dumps(asdict(unit))


def from_text(text: str) -> Unit:
    """The unit of work that `as_text` wrote."""
    data = json.loads(text)
    wishes: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in data["wishes"].items()
    }
    return Unit(data["page"], data["size"], tuple(data["contents"]), Wishes(**wishes))


def screen_of(size: str, scratch: Path) -> str:
    """A platform without a screen that says it has one of this size, for QT_QPA_PLATFORM."""
    width, height = width_and_height(size)
    screen = {"name": "screen", "x": 0, "y": 0, "width": width, "height": height}
    more = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    file = scratch / "screens.json"
    file.write_text(json.dumps({"screens": [screen | more]}), encoding="utf-8")
    return f"offscreen:configfile={file}"


def draw(unit: Unit, folder: Path) -> int:
    """Draw a unit's pictures; says each one that is there, and why another is not. Exit status."""
    with TemporaryDirectory(prefix="spdesk-pictures-") as name:
        scratch = Path(name)
        os.environ["QT_QPA_PLATFORM"] = screen_of(unit.size, scratch)
        # Only now: Qt reads the platform when it is started.
        from picturing.camera import Camera  # noqa: PLC0415

        camera = Camera(unit, folder, scratch)
        failed = False
        for content in unit.contents:
            for scale in unit.wishes.scales:
                try:
                    camera.take(content, scale)
                except Exception as error:  # noqa: BLE001  whatever it is, the picture is named
                    traceback.print_exc()
                    failed = True
                    themes = ",".join(unit.wishes.themes)
                    place = picture_name(unit.page, content, themes, scale, unit.size)
                    print(f"! {place}: {error}", flush=True)
        sys.stdout.flush()
        return FAILED if failed else 0
