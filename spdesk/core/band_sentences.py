"""What the room is told about SP as a band: whole, plain sentences, of the group and never of one.

Sizes on the log scale are told as "about 3 times", never with more than two figures.
"""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from spdesk.core.performance import Lever
from spdesk.core.sentences import Levers, sp_words
from spdesk.core.speak import about, percent
from spdesk.core.translation import QT_TRANSLATE_NOOP, translate

if TYPE_CHECKING:  # it needs numpy, and a sentence does not
    from spdesk.core.uncertainty import RoomPerformance

_C, _I, _R = Lever.CAPABILITIES, Lever.INCENTIVES, Lever.RELATIONSHIPS

_HARDLY = 1.095
"""A factor under this says "about the same": with two figures it would be about 1 times."""

_BEYOND = 1e6
"""From this factor on the number itself says nothing."""

_AS_MUCH = 0.05
"""Shares that differ by less count as equally large."""

_ENOUGH_BALLOTS = 5
"""With fewer complete ballots `_FEW_BALLOTS` says that little follows from the range."""

_NO_COMPLETE_BALLOT = QT_TRANSLATE_NOOP(
    "core", "No ballot gives all three terms, so none has an SP of its own."
)
_ONE_COMPLETE_BALLOT = QT_TRANSLATE_NOOP(
    "core", "Only one ballot gives all three terms, so there is nothing to compare."
)
_BALLOTS_SAME = QT_TRANSLATE_NOOP("core", "Ballot by ballot, SP is about the same.")
_BALLOTS = QT_TRANSLATE_NOOP(
    "core", "Ballot by ballot, the highest SP is about {times} times the lowest."
)
_BALLOTS_BEYOND = QT_TRANSLATE_NOOP(
    "core", "Ballot by ballot, the highest SP is more than a million times the lowest."
)
_LIKELY_SAME = QT_TRANSLATE_NOOP(
    "core", "In nine of ten rooms like yours SP would come out about the same: {middle}."
)
_LIKELY = QT_TRANSLATE_NOOP(
    "core",
    "In nine of ten rooms like yours SP would come out between {low} and {high}: the high end is "
    "about {times} times the low end.",
)
_LIKELY_BEYOND = QT_TRANSLATE_NOOP(
    "core",
    "In nine of ten rooms like yours SP would come out anywhere between {low} and {high}: the high "
    "end is more than a million times the low end.",
)
_FEW_BALLOTS = QT_TRANSLATE_NOOP(
    "core", "But fewer than five complete ballots say little about other rooms."
)

_NOTHING_MOVES = QT_TRANSLATE_NOOP("core", "Nothing that you disagree about moves SP.")
_MOVES_MOST: dict[Levers, str] = {
    (_C,): QT_TRANSLATE_NOOP(
        "core", "Your disagreement about capabilities moves SP most: about {share} of what varies."
    ),
    (_I,): QT_TRANSLATE_NOOP(
        "core", "Your disagreement about incentives moves SP most: about {share} of what varies."
    ),
    (_R,): QT_TRANSLATE_NOOP(
        "core", "Your disagreement about relationships moves SP most: about {share} of what varies."
    ),
    (_C, _I): QT_TRANSLATE_NOOP(
        "core",
        "Your disagreement about capabilities and about incentives moves SP most, both "
        "about as much.",
    ),
    (_C, _R): QT_TRANSLATE_NOOP(
        "core",
        "Your disagreement about capabilities and about relationships moves SP most, both "
        "about as much.",
    ),
    (_I, _R): QT_TRANSLATE_NOOP(
        "core",
        "Your disagreement about incentives and about relationships moves SP most, both "
        "about as much.",
    ),
    (_C, _I, _R): QT_TRANSLATE_NOOP(
        "core", "Your disagreement about each of the three terms moves SP about as much."
    ),
}

_NO_LEVER = QT_TRANSLATE_NOOP("core", "At your medians no lever can raise SP further.")
_HOLDS: dict[Levers, str] = {
    (_C,): QT_TRANSLATE_NOOP(
        "core", "Capabilities are the strongest lever at your medians, and stay so across the band."
    ),
    (_I,): QT_TRANSLATE_NOOP(
        "core", "Incentives are the strongest lever at your medians, and stay so across the band."
    ),
    (_R,): QT_TRANSLATE_NOOP(
        "core",
        "Relationships are the strongest lever at your medians, and stay so across the band.",
    ),
    (_C, _I): QT_TRANSLATE_NOOP(
        "core",
        "Capabilities and incentives are equally strong at your medians, and stay the "
        "strongest across the band.",
    ),
    (_C, _R): QT_TRANSLATE_NOOP(
        "core",
        "Capabilities and relationships are equally strong at your medians, and stay the "
        "strongest across the band.",
    ),
    (_I, _R): QT_TRANSLATE_NOOP(
        "core",
        "Incentives and relationships are equally strong at your medians, and stay the "
        "strongest across the band.",
    ),
    (_C, _I, _R): QT_TRANSLATE_NOOP(
        "core", "All three levers are equally strong at your medians, and stay so across the band."
    ),
}
_OPEN: dict[Levers, str] = {
    (_C,): QT_TRANSLATE_NOOP(
        "core",
        "Capabilities are the strongest lever at your medians, but your ballots leave it open: "
        "in about {share} of rooms like yours another lever would be.",
    ),
    (_I,): QT_TRANSLATE_NOOP(
        "core",
        "Incentives are the strongest lever at your medians, but your ballots leave it open: "
        "in about {share} of rooms like yours another lever would be.",
    ),
    (_R,): QT_TRANSLATE_NOOP(
        "core",
        "Relationships are the strongest lever at your medians, but your ballots leave it open: "
        "in about {share} of rooms like yours another lever would be.",
    ),
}
_OPEN_TIE = QT_TRANSLATE_NOOP(
    "core", "At your medians more than one lever is strongest; your ballots leave open which one."
)


def ballots_sentence(room: "RoomPerformance") -> str:
    """How far apart the ballots' own SPs are."""
    if room.ballots_ln_sp is None:
        return _said(_NO_COMPLETE_BALLOT)
    if len(room.points) == 1:
        return _said(_ONE_COMPLETE_BALLOT)
    templates = (_BALLOTS_SAME, _BALLOTS, _BALLOTS_BEYOND)
    return _sized(templates, room.ballots_ln_sp.high - room.ballots_ln_sp.low)


def likely_sentence(room: "RoomPerformance") -> str:
    """Where SP at the medians lies in 90 % of the drawn rooms, and whether few ballots say so."""
    band = room.likely_ln_sp
    ends = {"low": sp_words(band.low), "middle": sp_words(band.middle), "high": sp_words(band.high)}
    said = _sized((_LIKELY_SAME, _LIKELY, _LIKELY_BEYOND), band.high - band.low, ends)
    if len(room.points) < _ENOUGH_BALLOTS:
        return f"{said} {_said(_FEW_BALLOTS)}"
    return said


def disagreement_sentence(room: "RoomPerformance") -> str:
    """Which term's disagreement moves SP most."""
    if not room.shares:
        return _said(_NOTHING_MOVES)
    most = max(room.shares.values())
    ahead = tuple(lever for lever in Lever if room.shares[lever] > most - _AS_MUCH)
    return _said(_MOVES_MOST[ahead], share=percent(most))


def strongest_sentence(room: "RoomPerformance") -> str:
    """Whether the strongest lever stays the strongest across the band."""
    strongest = room.medians.strongest
    if not strongest:
        return _said(_NO_LEVER)
    if room.strongest_holds:
        return _said(_HOLDS[strongest])
    if strongest not in _OPEN:
        return _said(_OPEN_TIE)
    # Never "about 0 %": that would read as certain.
    otherwise = max(1 - room.strongest_share[strongest[0]], 0.1)
    return _said(_OPEN[strongest], share=percent(otherwise))


def _sized(
    templates: tuple[str, str, str], ln_factor: float, gaps: Mapping[str, str] | None = None
) -> str:
    """Hardly, by a factor, or beyond telling: the sentence for a difference of logarithms."""
    same, by_factor, beyond = templates
    gaps = gaps or {}
    if ln_factor < math.log(_HARDLY):
        return _said(same, **gaps)
    if ln_factor >= math.log(_BEYOND):
        return _said(beyond, **gaps)
    return _said(by_factor, times=about(math.exp(ln_factor)), **gaps)


def _said(text: str, **gaps: str | int) -> str:
    return translate("core", text).format(**gaps)
