"""What the help window can show: the typed form of help/topics.toml, and the texts beside it."""

from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from spdesk.core.errors import ResourceError
from spdesk.guidance.locate import bundle_notices
from spdesk.guidance.resource import Resource, Text, read_resource, require_unique

TextFile = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.md$")]
"""A Markdown file beside topics.toml."""


class Topic(Resource):
    """One topic of the help.

    `generated`: in the packaged program, the list that its build made stands in for the file.
    """

    id: Text
    title: Text
    file: TextFile
    generated: bool = False


class HelpTopics(Resource):
    """The whole of topics.toml."""

    topics: tuple[Topic, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _check(self) -> Self:
        require_unique("topics", [topic.id for topic in self.topics])
        return self


class HelpTexts:
    """The topics of the help and their texts. Raises ResourceError that names the file."""

    def __init__(self, resources: Path) -> None:
        self._folder = resources / "help"
        self.topics = read_resource(self._folder / "topics.toml", HelpTopics).topics

    def text(self, topic: Topic) -> str:
        """The text of a topic, in Markdown."""
        notices = bundle_notices() if topic.generated else None
        return _read(notices or self._folder / topic.file)

    def check(self) -> None:
        """Read every file that is named, also one that a generated list stands in for."""
        for topic in self.topics:
            _read(self._folder / topic.file)


def _read(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ResourceError(f"help/{path.name}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ResourceError(f"help/{path.name}: is not UTF-8 text.") from error
    if not text.strip():
        raise ResourceError(f"help/{path.name}: is empty.")
    return text
