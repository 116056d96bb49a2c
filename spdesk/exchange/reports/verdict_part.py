"""The part of a record that says what kind of problem it is, why, and what was decided."""

from collections.abc import Iterator

from spdesk.core.flips import firmness, smallest_flip
from spdesk.core.speak import percent
from spdesk.core.translation import translate
from spdesk.core.triage import Reading, Verdict
from spdesk.exchange.reports.blocks import Block, Bullets, Facts, Heading, Paragraph, Table
from spdesk.exchange.reports.words import (
    FIRMNESS_SENTENCES,
    VERDICT_LABELS,
    VERDICT_SENTENCES,
    day_words,
    moment_words,
)
from spdesk.guidance.library import Guidance
from spdesk.workbook.derive import (
    answers_of,
    reading_of,
    recommendation_of,
    verdict_that_counts,
)
from spdesk.workbook.model import Issue, Workbook

MOST_REASONS = 3
"""The strongest answers; a record is one or two pages."""

_SAYS_SOMETHING = (Verdict.TYPE_1, Verdict.TYPE_2, Verdict.MIXED)


def verdict_blocks(issue: Issue, guidance: Guidance) -> Iterator[Block]:
    """The verdict that counts with its strongest reasons, and the overrule with its own."""
    yield Heading(2, translate("exchange", "What kind of problem it is"))
    reading = reading_of(issue, guidance.rules)
    counts = verdict_that_counts(issue, guidance.rules)
    said = [VERDICT_SENTENCES[counts]]
    if counts is reading.verdict and counts in _SAYS_SOMETHING:
        flip = smallest_flip(guidance.rules, answers_of(issue))
        said.append(FIRMNESS_SENTENCES[firmness(flip)])
    yield Paragraph(" ".join(said))
    if reading.verdict is Verdict.CRISIS:
        yield from _crisis(issue, guidance)
    if issue.overrule is not None:
        yield from _overrule(issue, reading)
    reasons = strongest_reasons(issue, guidance)
    if reasons:
        yield Paragraph(_out_of(reading), quiet=True)
        yield Bullets(reasons)


def _out_of(reading: Reading) -> str:
    count = len(reading.contributions)
    text = translate(
        "exchange", "What says most, out of {count} answers with about {share} of the weight:"
    )
    if count == 1:
        text = translate(
            "exchange", "What says most, out of 1 answer with about {share} of the weight:"
        )
    return text.format(count=count, share=percent(reading.answered_share))


def strongest_reasons(
    issue: Issue, guidance: Guidance, most: int = MOST_REASONS
) -> tuple[str, ...]:
    """What the answers with the most points say, the strongest first; none in a crisis."""
    reading = reading_of(issue, guidance.rules)
    if reading.verdict not in _SAYS_SOMETHING:
        return ()
    texts = {criterion.id: criterion for criterion in guidance.triage.criteria}
    strongest = sorted(reading.contributions, key=lambda one: -abs(one.points))  # ties: as asked
    return tuple(texts[c.criterion_id].says(c.points) for c in strongest if c.points)[:most]


def _crisis(issue: Issue, guidance: Guidance) -> Iterator[Block]:
    asked = {check.id: check.text for check in guidance.triage.gate.checks}
    notes = tuple(
        f"{asked[note.check]} {note.note}"
        for note in issue.triage.crisis_checks
        if note.check in asked and note.note.strip()
    )
    if notes:
        yield Bullets(notes)
    if issue.triage.review_at is not None:
        yield Paragraph(
            translate("exchange", "Look again on {review_at}.").format(
                review_at=moment_words(issue.triage.review_at)
            )
        )


def _overrule(issue: Issue, reading: Reading) -> Iterator[Block]:
    if issue.overrule is None:
        return
    own = VERDICT_LABELS[Verdict(issue.overrule.verdict)]
    yield Facts(
        (
            (translate("exchange", "The questions say"), VERDICT_LABELS[reading.verdict]),
            (translate("exchange", "The group says"), own),
            (translate("exchange", "Why"), issue.overrule.reason),
        )
    )


def decision_blocks(issue: Issue, workbook: Workbook, guidance: Guidance) -> Iterator[Block]:
    """What was decided, the approach chosen, and those rejected with their reasons."""
    yield Heading(2, translate("exchange", "The decision"))
    decision = issue.agreed.decision
    if decision is not None:
        yield Paragraph(
            translate("exchange", "Decided on {decided_on}.").format(
                decided_on=day_words(decision.decided_on)
            ),
            quiet=True,
        )
        if decision.text.strip():
            yield Paragraph(decision.text)
    yield from _approach(issue, workbook, guidance)
    if decision is not None and decision.rejected:
        yield Table(
            translate("exchange", "Approaches rejected"),
            (translate("exchange", "Approach"), translate("exchange", "Why not")),
            tuple(
                (
                    approach_name(one.approach, guidance),
                    one.reason or translate("exchange", "No reason was given."),
                )
                for one in decision.rejected
            ),
            (0.3, 0.7),
        )


def _approach(issue: Issue, workbook: Workbook, guidance: Guidance) -> Iterator[Block]:
    pointed = recommendation_of(issue, workbook, guidance)
    if issue.approach is None:
        yield Paragraph(translate("exchange", "No approach has been chosen yet."))
        if pointed is not None:
            yield Paragraph(
                translate("exchange", "The answers point to: {approach}.").format(
                    approach=approach_name(pointed.approach, guidance)
                )
            )
        return
    text = guidance.approach.approach(issue.approach)
    headline = f" {text.headline}" if text else ""
    yield Paragraph(
        translate("exchange", "Approach chosen: {approach}.{headline}").format(
            approach=approach_name(issue.approach, guidance), headline=headline
        )
    )
    if pointed is not None and pointed.approach != issue.approach:
        yield Paragraph(
            translate("exchange", "The answers point to another approach: {approach}.").format(
                approach=approach_name(pointed.approach, guidance)
            ),
            quiet=True,
        )


def approach_name(approach: str, guidance: Guidance) -> str:
    """The name of an approach; one of another version of the resources shows its id."""
    text = guidance.approach.approach(approach)
    return text.name if text else approach
