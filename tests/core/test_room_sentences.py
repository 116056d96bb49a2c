"""What the room is told is true, whole, short of figures, and never about one person."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spdesk.core import band_sentences
from spdesk.core.band_sentences import (
    ballots_sentence,
    disagreement_sentence,
    likely_sentence,
    strongest_sentence,
)
from spdesk.core.followership import pattern_of
from spdesk.core.performance import DEFAULT_SCALE, Lever, Performance, Scale
from spdesk.core.room_sentences import (
    agreement_words,
    answered_sentence,
    concordance_sentence,
    effect_sentence,
    invitation,
    movement_sentence,
    pattern_sentence,
    split_evidence_sentence,
    spread_sentence,
    talk_first,
)
from spdesk.core.room_triage import CriterionEffect, RoomReading
from spdesk.core.rounds import (
    TRIAGE_SCALE,
    Agreement,
    Concordance,
    RatingScale,
    Spread,
    Strength,
    scale_of_ballots,
    spread_of,
)
from spdesk.core.terms import Terms
from spdesk.core.triage import Verdict
from spdesk.core.uncertainty import Band, RoomPerformance, room_performance

TEN = scale_of_ballots(DEFAULT_SCALE)
C, I, CR = Lever  # noqa: E741 - the names of the law

tenths = st.integers(10, 100).map(lambda number: number / 10)
rooms = st.lists(st.builds(Terms, tenths, tenths, tenths), min_size=1, max_size=9)


def spread(text: str, scale: RatingScale = TEN) -> Spread:
    found = spread_of([None if word == "-" else float(word) for word in text.split()], scale)
    assert found is not None
    return found


def room(
    likely: tuple[float, float, float] = (3, 3.5, 4),
    ballots: Band | None = None,
    shares: dict[Lever, float] | None = None,
    strongest: dict[Lever, float] | None = None,
    medians: Performance | None = None,
    complete: int | None = None,
) -> RoomPerformance:
    medians = medians or Performance(6, 5, 5)
    return RoomPerformance(
        points=((6, 5, 5),) * (complete if complete is not None else 2 if ballots else 0),
        medians=medians,
        ballots_ln_sp=ballots,
        likely_ln_sp=Band(*likely),
        next_points=dict.fromkeys(Lever, Band(1, 1, 1)),
        shares=shares or {},
        strongest_share=strongest or {C: 0, I: 0, CR: 1},
    )


# --- One question -----------------------------------------------------------------------------


def test_every_agreement_has_its_words() -> None:
    words = [agreement_words(each) for each in Agreement]
    assert words == ["Agreed", "Mixed", "Split", "Too few answers"]


def test_a_spread_in_one_sentence() -> None:
    assert spread_sentence(spread("2 5 6 7 9")) == (
        "Median 6; the middle half lies from 5 to 7, all answers from 2 to 9."
    )
    assert spread_sentence(spread("6 6 6")) == "All answers are 6."


def test_who_could_not_say_is_counted() -> None:
    assert answered_sentence(spread("6 6 7")) == "3 gave a number."
    assert answered_sentence(spread("6 6 - -")) == "2 gave a number, 2 can't say."
    assert answered_sentence(None) == "Nobody gave a number."


def test_those_at_the_ends_are_invited_when_they_are_far_out() -> None:
    assert "Nobody has to." in invitation(spread("2 6 6 6"), TEN)
    assert not invitation(spread("5 6 6 7"), TEN)
    assert invitation(spread("1 3", TRIAGE_SCALE), TRIAGE_SCALE)


def test_the_widest_question_is_put_on_top() -> None:
    assert talk_first("How safe is it to disagree?") == (
        "You differ most about this: How safe is it to disagree? Talk about it first."
    )


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("4 5 6", "4 5 6", "Median and spread are as in the round before."),
        (
            "3 5 7",
            "4 5 6",
            "The median is as in the round before, and you have come closer together.",
        ),
        (
            "4 5 6",
            "3 5 7",
            "The median is as in the round before, but you have moved further apart.",
        ),
        ("4 5 6", "5 6 7", "The median rose from 5 to 6; the spread is as before."),
        ("3 5 7", "6 6.5 7", "The median rose from 5 to 6.5, and you have come closer together."),
        ("4 5 6", "2 6 9", "The median rose from 5 to 6, but you have moved further apart."),
        ("4 5 6", "3 4 5", "The median fell from 5 to 4; the spread is as before."),
        ("3 5 7", "4 4 4", "The median fell from 5 to 4, and you have come closer together."),
        ("4 5 6", "1 4 9", "The median fell from 5 to 4, but you have moved further apart."),
    ],
)
def test_what_changed_since_the_round_before(before: str, after: str, sentence: str) -> None:
    assert movement_sentence(spread(before), spread(after)) == sentence


def test_every_strength_of_concordance_has_its_own_sentence() -> None:
    said = [concordance_sentence(Concordance(w, 0, 7, 6)) for w in (0.1, 0.3, 0.5, 0.7, 0.9)]
    assert len(set(said)) == len(Strength)
    assert said[2] == (
        "You agree moderately on what is better and what is worse here "
        "(Kendall's W 0.50, 7 complete ballots)."
    )
    assert concordance_sentence(None).startswith("No ranking")


# --- SP as a band -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ln_factor", "words"),
    [
        (0, "is about the same"),
        (0.09, "is about the same"),
        (0.095, "about 1.1 times"),
        (1.1, "about 3 times"),
        (9.2, "about 9,900 times"),
        (13.8, "about 980,000 times"),
        (13.9, "more than a million times"),
        (600, "more than a million times"),
    ],
)
def test_a_factor_has_two_figures_at_most(ln_factor: float, words: str) -> None:
    said = ballots_sentence(room(ballots=Band(0, 0, ln_factor)))
    assert f" {words}" in said
    assert re.findall(r"[\d.,]*\d", said) == re.findall(r"[\d.,]*\d", words)


def test_how_far_the_ballots_are_apart() -> None:
    assert ballots_sentence(room(ballots=Band(2, 3, 3.1))) == (
        "Ballot by ballot, the highest SP is about 3 times the lowest."
    )
    assert (
        ballots_sentence(room(ballots=Band(2, 2, 2))) == "Ballot by ballot, SP is about the same."
    )
    assert "more than a million times" in ballots_sentence(room(ballots=Band(0, 9, 20)))
    assert "none has an SP" in ballots_sentence(room())


def test_one_complete_ballot_is_not_compared() -> None:
    found = room_performance([Terms(6, 7, 8), Terms(6, None, None)], Scale(), samples=20)
    assert found is not None
    assert "Only one ballot" in ballots_sentence(found)


def test_where_nine_of_ten_rooms_come_out() -> None:
    assert likely_sentence(room((3.4, 4, 4.5), complete=5)) == (
        "In nine of ten rooms like yours SP would come out between 30 and 90: "
        "the high end is about 3 times the low end."
    )
    assert likely_sentence(room((3.4, 3.4, 3.4), complete=5)) == (
        "In nine of ten rooms like yours SP would come out about the same: 30."
    )
    assert likely_sentence(room((0, 9, 20), complete=5)) == (
        "In nine of ten rooms like yours SP would come out anywhere between 1 and 4.9 × 10⁸: "
        "the high end is more than a million times the low end."
    )


@pytest.mark.parametrize(
    ("complete", "few"), [(0, True), (2, True), (4, True), (5, False), (7, False)]
)
def test_so_few_ballots_are_said_to_say_little(complete: int, few: bool) -> None:
    said = likely_sentence(room(complete=complete))
    assert said.startswith("In nine of ten rooms")
    little = " But fewer than five complete ballots say little about other rooms."
    assert said.endswith(little) == few


@pytest.mark.parametrize(
    ("shares", "sentence"),
    [
        ({}, "Nothing that you disagree about moves SP."),
        (
            {C: 0.1, I: 0.2, CR: 0.7},
            "Your disagreement about relationships moves SP most: about 70 % of what varies.",
        ),
        (
            {C: 1, I: 0, CR: 0},
            "Your disagreement about capabilities moves SP most: about 100 % of what varies.",
        ),
        (
            {C: 0.1, I: 0.44, CR: 0.46},
            "Your disagreement about incentives and about relationships moves SP most, both about "
            "as much.",
        ),
        (
            {C: 0.34, I: 0.33, CR: 0.33},
            "Your disagreement about each of the three terms moves SP about as much.",
        ),
    ],
)
def test_which_disagreement_moves_sp_most(shares: dict[Lever, float], sentence: str) -> None:
    assert disagreement_sentence(room(shares=shares)) == sentence


@pytest.mark.parametrize(
    ("medians", "strongest", "sentence"),
    [
        (
            (6, 5, 5),
            {C: 0, I: 0.04, CR: 0.96},
            "Relationships are the strongest lever at your medians, and stay so across the band.",
        ),
        (
            (6, 5, 5),
            {C: 0.4, I: 0, CR: 0.6},
            "Relationships are the strongest lever at your medians, but your ballots leave it "
            "open: in about 40 % of rooms like yours another lever would be.",
        ),
        (
            (6, 5, 5),
            {C: 0.06, I: 0, CR: 0.94},
            "Relationships are the strongest lever at your medians, but your ballots leave it "
            "open: in about 10 % of rooms like yours another lever would be.",
        ),
        (
            (1, 8, 3),
            {C: 1, I: 0, CR: 1},
            "Capabilities and relationships are equally strong at your medians, and stay the "
            "strongest across the band.",
        ),
        (
            (1, 8, 3),
            {C: 0.6, I: 0, CR: 0.5},
            "At your medians more than one lever is strongest; your ballots leave open which one.",
        ),
        ((10, 10, 10), {C: 0, I: 0, CR: 0}, "At your medians no lever can raise SP further."),
    ],
)
def test_whether_the_strongest_lever_stays_so(
    medians: tuple[float, float, float], strongest: dict[Lever, float], sentence: str
) -> None:
    found = room(medians=Performance(*medians), strongest=strongest)
    assert strongest_sentence(found) == sentence


def test_every_set_of_strongest_levers_has_its_sentence() -> None:
    sets = {each for size in (1, 2, 3) for each in itertools.combinations(Lever, size)}
    for table in (band_sentences._MOVES_MOST, band_sentences._HOLDS):
        assert set(table) == sets
    assert set(band_sentences._OPEN) == {levers for levers in sets if len(levers) == 1}


@settings(max_examples=60, deadline=None)
@given(rooms, st.sampled_from([Scale(), Scale(1, 10, 1)]))
def test_every_room_gets_whole_sentences_of_few_figures(ballots: list[Terms], scale: Scale) -> None:
    found = room_performance(ballots, scale, samples=40)
    assert found is not None
    for say in (ballots_sentence, likely_sentence, disagreement_sentence, strongest_sentence):
        said = say(found)
        assert re.fullmatch(r"[A-Z].*\.", said)
        assert "{" not in said
        for number in re.findall(r"\d[\d,.]*", said):
            assert len(number.strip(".,")) <= 9
            assert len(number.replace(",", "").replace(".", "").strip("0")) <= 3


# --- Triage and followership ------------------------------------------------------------------


def effect(points: float | None, turns: bool) -> CriterionEffect:
    ends = Verdict.MIXED, Verdict.TYPE_2 if turns else Verdict.MIXED
    return CriterionEffect("one", spread("1 2", TRIAGE_SCALE), points, *ends, turns)


def test_the_effect_of_a_criterion_says_whether_it_is_split_and_whether_it_turns() -> None:
    said = {effect_sentence(effect(p, t)) for p in (1, None) for t in (True, False)}
    assert len(said) == 4
    assert "unanswered" in effect_sentence(effect(None, False))
    assert "would turn the verdict" in effect_sentence(effect(1, True))
    assert "would not turn the verdict" in effect_sentence(effect(1, False))


def reading(*split: str) -> RoomReading:
    return RoomReading(Verdict.MIXED, 0, 1, (), {}, split, {})


def test_a_split_that_is_itself_evidence_is_told() -> None:
    assert split_evidence_sentence(reading("time_delay")) == ""
    one, two, both = (
        split_evidence_sentence(reading(*split))
        for split in (
            ("agreed_definition", "time_delay"),
            ("conflicting_values",),
            ("agreed_definition", "conflicting_values"),
        )
    )
    assert len({one, two, both}) == 3
    assert all("evidence of a type 2 problem." in said for said in (one, two, both))


def test_the_pattern_is_of_the_group_or_not_told() -> None:
    four = [{"thinking": 1, "engagement": 3}] * 4
    assert "at least 5 people" in pattern_sentence(pattern_of(four))
    assert "nothing follows" in pattern_sentence(pattern_of(four * 2))
    open_ones = [{"thinking": 4, "engagement": 4}] * 5
    assert pattern_sentence(pattern_of(open_ones)).startswith("At least half")
