"""The command that draws the whole picture set, and the pictures of the documents."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from picturing import command, contents, guide
from picturing.camera import is_blank
from picturing.palette import in_256_colours
from picturing.place import Place
from picturing.places import PLACES
from picturing.places_dialogs import HELP_TOPICS
from picturing.plan import (
    CONTENTS,
    SIZES,
    THEMES,
    Unit,
    WishError,
    Wishes,
    chosen,
    pages_chosen,
    picture_name,
    scales_chosen,
    sizes_chosen,
    units,
)
from picturing.render import as_text, from_text
from PySide6.QtGui import QColor, QImage

from spdesk.guidance.help_texts import HelpTexts
from spdesk.guidance.locate import resource_folder
from spdesk.ui.theme.theme import NAMES
from spdesk.workbook.derive import Step
from spdesk.workbook.format import from_text as from_file
from spdesk.workbook.format import to_text

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "build" / "pictures.py"
KNOWN = {name: place.contents for name, place in PLACES.items()}
SMALL = ["--scales", "100", "--sizes", "1366x768", "--contents", "typical", "--jobs", "1"]


def draw(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run the command as `go.py pictures` does."""
    command_line = [sys.executable, str(SCRIPT), "set", *arguments]
    return subprocess.run(
        command_line, capture_output=True, encoding="utf-8", check=False, cwd=ROOT, timeout=110
    )


class TestPlan:
    def test_it_covers_every_step_theme_size_and_content(self) -> None:
        work = units(Wishes(tuple(PLACES)), KNOWN)
        assert {place.step for place in PLACES.values()} >= set(Step)
        assert (THEMES, SIZES) == (NAMES, ("1366x768", "1920x1080"))
        names = [name for unit in work for name in unit.names()]
        assert len(names) == len(set(names))
        for page, place in PLACES.items():
            for content in place.contents:
                for theme in NAMES:
                    for scale in (100, 200):
                        for size in SIZES:
                            assert picture_name(page, content, theme, scale, size) in names

    def test_every_step_is_drawn_empty_typical_and_extreme(self) -> None:
        for step in Step:
            drawn = {c for place in PLACES.values() if place.step is step for c in place.contents}
            assert drawn == set(CONTENTS)

    def test_every_help_topic_has_a_page(self) -> None:
        topics = HelpTexts(resource_folder()).topics
        assert [topic.id for topic in topics] == list(HELP_TOPICS)

    def test_pages_are_chosen_by_name_or_by_the_beginning_of_it(self) -> None:
        known = ("room-setup", "room-dots", "plan", "plan-actions")
        assert pages_chosen("room", known) == ("room-setup", "room-dots")
        assert pages_chosen("plan, room-dots", known) == ("room-dots", "plan", "plan-actions")

    @pytest.mark.parametrize(
        "slip",
        [
            lambda: pages_chosen("no-such-page", tuple(PLACES)),
            lambda: chosen("--themes", "pink", THEMES),
            lambda: chosen("--contents", "", CONTENTS),
            lambda: scales_chosen("79"),
            lambda: scales_chosen("large"),
            lambda: sizes_chosen("1366"),
            lambda: units(Wishes(("dialog-keys",), contents=("extreme",)), KNOWN),
        ],
    )
    def test_a_slip_is_an_error(self, slip: Callable[[], object]) -> None:
        with pytest.raises(WishError):
            slip()

    def test_a_unit_of_work_comes_through_to_the_program_that_draws_it(self) -> None:
        wishes = Wishes(("plan",), ("dark",), (80,), ("1x1",), colour_blind=("x",), whole=True)
        unit = Unit("plan", "1x1", ("empty",), wishes)
        assert from_text(as_text(unit)) == unit


def test_the_extreme_workbook_is_as_extreme_as_it_says_and_can_be_kept() -> None:
    workbook = contents.extreme()
    first = workbook.issues[0]
    assert from_file(to_text(workbook), "extreme") == workbook
    assert (len(workbook.issues), len(first.title), len(contents.LONG_WORD)) == (1_000, 300, 80)
    assert {len(held.ballots) for held in first.ballot_rounds} == {40}
    assert (len(first.agreed.actions), len(first.agreed.reviews)) == (30, 10)
    unanswered = workbook.issue(contents.UNANSWERED)
    assert unanswered is not None
    assert set(unanswered.triage.ratings.values()) == {None}


class TestDrawing:
    def test_a_small_run_makes_real_pictures_and_a_contact_sheet(self, tmp_path: Path) -> None:
        done = draw("--out", str(tmp_path), "--pages", "issue", "--themes", "light,dark", *SMALL)
        assert (done.returncode, done.stderr) == (0, "")
        lightness = {}
        for theme in ("light", "dark"):
            name = f"issue-typical-{theme}-100-1366x768.png"
            image = QImage(str(tmp_path / name))
            assert (image.width(), image.height()) == (1366, 768)
            assert not is_blank(image)
            lightness[theme] = image.pixelColor(700, 740).lightness()
            assert name in (tmp_path / "index.html").read_text("utf-8")
        assert lightness["light"] > 200
        assert lightness["dark"] < 60
        sheet = QImage(str(tmp_path / "contact-sheet-issue.png"))
        assert not is_blank(sheet)
        made = {path.name for path in tmp_path.iterdir()}
        assert len(made) == 4  # two pictures, their sheet, the index, and nothing else

    def test_a_picture_that_cannot_be_made_is_named_and_fails(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        qapp: object,
    ) -> None:
        """This program knows a page that the program which draws does not."""
        nowhere = Place(PLACES["issue"].take, ("typical",))
        monkeypatch.setitem(command.PLACES, "nowhere", nowhere)  # type: ignore[index]
        asked = ["--out", str(tmp_path), "--pages", "nowhere", "--themes", "light", *SMALL]
        old = tmp_path / "nowhere-typical-light-100-1366x768.png"
        old.write_bytes(b"one of an earlier run")
        assert command.main(asked) == 1
        assert f"Missing: {old.stem}" in capsys.readouterr().err
        assert not old.exists()

    def test_a_page_that_is_unknown_is_refused(self, tmp_path: Path) -> None:
        done = draw("--out", str(tmp_path), "--pages", "nowhere")
        assert done.returncode == 2
        assert "nowhere is unknown" in done.stderr


def test_a_picture_of_one_colour_counts_as_blank() -> None:
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    assert is_blank(image)
    for place in range(100):
        image.setPixel(place, place, 0)
    assert not is_blank(image)


class TestGuide:
    def test_its_pictures_are_those_of_the_documents(self) -> None:
        there = {path.stem for path in (ROOT / "docs" / "pictures").iterdir()}
        documents = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
        text = "".join(path.read_text("utf-8") for path in documents)
        linked = set(re.findall(r"pictures/([\w-]+)\.png", text))
        assert set(guide.PICTURES) == there
        assert linked <= there

    def test_each_is_a_page_of_the_set_with_a_content_that_it_has(self) -> None:
        for wanted in guide.PICTURES.values():
            if wanted.page != guide.RECORD:
                assert wanted.content in PLACES[wanted.page].contents
                assert wanted.theme in THEMES

    def test_each_is_small_enough(self) -> None:
        for path in (ROOT / "docs" / "pictures").iterdir():
            assert path.stat().st_size <= guide.LARGEST, path.name

    def test_a_picture_in_256_colours_hardly_differs(self, qapp: object) -> None:
        """A page with text, a smooth gradient and a rare mark."""
        image = QImage(256, 64, QImage.Format.Format_RGB32)
        image.fill(0xFFF3F5F8)
        for x in range(256):
            for y in range(32):
                image.setPixelColor(x, y, QColor(x, 255 - x // 2, 100 + y))
        image.setPixelColor(200, 60, QColor(255, 0, 0))
        small = in_256_colours(image)
        assert small.format() is QImage.Format.Format_Indexed8
        assert small.pixelColor(200, 60) == QColor(255, 0, 0)
        assert small.pixelColor(0, 63) == QColor(0xF3, 0xF5, 0xF8)
        for x in range(256):
            for y in range(64):
                before, after = image.pixelColor(x, y), small.pixelColor(x, y)
                for part in ("red", "green", "blue"):
                    assert abs(getattr(before, part)() - getattr(after, part)()) <= 16
