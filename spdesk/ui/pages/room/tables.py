"""What stands in the tables of a round."""

from collections import Counter

from spdesk.core.ballot_box import FEWEST
from spdesk.core.room_sentences import agreement_words
from spdesk.core.room_triage import RoomReading
from spdesk.core.rounds import spread_of
from spdesk.core.speak import score_words
from spdesk.core.translation import translate
from spdesk.ui.pages.room.round_rows import RoundRows
from spdesk.ui.widgets.numbers_table import Numbers
from spdesk.ui.widgets.spread_row import SpreadRow
from spdesk.ui.words import verdict_label
from spdesk.workbook.rounds import BallotRound

_NOTHING = ""


def spread_numbers(rows: RoundRows, reading: RoomReading | None) -> Numbers:
    """Every number of the reveal. `reading`: of a triage, the verdict at each quartile."""
    headings = [
        translate("room", "question"),
        translate("room", "numbers"),
        translate("room", "can’t say"),
        translate("room", "lowest"),
        translate("room", "lower quartile"),
        translate("room", "median"),
        translate("room", "upper quartile"),
        translate("room", "highest"),
        translate("room", "agreement"),
        translate("room", "median before"),
    ]
    effects = {}
    if reading is not None:
        headings += [
            translate("room", "verdict at lower quartile"),
            translate("room", "verdict at upper quartile"),
        ]
        effects = {effect.criterion_id: effect for effect in reading.effects}
    made = []
    for row in rows.widest:
        cells = _cells(row)
        if reading is not None:
            effect = effects.get(row.id)
            ends = (effect.at_q1, effect.at_q3) if effect else ()
            cells += [verdict_label(end) for end in ends] or [_NOTHING, _NOTHING]
        made.append(tuple(cells))
    return Numbers(tuple(headings), tuple(made))


def _cells(row: SpreadRow) -> list[str]:
    middle, values = row.middle, row.values
    before = score_words(row.before.median) if row.before else _NOTHING
    if middle is None:
        return [row.name, "0", str(row.abstained), *[_NOTHING] * 6, before]
    return [
        row.name,
        f"{middle.n:,}",
        str(row.abstained),
        score_words(values[0]) if values else _NOTHING,
        score_words(middle.q1),
        score_words(middle.median),
        score_words(middle.q3),
        score_words(values[-1]) if values else _NOTHING,
        agreement_words(middle.agreement),
        before,
    ]


def roles_of(held: BallotRound) -> tuple[str, ...]:
    """The roles that may be shown, and "" for those without one when others have one."""
    counts = Counter(ballot.role for ballot in held.ballots)
    if not any(counts):
        return ()
    return tuple(role for role in sorted(counts) if counts[role] >= FEWEST)


def role_numbers(rows: RoundRows) -> Numbers:
    """The medians by role, each over five numbers at least."""
    held = rows.held
    roles = roles_of(held)
    headings = (
        translate("room", "question"),
        *(role or translate("room", "no role") for role in roles),
    )
    said = {role: [b.ratings for b in held.ballots if b.role == role] for role in roles}
    made = []
    for row in rows.widest:
        cells = [row.name]
        for role in roles:
            spread = spread_of([ratings.get(row.id) for ratings in said[role]], rows.scale)
            enough = spread is not None and spread.n >= FEWEST
            cells.append(
                score_words(spread.median) if spread and enough else translate("room", "under five")
            )
        made.append(tuple(cells))
    return Numbers(headings, tuple(made))
