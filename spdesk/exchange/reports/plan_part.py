"""The part of a record that says who does what, what would change it, and when it is reviewed."""

from collections.abc import Callable, Iterator, Sequence

from spdesk.core.sentences import sp_words
from spdesk.core.translation import QT_TRANSLATE_NOOP, translate
from spdesk.core.triage import Verdict
from spdesk.exchange.reports.blocks import Block, Bullets, Heading, Paragraph, Table
from spdesk.exchange.reports.words import OUTCOMES, VERDICT_LABELS, day_words, short_day
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.plan import Action, Probe, Review, Trigger
from spdesk.workbook.plan_values import Movement, movement
from spdesk.workbook.rounds import MinorityNote

_MOVED = {
    Movement.WITHIN: QT_TRANSLATE_NOOP(
        "exchange", "SP has not moved by more than what the room's own ballots leave open."
    ),
    Movement.HIGHER: QT_TRANSLATE_NOOP(
        "exchange", "SP has risen by more than the room's disagreement."
    ),
    Movement.LOWER: QT_TRANSLATE_NOOP(
        "exchange", "SP has fallen by more than the room's disagreement."
    ),
}

_TRIAGE_AGAIN = QT_TRANSLATE_NOOP(
    "exchange", "If any of this happens, ask the triage questions again:"
)


def plan_blocks(issue: Issue) -> Iterator[Block]:
    """The actions, the probes, and what would switch the approach."""
    plan = issue.agreed
    yield Heading(2, translate("exchange", "The plan"))
    if not plan.actions and not plan.probes:
        yield Paragraph(translate("exchange", "Nothing has been planned yet."))
    if plan.actions:
        yield Heading(3, translate("exchange", "Actions"))
        yield actions_table(plan.actions)
    if plan.probes:
        yield Heading(3, translate("exchange", "Probes: small tries, safe to fail"))
        yield from probe_tables(plan.probes)
    if plan.triggers:
        yield Heading(3, translate("exchange", "What would switch the approach"))
        yield Paragraph(translate("exchange", _TRIAGE_AGAIN))
        yield Bullets(tuple(trigger_words(trigger) for trigger in plan.triggers))


def actions_table(actions: Sequence[Action]) -> Table:
    """One row an action; the column of problems only where one is named."""
    with_problem = any(action.problem.strip() for action in actions)
    headers: tuple[str, ...] = (
        translate("exchange", "What we do"),
        translate("exchange", "Who"),
        translate("exchange", "By when"),
        translate("exchange", "How we see that it worked"),
        translate("exchange", "Done"),
    )
    widths: tuple[float, ...] = (0.33, 0.15, 0.13, 0.26, 0.13)
    if with_problem:
        headers = (translate("exchange", "Problem"), *headers)
        widths = (0.2, 0.25, 0.13, 0.12, 0.19, 0.11)
    rows = []
    for action in actions:
        row = (
            action.solution,
            action.owner or translate("exchange", "nobody yet"),
            short_day(action.due) if action.due else translate("exchange", "no date"),
            action.measure,
            short_day(action.done_on) if action.done_on else translate("exchange", "open"),
        )
        rows.append((action.problem, *row) if with_problem else row)
    return Table(translate("exchange", "Who does what by when"), headers, tuple(rows), widths)


def probe_tables(probes: Sequence[Probe]) -> Iterator[Table]:
    """The probes side by side, a few to a table; what none of them says is left out."""
    for start in range(0, len(probes), _SIDE_BY_SIDE):
        some = probes[start : start + _SIDE_BY_SIDE]
        names = tuple(
            translate("exchange", "Probe {number}").format(number=start + place)
            for place in range(1, len(some) + 1)
        )
        said = [(translate("exchange", label), tuple(map(text, some))) for label, text in _ASPECTS]
        yield Table(
            _agreed(names),
            (translate("exchange", "About"), *names),
            tuple((label, *texts) for label, texts in said if any(map(str.strip, texts))),
            (_LABELS, *((1 - _LABELS) / len(some) for _ in some)),
        )


def _agreed(names: tuple[str, ...]) -> str:
    if len(names) == 1:
        return translate("exchange", "{probe}: what we agreed").format(probe=names[0])
    if len(names) == 2:
        text = translate("exchange", "{one} and {other}: what we agreed")
        return text.format(one=names[0], other=names[1])
    return translate("exchange", "What we agreed")


_SIDE_BY_SIDE = 3
_LABELS = 0.19
"""The share of the column that says what a row is about."""

_ASPECTS: tuple[tuple[str, Callable[[Probe], str]], ...] = (
    (QT_TRANSLATE_NOOP("exchange", "What we believe"), lambda probe: probe.belief),
    (QT_TRANSLATE_NOOP("exchange", "What we try"), lambda probe: probe.attempt),
    (QT_TRANSLATE_NOOP("exchange", "Where, and how small"), lambda probe: probe.where),
    (QT_TRANSLATE_NOOP("exchange", "What we would see if it works"), lambda probe: probe.works),
    (QT_TRANSLATE_NOOP("exchange", "What we would see if it harms"), lambda probe: probe.harms),
    (QT_TRANSLATE_NOOP("exchange", "How we amplify it"), lambda probe: probe.amplify),
    (QT_TRANSLATE_NOOP("exchange", "How we dampen it"), lambda probe: probe.dampen),
    (QT_TRANSLATE_NOOP("exchange", "Who designs it with us"), lambda probe: probe.partners),
    (
        QT_TRANSLATE_NOOP("exchange", "Who looks after it"),
        lambda probe: probe.owner or translate("exchange", "nobody yet"),
    ),
    (
        QT_TRANSLATE_NOOP("exchange", "Review on"),
        lambda probe: (
            day_words(probe.review_on) if probe.review_on else translate("exchange", "no date")
        ),
    ),
    (QT_TRANSLATE_NOOP("exchange", "What became of it"), lambda probe: OUTCOMES[probe.outcome]),
    (QT_TRANSLATE_NOOP("exchange", "What we learned"), lambda probe: probe.learned),
)


def trigger_words(trigger: Trigger) -> str:
    """What would switch the approach, and whether it has happened."""
    return (
        translate("exchange", "{text} (It has happened.)").format(text=trigger.text)
        if trigger.happened
        else trigger.text
    )


def dissent_blocks(issue: Issue) -> Iterator[Block]:
    """Who sees it differently, signed or not; nothing when nobody said so."""
    if not issue.minority_notes:
        return
    yield Heading(2, translate("exchange", "Who sees it differently"))
    yield Bullets(tuple(_signed(note) for note in issue.minority_notes))


def _signed(note: MinorityNote) -> str:
    text = translate("exchange", "{text} (not signed)")
    if note.signed.strip():
        text = translate("exchange", "{text} (signed: {signed})")
    return text.format(text=note.text, signed=note.signed)


def review_blocks(issue: Issue, workbook: Workbook) -> Iterator[Block]:
    """When it is looked at again, and what the last review found."""
    yield Heading(2, translate("exchange", "The review"))
    if issue.review_on is None:
        yield Paragraph(translate("exchange", "No day has been set to look at this again."))
    else:
        yield Paragraph(
            translate("exchange", "Look at this again on {review_on}.").format(
                review_on=day_words(issue.review_on)
            )
        )
    reviews = issue.agreed.reviews
    if not reviews:
        return
    yield Paragraph(review_words(reviews[-1], workbook))
    if reviews[-1].note.strip():
        yield Paragraph(reviews[-1].note)
    if len(reviews) < 2 or not all(on_scale(review, workbook) for review in reviews[-2:]):
        return
    moved = movement(reviews[-2], reviews[-1], workbook)
    if moved in _MOVED:
        yield Paragraph(
            translate("exchange", "Since the review before: {moved}").format(
                moved=translate("exchange", _MOVED[moved])
            )
        )


def review_words(review: Review, workbook: Workbook) -> str:
    """How an issue stood at a review, in one sentence."""
    performance = review.scores.performance(workbook.scale) if on_scale(review, workbook) else None
    gaps = {"day": day_words(review.held_on), "verdict": VERDICT_LABELS[Verdict(review.verdict)]}
    if performance is None:
        return translate("exchange", "Last looked at on {day}: {verdict}.").format(**gaps)
    text = translate("exchange", "Last looked at on {day}: {verdict}, SP about {sp}.")
    return text.format(sp=sp_words(performance.ln_sp), **gaps)


def on_scale(review: Review, workbook: Workbook) -> bool:
    """Whether a review's scores lie on the workbook's scale; a file may hold others."""
    scale = workbook.scale
    scores = (review.scores.capabilities, review.scores.incentives, review.scores.relationships)
    return all(score is None or scale.low <= score <= scale.high for score in scores)
