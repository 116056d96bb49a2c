"""Text that stays text: what could be a formula, and what a file cannot hold."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from spdesk.exchange.reports.safe import (
    LONGEST_CELL,
    excel_text,
    looks_like_formula,
    plain_text,
    safe_cell,
)

FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n1", "\tplain", "  =1", "\u00a0=1",
    '"=1', "'=1", "“=1", "＝1", "＋1", "－1", "＠x", "﹦1", "−1", "\u200b=1", "\ufeff=1", "\x00=1",
    "\x0b=1", "  '\" =1", "|x", "%0A=1",
]  # fmt: skip
PLAIN = ["", "plain", "1", "1-1", "a=b", "50 %", "(=1)", "…", "'quoted'", "£5", "é"]


@pytest.mark.parametrize("text", FORMULAS, ids=ascii)
def test_what_could_be_a_formula_gets_an_apostrophe(text: str) -> None:
    assert looks_like_formula(text)
    assert safe_cell(text) == f"'{plain_text(text)}"


@pytest.mark.parametrize("text", PLAIN, ids=ascii)
def test_what_could_not_is_left_alone(text: str) -> None:
    assert not looks_like_formula(text)
    assert safe_cell(text) == text


@given(st.text())
@example("\x01=1")
def test_a_safe_cell_never_begins_like_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert cell.startswith("'") or not looks_like_formula(cell)
    assert cell.removeprefix("'") in (plain_text(text), plain_text(text).removeprefix("'"))


@given(st.text(st.characters(codec=None)))
def test_plain_text_fits_into_xml_and_utf_8(text: str) -> None:
    from lxml import etree  # noqa: PLC0415

    element = etree.Element("t")
    element.text = plain_text(text)
    read = etree.fromstring(etree.tostring(element, encoding="utf-8"))
    assert (read.text or "") == plain_text(text)


def test_lines_end_alike() -> None:
    assert plain_text("a\r\nb\rc\nd") == "a\nb\nc\nd"


@given(st.text(max_size=50), st.integers(0, 3))
def test_a_cell_of_excel_is_never_too_long(text: str, times: int) -> None:
    cell = excel_text(text * 10 ** (times + 1))
    assert len(cell.encode("utf-16-le")) // 2 <= LONGEST_CELL
    cell.encode("utf-8")


def test_excels_own_escape_is_escaped_and_nothing_else() -> None:
    assert excel_text("_x0041_ _x004_ x_y") == "_x005F_x0041_ _x004_ x_y"
