"""Edits of rounds of ballots and of minority notes; pure, like those in `edits`.

Ballots come into a workbook all at once: there is no edit that adds one, so that no undo step
shows what one person said.
"""

from datetime import date
from typing import Literal

from spdesk.core.errors import EditError
from spdesk.core.performance import Lever
from spdesk.core.room_triage import read_room
from spdesk.core.translation import translate
from spdesk.core.triage import Rules
from spdesk.workbook.edits import answer, changed, issue_of, made, score, with_issue
from spdesk.workbook.model import Issue, Round, Workbook
from spdesk.workbook.round_values import LeverItems, may_be_shown, room_scores, summaries_of
from spdesk.workbook.rounds import BallotRound, MinorityNote

NoteField = Literal["text", "signed"]


def keep_ballot_round(workbook: Workbook, issue_id: str, held: BallotRound) -> Workbook:
    """Add a round of ballots at the end, or put it in the place of the one with its id."""
    issue = issue_of(workbook, issue_id)
    rounds = list(issue.ballot_rounds)
    places = [place for place, old in enumerate(rounds) if old.id == held.id]
    if places:
        rounds[places[0]] = held
    else:
        rounds.append(held)
    return with_issue(workbook, issue_id, ballot_rounds=tuple(rounds))


def discard_ballot_round(workbook: Workbook, issue_id: str, round_id: str) -> Workbook:
    """Take a round of ballots off the issue. Scores that came from it stay, without the link."""
    issue = issue_of(workbook, issue_id)
    kept = tuple(
        changed(old, ballot_round=None) if old.ballot_round == round_id else old
        for old in issue.rounds
    )
    held = tuple(old for old in issue.ballot_rounds if old.id != round_id)
    return with_issue(workbook, issue_id, rounds=kept, ballot_rounds=held)


def take_over_scores(
    workbook: Workbook, issue_id: str, round_id: str, items: LeverItems, kept_id: str, on: date
) -> Workbook:
    """Make the medians of a round the scores of the issue, and keep them as a round of scores.

    Raises EditError when the room gave a term no answer at all.
    """
    held = _round_of(workbook, issue_id, round_id)
    medians = room_scores(held, items)
    if len(medians) < len(Lever):
        raise EditError(
            translate(
                "workbook", "A term has no answer yet, so these ballots cannot be kept as scores."
            )
        )
    workbook = score(workbook, issue_id, dict(medians))
    issue = issue_of(workbook, issue_id)
    kept = made(Round, id=kept_id, kept_on=on, scores=issue.scores, ballot_round=round_id)
    return with_issue(workbook, issue_id, rounds=(*issue.rounds, kept))


def take_over_answers(workbook: Workbook, issue_id: str, round_id: str, rules: Rules) -> Workbook:
    """Make the room's answers those of the triage.

    A split criterion becomes "we can't say": it is talked about, never averaged away.
    """
    held = _round_of(workbook, issue_id, round_id)
    reading = read_room(rules, [_whole(ballot.ratings) for ballot in held.ballots])
    for criterion, rating in reading.ratings.items():
        workbook = answer(workbook, issue_id, criterion, rating)
    return workbook


def delete_ballots(workbook: Workbook, issue_id: str, round_id: str, items: LeverItems) -> Workbook:
    """Delete the ballots of a round; medians, quartiles and agreement stay.

    Of a followership check of too few nothing stays, as nothing of it was ever shown.
    """
    held = _round_of(workbook, issue_id, round_id)
    if not held.ballots:
        return workbook
    summaries = summaries_of(held, items, workbook.scale) if may_be_shown(held) else ()
    bare = changed(held, ballots=(), roles=(), summaries=summaries, delete_on=None)
    return keep_ballot_round(workbook, issue_id, bare)


def set_delete_on(workbook: Workbook, issue_id: str, round_id: str, on: date | None) -> Workbook:
    """Set the day from which the program reminds the group to delete the ballots of a round."""
    held = _round_of(workbook, issue_id, round_id)
    return keep_ballot_round(workbook, issue_id, changed(held, delete_on=on))


def add_minority_note(
    workbook: Workbook, issue_id: str, note_id: str, text: str, signed: str = ""
) -> Workbook:
    """Keep what those say who do not agree, signed or not."""
    note = made(MinorityNote, id=note_id, text=text, signed=signed)
    notes = issue_of(workbook, issue_id).minority_notes
    return with_issue(workbook, issue_id, minority_notes=(*notes, note))


def change_minority_note(
    workbook: Workbook, issue_id: str, note_id: str, text: str, signed: str
) -> Workbook:
    """Change a minority note."""
    notes = tuple(
        changed(note, text=text, signed=signed) if note.id == note_id else note
        for note in issue_of(workbook, issue_id).minority_notes
    )
    return with_issue(workbook, issue_id, minority_notes=notes)


def remove_minority_note(workbook: Workbook, issue_id: str, note_id: str) -> Workbook:
    """Take a minority note away."""
    notes = tuple(n for n in issue_of(workbook, issue_id).minority_notes if n.id != note_id)
    return with_issue(workbook, issue_id, minority_notes=notes)


def _round_of(workbook: Workbook, issue_id: str, round_id: str) -> BallotRound:
    issue: Issue = issue_of(workbook, issue_id)
    held = issue.ballot_round(round_id)
    if held is None:
        raise EditError(
            translate("workbook", "That round of ballots is no longer in the workbook.")
        )
    return held


def _whole(ratings: dict[str, float | None]) -> dict[str, int | None]:
    return {key: None if rating is None else int(rating) for key, rating in ratings.items()}
