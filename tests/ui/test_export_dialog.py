"""Handing round: the pair with one key, the dialog with its preview, and what can go wrong."""

import csv
import io
import threading
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
)
from pytestqt.qtbot import QtBot

from spdesk.guidance.library import guidance
from spdesk.ui.export.export_dialog import ExportDialog
from spdesk.ui.export.making import Making
from spdesk.ui.export.preview import MOST_PAGES, Preview
from spdesk.ui.export.wish import Kind, wish_for
from spdesk.ui.export.words import kind_label
from spdesk.ui.export.work import Steps, Work
from spdesk.ui.main_window import MainWindow
from spdesk.workbook import edits
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.store import read_workbook, save_workbook
from tests.ui.conftest import Recorder
from tests.ui.driving import Driver, example_path, named, shown, words

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WAIT = 30_000


@pytest.fixture
def own(driver: Driver, tmp_path: Path) -> Path:
    """The first example as a workbook of one's own, open."""
    path = tmp_path / "Our practice.spdesk"
    save_workbook(read_workbook(example_path()), path)
    driver.window.files.open(path)
    driver.settle()
    return path


def files_in(folder: Path) -> list[str]:
    """The names of the files in a folder, without the lock of the workbook."""
    found = (path.name for path in folder.iterdir() if path.is_file())
    return sorted(name for name in found if not name.startswith("."))


def wait_for(driver: Driver, messages: Recorder) -> None:
    driver.qtbot.waitUntil(lambda: bool(messages.written or messages.told), timeout=WAIT)


class TestThePair:
    def test_one_key_writes_both_beside_the_workbook(
        self, driver: Driver, messages: Recorder, own: Path
    ) -> None:
        driver.command(Key.Key_R)
        wait_for(driver, messages)
        assert messages.told == []
        record, log = (
            own.parent / "Our practice record.docx",
            own.parent / "Our practice action log.xlsx",
        )
        headings = [p.text for p in Document(str(record)).paragraphs if p.style.name == "Heading 1"]
        assert headings == ["Patients who keep missing appointments"]
        assert len(Document(str(record)).inline_shapes) == 1
        assert load_workbook(log).sheetnames == ["Action log"]
        assert str(own.parent) in messages.written[0]
        assert record.name in messages.written[0]
        assert log.name in messages.written[0]

    def test_it_holds_what_is_not_saved_yet(
        self, driver: Driver, messages: Recorder, own: Path
    ) -> None:
        driver.window.desk.apply_to_issue("t", edits.describe_issue, "title", "Another title")
        driver.command(Key.Key_R)
        wait_for(driver, messages)
        record = Document(str(own.parent / "Our practice record.docx"))
        assert record.core_properties.title == "Another title"

    def test_it_asks_before_it_writes_over(
        self, driver: Driver, messages: Recorder, own: Path
    ) -> None:
        there = own.parent / "Our practice record.docx"
        there.write_bytes(b"mine")
        driver.command(Key.Key_R)
        driver.settle()
        assert messages.to_replace == [["Our practice record.docx"]]
        assert there.read_bytes() == b"mine"
        assert files_in(own.parent) == [there.name, own.name]
        messages.replace = True
        driver.command(Key.Key_R)
        wait_for(driver, messages)
        assert there.read_bytes().startswith(b"PK")

    def test_without_a_file_it_asks_for_a_folder(
        self, driver: Driver, messages: Recorder, tmp_path: Path
    ) -> None:
        driver.open_example("missed-appointments")
        driver.command(Key.Key_R)
        assert len(messages.suggested) == 1
        assert messages.written == []
        messages.folder = tmp_path
        driver.command(Key.Key_R)
        wait_for(driver, messages)
        assert {path.suffix for path in tmp_path.glob("Patients who keep*")} == {".docx", ".xlsx"}

    def test_among_all_issues_it_writes_all(
        self, driver: Driver, messages: Recorder, tmp_path: Path
    ) -> None:
        path = tmp_path / "merger.spdesk"
        save_workbook(read_workbook(example_path("merging-two-practices")), path)
        driver.window.files.open(path)
        driver.window.commands.all_issues()
        driver.settle()
        driver.command(Key.Key_R)
        wait_for(driver, messages)
        record = Document(str(tmp_path / "merger record.docx"))
        assert len([p for p in record.paragraphs if p.style.name == "Heading 1"]) == 4

    def test_an_issue_among_others_has_its_own_files(
        self, driver: Driver, messages: Recorder, tmp_path: Path
    ) -> None:
        path = tmp_path / "merger.spdesk"
        save_workbook(read_workbook(example_path("merging-two-practices")), path)
        driver.window.files.open(path)
        driver.settle()
        driver.command(Key.Key_R)
        wait_for(driver, messages)
        assert (tmp_path / "merger Merging two practices record.docx").exists()

    def test_a_file_that_cannot_be_written_gives_one_sentence(
        self, driver: Driver, messages: Recorder, own: Path
    ) -> None:
        messages.replace = True
        (own.parent / "Our practice record.docx").mkdir()
        driver.command(Key.Key_R)
        wait_for(driver, messages)
        (told,) = messages.told
        assert "Our practice record.docx" in told
        assert messages.written == []

    def test_details_of_people_are_asked_about_first(
        self, driver: Driver, messages: Recorder, own: Path
    ) -> None:
        text = "Mrs Jones, NHS number 943 476 5919"
        driver.window.desk.apply_to_issue("t", edits.describe_issue, "description", text)
        messages.save_details = False
        driver.command(Key.Key_R)
        driver.settle()
        assert len(messages.details) == 1
        assert list(own.parent.glob("*.docx")) == []

    def test_no_thread_is_left(self, driver: Driver, messages: Recorder, own: Path) -> None:
        before = threading.active_count()
        driver.command(Key.Key_R)
        wait_for(driver, messages)
        assert threading.active_count() <= before


class Exporter:
    """A person at the dialog."""

    def __init__(self, driver: Driver, dialog: QDialog) -> None:
        assert isinstance(dialog, ExportDialog)
        self.driver, self.dialog, self.qtbot = driver, dialog, driver.qtbot

    def box(self, kind: Kind) -> QCheckBox:
        return named(self.dialog, kind_label(kind), QCheckBox)

    def choose(self, *kinds: Kind) -> None:
        """Have exactly these ticked, with the space key."""
        for kind in Kind:
            box = self.box(kind)
            if box.isChecked() != (kind in kinds):
                box.setFocus()
                self.qtbot.keyClick(box, Key.Key_Space)

    def press(self, name: str) -> None:
        button = named(self.dialog, name, QPushButton)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def wait(self) -> None:
        """Until the files are written."""
        self.qtbot.waitUntil(
            lambda: any(b.text() == "Close" for b in shown(self.dialog, QPushButton)), timeout=WAIT
        )

    @property
    def words(self) -> str:
        return words(self.dialog)

    @property
    def preview(self) -> Preview:
        (found,) = shown(self.dialog, Preview)
        self.qtbot.waitUntil(lambda: found.is_ready, timeout=WAIT)
        return found


def in_dialog(driver: Driver, act: object) -> None:
    """Open the dialog with its key and do something in it."""
    faults: list[BaseException] = []

    def run(dialog: QDialog) -> None:
        try:
            act(Exporter(driver, dialog))  # type: ignore[operator]
        except BaseException as fault:  # noqa: BLE001  told after the dialog is closed
            faults.append(fault)

    driver.in_dialog(run)
    driver.command(Key.Key_R, shift=True)
    if faults:
        raise faults[0]


class TestTheDialog:
    def test_every_kind_is_written_and_can_be_read_again(
        self, driver: Driver, own: Path, messages: Recorder
    ) -> None:
        def act(export: Exporter) -> None:
            export.choose(*Kind)
            export.press("Write the files")
            export.wait()
            assert "12 files are in" in export.words

        in_dialog(driver, act)
        base = own.parent / "Our practice"
        assert len(list(own.parent.glob("Our practice *"))) == 12
        assert PdfReader(f"{base} record.pdf").trailer["/Root"]["/Lang"] == "en-GB"
        assert Path(f"{base} slides.pptx").read_bytes().startswith(b"PK")
        for name in ("landscape", "room", "triage"):
            assert not QImage(f"{base} {name}.png").isNull()
            assert Path(f"{base} {name}.svg").read_bytes().startswith(b"<?xml")
        table = csv.reader(io.StringIO(Path(f"{base} data.csv").read_text("utf-8-sig")))
        assert next(table)[0] == "issue"
        review_on = driver.issue.review_on
        assert review_on is not None
        said = Path(f"{base} review.ics").read_text("utf-8")
        assert f"DTSTART;VALUE=DATE:{review_on:%Y%m%d}" in said
        assert messages.told == []

    def test_the_preview_shows_the_pages_before_anything_is_written(
        self, driver: Driver, own: Path
    ) -> None:
        def act(export: Exporter) -> None:
            views = export.preview.views
            count = len(views)
            assert count == 2
            image = views[0].grab().toImage()
            colors = {image.pixelColor(x, 60).name() for x in range(0, image.width(), 3)}
            assert "#ffffff" in colors
            inked = [
                y
                for y in range(image.height())
                if any(image.pixelColor(x, y).lightness() < 100 for x in range(30, 200, 2))
            ]
            assert len(inked) > 30
            (area,) = shown(export.preview, QScrollArea)
            assert "What kind of problem it is" in area.accessibleDescription()
            export.driver.settle()
            assert f"Page 1 of {count}" in export.words
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
            assert f"Page {count} of {count}" in export.words

        in_dialog(driver, act)
        assert files_in(own.parent) == [own.name]

    def test_a_whole_page_fits_when_asked(self, driver: Driver, own: Path) -> None:
        def act(export: Exporter) -> None:
            (area,) = shown(export.preview, QScrollArea)
            export.press("Whole page")
            export.driver.settle()
            view = export.preview.views[0]
            assert view.height() <= area.viewport().height()
            assert view.width() <= area.viewport().width()

        in_dialog(driver, act)

    def test_all_issues_or_this_one(self, driver: Driver, tmp_path: Path) -> None:
        path = tmp_path / "merger.spdesk"
        save_workbook(read_workbook(example_path("merging-two-practices")), path)
        driver.window.files.open(path)
        driver.settle()

        def act(export: Exporter) -> None:
            assert "merger Merging two practices record.docx" in export.words
            first = len(export.preview.views)
            everything = next(
                b for b in shown(export.dialog, QRadioButton) if b.text() == "All issues: 4"
            )
            everything.click()
            assert len(export.preview.views) >= first + 3
            assert "merger record.docx" in export.words

        in_dialog(driver, act)

    def test_the_names_can_be_changed(
        self, driver: Driver, own: Path, messages: Recorder, tmp_path: Path
    ) -> None:
        messages.folder = tmp_path / "elsewhere"
        messages.folder.mkdir()

        def act(export: Exporter) -> None:
            export.choose(Kind.CSV)
            export.press("Another folder…")
            name = named(export.dialog, "Names begin with", QLineEdit)
            name.selectAll()
            export.qtbot.keyClicks(name, "../November: <list>")
            export.press("Write the files")
            export.wait()
            assert "November list data.csv is in" in export.words

        in_dialog(driver, act)
        assert [path.name for path in messages.folder.iterdir()] == ["November list data.csv"]

    def test_nothing_chosen_writes_nothing(self, driver: Driver, own: Path) -> None:
        def act(export: Exporter) -> None:
            export.choose()
            assert not named(export.dialog, "Write the files", QPushButton).isEnabled()
            assert "Choose at least one thing" in export.words

        in_dialog(driver, act)

    def test_without_a_day_of_review_there_is_nothing_for_a_calendar(
        self, driver: Driver, own: Path
    ) -> None:
        driver.start_issue()

        def act(export: Exporter) -> None:
            assert not export.box(Kind.CALENDAR).isEnabled()
            export.choose(Kind.CSV)
            assert ".ics" not in export.words

        in_dialog(driver, act)

    def test_it_asks_before_it_writes_over(
        self, driver: Driver, own: Path, messages: Recorder
    ) -> None:
        there = own.parent / "Our practice data.csv"
        there.write_text("mine")

        def act(export: Exporter) -> None:
            export.choose(Kind.CSV)
            export.press("Write the files")
            assert messages.to_replace == [["Our practice data.csv"]]
            assert there.read_text() == "mine"
            messages.replace = True
            export.press("Write the files")
            export.wait()

        in_dialog(driver, act)
        assert there.read_text("utf-8-sig").startswith('"issue"')

    def test_cancel_stops_and_says_what_is_there(
        self, driver: Driver, own: Path, messages: Recorder
    ) -> None:
        def act(export: Exporter) -> None:
            export.choose(*(kind for kind in Kind if kind is not Kind.CALENDAR))
            export.press("Write the files")
            export.press("Cancel")
            export.wait()
            assert "Cancelled: nothing was written." in export.words
            assert named(export.dialog, "Write the files", QPushButton).isEnabled()

        in_dialog(driver, act)
        assert files_in(own.parent) == [own.name]

    def test_escape_while_it_works_cancels_and_closes_later(
        self, driver: Driver, own: Path
    ) -> None:
        def act(export: Exporter) -> None:
            export.choose(Kind.PDF)
            export.press("Write the files")
            export.qtbot.keyClick(export.dialog, Key.Key_Escape)
            assert export.dialog.isVisible()
            export.wait()
            export.qtbot.keyClick(export.dialog, Key.Key_Escape)
            assert not export.dialog.isVisible()

        in_dialog(driver, act)

    def test_a_folder_that_is_gone_gives_one_sentence(
        self, driver: Driver, own: Path, messages: Recorder, tmp_path: Path
    ) -> None:
        messages.folder = tmp_path / "gone"

        def act(export: Exporter) -> None:
            export.choose(Kind.LOG)
            export.press("Another folder…")
            export.press("Write the files")
            export.wait()
            assert len(messages.told) == 1
            assert "folder" in messages.told[0]
            assert "Nothing was written." in export.words

        in_dialog(driver, act)


class TestTheWork:
    """The helper that does long work step by step."""

    def run(self, qtbot: QtBot, steps: Steps) -> object:
        work = Work(steps)
        with qtbot.waitSignal(work.done, timeout=WAIT) as ended:
            work.start()
        work.deleteLater()
        return ended.args[0]

    def test_steps_are_done_in_another_thread_and_their_answers_come_back(
        self, qtbot: QtBot
    ) -> None:
        def steps() -> Steps:
            yield None
            first = yield threading.current_thread
            second = yield lambda: 20 + 1
            return first is not threading.main_thread(), second

        assert self.run(qtbot, steps()) == (True, 21)

    def test_what_a_step_raises_is_raised_where_it_was_asked_for(self, qtbot: QtBot) -> None:
        def fail() -> None:
            raise OSError("no")

        def steps() -> Steps:
            try:
                yield fail
            except OSError as error:
                return str(error)

        assert self.run(qtbot, steps()) == "no"

    def test_a_fault_that_nobody_expects_is_heard_of(self, qtbot: QtBot) -> None:
        def fail() -> None:
            raise ZeroDivisionError

        def steps() -> Steps:
            yield fail

        work = Work(steps())
        with qtbot.captureExceptions() as faults:
            work.start()
            qtbot.waitUntil(lambda: bool(faults), timeout=WAIT)
        assert faults[0][0] is ZeroDivisionError
        work.deleteLater()

    def test_a_cancelled_work_cleans_up(self, qtbot: QtBot) -> None:
        turns, cleaned = [], []

        def steps() -> Steps:
            try:
                while True:
                    turns.append(1)
                    yield None
            finally:
                cleaned.append(True)

        work = Work(steps())
        work.start()
        qtbot.waitUntil(lambda: len(turns) > 3, timeout=WAIT)
        with qtbot.waitSignal(work.cancelled, timeout=WAIT):
            work.cancel()
        assert cleaned == [True]
        work.deleteLater()

    def test_the_window_breathes_between_sections(self, qtbot: QtBot, tmp_path: Path) -> None:
        """A record of many issues never holds the thread of the window for all of them."""
        issues = tuple(Issue(id=f"i{n}", title=f"Issue {n}") for n in range(60))
        wish = wish_for(Workbook(issues=issues), None, (Kind.PDF,), None, tmp_path)
        steps = Making(wish, guidance(), lambda *_: None, overwrite=False).steps()
        pauses, answer = 0, None
        while True:
            try:
                step = steps.send(answer)
            except StopIteration:
                break
            pauses += step is None
            answer = step() if step else None
        assert pauses >= 60
        assert len(PdfReader(wish.path(Kind.PDF)).pages) == 60


def test_issues_with_one_title_do_not_share_a_file(tmp_path: Path) -> None:
    issues = tuple(Issue(id=f"i{n}", title="The same") for n in range(3))
    wish = wish_for(Workbook(issues=issues), None, (Kind.PNG,), None, tmp_path)
    assert len(set(wish.paths())) == 9


def test_only_the_first_pages_of_many_are_shown(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    issues = tuple(Issue(id=f"i{n}", title=f"Issue {n}") for n in range(40))
    preview = Preview(window._look, guidance())
    qtbot.addWidget(preview)
    preview.resize(500, 700)
    preview.show()
    preview.show_wish(wish_for(Workbook(issues=issues), None, (), None, tmp_path))
    qtbot.waitUntil(lambda: preview.is_ready, timeout=WAIT)
    QApplication.processEvents()
    assert len(preview.views) == MOST_PAGES
    assert f"Page 1 of the first {MOST_PAGES}" in words(preview)
