"""Which pictures there are: page × theme × scale × size × content, and what each is called."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spdesk.ui.theme.theme import NAMES

THEMES = NAMES
SCALES = (100, 200)
"""Text sizes in per cent that are drawn when none is asked for."""
SIZES = ("1366x768", "1920x1080")
CONTENTS = ("empty", "typical", "extreme")

_SMALLEST_SCALE, _LARGEST_SCALE = 80, 200


class WishError(Exception):
    """A picture was asked for that there cannot be; the text says which, and what there is."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for. `scales` are per cent, `sizes` are like 1366x768 in pixels."""

    pages: tuple[str, ...]
    themes: tuple[str, ...] = THEMES
    scales: tuple[int, ...] = SCALES
    sizes: tuple[str, ...] = SIZES
    contents: tuple[str, ...] = CONTENTS
    colour_blind: tuple[str, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A page at one size of the screen, drawn by one program: each has a screen of its own."""

    page: str
    size: str
    contents: tuple[str, ...]
    wishes: Wishes

    def names(self) -> Iterator[str]:
        """What its pictures are called, without the ending."""
        for content in self.contents:
            for scale in self.wishes.scales:
                for theme in self.wishes.themes:
                    name = picture_name(self.page, content, theme, scale, self.size)
                    yield from (name, *(f"{name}-{kind}" for kind in self.wishes.colour_blind))


def picture_name(page: str, content: str, theme: str, scale: int, size: str) -> str:
    """The name of a picture, which says everything about it."""
    return f"{page}-{content}-{theme}-{scale}-{size}"


def units(wishes: Wishes, known: Mapping[str, Sequence[str]]) -> list[Unit]:
    """The work that was asked for. `known`: the contents that each page has.

    Raises WishError when nothing is left: that is a slip, not an empty wish.
    """
    found = []
    for page in wishes.pages:
        contents = tuple(one for one in known[page] if one in wishes.contents)
        if contents:
            found += [Unit(page, size, contents, wishes) for size in wishes.sizes]
    if not found:
        raise WishError(f"None of these pages has the content {' or '.join(wishes.contents)}.")
    return found


def chosen(what: str, text: str, known: Sequence[str]) -> tuple[str, ...]:
    """The parts of a list with commas, in the order of the known ones. Raises WishError."""
    wanted = [part.strip() for part in text.split(",") if part.strip()]
    unknown = [part for part in wanted if part not in known]
    if unknown or not wanted:
        raise WishError(
            f"{what}: {', '.join(unknown) or 'nothing'} is unknown; there are {', '.join(known)}."
        )
    return tuple(one for one in known if one in wanted)


def pages_chosen(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """The same for pages, where `room` also means every page whose name begins with `room-`."""
    wanted = [part.strip() for part in text.split(",") if part.strip()]
    spread = [
        page
        for part in wanted
        for page in ([one for one in known if one == part or one.startswith(f"{part}-")] or [part])
    ]
    return chosen("--pages", ",".join(spread), known)


def scales_chosen(text: str) -> tuple[int, ...]:
    """Text sizes from 80 to 200 per cent. Raises WishError."""
    try:
        scales = tuple(int(part) for part in text.split(","))
    except ValueError:
        scales = ()
    if not scales or any(not _SMALLEST_SCALE <= one <= _LARGEST_SCALE for one in scales):
        raise WishError(f"--scales: {text!r} are no numbers from 80 to 200 with commas between.")
    return tuple(dict.fromkeys(scales))


def sizes_chosen(text: str) -> tuple[str, ...]:
    """Sizes of the screen. Raises WishError."""
    sizes = tuple(dict.fromkeys(part.strip() for part in text.split(",")))
    for size in sizes:
        width, cross, height = size.partition("x")
        if not (width.isdecimal() and cross and height.isdecimal()):
            raise WishError(f"--sizes: {size!r} is not a size like 1366x768.")
    return sizes


def width_and_height(size: str) -> tuple[int, int]:
    """The two numbers of a size."""
    width, _, height = size.partition("x")
    return int(width), int(height)
