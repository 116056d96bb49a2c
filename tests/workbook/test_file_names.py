"""What Windows refuses as a file's name is refused with its reason, and never suggested."""

import ntpath
import os
import sys
from contextlib import suppress
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spdesk.workbook.file_names import LONGEST, as_it_is_or_safe, refusal, safe_name

DEVICES = [
    "CON", "con", "PRN", "Aux", "NUL", "COM1", "com9", "LPT1", "lpt9", "COM¹", "LPT³", "CONIN$",
]  # fmt: skip
AS_FILES = [f"{device}{ending}" for device in DEVICES for ending in ("", ".spdesk", " .a.spdesk")]
FORBIDDEN = [f"a{sign}b.spdesk" for sign in '<>:"/\\|?*']
UNSEEN = ["a\nb.spdesk", "a\tb.spdesk", "a\0b.spdesk"]
ENDINGS = ["lease.", "lease ", "lease.spdesk.", "lease.spdesk ", "", ".", "..", " "]
ALLOWED = [
    "lease.spdesk", "Über die Ärzte – 2.spdesk", "context.spdesk", "console.spdesk", "COM10.spdesk",
    "COM.spdesk", "a con.spdesk", "my.con", ".spdesk", " lease.spdesk", "a..b.spdesk", "名前.spdesk",
]  # fmt: skip
ON_WINDOWS = pytest.mark.skipif(sys.platform != "win32", reason="only Windows has these rules")

titles = st.one_of(
    st.text(),
    st.text("conprauxl12 .:-'’\u0301", max_size=8),
    st.sampled_from([*AS_FILES, *FORBIDDEN, *ENDINGS]),
)


@pytest.mark.parametrize("name", AS_FILES)
def test_the_name_of_a_device_is_refused_and_named(name: str) -> None:
    said = refusal(name) or ""
    assert name.split(".", maxsplit=1)[0].strip().upper() in said
    assert "device" in said


@pytest.mark.parametrize("name", FORBIDDEN)
def test_a_forbidden_sign_is_named(name: str) -> None:
    assert f"no {name[1]} in a name" in (refusal(name) or "")


@pytest.mark.parametrize("name", UNSEEN)
def test_a_sign_that_cannot_be_seen_is_not_repeated(name: str) -> None:
    said = refusal(name) or ""
    assert "cannot be seen" in said
    assert said.isprintable()


@pytest.mark.parametrize("name", ENDINGS)
def test_dots_and_blanks_at_the_end_are_refused(name: str) -> None:
    assert "full stop or a blank" in (refusal(name) or "")


@pytest.mark.parametrize("name", ALLOWED)
def test_other_names_are_allowed(name: str) -> None:
    assert refusal(name) is None


@pytest.mark.parametrize("name", [*AS_FILES, *FORBIDDEN, *UNSEEN, *ENDINGS[:4], *ALLOWED])
def test_python_knows_the_same_rules(name: str) -> None:
    if ntpath.basename(name) != name:  # to Python it is more than a name: a path
        assert refusal(name)
    elif sys.version_info >= (3, 13):
        assert ntpath.isreserved(name) == (refusal(name) is not None)
    elif name in AS_FILES:  # before, Python knew only the devices
        assert PureWindowsPath(name).is_reserved()


@given(titles)
def test_what_is_suggested_is_never_refused(title: str) -> None:
    name = safe_name(title)
    assert len(name) <= LONGEST
    assert name == safe_name(name)
    if name:
        for ending in ("", ".spdesk", " record.docx"):
            assert refusal(name + ending) is None
            assert len(os.fsencode(name + ending)) <= 255


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Merging two practices", "Merging two practices"),
        ('../a:b*c?"<d>|\\e/f\n', "a b c d e f"),
        ("Über die Ärzte – 2", "Über die Ärzte 2"),
        ("The partners' lease (again?)", "The partners’ lease again"),
        ("CON", "CON_"),
        ("Con: or not", "Con or not"),
        ("Run sheet, 90 minutes,", "Run sheet, 90 minutes"),
        ("com1.", "com1_"),
        ("...", ""),
        (" - ", ""),
        ("--help", "help"),
        ("Bu\u0308ro", "Büro"),
        ("हिन्दी", "हिन्दी"),
        ("📅 Day of review", "Day of review"),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert safe_name(title) == name


def test_a_long_title_is_cut_without_becoming_a_device() -> None:
    assert safe_name("x" * 300) == "x" * 60
    assert safe_name("x" * 300, 8) == "x" * 8
    assert safe_name("console", 3) == "co_"
    assert safe_name("lease - and more", 7) == "lease"


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("Our lease (v1.2) – draft", "Our lease (v1.2) – draft"),
        ("lease: ours", "lease ours"),
        ("aux", "aux_"),
        ("lease.", "lease"),
        ("(x)" * 40, "x " * 29 + "x"),
    ],
)
def test_the_name_of_a_file_is_changed_only_where_it_must(stem: str, name: str) -> None:
    assert as_it_is_or_safe(stem) == name


@ON_WINDOWS
@pytest.mark.parametrize("name", [*sorted(set(FORBIDDEN) - {"a:b.spdesk"}), *UNSEEN, *ENDINGS[:4]])
def test_windows_makes_no_file_of_a_refused_name(tmp_path: Path, name: str) -> None:
    """What it does with devices and colons differs between its versions; never what is meant."""
    with suppress(OSError, ValueError), open(f"{tmp_path}\\{name}", "xb"):  # noqa: PTH123
        pass
    assert name not in [entry.name for entry in tmp_path.iterdir()]


@ON_WINDOWS
@given(titles)
def test_windows_takes_what_is_suggested(
    tmp_path_factory: pytest.TempPathFactory, title: str
) -> None:
    folder = tmp_path_factory.mktemp("names")
    if name := safe_name(title):
        (folder / f"{name}.spdesk").touch()
        assert [entry.name for entry in folder.iterdir()] == [f"{name}.spdesk"]
