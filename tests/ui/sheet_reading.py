"""Reads a style sheet as Qt does, far enough to know which colour stands on which ground."""

import re
from dataclasses import dataclass, field

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_PART = re.compile(r"(?P<attr>\[[^\]]*\])|(?P<sub>::[\w-]+)|(?P<state>:[\w-]+)|(?P<id>#\w+)")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_URL = re.compile(r'url\("([^"]+)"\)')


@dataclass(frozen=True)
class Selector:
    """One selector: the class of the widget, what must hold of it, and which part of it is meant."""

    text: str
    around: tuple[str, ...]
    kind: str
    needs: frozenset[str]
    part: str

    @property
    def states(self) -> frozenset[str]:
        """The states without their colon: focus, checked ..."""
        return frozenset(need[1:] for need in self.needs if need.startswith(":"))

    def covers(self, other: "Selector") -> bool:
        """Whether a rule of this selector holds for everything that the other one means."""
        return (
            self.kind == other.kind
            and self.part == other.part
            and self.needs <= other.needs
            and (not self.around or self.around == other.around)
        )


@dataclass
class Rule:
    """A selector and what is said of it there."""

    selector: Selector
    said: dict[str, str] = field(default_factory=dict)


def selector(text: str) -> Selector:
    """Read one selector."""
    *around, last = text.split()
    parts = list(_PART.finditer(last))
    kind = last[: parts[0].start()] if parts else last
    subs = [match.group() for match in parts if match.lastgroup == "sub"]
    needs = frozenset(match.group() for match in parts if match.lastgroup != "sub")
    return Selector(text, tuple(around), kind, needs, "".join(subs))


def rules(sheet: str) -> list[Rule]:
    """Every selector of a sheet with its declarations, in order."""
    found = []
    for heads, body in _RULE.findall(sheet):
        said = {}
        for line in body.split(";"):
            name, _, value = line.partition(":")
            if value:
                said[name.strip()] = value.strip()
        found += [Rule(selector(" ".join(head.split())), said) for head in heads.split(",")]
    return found


def in_force(meant: Selector, sheet: list[Rule]) -> dict[str, str]:
    """What holds for a selector, with all that weaker or earlier rules say of the same thing."""
    covering = [(len(rule.selector.needs), place) for place, rule in enumerate(sheet)]
    said: dict[str, str] = {}
    for _, place in sorted(covering):
        rule = sheet[place]
        if rule.selector.covers(meant):
            for name, value in rule.said.items():
                said[name] = value
                if name == "border":
                    said["border-color"] = value
    return said


def colour(value: str | None) -> str | None:
    """The colour in a value; None for none and for a transparent one."""
    found = _COLOUR.search(value or "")
    return found.group() if found else None


def image(value: str | None) -> str | None:
    """The file of an image."""
    found = _URL.search(value or "")
    return found.group(1) if found else None
