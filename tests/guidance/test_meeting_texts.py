"""The run sheets: they add up, name pages that exist, and go through the meeting in its order."""

import shutil
from pathlib import Path

import pytest

from spdesk.core.errors import ResourceError
from spdesk.guidance.library import guidance, load_guidance
from spdesk.guidance.locate import resource_folder
from spdesk.guidance.meeting_texts import RunSheet
from spdesk.workbook.derive import Step

SHEETS = guidance().meeting.sheets
ORDER = [
    "issue",
    "triage",
    "approach",
    "scoring",
    "reveal",
    "second",
    "performance",
    "decision",
]
LONGEST_LINE = 125
"""Characters: two lines of a run sheet on paper, a breath when spoken."""


def test_there_is_a_sheet_for_half_an_hour_an_hour_and_an_hour_and_a_half() -> None:
    assert [sheet.minutes for sheet in SHEETS] == [30, 60, 90]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: str(sheet.minutes))
def test_a_sheet_goes_through_all_steps_in_their_order(sheet: RunSheet) -> None:
    assert [step.id for step in sheet.steps] == ORDER
    assert {step.page for step in sheet.steps} - {""} <= {step.value for step in Step}
    assert sum(step.minutes for step in sheet.steps) == sheet.minutes
    ends = [start + step.minutes for start, step in zip(sheet.starts(), sheet.steps, strict=True)]
    assert sheet.starts() == (0, *ends[:-1])
    assert ends[-1] == sheet.minutes


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: str(sheet.minutes))
def test_lines_are_short_sentences(sheet: RunSheet) -> None:
    for step in sheet.steps:
        for line in (step.say, step.ask, step.type):
            assert len(line) <= LONGEST_LINE, line
            assert line[-1] in ".?", line
        assert "?" in step.ask


def test_private_scoring_has_the_six_minutes_that_seven_people_need() -> None:
    for sheet in SHEETS:
        scoring = next(step for step in sheet.steps if step.id == "scoring")
        assert scoring.minutes >= 6


@pytest.mark.parametrize(("minutes", "found"), [(30, 30), (59, 30), (60, 60), (300, 90), (10, 30)])
def test_the_longest_sheet_that_fits_is_taken(minutes: int, found: int) -> None:
    assert guidance().meeting.sheet(minutes).minutes == found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("minutes = 2\n", "minutes = 3\n", "sheets.0: Value error, the steps take 31 minutes"),
        ('page = "triage"', 'page = "verdict"', "sheets.0.steps.1.page"),
        ('id = "triage"', 'id = "issue"', "these ids stand twice: issue"),
        ("minutes = 30", "minutes = 0", "sheets.0.minutes"),
        ('say = "We have half', 'tell = "We have half', "sheets.0.steps.0.say"),
    ],
)
def test_damage_is_told_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = shutil.copytree(resource_folder(), tmp_path / "resources")
    path = folder / "meeting.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ResourceError) as caught:
        load_guidance(folder)
    assert str(caught.value).startswith("meeting.toml: ")
    assert said in str(caught.value)


def test_sheets_of_the_same_length_are_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(resource_folder(), tmp_path / "resources")
    path = folder / "meeting.toml"
    text = path.read_text(encoding="utf-8")
    first = text.index("[[sheets]]")
    second = text.index("[[sheets]]", first + 1)
    path.write_text(text + "\n" + text[first:second], encoding="utf-8")
    with pytest.raises(ResourceError, match="the sheets must rise in length"):
        load_guidance(folder)
