"""What the help window can show: the typed form of help/topics.toml, and the texts beside it."""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from spdesk.core.errors import ResourceError
from spdesk.core.translation import resource_text, translate
from spdesk.guidance.glossary_texts import Glossary, Slug, place_of
from spdesk.guidance.help_words import escaped, words_text
from spdesk.guidance.locate import bundle_notices
from spdesk.guidance.resource import Resource, Text, read_resource, require_unique

TextFile = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.md$")]
"""A Markdown file beside topics.toml."""

TOPIC_LINK = "topic:"
"""A link to another topic: the id of the topic, perhaps # and the place of one of its headings."""

WORD_LINK = "word:"
"""A link to an entry of the glossary: its id."""

KeyRows = Sequence[tuple[str, str, str]]
"""Where a key is heard or in which menu it stands, what it does, and the keys."""

_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)\)")


class Made(StrEnum):
    """What the program adds to a topic's file, or puts in its place."""

    NOTHING = ""
    LICENCES = "licences"
    """The list that the build of a packaged program made stands in for the file."""
    WORDS = "words"
    """Every entry of the glossary follows the text of the file."""
    KEYS = "keys"
    """The table of all keys follows the text of the file."""


class Topic(Resource):
    """One topic of the help."""

    id: Slug
    title: Text
    file: TextFile
    made: Made = Made.NOTHING


class HelpTopics(Resource):
    """The whole of topics.toml."""

    topics: tuple[Topic, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _check(self) -> Self:
        require_unique("topics", [topic.id for topic in self.topics])
        return self


class HelpTexts:
    """The topics of the help and their texts. Raises ResourceError that names the file.

    `keys` gives the table of keys when the topic is first shown; the window knows them, and this
    does not.
    """

    def __init__(self, resources: Path, keys: Callable[[], KeyRows] | None = None) -> None:
        self._resources = resources
        self._folder = resources / "help"
        self._keys = keys
        self.topics = read_resource(self._folder / "topics.toml", HelpTopics).topics

    def text(self, topic: Topic) -> str:
        """The text of a topic, in Markdown."""
        notices = bundle_notices() if topic.made is Made.LICENCES else None
        text = _read(notices or self._folder / topic.file)
        if topic.made is Made.WORDS:
            return f"{text}\n{words_text(self._glossary)}"
        if topic.made is Made.KEYS and self._keys is not None:
            return f"{text}\n{_table_of(self._keys())}"
        return text

    def row_of(self, topic_id: str) -> int | None:
        """Where a topic stands in the list, or None when there is none of this id."""
        rows = (row for row, topic in enumerate(self.topics) if topic.id == topic_id)
        return next(rows, None)

    def target_of(self, link: str) -> tuple[int, str] | None:
        """Where a link leads: the row of a topic and the place in it; None for a link to nowhere.

        A place is that of a heading (`place_of`); "" is the top.
        """
        if link.startswith(WORD_LINK):
            return self.target_of_word(link.removeprefix(WORD_LINK))
        topic_id, _, place = link.removeprefix(TOPIC_LINK).partition("#")
        row = self.row_of(topic_id)
        return None if row is None else (row, place)

    def target_of_word(self, entry_id: str) -> tuple[int, str] | None:
        """Where an entry of the glossary stands, or None when there is none."""
        row = next((i for i, topic in enumerate(self.topics) if topic.made is Made.WORDS), None)
        glossary = self._glossary
        if row is None or not glossary.has(entry_id):
            return None
        return row, place_of(glossary.entry(entry_id).term)

    def check(self) -> None:
        """Read every file that is named, and follow every link between topics."""
        texts = {topic.id: self._text_to_check(topic) for topic in self.topics}
        places = {topic: _places(text) for topic, text in texts.items()}
        for topic in self.topics:
            for _, link in _LINK.findall(texts[topic.id]):
                self._check_link(topic.file, link, places)

    def _text_to_check(self, topic: Topic) -> str:
        """The text of a checkout, also where a generated list stands in for it."""
        text = _read(self._folder / topic.file)
        return self.text(topic) if topic.made is Made.WORDS else text

    def _check_link(self, file: str, link: str, places: dict[str, set[str]]) -> None:
        if not link.startswith((TOPIC_LINK, WORD_LINK)):
            return
        target = self.target_of(link)
        if target is None or (target[1] and target[1] not in places[self.topics[target[0]].id]):
            raise ResourceError(f"help/{file}: the link {link} leads nowhere.")

    @cached_property
    def _glossary(self) -> Glossary:
        return read_resource(self._resources / "glossary.toml", Glossary)


def plain(markdown: str) -> str:
    """The words of a text without its marks and the addresses of its links, as one searches it."""
    return re.sub(r"[*`|]+", "", _LINK.sub(r"\1", markdown))


def _places(markdown: str) -> set[str]:
    """The places of the headings of a text."""
    return {place_of(line.lstrip("#")) for line in markdown.splitlines() if line.startswith("#")}


def _table_of(rows: KeyRows) -> str:
    """Keys in a table for each place, a line each."""
    parts = []
    what, keys = translate("help", "what"), translate("help", "keys")
    heading = f"| {what} | {keys} |"
    for place, group in groupby(rows, key=itemgetter(0)):
        lines = [f"| {escaped(does)} | {escaped(by)} |" for _, does, by in group]
        parts.append("\n".join([f"## {escaped(place)}", "", heading, "| --- | --- |", *lines]))
    return "\n\n".join(parts) + "\n"


def _read(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ResourceError(f"help/{path.name}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ResourceError(f"help/{path.name}: is not UTF-8 text.") from error
    if not text.strip():
        raise ResourceError(f"help/{path.name}: is empty.")
    # A paragraph is one text for those who translate.
    return "\n\n".join(resource_text(part) for part in text.split("\n\n"))
