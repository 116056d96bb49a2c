"""Words without an end, pasted from anywhere: they break, and widen no page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spdesk.core.triage import Verdict
from spdesk.ui.theme.look import Look
from spdesk.ui.widgets.long_words import breakable
from spdesk.ui.widgets.split_dialog import SplitDialog
from spdesk.workbook import edits
from spdesk.workbook.derive import Step
from tests.ui.driving import Driver, words
from tests.ui.test_accessibility import cut

ENDLESS = "callbackwaitinglistcoordination" * 8
BREAK = "\u200b"


@given(st.text(st.characters(exclude_characters=BREAK)))
def test_nothing_is_changed_but_where_a_line_may_end(text: str) -> None:
    assert breakable(text).replace(BREAK, "") == text


@given(st.text("abcäß-/@", min_size=25))
def test_no_piece_of_a_long_word_is_long(text: str) -> None:
    assert max(len(piece) for piece in breakable(text).split(BREAK)) == 10


@given(st.lists(st.text("abc", max_size=24)))
def test_words_of_a_language_come_back_as_they_are(some: list[str]) -> None:
    assert breakable(" ".join(some)) == " ".join(some)


def test_an_accent_stays_with_its_letter() -> None:
    pieces = breakable("e\u0301" * 40).split(BREAK)
    assert len(pieces) > 1
    assert all(piece.startswith("e") and piece.endswith("\u0301") for piece in pieces)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_endless_words_widen_no_page(driver: Driver, look: Look, scale: float) -> None:
    look.set_scale(scale)
    driver.reach(Verdict.TYPE_2)
    desk = driver.window.desk
    desk.apply_to_issue("title", edits.describe_issue, "title", ENDLESS)
    desk.apply_to_issue("note", edits.describe_issue, "plan_note", ENDLESS)
    desk.apply_to_issue("plan", edits.describe_issue, "plan", "new_rule_or_target")
    desk.apply_to_issue("split", edits.split_issue, (("part", ENDLESS), ("other", "Other")))
    driver.settle()
    whole = driver.issue.id
    assert ENDLESS in driver.words.replace(BREAK, "")
    narrow = [shown_whole(driver)]
    driver.window.desk.look_at(whole, Step.APPROACH)
    assert f"“{ENDLESS}”" in driver.words.replace(BREAK, "")
    narrow.append(shown_whole(driver))
    desk.apply_to_issue("view", edits.overrule, "type_1", ENDLESS)
    driver.window.desk.look_at(whole, Step.TRIAGE)
    assert "Why you see it differently" in driver.words
    narrow.append(shown_whole(driver))
    driver.window.desk.look_at("part", Step.ISSUE)
    assert f"Part of “{ENDLESS}”" in driver.words.replace(BREAK, "")
    narrow.append(shown_whole(driver))
    assert narrow == [True] * 4


def shown_whole(driver: Driver) -> bool:
    """Whether the page needs no scrolling sideways, and cuts no text."""
    driver.settle()
    return driver.page.horizontalScrollBar().maximum() == 0 and cut(driver.page) == []


def test_the_split_dialog_says_how_an_endless_title_begins(driver: Driver, look: Look) -> None:
    dialog = SplitDialog(driver.window, look, ENDLESS)
    dialog.show()
    said = words(dialog).replace(BREAK, "")
    assert f"{ENDLESS[:69]}…" in said
    assert dialog.minimumSizeHint().width() < 700
