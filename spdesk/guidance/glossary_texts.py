"""What every word of the method and of the program means: the typed form of glossary.toml."""

import re
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from spdesk.guidance.resource import Id, Resource, Text, require_unique

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""Small letters and digits, with hyphens between words."""


class Entry(Resource):
    """One word.

    `meaning` says in one to three plain sentences what it means. `computed` gives the formula and
    how the number is made; `example` a worked one, on the scale of 1 to 10 unless it says another.
    `source` names the works that it rests on. `instead_of` holds words that must not be used for
    the same thing. `more` names other entries that belong to this one.
    """

    id: Slug
    term: Text
    meaning: Text
    computed: Text = ""
    example: Text = ""
    source: Text = ""
    instead_of: tuple[Id, ...] = ()
    more: tuple[Slug, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.example and not self.computed:
            raise ValueError("an example stands beside what is computed")
        if self.id in self.more:
            raise ValueError("an entry cannot lead to itself")
        return self


class Section(Resource):
    """Entries that belong together, in the order in which the help lists them."""

    title: Text
    entries: tuple[Entry, ...] = Field(min_length=1)


class Glossary(Resource):
    """The whole of glossary.toml."""

    sections: tuple[Section, ...] = Field(min_length=1)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, in the order of the sections."""
        return tuple(entry for section in self.sections for entry in section.entries)

    def entry(self, entry_id: str) -> Entry:
        """The entry with this id. Raises KeyError when there is none."""
        return self._by_id[entry_id]

    def has(self, entry_id: str) -> bool:
        """Whether there is an entry with this id."""
        return entry_id in self._by_id

    @cached_property
    def _by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self.entries}

    @model_validator(mode="after")
    def _check(self) -> Self:
        require_unique("entries", [entry.id for entry in self.entries])
        require_unique("terms", [place_of(entry.term) for entry in self.entries])
        known = {entry.id for entry in self.entries}
        for entry in self.entries:
            unknown = sorted(set(entry.more) - known)
            if unknown:
                raise ValueError(f"{entry.id}.more: no such entry: {', '.join(unknown)}")
        terms = {entry.term.casefold() for entry in self.entries}
        for entry in self.entries:
            used = sorted(word for word in entry.instead_of if word.casefold() in terms)
            if used:
                raise ValueError(f"{entry.id}.instead_of: is a term itself: {', '.join(used)}")
        return self


def place_of(heading: str) -> str:
    """The name of the place that a heading makes in a text: "Type 1" is found at "type-1"."""
    return "-".join(re.findall(r"\w+", heading.casefold()))
