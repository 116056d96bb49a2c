"""What the decision record says, in which order, and what it leaves unsaid."""

from datetime import date

import pytest
from hypothesis import given, settings

from spdesk.core.performance import Scale
from spdesk.exchange.reports.record import (
    Bullets,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Record,
    Table,
    issues_of,
    record_of,
    records_of,
)
from spdesk.exchange.reports.words import caveat, day_words, shortened
from spdesk.guidance.library import guidance
from spdesk.workbook.model import Issue, Triage, Workbook
from spdesk.workbook.plan import Plan, Probe, Review
from spdesk.workbook.rounds import ItemSummary
from spdesk.workbook.scores import Scores
from tests.exchange.reports.samples import full_workbook, held
from tests.workbook.strategies import whole_workbooks


def _record(issue: Issue) -> Record:
    return record_of(Workbook(issues=(issue,)), issue, guidance())


def _texts(record: Record) -> list[str]:
    """Every text of a record, in its order."""
    found: list[str] = []
    for block in record.blocks:
        match block:
            case Heading(_, text) | Paragraph(text, _) | Picture(_, text):
                found.append(text)
            case Facts(rows):
                found += [part for row in rows for part in row]
            case Table(caption, headers, rows, _):
                found += [caption, *headers, *(cell for row in rows for cell in row)]
            case Bullets(items):
                found += items
    return found


def _tables(record: Record) -> dict[str, Table]:
    return {block.caption: block for block in record.blocks if isinstance(block, Table)}


def _headings(record: Record, level: int) -> list[str]:
    return [b.text for b in record.blocks if isinstance(b, Heading) and b.level == level]


@pytest.fixture(scope="module")
def full() -> Record:
    workbook = full_workbook()
    return record_of(workbook, workbook.issues[0], guidance())


def test_its_parts_stand_in_the_order_in_which_they_are_read(full: Record) -> None:
    assert _headings(full, 1) == ["Patients who keep missing appointments"]
    assert _headings(full, 2) == [
        "What kind of problem it is",
        "The decision",
        "Where the group stands",
        "The plan",
        "Who sees it differently",
        "The review",
    ]
    assert full.blocks[-1] == Paragraph(caveat(), quiet=True)


def test_title_subject_and_language(full: Record) -> None:
    assert full.title == "Patients who keep missing appointments"
    assert (full.subject, full.language) == ("Decision record", "en-GB")


def test_the_overrule_stands_beside_what_the_questions_say(full: Record) -> None:
    assert (
        Facts(
            (
                ("The questions say", "type 2"),
                ("The group says", "mixed"),
                ("Why", "The line itself can be mended."),
            )
        )
        in full.blocks
    )
    reasons = next(block for block in full.blocks if isinstance(block, Bullets))
    assert reasons.items[0].startswith("Many people who do not answer to us")
    assert len(reasons.items) == 3


def test_what_was_decided_chosen_and_rejected(full: Record) -> None:
    texts = _texts(full)
    assert "Decided on 12 October 2026." in texts
    assert "No more letters." in texts
    assert any(text.startswith("Approach chosen: Adaptive leadership. ") for text in texts)
    assert _tables(full)["Approaches rejected"].rows == (
        ("Management", "Planned three times already"),
    )


def test_scores_with_their_spread_and_sp_in_two_figures(full: Record) -> None:
    facts = dict(row for block in full.blocks if isinstance(block, Facts) for row in block.rows)
    assert facts["Constructive relationships"] == "4.5 of 10"
    assert facts["SP"] == (
        "about 21, a thinking aid with no data behind it; the group aims at about 60, "
        "not reached yet"
    )
    room = _tables(full)["What the room said on 12 October 2026, 7 ballots from 7 people"]
    assert room.headers == ("Question", "Median", "Middle half", "Numbers given", "Agreement")
    assert ("Trust, give and take", "5", "2 to 8", "6", "Split") in room.rows


def test_the_plan_with_owners_days_and_measures(full: Record) -> None:
    actions = _tables(full)["Who does what by when"]
    assert actions.headers[0] == "Problem"
    assert actions.rows == (
        (
            "Nobody gets through",
            "Two more lines",
            "Odd Owner",
            "2 Nov 2026",
            "Nobody waits ten minutes",
            "open",
        ),
        ("", "A sign at the door", "nobody yet", "no date", "", "1 Oct 2026"),
    )
    probes = _tables(full)["Probe 1 and Probe 2: what we agreed"]
    assert probes.headers == ("About", "Probe 1", "Probe 2")
    said = {row[0]: row[1:] for row in probes.rows}
    assert len(said) == 12
    assert said["What we try"] == ("Cancel by text", "Ask ten who did not come")
    assert said["What became of it"] == ("changed", "open")
    assert said["Review on"] == ("11 January 2027", "no date")


def test_triggers_dissent_and_reviews(full: Record) -> None:
    texts = _texts(full)
    assert "The list closes" in texts
    assert "A second practice charges (It has happened.)" in texts
    assert "Letters worked. (signed: Sig Nature)" in texts
    assert "Look at this again on 11 January 2027." in texts
    assert "Last looked at on 12 October 2026: mixed." in texts
    assert "Calmer now" in texts


def test_an_issue_without_anything_says_so_plainly() -> None:
    record = _record(Issue(id="i", title="Empty"))
    assert _headings(record, 2) == [
        "What kind of problem it is",
        "The decision",
        "The plan",
        "The review",
    ]
    texts = _texts(record)
    assert "There is not enough to say yet what kind of problem this is." in texts
    assert "No approach has been chosen yet." in texts
    assert "Nothing has been planned yet." in texts
    assert "No day has been set to look at this again." in texts


def test_a_crisis_shows_its_checks_and_no_reasons() -> None:
    triage = Triage.model_validate(
        {"crisis_gate": 4, "crisis_checks": [{"check": "no_time", "note": "Ten minutes."}]}
        | {"review_at": "2026-11-02T14:30:00"}
    )
    texts = _texts(_record(Issue(id="i", title="Fire", triage=triage)))
    assert "This is a crisis: act now, and come back to the questions later." in texts
    assert any(text.endswith(" Ten minutes.") for text in texts)
    assert "Look again on 2 November 2026, 14:30." in texts


def test_many_probes_stand_three_to_a_table() -> None:
    probes = tuple(Probe(id=f"p{n}", attempt=f"try {n}") for n in range(7))
    record = _record(Issue(id="i", title="x", agreed=Plan(probes=probes)))
    headers = [b.headers[1:] for b in record.blocks if isinstance(b, Table)]
    assert headers == [
        ("Probe 1", "Probe 2", "Probe 3"),
        ("Probe 4", "Probe 5", "Probe 6"),
        ("Probe 7",),
    ]


def test_a_round_that_nobody_saw_stays_unseen() -> None:
    issue = Issue(id="i", title="x", ballot_rounds=(held(7, revealed=False),))
    assert "Where the group stands" not in _headings(_record(issue), 2)


def test_a_round_whose_ballots_are_deleted_still_says_what_it_said() -> None:
    kept = ItemSummary(question="incentives", n=9, median=5, q1=4, q3=6, agreement="agreed")
    whole = ItemSummary(question="sp", n=9, median=2, q1=1, q3=3, agreement="agreed")
    held_round = held(0).replaced(ballots=(), summaries=(kept, whole))
    record = _record(Issue(id="i", title="x", ballot_rounds=(held_round,)))
    table = _tables(record)["What the room said on 12 October 2026, its ballots deleted since"]
    assert table.rows == (("Incentives", "5", "4 to 6", "9", "Agreed"),)


def test_a_review_on_another_scale_is_told_without_its_sp() -> None:
    off = Scores(capabilities=9, incentives=9, relationships=9)
    reviews = tuple(
        Review(id=name, held_on=date(2026, 1, day), verdict="type_1", scores=off, likely_low=1)
        for day, name in enumerate("ab", 1)
    )
    issue = Issue(id="i", title="x", agreed=Plan(reviews=reviews))
    workbook = Workbook(scale=Scale(1, 5, 3), issues=(issue,))
    assert "Last looked at on 2 January 2026: type 1." in _texts(
        record_of(workbook, issue, guidance())
    )


def test_all_issues_but_archived_ones_stand_in_one_record() -> None:
    workbook = full_workbook()
    record = records_of(workbook, guidance())
    assert _headings(record, 1) == [
        "Patients who keep missing appointments",
        "An issue without anything",
    ]
    assert [issue.id for issue in issues_of(workbook)] == ["missed-appointments", "empty"]
    assert record.subject == "Decision records of 2 issues"
    assert _texts(records_of(Workbook(), guidance())) == [
        "Decision records",
        "This workbook holds no open issue.",
    ]


@given(whole_workbooks() | whole_workbooks(newer=True))
@settings(max_examples=60)
def test_any_workbook_has_a_sound_record(workbook: Workbook) -> None:
    for record in (records_of(workbook, guidance()), *_each(workbook)):
        level = 0
        for block in record.blocks:
            if isinstance(block, Heading):
                assert block.level <= level + 1
                level = block.level
            if isinstance(block, Table):
                assert sum(block.widths) == pytest.approx(1)
                assert {len(row) for row in (*block.rows, block.headers)} == {len(block.widths)}
                assert block.rows
            if isinstance(block, Facts | Bullets):
                assert block.rows if isinstance(block, Facts) else block.items
        pictures = [block.id for block in record.blocks if isinstance(block, Picture)]
        assert len(pictures) == len(set(pictures))


def _each(workbook: Workbook) -> list[Record]:
    return [record_of(workbook, issue, guidance()) for issue in workbook.issues]


def test_days_and_short_texts() -> None:
    assert day_words(date(2026, 5, 1)) == "1 May 2026"
    assert shortened("one two\nthree", 40) == "one two three"
    assert shortened("one two three four", 12) == "one two…"
    assert shortened("x" * 30, 10) == f"{'x' * 9}…"
