"""What a report is made of: blocks that every format can show, and the record that holds them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` is 1 for an issue, 2 for its parts, 3 below. No level is ever left out."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `quiet`: said beside, such as a caveat. Line breaks in the text are kept."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values, one a line."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first row, `headers`, says what stands in each column.

    `widths`: the share of each column, together 1.
    """

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without an order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that the caller may bring, and whole sentences that say the same as it."""

    id: str
    alt: str


LANGUAGE = "en-GB"
"""What all reports and papers are written in."""

Block = Heading | Paragraph | Facts | Table | Bullets | Picture


@dataclass(frozen=True, slots=True)
class Record:
    """One document: what it says, in the order in which it is read."""

    title: str
    subject: str
    blocks: tuple[Block, ...]
    language: str = LANGUAGE
