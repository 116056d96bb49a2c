"""What looks like a detail of a person: every sentence of the corpus, and what holds for any text."""

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from spdesk.core.privacy import AREAS, Detail, Finding, find_details, has_valid_check_digit

CORPUS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "privacy_corpus.toml").read_text(encoding="utf-8")
)
HARMLESS: list[str] = CORPUS["harmless"]
HOLDING = [
    (Detail(kind), sentence, part)
    for kind, sentences in CORPUS["holding"].items()
    for sentence, part in sentences
]
LONGEST = 20_000

PIECES = st.sampled_from(
    ["0", "9", "07700", "+44", "(0)", " ", "-", ".", "/", "@", "a", "é", "SO1", "1AA", "born ", "DOB ",
     "12 May ", "1954", "\n", "😀"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=80).map("".join))


def found(text: str) -> list[tuple[Detail, str]]:
    return [(finding.kind, text[finding.start : finding.end]) for finding in find_details(text)]


def check_digit(nine: str) -> str:
    """The tenth digit, worked out from the other side: subtract from 11, and 11 is 0."""
    rest = 11 - sum(int(d) * (10 - place) for place, d in enumerate(nine)) % 11
    assume(rest != 10)
    return str(rest % 11)


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    assert len(set(HARMLESS)) == len(HARMLESS) >= 150
    assert len({sentence for _, sentence, _ in HOLDING}) == len(HOLDING) >= 80
    for kind in Detail:
        assert sum(kind is held for held, _, _ in HOLDING) >= 14


@pytest.mark.parametrize("sentence", HARMLESS)
def test_ordinary_prose_raises_no_alarm(sentence: str) -> None:
    assert found(sentence) == []


def test_ordinary_prose_raises_no_alarm_when_it_stands_in_one_text() -> None:
    assert found("\n".join(HARMLESS)) == []
    assert found(" ".join(HARMLESS)) == []


@pytest.mark.parametrize(("kind", "sentence", "part"), HOLDING)
def test_a_detail_is_found_where_it_stands(kind: Detail, sentence: str, part: str) -> None:
    assert found(sentence)[0] == (kind, part)


@pytest.mark.parametrize(("kind", "sentence", "part"), HOLDING)
@pytest.mark.parametrize("before", ["Agreed on 12/05/2026: ", "Room 4, £120, 30 %. ", "Née 😀 "])
def test_a_detail_is_found_in_the_midst_of_prose(
    kind: Detail, sentence: str, part: str, before: str
) -> None:
    assert (kind, part) in found(f"{before}{sentence}\nThe list is 12,500 patients.")


def test_several_details_come_in_their_order() -> None:
    text = "Jo, jo@example.org, 07700 900123, SO1 1AA, DOB 12/5/54, 999 109 7007"
    kinds = [Detail.EMAIL, Detail.TELEPHONE, Detail.POSTCODE, Detail.BIRTH_DATE, Detail.NHS_NUMBER]
    assert [kind for kind, _ in found(text)] == kinds


def test_a_list_of_numbers_is_found_one_by_one() -> None:
    assert len(found("999 109 7007 9992013184 999-880-6119")) == 3
    assert len(found("07700 900123 07700 900456, 020 7946 0958/01632 960983")) == 4


def test_a_telephone_number_is_no_nhs_number_though_its_digits_fit() -> None:
    local = next(n for n in (f"20794600{i:02}" for i in range(100)) if has_valid_check_digit(n))
    assert found(f"+44 {local}") == [(Detail.TELEPHONE, f"+44 {local}")]


@pytest.mark.parametrize("digit", "0123456789")
def test_one_digit_ten_times_over_is_nobody(digit: str) -> None:
    assert Detail.NHS_NUMBER not in [kind for kind, _ in found(digit * 10)]


@pytest.mark.parametrize(
    "text",
    ["x9991097007", "9991097007x", "19991097007", "9991097007.5", "£9991097007", "0.9991097007"],
)
def test_ten_digits_of_something_longer_are_no_nhs_number(text: str) -> None:
    assert found(text) == []


def test_the_areas_are_all_there_are_with_those_that_are_no_place() -> None:
    assert len(AREAS - {"BF", "BX"}) == 124


@given(st.text("0123456789", min_size=9, max_size=9), st.sampled_from(["", " ", "-"]))
def test_any_nine_digits_with_their_check_digit_are_found(nine: str, gap: str) -> None:
    ten = nine + check_digit(nine)
    assume(len(set(ten)) > 1)
    written = gap.join((ten[:3], ten[3:6], ten[6:]))
    assert found(f"No. {written}, please") == [(Detail.NHS_NUMBER, written)]


@given(
    st.text("0123456789", min_size=9, max_size=9),
    st.integers(0, 9),
    st.integers(1, 9),
)
def test_one_changed_digit_is_no_nhs_number(nine: str, place: int, more: int) -> None:
    ten = nine + check_digit(nine)
    changed = ten[:place] + str((int(ten[place]) + more) % 10) + ten[place + 1 :]
    assert Detail.NHS_NUMBER not in [kind for kind, _ in found(changed)]


@given(TEXTS)
def test_any_text_gives_parts_of_it_in_order_without_overlaps(text: str) -> None:
    findings = find_details(text)
    ends = [0, *(finding.end for finding in findings)]
    for finding, before in zip(findings, ends, strict=False):
        assert before <= finding.start < finding.end <= len(text)


@given(TEXTS)
def test_lines_apart_from_each_other_are_judged_apart(text: str) -> None:
    assert find_details(f"{text}\n.\n")[: len(find_details(text))] == find_details(text)


BAD_PIECES = [
    "0", "a", "@", "a.", "1 ", "0-", "born ", "SO1 ", "+4", "(0)", "dob is ", "1/", "12 May ",
    "a@a.", "00", "07700 ", " ", "\n", "e1", "20/", "9 ", "is on ", "a@" + "b" * 62 + ".",
]  # fmt: skip


@pytest.mark.parametrize("piece", BAD_PIECES)
def test_the_longest_text_takes_no_longer_than_typing_allows(piece: str) -> None:
    text = (piece * LONGEST)[:LONGEST]
    begun = time.process_time()
    find_details(text)
    assert time.process_time() - begun < 0.5  # about 0.02 s; a pattern that blows up takes minutes


def test_a_finding_says_what_it_is_and_why() -> None:
    assert find_details("a SO1 1AA")[0] == Finding(Detail.POSTCODE, 2, 9)
    for kind in Detail:
        assert kind.label.startswith(("a ", "an "))
        assert kind.reason
