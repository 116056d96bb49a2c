"""The texts of the help: all there, in order, and each kind of damage told with its file."""

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from spdesk.console.resources import check_resources
from spdesk.core.errors import ResourceError
from spdesk.guidance.help_texts import HelpTexts, Topic, plain
from spdesk.guidance.library import guidance
from spdesk.guidance.locate import bundle_notices, resource_folder

Packed = Callable[[str, str], Path]

LINK = re.compile(r"\]\(([^)]*)\)")

ORDER = [
    *("start", "words", "numbers", "limits", "meeting", "keys"),
    *("privacy", "accessibility", "it", "governance", "licences"),
]
KEYS = [("File", "Save", "Ctrl+S"), ("File", "Open", "Ctrl+O"), ("View", "Larger text", "Ctrl++")]


@pytest.fixture
def texts() -> HelpTexts:
    return HelpTexts(resource_folder())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the resources, to be damaged."""
    return shutil.copytree(resource_folder(), tmp_path / "resources")


@pytest.fixture
def packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Packed:
    """Lay out a packaged program: where its executable is, and where its list of licences."""

    def lay_out(executable: str, notices: str) -> Path:
        program, file = tmp_path / executable, tmp_path / notices
        for path in (program, file):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("# Licences of the package\n", encoding="utf-8")
        monkeypatch.setattr(sys, "frozen", True, raising=False)
        monkeypatch.setattr(sys, "executable", str(program))
        return file

    return lay_out


def topic(texts: HelpTexts, topic_id: str) -> Topic:
    return next(topic for topic in texts.topics if topic.id == topic_id)


def test_the_topics_stand_in_their_order_and_each_text_begins_with_its_title(
    texts: HelpTexts,
) -> None:
    assert [topic.id for topic in texts.topics] == ORDER
    for entry in texts.topics:
        assert texts.text(entry).startswith(f"# {entry.title}\n")


def test_every_link_leads_somewhere_in_the_help(texts: HelpTexts) -> None:
    links = [link for entry in texts.topics for link in LINK.findall(texts.text(entry))]
    assert any(link.startswith("word:") for link in links)
    assert any("#" in link for link in links)
    assert [link for link in links if texts.target_of(link) is None] == []


def test_a_link_is_a_topic_perhaps_a_place_in_it_or_a_word(texts: HelpTexts) -> None:
    words, limits = ORDER.index("words"), ORDER.index("limits")
    assert texts.target_of("topic:limits") == (limits, "")
    assert texts.target_of("topic:limits#small-rooms") == (limits, "small-rooms")
    assert texts.target_of("word:band") == (words, "likely-range")
    assert texts.target_of("word:nobody-knows") is None
    assert texts.target_of("topic:nobody-knows") is None
    assert texts.target_of("https://example.org/") is None


def test_the_words_hold_every_entry_of_the_glossary(texts: HelpTexts) -> None:
    text = texts.text(topic(texts, "words"))
    headings = re.findall(r"^### (.*)$", text, re.MULTILINE)
    assert headings == [entry.term for entry in guidance().glossary.entries]
    sections = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert sections == [section.title for section in guidance().glossary.sections]


def test_the_keys_come_from_the_window_by_their_places() -> None:
    texts = HelpTexts(resource_folder(), lambda: KEYS)
    text = texts.text(topic(texts, "keys"))
    assert text.startswith("# Keys\n")
    assert "## File\n\n| what | keys |\n| --- | --- |\n| Save | Ctrl+S |\n| Open |" in text
    assert text.endswith("## View\n\n| what | keys |\n| --- | --- |\n| Larger text | Ctrl++ |\n")


def test_searching_reads_words_and_no_marks() -> None:
    text = "A **bold** word, [a link](topic:it#top), `code` and\n| a | cell |\n"
    assert plain(text) == "A bold word, a link, code and\n a  cell \n"


def test_a_file_that_no_topic_names_is_not_there(texts: HelpTexts) -> None:
    there = {path.name for path in (resource_folder() / "help").glob("*.md")}
    assert there == {entry.file for entry in texts.topics}


def test_a_checkout_says_that_it_has_no_list_of_licences(texts: HelpTexts) -> None:
    assert bundle_notices() is None
    assert "A checkout has no such list." in texts.text(topic(texts, "licences"))


@pytest.mark.parametrize(
    ("executable", "notices"),
    [
        ("SP Desk/spdesk", "SP Desk/licences/LICENCES.md"),
        (
            "SP Desk.app/Contents/MacOS/spdesk",
            "SP Desk.app/Contents/Resources/licences/LICENCES.md",
        ),
    ],
    ids=["a folder", "a macOS app"],
)
def test_the_packaged_program_shows_the_list_that_its_build_made(
    texts: HelpTexts, packed: Packed, executable: str, notices: str
) -> None:
    file = packed(executable, notices)
    assert bundle_notices() == file.resolve()
    assert texts.text(topic(texts, "licences")) == "# Licences of the package\n"
    assert texts.text(topic(texts, "it")).startswith("# For IT\n")


def test_a_packaged_program_without_its_list_says_what_a_checkout_says(
    texts: HelpTexts, packed: Packed
) -> None:
    packed("SP Desk/spdesk", "elsewhere/LICENCES.md")
    assert bundle_notices() is None
    assert "A checkout has no such list." in texts.text(topic(texts, "licences"))


def test_the_check_of_the_resources_counts_the_topics() -> None:
    assert check_resources(None).endswith(f", {len(ORDER)} help topics.")


FAULTS: dict[str, tuple[str, bytes | None, str]] = {
    # what is wrong: file, what stands in it (None: it is gone), what the error says
    "no list of topics": ("topics.toml", None, "topics.toml: cannot be read"),
    "no topic": ("topics.toml", b"topics = []\n", "topics.toml: topics: "),
    "an unknown key": (
        "topics.toml",
        b'[[topics]]\nid = "a"\ntitle = "A"\nfile = "it-sheet.md"\nmood = "calm"\n',
        "topics.0.mood: ",
    ),
    "a topic twice": (
        "topics.toml",
        b'[[topics]]\nid = "a"\ntitle = "A"\nfile = "it-sheet.md"\n' * 2,
        "these ids stand twice: a",
    ),
    "a file somewhere else": (
        "topics.toml",
        b'[[topics]]\nid = "a"\ntitle = "A"\nfile = "../cases.md"\n',
        "topics.0.file: ",
    ),
    "a missing text": ("it-sheet.md", None, "help/it-sheet.md: cannot be read"),
    "a link to no topic": ("privacy.md", b"# P\n[a](topic:itt)\n", "link topic:itt leads nowhere"),
    "a link to no heading": (
        "privacy.md",
        b"# P\n[a](topic:it#no-such-place)\n",
        "help/privacy.md: the link topic:it#no-such-place leads nowhere.",
    ),
    "a link to no word": ("start.md", b"# S\n[a](word:wrd)\n", "link word:wrd leads nowhere"),
    "another thing made": (
        "topics.toml",
        b'[[topics]]\nid = "a"\ntitle = "A"\nfile = "it-sheet.md"\nmade = "soup"\n',
        "topics.0.made: ",
    ),
    "an empty text": ("information-governance.md", b" \n", "governance.md: is empty."),
    "a text in another encoding": ("licences.md", b"\xff", "help/licences.md: is not UTF-8 text."),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_damage_is_told_with_its_file(folder: Path, fault: str) -> None:
    name, content, said = FAULTS[fault]
    damaged = folder / "help" / name
    if content is None:
        damaged.unlink()
    else:
        damaged.write_bytes(content)
    with pytest.raises(ResourceError) as caught:
        check_resources(folder)
    assert said in str(caught.value)


def test_the_check_reads_a_text_even_where_a_generated_list_stands_in_for_it(
    folder: Path, packed: Packed
) -> None:
    packed("SP Desk/spdesk", "SP Desk/licences/LICENCES.md")
    (folder / "help" / "licences.md").unlink()
    with pytest.raises(ResourceError, match=r"help/licences\.md: cannot be read"):
        check_resources(folder)
