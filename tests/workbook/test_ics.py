"""The file for the calendar: what a calendar must find in it, whatever the issue is called."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spdesk.workbook import edits, plan_edits
from spdesk.workbook.ics import review_event
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.plan import Review


def issue(title: str = "Patients miss appointments", on: date | None = date(2027, 1, 31)) -> Issue:
    book = edits.add_issue(Workbook(), "phones", "x")
    return edits.with_issue(book, "phones", title=title, review_on=on).issues[0]


def properties(text: str) -> dict[str, str]:
    """What stands in the event, unfolded as a calendar does it (RFC 5545, 3.1)."""
    lines = text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    return dict(line.split(":", 1) for line in lines)


def plain(value: str) -> str:
    """A text without its escapes, read from the left (RFC 5545, 3.3.11)."""
    made, rest = "", iter(value)
    for sign in rest:
        if sign == "\\":
            following = next(rest)
            made += "\n" if following in "nN" else following
        else:
            made += sign
    return made


def test_the_review_is_an_event_of_a_whole_day() -> None:
    said = properties(review_event(issue()))
    assert said["VERSION"] == "2.0"
    assert said["UID"] == "review-phones@spdesk.invalid"
    assert said["DTSTART;VALUE=DATE"] == "20270131"
    assert said["DTEND;VALUE=DATE"] == "20270201"  # the end is the day after
    assert said["SUMMARY"] == "Review: Patients miss appointments"


def test_signs_that_mean_something_in_a_calendar_are_escaped() -> None:
    text = review_event(issue("Rota; cover, and a \\ path"))
    assert "SUMMARY:Review: Rota\\; cover\\, and a \\\\ path\r\n" in text


def test_without_a_day_there_is_no_event() -> None:
    with pytest.raises(ValueError, match="no day"):
        review_event(issue(on=None))


def test_the_stamp_follows_from_the_plan_and_not_from_a_clock() -> None:
    book = edits.add_issue(Workbook(), "a", "A")
    book = edits.with_issue(book, "a", review_on=date(2027, 1, 31))
    stamps = [properties(review_event(book.issues[0]))["DTSTAMP"]]
    book = plan_edits.decide(book, "a", date(2026, 11, 2), "We ring them.")
    stamps.append(properties(review_event(book.issues[0]))["DTSTAMP"])
    review = Review.made(id="r", held_on=date(2026, 12, 24), verdict="type_2")
    book = plan_edits.keep_review(book, "a", review, date(2027, 1, 31))
    stamps.append(properties(review_event(book.issues[0]))["DTSTAMP"])
    assert stamps == ["20270131T000000Z", "20261102T000000Z", "20261224T000000Z"]


def test_the_last_day_that_there_is_has_no_day_after() -> None:
    said = properties(review_event(issue(on=date.max)))
    assert said["DTSTART;VALUE=DATE"] == "99991231"
    assert "DTEND;VALUE=DATE" not in said


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs", "Cc"])))
def test_every_title_comes_out_as_it_was_in_lines_that_are_short_enough(title: str) -> None:
    if not title.strip():
        return
    named = issue(title)
    text = review_event(named)
    assert plain(properties(text)["SUMMARY"]) == f"Review: {named.title}"
    for line in text.split("\r\n"):
        assert len(line.encode("utf-8")) <= 75


@given(st.text(st.characters(categories=["Cc"], exclude_characters="\r\n"), max_size=5))
def test_control_characters_do_not_reach_the_calendar(controls: str) -> None:
    text = review_event(issue(f"a{controls}b"))
    assert all(sign >= " " or sign in "\r\n\t" for sign in text)
