"""What a screen reader sees of a program: the accessibility bus of Linux (AT-SPI), and no Qt."""

import contextlib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from jeepney import DBusAddress, DBusErrorResponse, MatchRule, MessageFlag, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

PATIENCE = 30.0
"""Seconds that one answer may take on a loaded machine."""

BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
REGISTRY = "org.a11y.atspi.Registry"
ROOT = "/org/a11y/atspi/accessible/root"
_NOBODY = "/org/a11y/atspi/null"
_EVENTS = "org.a11y.atspi.Event.Object"


class Role(IntEnum):
    """The roles that the tests speak of, by AT-SPI's own numbers: their names differ by version."""

    ALERT = 2
    CHECK_BOX = 7
    COMBO_BOX = 11
    DIALOG = 16
    FILLER = 20
    FRAME = 23
    IMAGE = 27
    LABEL = 29
    LIST = 31
    LIST_ITEM = 32
    MENU_BAR = 34
    MENU_ITEM = 35
    PAGE_TAB = 37
    PANEL = 39
    BUTTON = 43
    RADIO_BUTTON = 44
    SCROLL_BAR = 48
    SCROLL_PANE = 49
    SLIDER = 51
    SPIN_BUTTON = 52
    TABLE = 55
    TABLE_CELL = 56
    TEXT = 61
    TOGGLE_BUTTON = 62
    TREE = 65
    TREE_TABLE = 66
    ENTRY = 79
    TREE_ITEM = 91


class State(IntEnum):
    """The states that the tests speak of, by their bit."""

    CHECKED = 4
    EDITABLE = 7
    ENABLED = 8
    FOCUSABLE = 11
    FOCUSED = 12
    SHOWING = 25


class Gone(Exception):  # noqa: N818  not an error: what is read may always go away
    """The thing is not there any more, or is not of the kind that was asked for."""


@dataclass(frozen=True)
class Event:
    """Something that a program told by itself: `Announcement`, `StateChanged` and so on."""

    kind: str
    detail: str
    value: Any
    sender: str
    path: str


class Bus:
    """A connection to a message bus."""

    def __init__(self, address: str) -> None:
        self._connection: DBusConnection = open_dbus_connection(bus=address)
        self._heard: deque[Any] = deque()
        self._rule: MatchRule | None = None

    def close(self) -> None:
        self._connection.close()

    def call(self, to: DBusAddress, method: str, signature: str = "", *values: Any) -> Any:
        """Call a method; gives what it answers."""
        message = new_method_call(to, method, signature or None, values)
        try:
            answer = unwrap_msg(self._connection.send_and_get_reply(message, timeout=PATIENCE))
        except DBusErrorResponse as error:
            raise Gone(f"{method} of {to.object_path}: {error}") from error
        return answer[0] if len(answer) == 1 else answer

    def tell(self, to: DBusAddress, method: str, signature: str = "", *values: Any) -> None:
        """Call a method and go on: what opens a dialog answers only when that is closed."""
        message = new_method_call(to, method, signature or None, values)
        message.header.flags = MessageFlag.no_reply_expected
        self._connection.send(message)

    def get(self, to: DBusAddress, interface: str, name: str) -> Any:
        """The value of a property."""
        place = to.with_interface("org.freedesktop.DBus.Properties")
        return self.call(place, "Get", "ss", interface, name)[1]

    def put(self, to: DBusAddress, interface: str, name: str, kind: str, value: Any) -> None:
        """Set a property; `kind` is its type as D-Bus writes it."""
        place = to.with_interface("org.freedesktop.DBus.Properties")
        self.call(place, "Set", "ssv", interface, name, (kind, value))

    def listen(self) -> None:
        """Hear events from now on. Programs that start later will know that they are wanted."""
        self._rule = MatchRule(type="signal", interface=_EVENTS)
        self.call(BUS, "AddMatch", "s", self._rule.serialise())
        self._connection.filter(self._rule, queue=self._heard)
        registry = DBusAddress("/org/a11y/atspi/registry", REGISTRY, REGISTRY)
        self.call(registry, "RegisterEvent", "s", "object:")

    def events(self, patience: float) -> Iterator[Event]:
        """What was heard since the last time; for the first it waits so many seconds."""
        if not self._heard:
            with contextlib.suppress(TimeoutError):
                message = self._connection.recv_until_filtered(self._heard, timeout=patience)
                self._heard.appendleft(message)
        while self._heard:
            yield _event(self._heard.popleft())

    def program(self, process: int) -> "Node | None":
        """The program of a process; None while it cannot be read."""
        for node in Node(self, REGISTRY, ROOT).children():
            with contextlib.suppress(Gone):
                if self.call(BUS, "GetConnectionUnixProcessID", "s", node.owner) == process:
                    return node
        return None


def _event(message: Any) -> Event:
    fields = {field.name: content for field, content in message.header.fields.items()}
    detail, _, _, (_, value) = message.body[:4]
    return Event(fields["member"], detail, value, fields["sender"], fields["path"])


@dataclass(frozen=True)
class Node:
    """One thing on the screen, as its program describes it."""

    bus: Bus
    owner: str
    path: str

    def ask(self, interface: str, method: str, signature: str = "", *values: Any) -> Any:
        """Call a method of one of its interfaces."""
        return self.bus.call(self._at(interface), method, signature, *values)

    def tell(self, interface: str, method: str, signature: str = "", *values: Any) -> None:
        """Call a method without waiting for its end."""
        self.bus.tell(self._at(interface), method, signature, *values)

    def get(self, interface: str, name: str) -> Any:
        """A property of one of its interfaces."""
        return self.bus.get(self._at(interface), f"org.a11y.atspi.{interface}", name)

    def put(self, interface: str, name: str, kind: str, value: Any) -> None:
        """Set a property of one of its interfaces."""
        self.bus.put(self._at(interface), f"org.a11y.atspi.{interface}", name, kind, value)

    def children(self) -> "list[Node]":
        """What lies directly in it; nothing once it is gone."""
        try:
            found = self.ask("Accessible", "GetChildren")
        except Gone:
            return []
        return [Node(self.bus, owner, path) for owner, path in found if path != _NOBODY]

    def everything(self) -> "Iterator[Node]":
        """Itself and all that lies in it, from the top."""
        yield self
        for child in self.children():
            yield from child.everything()

    @property
    def parent(self) -> "Node":
        """What it lies in."""
        owner, path = self.get("Accessible", "Parent")
        return Node(self.bus, owner, path)

    @property
    def name(self) -> str:
        return str(self.get("Accessible", "Name"))

    @property
    def description(self) -> str:
        return str(self.get("Accessible", "Description"))

    @property
    def role(self) -> int:
        return int(self.ask("Accessible", "GetRole"))

    @property
    def states(self) -> set[int]:
        low, high = self.ask("Accessible", "GetState")
        return {bit for bit in range(64) if (low | high << 32) >> bit & 1}

    @property
    def interfaces(self) -> set[str]:
        return {name.rpartition(".")[2] for name in self.ask("Accessible", "GetInterfaces")}

    @property
    def text(self) -> str:
        """The text in it, to its end."""
        return str(self.ask("Text", "GetText", "ii", 0, -1))

    @property
    def value(self) -> float:
        return float(self.get("Value", "CurrentValue"))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        width, height = self.ask("Component", "GetSize")
        return int(width), int(height)

    def _at(self, interface: str) -> DBusAddress:
        return DBusAddress(self.path, self.owner, f"org.a11y.atspi.{interface}")
