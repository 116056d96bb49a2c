"""Files as they are on Windows: held by others, without the right to them, with names of devices.

Every refusal comes soon and says what it is, and nothing is left behind.
"""

import stat
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from spdesk.core.errors import WorkbookFileError
from spdesk.workbook import edits
from spdesk.workbook.model import Workbook
from spdesk.workbook.recovery import Recovery, read_recovery, write_recovery
from spdesk.workbook.store import read_with_digest, read_workbook, save_workbook
from spdesk.workbook.trouble import SaveError, Trouble
from tests.held import Share, held
from tests.rights import Right, without

pytestmark = pytest.mark.skipif(
    sys.platform != "win32", reason="only Windows holds, reserves and hides files like this"
)

ROOT = Path(__file__).resolve().parents[2]
MOMENT = 0.25
"""Seconds that a scanner holds a file."""
SOON = 3.0
"""Seconds in which a save that cannot be made has said so, on a busy machine too."""
BLINK = 1.0
"""Seconds for a save or a refusal that waits for nobody for long."""

SHUT = [Share.NONE, Share.READ]
"""As a backup or a viewer holds a file: nobody may write into it or replace it."""
OPEN = Share.READ | Share.WRITE
"""As a sync program does: it may be written into, but not replaced."""


def share_name(share: Share) -> str:
    return str(share.name)


IN_A_FOLDER_THAT_REFUSES = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from spdesk.core.errors import SpDeskError
from spdesk.exchange.reports.save import put_file
from spdesk.workbook.model import Workbook
from spdesk.workbook.recovery import Recovery, write_recovery
from spdesk.workbook.store import save_workbook
place = Path(sys.argv[1])
recovery = Recovery(Workbook(), None, "New", "", datetime.now(UTC))
try:
    {action}
except SpDeskError as error:
    print(error)
"""


@pytest.fixture
def path(tmp_path: Path, rich: Workbook) -> Path:
    """A saved workbook with a previous version, in a folder of its own."""
    folder = tmp_path / "documents"
    folder.mkdir()
    path = folder / "group.spdesk"
    save_workbook(edits.describe_issue(rich, "other", "owner", "Earlier"), path)
    save_workbook(rich, path, keep_previous=True)
    return path


def previous(path: Path) -> Path:
    return path.with_name(path.name + ".bak")


def contents(folder: Path) -> dict[str, bytes]:
    return {child.name: child.read_bytes() for child in sorted(folder.iterdir())}


def fewer(book: Workbook) -> Workbook:
    return edits.remove_issue(book, "other")


def quickest(action: Callable[[], object]) -> float:
    """Seconds that the quickest of three runs takes: other work of the machine slows some."""
    times = []
    for _ in range(3):
        began = time.monotonic()
        action()
        times.append(time.monotonic() - began)
    return min(times)


def refusal(action: Callable[[], object], words: str, within: float = BLINK) -> WorkbookFileError:
    """The error of an action that is refused within so many seconds, with these words."""
    errors = []

    def refused() -> None:
        with pytest.raises(WorkbookFileError, match=words) as caught:
            action()
        errors.append(caught.value)

    assert quickest(refused) < within
    return errors[-1]


def trouble_of(error: WorkbookFileError) -> Trouble:
    assert isinstance(error, SaveError)
    return error.trouble


# --- Held for a moment ---


@pytest.mark.parametrize("keep_previous", [True, False])
@pytest.mark.parametrize("share", [*SHUT, OPEN], ids=share_name)
def test_a_file_that_is_held_for_a_moment_is_saved(
    path: Path, rich: Workbook, share: Share, keep_previous: bool
) -> None:
    digest, before = read_with_digest(path)[1], contents(path.parent)
    with held(path, share, MOMENT):
        saved = save_workbook(fewer(rich), path, expected=digest, keep_previous=keep_previous)
    assert saved.previous_kept
    after = contents(path.parent)
    assert set(after) == set(before)
    assert read_workbook(path) == fewer(rich)
    if keep_previous:
        assert after[previous(path).name] == before[path.name]


@pytest.mark.parametrize("share", SHUT, ids=share_name)
def test_a_previous_version_that_is_held_for_a_moment_is_replaced(
    path: Path, rich: Workbook, share: Share
) -> None:
    before = contents(path.parent)
    with held(previous(path), share, MOMENT):
        assert save_workbook(fewer(rich), path, keep_previous=True).previous_kept
    after = contents(path.parent)
    assert set(after) == set(before)
    assert after[previous(path).name] == before[path.name]


def test_a_file_that_is_held_for_a_moment_is_read(path: Path, rich: Workbook) -> None:
    with held(path, Share.NONE, MOMENT):
        assert read_workbook(path) == rich


@pytest.mark.parametrize("share", SHUT, ids=share_name)
def test_a_recovery_file_that_is_held_for_a_moment_is_written(
    tmp_path: Path, rich: Workbook, share: Share
) -> None:
    file = tmp_path / "unsaved.recovery"
    old, new = (Recovery(book, None, "New", "", datetime.now(UTC)) for book in (rich, fewer(rich)))
    write_recovery(old, file)
    with held(file, share, MOMENT):
        write_recovery(new, file)
    assert read_recovery(file) == new
    assert [child.name for child in tmp_path.iterdir()] == [file.name]


def test_a_recovery_file_that_is_held_for_a_moment_is_read(tmp_path: Path, rich: Workbook) -> None:
    file, kept = tmp_path / "unsaved.recovery", Recovery(rich, None, "", "", datetime.now(UTC))
    write_recovery(kept, file)
    with held(file, Share.NONE, MOMENT):
        assert read_recovery(file) == kept


# --- Held for good ---


@pytest.mark.parametrize("asked", [True, False], ids=["expected", "not expected"])
@pytest.mark.parametrize("keep_previous", [True, False])
@pytest.mark.parametrize("share", SHUT, ids=share_name)
def test_a_file_that_is_held_for_good_is_told_soon(
    path: Path, rich: Workbook, share: Share, keep_previous: bool, asked: bool
) -> None:
    digest, before = read_with_digest(path)[1] if asked else "", contents(path.parent)

    def save() -> None:
        save_workbook(fewer(rich), path, expected=digest, keep_previous=keep_previous)

    with held(path, share):
        error = refusal(save, "another program holds it.*Try again in a moment", SOON)
        names = {child.name for child in path.parent.iterdir()}
    assert trouble_of(error) is Trouble.LOCKED
    assert names == set(before)
    assert contents(path.parent) == before


@pytest.mark.parametrize("keep_previous", [True, False])
def test_a_file_that_can_be_written_into_is_saved_with_every_setting(
    path: Path, rich: Workbook, keep_previous: bool
) -> None:
    """The setting that is safest must not be the one that cannot save."""
    before = contents(path.parent)
    with held(path, OPEN):
        assert save_workbook(fewer(rich), path, keep_previous=keep_previous).previous_kept
        after = contents(path.parent)
    assert read_workbook(path) == fewer(rich)
    assert set(after) <= set(before)
    if keep_previous:
        assert after[previous(path).name] == before[path.name]


@pytest.mark.parametrize("share", SHUT, ids=share_name)
def test_a_previous_version_that_is_held_for_good_does_not_stop_a_save(
    path: Path, rich: Workbook, share: Share
) -> None:
    before, new, kept = contents(path.parent), (fewer(rich), path), list[bool]()
    with held(previous(path), share):
        took = quickest(lambda: kept.append(save_workbook(*new, keep_previous=True).previous_kept))
        names = {child.name for child in path.parent.iterdir()}
    assert kept == [False, False, False]
    assert read_workbook(path) == fewer(rich)
    assert names == set(before)
    assert contents(path.parent)[previous(path).name] == before[previous(path).name]
    assert took < BLINK
    assert save_workbook(rich, path, keep_previous=True).previous_kept


def test_a_previous_version_that_may_only_be_read_costs_no_more_than_a_blink(
    path: Path, rich: Workbook
) -> None:
    names = set(contents(path.parent))

    def save() -> None:
        previous(path).chmod(stat.S_IREAD)
        save_workbook(fewer(rich), path, keep_previous=True)

    assert quickest(save) < BLINK
    assert read_workbook(path) == fewer(rich)
    assert set(contents(path.parent)) == names


def test_a_file_that_is_held_for_good_is_not_read_and_that_is_told(path: Path) -> None:
    with held(path, Share.NONE), pytest.raises(WorkbookFileError, match="Try again in a moment"):
        read_workbook(path)


def test_a_recovery_file_that_is_held_for_good_is_told_soon(tmp_path: Path, rich: Workbook) -> None:
    file = tmp_path / "unsaved.recovery"
    kept, new = (Recovery(book, None, "", "", datetime.now(UTC)) for book in (rich, fewer(rich)))
    write_recovery(kept, file)
    with held(file, Share.NONE):
        refusal(lambda: write_recovery(new, file), "cannot be kept safe", SOON)
    assert read_recovery(file) == kept


# --- Without the right ---


@pytest.mark.parametrize(
    "action",
    [
        'save_workbook(Workbook(), place / "new.spdesk", keep_previous=True)',
        'put_file(place / "new.docx", b"new", overwrite=False)',
        'write_recovery(recovery, place / "unsaved.recovery")',
    ],
    ids=["workbook", "report", "recovery"],
)
def test_a_folder_in_which_no_file_may_be_made_is_told_soon(tmp_path: Path, action: str) -> None:
    """In a program of its own, which can be stopped should it never end."""
    folder = tmp_path / "refusing"
    folder.mkdir()
    program = IN_A_FOLDER_THAT_REFUSES.format(action=action)
    with without(Right.WRITE, folder):
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", program, str(folder)],
            cwd=ROOT, capture_output=True, encoding="utf-8", timeout=40, check=True,
        )  # fmt: skip
        assert list(folder.iterdir()) == []
    assert "may only be read" in done.stdout or "cannot be written to" in done.stdout
    assert done.stderr == ""


def test_a_file_that_may_not_be_written_is_told_soon(path: Path, rich: Workbook) -> None:
    before = contents(path.parent)
    with without(Right.WRITE, path):
        error = refusal(
            lambda: save_workbook(fewer(rich), path, keep_previous=True), "may only be read"
        )
        assert contents(path.parent) == before
    assert trouble_of(error) is Trouble.READ_ONLY


def test_a_file_that_is_marked_read_only_is_told_soon(path: Path, rich: Workbook) -> None:
    before = contents(path.parent)
    path.chmod(stat.S_IREAD)
    error = refusal(
        lambda: save_workbook(fewer(rich), path, keep_previous=True), "may only be read"
    )
    assert trouble_of(error) is Trouble.READ_ONLY
    assert contents(path.parent) == before


def test_a_file_that_may_not_be_read_is_told_soon(path: Path) -> None:
    with without(Right.READ, path):
        error = refusal(lambda: read_workbook(path), "cannot be read")
    assert "moment" not in str(error)  # waiting does not help


# --- Attributes and names ---


def is_hidden(path: Path) -> bool:
    return bool(path.stat().st_file_attributes & stat.FILE_ATTRIBUTE_HIDDEN)


def hide(path: Path) -> None:
    subprocess.run(["attrib", "+h", str(path)], check=True)


def test_the_previous_version_is_hidden_and_the_workbook_is_not(path: Path) -> None:
    assert (is_hidden(path), is_hidden(previous(path))) == (False, True)


@pytest.mark.parametrize("keep_previous", [True, False])
def test_a_hidden_workbook_stays_hidden(path: Path, rich: Workbook, keep_previous: bool) -> None:
    hide(path)
    save_workbook(fewer(rich), path, keep_previous=keep_previous)
    assert is_hidden(path)
    assert read_workbook(path) == fewer(rich)


RESERVED = ["CON", "nul", "PRN.spdesk", "aux.spdesk", "COM1.spdesk", "lpt9", "NUL.tar.spdesk"]
ODD = [
    "group.spdesk.",
    "group.spdesk ",
    "our plan: two.spdesk",
    "a?b.spdesk",
    'a"b.spdesk',
    "a|b.spdesk",
]


@pytest.mark.parametrize("name", [*RESERVED, *ODD])
def test_a_name_that_windows_does_not_allow_is_told_as_such(
    tmp_path: Path, rich: Workbook, name: str
) -> None:
    with pytest.raises(SaveError) as caught:
        save_workbook(rich, tmp_path / name, keep_previous=True)
    assert name in str(caught.value)
    assert "cannot be called" in str(caught.value)
    assert list(tmp_path.iterdir()) == []
