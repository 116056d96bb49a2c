"""A person who knows a program only from what a screen reader can say of it."""

import contextlib
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from tests.reader.atspi import Bus, Gone, Node, Role, State

PATIENCE = 30.0
"""Seconds after which a thing that does not come will not come."""

Name = str | re.Pattern[str]
Found = TypeVar("Found")


class Person:
    """Finds things by role and name, uses them, and hears what the program says by itself."""

    def __init__(self, bus: Bus, program: Node, process: "subprocess.Popen[str]") -> None:
        self.bus = bus
        self.program = program
        self.process = process
        self.heard: list[str] = []
        """The announcements since the last `hears`."""

    def showing(self, inside: Node | None = None) -> Iterator[Node]:
        """Everything that is on the screen now, in reading order."""
        for child in (inside or self.program).children():
            with contextlib.suppress(Gone):
                if State.SHOWING in child.states:
                    yield child
                    yield from self.showing(child)

    def find(self, role: Role, name: Name) -> Node:
        """The one thing on the screen of this role and name; waits for it."""

        def look() -> Node | None:
            found = [node for node in self.showing() if _is(node, role, name)]
            return found[0] if len(found) == 1 else None

        return self._wait(look, f"{role.name} {name!r} is not on the screen once")

    def has(self, role: Role, name: Name) -> bool:
        """Whether something of this role and name is on the screen now."""
        return any(_is(node, role, name) for node in self.showing())

    def press(self, name: Name, role: Role = Role.BUTTON) -> None:
        """Do what a button or a choice does, once it is enabled."""

        def look() -> Node | None:
            found = self.find(role, name)
            return found if State.ENABLED in found.states else None

        self.act(self._wait(look, f"{name!r} is not enabled"))

    def choose(self, *menus: Name) -> None:
        """Choose from the menus, from left to right."""
        node = self.program
        for name in menus:
            inside = [one for one in node.everything() if _is(one, Role.MENU_ITEM, name)]
            assert len(inside) == 1, f"{len(inside)} menu entries are called {name!r}"
            node = inside[0]
        self.act(node)

    def act(self, node: Node) -> None:
        """Do the first action of a thing, whatever this version calls it."""
        node.tell("Action", "DoAction", "i", 0)

    def write(self, name: Name, text: str, role: Role = Role.TEXT) -> Node:
        """Put a text into a field."""
        field = self.find(role, name)
        field.ask("EditableText", "SetTextContents", "s", text)
        self._wait(lambda: field.text == text, f"{name!r} does not take the text")
        return field

    def set_value(self, role: Role, name: Name, value: float) -> Node:
        """Set the number of a slider or a number field."""
        control = self.find(role, name)
        control.put("Value", "CurrentValue", "d", value)
        self._wait(lambda: control.value == value, f"{name!r} does not take {value}")
        return control

    def focus(self, node: Node) -> None:
        """Put the keyboard's focus on a thing."""
        node.ask("Component", "GrabFocus")
        self._wait(lambda: State.FOCUSED in node.states, "it does not take the focus")

    def keys(self, keys: str) -> None:
        """Press keys together where the focus is, as in `ctrl+s`."""
        subprocess.run(["xdotool", "key", "--clearmodifiers", keys], check=True)

    def hears(self, pattern: str) -> str:
        """Wait for an announcement that matches; forgets those before it."""
        seen: list[str] = []

        def look() -> str | None:
            self.listen(0.1)
            while self.heard:
                said = self.heard.pop(0)
                seen.append(said)
                if re.search(pattern, said):
                    return said
            return None

        return self._wait(look, f"nobody said {pattern!r}, but: {seen}")

    def listen(self, patience: float = 0.0) -> None:
        """Take in what the program said by itself."""
        for event in self.bus.events(patience):
            if event.kind == "Announcement" and event.sender == self.program.owner:
                self.heard.append(str(event.value))

    def reads(self, text: str) -> None:
        """Wait until a label on the screen holds the text."""
        self._wait(
            lambda: self.has(Role.LABEL, re.compile(re.escape(text))), f"nowhere reads {text!r}"
        )

    def reads_like(self, pattern: str) -> None:
        """Wait until a label on the screen matches."""
        wanted = re.compile(pattern, re.IGNORECASE)
        self._wait(lambda: self.has(Role.LABEL, wanted), f"nowhere reads like {pattern!r}")

    def wait_for(self, holds: Callable[[], bool], trouble: str) -> None:
        """Wait until something holds."""
        self._wait(lambda: holds() or None, trouble)

    def _wait(self, look: Callable[[], Found | None], trouble: str) -> Found:
        until = time.monotonic() + PATIENCE
        while True:
            with contextlib.suppress(Gone):
                if found := look():
                    return found
            assert time.monotonic() < until, f"{trouble}\n{self.screen()}"
            self.listen(0.05)

    def screen(self) -> str:
        """The screen in words, for a test that failed."""
        return "\n".join(_words(node) for node in self.showing())


def _is(node: Node, role: Role, name: Name) -> bool:
    try:
        if node.role != role:
            return False
        said = node.name
    except Gone:
        return False
    return said == name if isinstance(name, str) else bool(name.search(said))


def _words(node: Node) -> str:
    with contextlib.suppress(Gone):
        return f"{node.role} {node.name!r} {node.description!r}"
    return "(gone)"
