"""Two groups that answered the same by themselves."""

from tests.ui.driving import Driver, words
from tests.ui.rooms import ballot, enter, held, questions

N = len(questions("triage"))
LINEAR, WICKED = [[0.0] * N for _ in range(5)], [[4.0] * N for _ in range(5)]


def test_the_biggest_difference_comes_first_with_both_verdicts(driver: Driver) -> None:
    partners = [[*row[:2], 3.0, *row[3:]] for row in LINEAR]
    reception = [[*row[:3], 3.0, *row[4:]] for row in WICKED]
    enter(
        driver,
        held("triage", partners, "a", group="Partners"),
        held("triage", reception, "b", group="Reception"),
    )
    driver.click("Compare Partners with Reception")
    assert "The triage: Partners and Reception" in driver.words
    assert "Partners say 0, Reception say 4. Ask each other what you see there." in driver.words
    assert "This is mostly a type 1 problem." in driver.words
    assert "This is mostly a type 2 problem." in driver.words
    shown = driver.words
    assert shown.index("Loose link") < shown.index("Rival definitions")
    driver.click("Back to the round")
    assert "opened together" in driver.words


def test_a_group_under_five_is_not_compared_unless_it_answered_together(driver: Driver) -> None:
    enter(
        driver,
        held("triage", LINEAR, "a", group="Partners"),
        held("triage", WICKED[:4], "b", group="Reception"),
    )
    assert "Reception gave fewer than five ballots" in driver.words
    assert "Let the group answer together, on one ballot." in driver.words
    assert "can be compared" not in driver.words
    enter(
        driver,
        held("triage", LINEAR, "a", group="Partners"),
        held("triage", WICKED[:1], "b", group="Reception", joint=True),
    )
    driver.click("Compare Partners with Reception")
    assert "This is mostly a type 2 problem." in driver.words


def test_a_group_is_compared_with_the_whole_room_and_terms_with_terms(driver: Driver) -> None:
    low, high = [(2.0, 5.0, 5.0)] * 5, [(9.0, 5.0, 6.0)] * 5
    enter(driver, held("terms", low, "a"), held("terms", high, "b", group="Reception"))
    driver.click("Compare the whole room with Reception")
    assert "about capabilities: the whole room say 2, Reception say 9." in words(driver.page)


def test_a_long_name_of_a_group_is_shortened_and_keeps_its_end(driver: Driver) -> None:
    long = "the practice manager, both senior partners, and the nurses of "
    low, high = [(2.0, 5.0, 5.0)] * 5, [(9.0, 5.0, 6.0)] * 5
    first, second = f"{long}the first site", f"{long}the second site"
    enter(driver, held("terms", low, "a", group=first), held("terms", high, "b", group=second))
    assert second in driver.words  # over the title of its own reveal
    driver.click(f"Compare {first} with {second}")
    assert first not in driver.words
    title = driver.words.partition("\n")[0]
    assert title.count("the practice manager, both senio…") == 2
    assert "…the first site" in title
    assert "…the second site" in title


def test_how_people_follow_and_other_subjects_are_not_compared(driver: Driver) -> None:
    follow = [ballot("followership", (4.0, 4.0))] * 5
    rounds = [
        held("followership", [], name, ballots=tuple(follow), group=name) for name in ("x", "y")
    ]
    enter(driver, *rounds, held("terms", [(5, 5, 5)] * 5, "z", group="z"))
    assert "Another group" not in driver.words
    driver.click("Open “The followership check, x, round 1”")
    assert "Another group" not in driver.words
