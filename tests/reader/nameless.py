"""What a screen reader would have no word for."""

import contextlib

from tests.reader.atspi import Gone, Node, Role, State
from tests.reader.person import Person

CONTROLS = {
    Role.BUTTON,
    Role.CHECK_BOX,
    Role.COMBO_BOX,
    Role.ENTRY,
    Role.LIST,
    Role.MENU_ITEM,
    Role.PAGE_TAB,
    Role.RADIO_BUTTON,
    Role.SLIDER,
    Role.SPIN_BUTTON,
    Role.TABLE,
    Role.TEXT,
    Role.TOGGLE_BUTTON,
    Role.TREE,
    Role.TREE_TABLE,
}
"""Whatever is used, whether or not the keyboard's focus goes there."""

SAY_SOMETHING = {Role.DIALOG, Role.FRAME, Role.IMAGE}
"""What is no control, and mute without a name all the same."""


def nameless(person: Person) -> list[str]:
    """Everything on the screen, and in the menus, that has no name but needs one."""
    found = []
    menus = [
        entry
        for bar in person.showing()
        if _role(bar) == Role.MENU_BAR
        for entry in bar.everything()
        if _role(entry) == Role.MENU_ITEM
    ]
    for node in (*person.showing(), *menus):
        with contextlib.suppress(Gone):
            if _needs_a_name(node) and not node.name.strip():
                found.append(f"role {node.role} at {node.path}, {node.size[0]}×{node.size[1]}")
    return found


def _needs_a_name(node: Node) -> bool:
    role = node.role
    if role == Role.IMAGE and node.parent.role == Role.ALERT:
        return False  # the sign of Qt's own message boxes: the role of the box says the same
    return role in CONTROLS | SAY_SOMETHING or State.FOCUSABLE in node.states


def _role(node: Node) -> int:
    try:
        return node.role
    except Gone:
        return 0
