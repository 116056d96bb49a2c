"""What the measured seconds mean: medians, ratios, aims, and the table. Pure."""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FRAME = 1 / 60
"""Seconds of one frame of an ordinary screen."""

NOTHING = 0.001
"""Seconds of the processor in a second of rest that count as none: a cursor may blink."""


@dataclass(frozen=True)
class Series:
    """One thing measured many times, in seconds. `ours`: SP Desk itself, and no floor."""

    key: str
    name: str
    seconds: tuple[float, ...]
    ours: bool = False

    @property
    def median(self) -> float:
        """The middle of the measured times."""
        return statistics.median(self.seconds)

    @property
    def p99(self) -> float:
        """The time that 99 of 100 do not exceed."""
        ordered = sorted(self.seconds)
        return ordered[math.ceil(0.99 * len(ordered)) - 1]


@dataclass(frozen=True)
class Aim:
    """Something that SP Desk wants to be, and how it came out."""

    wish: str
    value: float
    limit: float
    unit: str = ""

    @property
    def met(self) -> bool:
        """Whether it came out so."""
        return self.value <= self.limit

    def line(self) -> str:
        """One line for the person who looks at the outcome."""
        outcome = "met    " if self.met else "NOT MET"
        digits = 1 if self.unit else 2
        value, limit = (f"{number:.{digits}f}" for number in (self.value, self.limit))
        return f"  {outcome}  {self.wish}: {value}{self.unit} (at most {limit}{self.unit})"


def by_key(series: Sequence[Series]) -> dict[str, Series]:
    """The series under their keys."""
    return {each.key: each for each in series}


def ratios(ours: Series, floors: Sequence[Series]) -> dict[str, float]:
    """How many times the floors' medians ours is."""
    return {floor.key: ours.median / floor.median if floor.median else math.inf for floor in floors}


def table(title: str, series: Sequence[Series], unit: str, last: str = "p99") -> str:
    """Each series in a line; ours with the ratios to the floors, which stand above it.

    `unit` is "s" or "ms"; `last` is "p99", or "slowest" where 99 % has no meaning.
    """
    factor, digits = {"s": (1, 3), "ms": (1000, 2)}[unit]
    floors = [each for each in series if not each.ours]
    width = max(len(each.name) for each in series)
    heads = [f"× {floor.key}" for floor in floors]
    lines = [
        f"{title} ({len(series[0].seconds)} times each)",
        "  ".join(
            [" " * (width + 2), f"{'median':>7} {unit}", f"{last:>7} {unit}", *heads],
        ),
    ]
    for each in series:
        slow = each.p99 if last == "p99" else max(each.seconds)
        numbers = [f"{number * factor:{8 + len(unit)}.{digits}f}" for number in (each.median, slow)]
        cells = ratios(each, floors) if each.ours else {}
        shown = [
            f"{cells[floor.key]:{len(head)}.2f}" if cells else " " * len(head)
            for floor, head in zip(floors, heads, strict=True)
        ]
        lines.append("  ".join([f"  {each.name:{width}}", *numbers, *shown]).rstrip())
    return "\n".join(lines)


def start_aims(series: Sequence[Series]) -> list[Aim]:
    """What a start wants to be. Where matplotlib is missing, nothing is said of it."""
    known = by_key(series)
    first, complete = known["first paint"], known["complete"]
    plot = known["pyqtgraph"].median
    aims = [
        Aim("first paint / bare pyqtgraph window", first.median / plot, 1.0),
        Aim("complete page / bare pyqtgraph window", complete.median / plot, 1.5),
    ]
    if "matplotlib" in known:
        theirs = known["matplotlib"].median
        aims.append(Aim("first paint / matplotlib", first.median / theirs, 1.0))
        aims.append(Aim("complete page / matplotlib", complete.median / theirs, 1.0))
    return aims


def edit_aims(series: Sequence[Series]) -> list[Aim]:
    """What one changed score wants to be."""
    known = by_key(series)
    ours = known["edit"]
    aims = [
        Aim("edit / plain pyqtgraph scene", ours.median / known["pyqtgraph"].median, 1.5),
        Aim("99 of 100 edits in one 60-Hz frame", ours.p99 * 1000, FRAME * 1000, " ms"),
    ]
    for key, name in (("blit", "matplotlib blitted"), ("redraw", "matplotlib redrawn")):
        if key in known:
            aims.append(Aim(f"edit / {name}", ours.median / known[key].median, 1.0))
    return aims


WORKBOOK_ACTS = {
    "open": ("opening", "json read"),
    "save": ("saving", "json write"),
    "edit": ("one edit and its undo", ""),
    "recovery": ("one edit and its text for recovery", "json write"),
}
"""What is done to a workbook, and the plain json that it is held against."""


def workbook_table(times: Mapping[str, Mapping[str, float]]) -> str:
    """The milliseconds of each act for each number of issues, and the ratio to plain json."""
    width = max(len(name) for name, _ in WORKBOOK_ACTS.values())
    heads = "".join(f"{f'{count} issues':>20}" for count in times)
    lines = [
        "A workbook, ten rounds an issue, in ms (and times plain json)",
        f"  {'':{width}}{heads}",
    ]
    for act, (name, floor) in WORKBOOK_ACTS.items():
        cells = []
        for each in times.values():
            ratio = f" (× {each[act] / each[floor]:.1f})" if floor else ""
            cells.append(f"{each[act] * 1000:.2f}{ratio}")
        lines.append(f"  {name:{width}}" + "".join(f"{cell:>20}" for cell in cells))
    return "\n".join(lines)


def workbook_aims(times: Mapping[str, Mapping[str, float]]) -> list[Aim]:
    """What a large workbook wants to be: as quick to edit as a small one."""
    smallest, *_, largest = times.values()
    return [
        Aim("edit, 1,000 issues / 10 issues", largest["edit"] / smallest["edit"], 2.0),
        Aim(
            "edit and text for recovery in one frame",
            largest["recovery"] * 1000,
            FRAME * 1000,
            " ms",
        ),
    ]


def room_series(measured: Mapping[str, Sequence[float]]) -> list[Series]:
    """The longest waits for the window's event loop, with nothing beside it and with a band."""
    names = {"idle": "nothing is reckoned", "busy": "the band of 1,000 ballots is reckoned"}
    return [
        Series(key, name, tuple(measured[key]), ours=key == "busy") for key, name in names.items()
    ]


def room_aims(series: Sequence[Series]) -> list[Aim]:
    """What the band of a large room wants to be: not felt in the window."""
    wait = by_key(series)["busy"].median
    return [Aim("longest wait beside a band in one frame", wait * 1000, FRAME * 1000, " ms")]


def rest_series(bare: Sequence[float], ours: Sequence[float]) -> list[Series]:
    """What a second of rest takes: a bare window with a field, and SP Desk at several places."""
    return [
        Series("bare", "a bare window with a field", tuple(bare)),
        Series("rest", "SP Desk, at three places", tuple(ours), ours=True),
    ]


def rest_aims(series: Sequence[Series]) -> list[Aim]:
    """What a program that nobody touches wants to take: nothing."""
    worst = max(by_key(series)["rest"].seconds)
    return [Aim("processor in a second of rest", worst * 1000, NOTHING * 1000, " ms")]


def as_data(series: Sequence[Series], aims: Sequence[Aim]) -> dict[str, object]:
    """All of it for a machine."""
    floors = [each for each in series if not each.ours]
    rows: list[Mapping[str, object]] = [
        {
            "key": each.key,
            "name": each.name,
            "median": each.median,
            "p99": each.p99,
            "ratios": ratios(each, floors) if each.ours else {},
            "seconds": list(each.seconds),
        }
        for each in series
    ]
    outcomes = [
        {"wish": aim.wish, "value": aim.value, "limit": aim.limit, "met": aim.met} for aim in aims
    ]
    return {"rows": rows, "aims": outcomes}
