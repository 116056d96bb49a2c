"""The help’s topic of numbers: each has its source, and each example is as the core reckons it."""

import math

import pytest

from spdesk.core.approach import MOST_STYLE
from spdesk.core.ballot_box import FEWEST, check_sum
from spdesk.core.followership import style_of
from spdesk.core.performance import DEFAULT_SCALE, Performance, Scale
from spdesk.core.room_triage import points_at, whole_rating
from spdesk.core.rounds import TRIAGE_SCALE, quantile
from spdesk.core.speak import about
from spdesk.guidance.cases import most_alike
from spdesk.guidance.glossary_texts import place_of
from spdesk.guidance.help_texts import HelpTexts
from spdesk.guidance.library import guidance
from spdesk.guidance.locate import resource_folder
from spdesk.workbook.derive import reading_of
from tests.guidance import worked
from tests.guidance.worked import CR, MISSED, ROOM, RULES, START, C, I, Said, needed, plain, spread

TEXTS = HelpTexts(resource_folder())
_ROW = TEXTS.row_of("numbers")
assert _ROW is not None
TEXT = TEXTS.text(TEXTS.topics[_ROW])
SECTIONS = {
    place_of(part.partition("\n")[0]): part.partition("\n")[2] for part in TEXT.split("\n## ")[1:]
}
READING = reading_of(MISSED, RULES)
BALLOT = (0, 0, 1, 1, 2, 3, 4, 4, 4)
MAPPED = [TRIAGE_SCALE.mapped(value) for value in BALLOT]


def points() -> list[str]:
    added = {c.criterion_id: (c.rating, c.points) for c in READING.contributions if c.points}
    named = {
        "behaviour_change": "habits",
        "recurrence_after_fix": "comes back",
        "action_result_link": "loose link",
        "agreed_definition": "rival definitions",
        "stopping_rule": "no clear end",
        "conflicting_values": "conflicting wishes",
    }
    assert set(added) == set(named)
    said = [f"{named[name]} {rating} (+{gain:g})" for name, (rating, gain) in added.items()]
    low, high = (sum(c.evidence[end] for c in RULES.criteria) for end in (0, 4))
    return [
        *said,
        f"sum is {READING.points:g}",
        f"together {RULES.total_weight}",
        f"from {plain(low, 2)} to {plain(high, 2)}",
    ]


def bar() -> list[str]:
    half = 1 / (1 + math.exp(-RULES.mixed_within / RULES.points_per_logit))
    return [
        f"e ^ {plain(-READING.points / RULES.points_per_logit, 3)}) = {plain(READING.type_2, 2)}",
        f"from {plain(1 - half, 2)} to {plain(half, 2)}",
    ]


def index_of_disagreement() -> list[str]:
    low, high = quantile(MAPPED, 0.3), quantile(MAPPED, 0.7)
    answers = " ".join(map(str, BALLOT))
    return [
        f"{answers} become {' '.join(f'{value:g}' for value in MAPPED)}",
        f"P30 = {low:g}, P70 = {high:g}, centre {(low + high) / 2:g}",
        f"= {spread(answers).disagreement_index:g}.",
    ]


def likely_range() -> list[str]:
    room = worked.room()
    own = room.ballots_ln_sp
    assert own is not None
    ballots = [" ".join(map(str, ballot)) for ballot in ROOM]
    medians = room.medians
    low, high = (about(math.exp(end)) for end in (room.likely_ln_sp.low, room.likely_ln_sp.high))
    return [
        f"{', '.join(ballots[:-1])} and {ballots[-1]}",
        f"medians {medians.capabilities:g}, {medians.incentives:g} and {medians.relationships:g}",
        f"give SP {about(medians.sp)}",
        f"is {low} to {high}",
        f"from {about(math.exp(own.low))} to {about(math.exp(own.high))}",
    ]


def shares() -> list[str]:
    share = {lever: f"{value * 100:.0f} %" for lever, value in worked.room().shares.items()}
    return [
        f"relationships make {share[CR]} of it, capabilities {share[C]} and incentives {share[I]}"
    ]


def nearest_and_furthest() -> list[str]:
    found = most_alike(RULES, guidance().cases.cases, MISSED.triage.ratings)
    return [f"“{one.case.title}” at {one.distance:.2f}" for one in (found[0], found[-1])]


def room_triage() -> list[str]:
    rival = RULES.criterion("agreed_definition")
    assert [whole_rating(half) for half in (1.5, 2.5)] == [2, 2]
    return [
        f"at 2 adds {rival.evidence[2]:g}",
        f"at 3 adds {rival.evidence[3]:g}",
        f"At 2.5 it adds {points_at(rival, 2.5):g}",
    ]


CHECKED: dict[str, Said] = {
    "sp": lambda: [
        f"= {plain(START.power, 1)}. C × I = {START.product:g}",
        f"= {plain(START.sp, 2)}, shown as about {about(START.sp)}",
        f"from 1 to {math.exp(DEFAULT_SCALE.ln_sp_max):,.0f}",
        f"{math.exp(Scale(1, 5, 1).ln_sp_max):,.0f}",
    ],
    "index": lambda: [
        f"ln {START.sp:.2f} = {START.ln_sp:.3f}",
        f"= {DEFAULT_SCALE.ln_sp_max:.3f}",
        f"index is {START.index:.1f}",
    ],
    "plain-mean": lambda: [
        f"= {START.additive_mean:.2f}",
        f"index is {START.additive_index:.1f}, beside {START.index:.1f}",
    ],
    "one-point-more": lambda: [
        f"C: (7 ÷ 6) ^ 0.9 = {START.next_point(C):.2f}",
        f"I: (6 ÷ 5) ^ 0.9 = {START.next_point(I):.2f}",
        f"CR: 30 ^ 0.2 = {START.next_point(CR):.2f}",
    ],
    "target": lambda: [
        f"C {needed(C, 25)}, I {needed(I, 25)} or CR {needed(CR, 25)}",
        f"For T = 60: CR {needed(CR, 60)}; C alone and I alone cannot",
    ],
    "cheapest-route": worked.routes,
    "points-and-weight-of-the-triage": points,
    "verdict": lambda: [
        f"carry {READING.answered_share * RULES.total_weight:.0f} of {RULES.total_weight} points",
        f"{READING.answered_share * 100:.0f} %",
        f"sum is {READING.points:g}",
        f"is {RULES.complicated_from:g} or more",
    ],
    "evidence-bar": bar,
    "when-the-triage-may-stop": lambda: [worked.first_offer()],
    "what-would-turn-it": worked.flip,
    "nearest-published-problems": nearest_and_furthest,
    "styles-of-leading": lambda: [f"stands at {min(2 + 1 + 2, MOST_STYLE)}, not at {2 + 1 + 2}"],
    "median-and-quartiles": lambda: [
        "the median is {0.median:g}, the quartiles are {0.q1:g} and {0.q3:g}".format(
            spread("1 2 2 3 3 4 4")
        )
    ],
    "disagreement-index": index_of_disagreement,
    "agreed-mixed-or-split": lambda: [
        *worked.agreements(),
        f"1 2 2 3 3 4 4 is {spread('1 2 2 3 3 4 4').agreement}",
    ],
    "kendall-s-w": lambda: [f"W = {worked.kendall().w:.2f}, {worked.kendall().strength}"],
    "likely-range": likely_range,
    "which-disagreement-moves-sp-most": shares,
    "the-room-s-triage": room_triage,
    "followership-check": lambda: [f"4 and 1 is {style_of(4, 1)}; 2 and 4 is {style_of(2, 4)}"],
    "whether-sp-has-moved-at-a-review": worked.moved,
    "check-sum-of-a-paper-ballot": lambda: [f"check sum {check_sum((6, 5, None, 7))}"],
}
"""What stands in each section that has an example."""


FEW = ["the-number-of-ballots", "how-long-ballots-are-kept"]
"""Sections that say a rule and need no example."""


def test_every_section_has_its_source_and_its_example_or_is_a_plain_rule() -> None:
    assert [place for place, text in SECTIONS.items() if "*Source: " not in text] == []
    with_example = {place for place, text in SECTIONS.items() if "**Example.**" in text}
    assert with_example == set(CHECKED)
    assert set(SECTIONS) - with_example == set(FEW)


@pytest.mark.parametrize("place", CHECKED)
def test_an_example_says_what_the_core_reckons(place: str) -> None:
    text = " ".join(SECTIONS[place].split())
    for piece in CHECKED[place]():
        assert piece in text


def test_the_table_of_verdicts_has_the_limits_of_the_rules() -> None:
    limit = plain(RULES.mixed_within, 1)
    for line in (
        f"below −{limit} | type 1",
        f"−{limit} to {limit} | mixed",
        f"above {limit} | type 2",
    ):
        assert line in SECTIONS["verdict"]
    assert f"| {FEWEST} | a role is kept" in SECTIONS["the-number-of-ballots"]


def test_the_limits_name_what_the_law_does() -> None:
    row = TEXTS.row_of("limits")
    assert row is not None
    text = " ".join(TEXTS.text(TEXTS.topics[row]).split())
    literal = Scale(1, 10, 1)
    a, b = Performance(2, 2, 3, literal), Performance(3, 3, 2, literal)
    c, d = Performance(4, 4, 3, literal), Performance(6, 6, 2, literal)
    for piece in (
        f"so SP is {a.sp:.0f}. B",
        f"so SP is {b.sp:.0f}. Now",
        f"A has {c.sp:,.0f} and B has {d.sp:,.0f}",
        f"it is {0.72:g}, and to the power 2 it is {0.72**2:.2f}",
    ):
        assert piece in text
    whole = [Performance(x, y, z) for x in WHOLE for y in WHOLE for z in WHOLE]
    alone = sum(each.strongest == (CR,) for each in whole)
    ties = sum(CR in each.strongest and len(each.strongest) > 1 for each in whole)
    assert f"Of the {len(whole)} states" in text
    assert (
        f"does most in {alone}, and ties in {ties}. In the other {len(whole) - alone - ties}"
        in text
    )


WHOLE = range(1, 10)
