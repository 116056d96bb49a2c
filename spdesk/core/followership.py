"""Followership: how people rate their own part in one issue, shown as the group's pattern only.

Two axes after Kelley (1988, 1992): thinking for oneself, and taking part. Both are rated 0 to 4,
for this issue, by each person about himself or herself. This is a check to talk about, not Kelley's
questionnaire, and nothing is ever said about one person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from spdesk.core.ballot_box import FEWEST
from spdesk.core.rounds import TRIAGE_SCALE, Spread, spread_of

THINKING, ENGAGEMENT = AXES = ("thinking", "engagement")
"""The ids of the two questions."""

_MIDDLE = (TRIAGE_SCALE.low + TRIAGE_SCALE.high) / 2


class Style(StrEnum):
    """Kelley's five styles."""

    EXEMPLARY = "exemplary"
    ALIENATED = "alienated"
    CONFORMIST = "conformist"
    PASSIVE = "passive"
    PRAGMATIST = "pragmatist"


@dataclass(frozen=True, slots=True)
class Pattern:
    """The pattern of a group: over the `ballots` that answer both axes.

    `counts` holds every style, those with no ballot too.
    """

    ballots: int
    thinking: Spread
    engagement: Spread
    counts: dict[Style, int]

    @property
    def nodding(self) -> bool:
        """Whether conformists and pragmatists are more than half.

        A type 2 problem is then likely to be "agreed" and not done.
        """
        quiet = self.counts[Style.CONFORMIST] + self.counts[Style.PRAGMATIST]
        return 2 * quiet > self.ballots


def style_of(thinking: float, engagement: float) -> Style:
    """The style of two ratings from 0 to 4. The middle on either axis is a pragmatist."""
    if _MIDDLE in (thinking, engagement):
        return Style.PRAGMATIST
    if thinking > _MIDDLE:
        return Style.EXEMPLARY if engagement > _MIDDLE else Style.ALIENATED
    return Style.CONFORMIST if engagement > _MIDDLE else Style.PASSIVE


def pattern_of(ballots: Sequence[Mapping[str, float | None]]) -> Pattern | None:
    """The pattern of a group, or None when fewer than five ballots answer both axes."""
    both = [
        (thinking, engagement)
        for ballot in ballots
        if (thinking := ballot.get(THINKING)) is not None
        and (engagement := ballot.get(ENGAGEMENT)) is not None
    ]
    if len(both) < FEWEST:
        return None
    spreads = [spread_of(axis, TRIAGE_SCALE) for axis in zip(*both, strict=True)]
    styles = [style_of(*answers) for answers in both]
    thinking_spread, engagement_spread = (spread for spread in spreads if spread is not None)
    return Pattern(
        ballots=len(both),
        thinking=thinking_spread,
        engagement=engagement_spread,
        counts={style: styles.count(style) for style in Style},
    )
