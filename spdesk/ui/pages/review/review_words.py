"""What a review says, in whole sentences."""

from spdesk.core.performance import Scale
from spdesk.core.sentences import sp_words
from spdesk.core.translation import translate
from spdesk.core.triage import Verdict
from spdesk.ui.words import verdict_label
from spdesk.workbook.model import Workbook
from spdesk.workbook.plan import Review
from spdesk.workbook.plan_values import Movement, movement


def ln_sp_of(review: Review, scale: Scale) -> float | None:
    """ln SP as it was, or None where a score was missing."""
    performance = review.scores.performance(scale)
    return performance.ln_sp if performance else None


def sp_of(review: Review, scale: Scale) -> str:
    """SP in two figures, or that it was not scored."""
    ln_sp = ln_sp_of(review, scale)
    return translate("review", "not scored") if ln_sp is None else sp_words(ln_sp)


def range_of(review: Review) -> str:
    """The likely range in words; "" without one, or where the room was of one mind."""
    if review.likely_low is None or review.likely_high is None:
        return ""
    low, high = sp_words(review.likely_low), sp_words(review.likely_high)
    if low == high:
        return translate("review", "likely about {low}").format(low=low)
    return translate("review", "likely {low} to {high}").format(low=low, high=high)


def sp_and_range(review: Review, scale: Scale) -> str:
    """SP with its range, as a label."""
    sp, likely = sp_of(review, scale), range_of(review)
    if review.scores.complete and likely:
        return translate("review", "SP {sp}, {likely}").format(sp=sp, likely=likely)
    return translate("review", "SP {sp}").format(sp=sp)


def movement_sentence(before: Review, after: Review, workbook: Workbook) -> str:
    """Whether SP moved by more than the room's own disagreement."""
    moved = movement(before, after, workbook)
    if moved is Movement.UNKNOWN:
        if not (before.scores.complete and after.scores.complete):
            return translate("review", "SP cannot be compared: it was not scored both times.")
        return translate(
            "review",
            "Whether SP has really moved cannot be said: without ballots nobody knows how far the "
            "room disagrees.",
        )
    return {
        Movement.WITHIN: translate(
            "review",
            "SP has not moved by more than the room’s own disagreement: the likely ranges meet.",
        ),
        Movement.HIGHER: translate(
            "review", "SP is higher than last time, and by more than the room’s own disagreement."
        ),
        Movement.LOWER: translate(
            "review", "SP is lower than last time, and by more than the room’s own disagreement."
        ),
    }[moved]


def type_sentence(before: Review, after: Review) -> str:
    """Whether the type is another one."""
    old, new = Verdict(before.verdict), Verdict(after.verdict)
    if old is new:
        return translate("review", "The type is the same as last time: {kind}.").format(
            kind=verdict_label(new)
        )
    return translate("review", "The type has changed: it was {old} and is {new} now.").format(
        old=verdict_label(old), new=verdict_label(new)
    )


def changes_words(before: Review | None, after: Review, workbook: Workbook) -> str:
    """What changed since the review before, short enough for a table."""
    if before is None:
        return translate("review", "the first review")
    said = {
        Movement.UNKNOWN: translate("review", "SP: cannot be said"),
        Movement.WITHIN: translate("review", "SP: within the room’s disagreement"),
        Movement.HIGHER: translate("review", "SP: higher"),
        Movement.LOWER: translate("review", "SP: lower"),
    }[movement(before, after, workbook)]
    if before.verdict == after.verdict:
        return said
    text = translate("review", "type: was {old}; {movement}")
    return text.format(old=verdict_label(Verdict(before.verdict)), movement=said)
