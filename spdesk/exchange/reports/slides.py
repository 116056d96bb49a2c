"""Three slides an issue: the problem, the landscape, the plan.

Titles are real titles, pictures have alternative texts, tables have header rows; no notes, no logo.
A slide holds what fits on it and says how much more the record holds.
"""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Cm, Length, Pt

from spdesk.core.performance import Lever
from spdesk.core.sentences import sentence_for, sp_words
from spdesk.core.speak import score_words
from spdesk.core.translation import QT_TRANSLATE_NOOP, translate
from spdesk.exchange.reports.blocks import LANGUAGE, Picture
from spdesk.exchange.reports.package import steady
from spdesk.exchange.reports.safe import plain_text
from spdesk.exchange.reports.score_part import landscape_picture
from spdesk.exchange.reports.verdict_part import approach_name, strongest_reasons
from spdesk.exchange.reports.words import (
    OUTCOMES,
    VERDICT_SENTENCES,
    caveat,
    day_words,
    shortened,
)
from spdesk.guidance.library import Guidance
from spdesk.workbook.derive import performance_of, verdict_that_counts
from spdesk.workbook.model import Issue, Workbook
from spdesk.workbook.plan import Plan

FONT = "Arial"
WIDTH, HEIGHT = Cm(33.867), Cm(19.05)
_MARGIN, _TOP = Cm(1.8), Cm(4.2)
_INNER = WIDTH - 2 * _MARGIN
_TALL = Cm(12.4)
_TITLE_ONLY = 5
"""The layout of the library's template that has a title and nothing else."""

_LONGEST_TITLE, _LONGEST_TEXT, _LONGEST_REASON, _LONGEST_CELL = 70, 420, 160, 90
_MOST_ROWS = 6


def _colour(digits: str) -> Any:
    return RGBColor.from_string(digits)  # type: ignore[no-untyped-call]


_GREY = _colour("425563")
_SHADE = _colour("E8EDEE")
_BLACK = _colour("000000")
_WHITE = _colour("FFFFFF")

Line = tuple[str, int, bool]
"""A paragraph with its size in points, and whether it is bold."""

_SCORES = {
    Lever.CAPABILITIES: QT_TRANSLATE_NOOP("exchange", "Capabilities: {score}"),
    Lever.INCENTIVES: QT_TRANSLATE_NOOP("exchange", "Incentives: {score}"),
    Lever.RELATIONSHIPS: QT_TRANSLATE_NOOP("exchange", "Relationships: {score}"),
}


def write_slides(
    workbook: Workbook, issues: Sequence[Issue], guidance: Guidance, pictures: Mapping[str, bytes]
) -> bytes:
    """The slides of some issues as a .pptx. `pictures`: PNG by the picture's id."""
    deck = Presentation()
    title = issues[0].title if len(issues) == 1 else translate("exchange", "Decisions")
    _set_up(deck, title)
    for issue in issues:
        _problem(deck, issue, guidance)
        _landscape(deck, issue, workbook, pictures)
        _plan(deck, issue, guidance)
    if not issues:
        _text(
            _slide(deck, translate("exchange", "Decisions")),
            [(translate("exchange", "This workbook holds no open issue."), 20, False)],
        )
    content = io.BytesIO()
    deck.save(content)
    return steady(content.getvalue())


def _set_up(deck: Any, title: str) -> None:
    properties = deck.core_properties
    properties.title = plain_text(title)[:255]
    properties.subject = translate("exchange", "The problem, the landscape, the plan")
    properties.author = properties.last_modified_by = "SP Desk"
    properties.language = LANGUAGE
    package = deck.part.package
    for name, relationship in list(package._rels.items()):  # noqa: SLF001  there is no other door
        if relationship.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package._rels.pop(name)  # noqa: SLF001
    stretch = WIDTH / deck.slide_width
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    for layout in (deck.slide_master, *deck.slide_layouts):
        for shape in layout.placeholders:
            if shape.element.spPr.xfrm is not None:  # the others follow the master
                shape.left, shape.width = int(shape.left * stretch), int(shape.width * stretch)


def _problem(deck: Any, issue: Issue, guidance: Guidance) -> None:
    slide = _slide(deck, issue.title, translate("exchange", "the problem"))
    counts = verdict_that_counts(issue, guidance.rules)
    lines: list[Line] = [(VERDICT_SENTENCES[counts], 22, True)]
    if issue.overrule is not None:
        reason = shortened(issue.overrule.reason, _LONGEST_REASON)
        lines.append(
            (
                translate("exchange", "The group's own verdict, because: {reason}").format(
                    reason=reason
                ),
                18,
                False,
            )
        )
    if issue.description.strip():
        lines.append((shortened(issue.description, _LONGEST_TEXT), 18, False))
    reasons: list[Line] = [(reason, 18, False) for reason in strongest_reasons(issue, guidance)]
    frame = _text(slide, [*lines, *reasons])
    for paragraph in frame.paragraphs[len(lines) :]:
        _make_bullet(paragraph)
    _caveat(slide)


def _landscape(deck: Any, issue: Issue, workbook: Workbook, pictures: Mapping[str, bytes]) -> None:
    slide = _slide(deck, issue.title, translate("exchange", "the landscape"))
    picture = landscape_picture(issue, workbook)
    performance = performance_of(issue, workbook)
    if picture is None or performance is None:
        _text(
            slide,
            [
                (
                    translate(
                        "exchange",
                        "Capabilities, incentives and relationships have not all been scored.",
                    ),
                    20,
                    False,
                )
            ],
        )
        return
    png = pictures.get(picture.id)
    lines: list[Line] = [
        (
            translate("exchange", "SP is about {ln_sp}.").format(ln_sp=sp_words(performance.ln_sp)),
            22,
            True,
        )
    ]
    lines += [
        (translate("exchange", text).format(score=score_words(performance.score(lever))), 20, False)
        for lever, text in _SCORES.items()
    ]
    lines.append((sentence_for(performance), 18, False))
    width = _INNER
    if png is not None:
        width = Cm(11)
        _place(slide, picture, png, _MARGIN + width + Cm(1))
    _text(slide, lines, width)
    _caveat(slide)


def _plan(deck: Any, issue: Issue, guidance: Guidance) -> None:
    slide = _slide(deck, issue.title, translate("exchange", "the plan"))
    approach = (
        translate("exchange", "Approach: {approach}.").format(
            approach=approach_name(issue.approach, guidance)
        )
        if issue.approach
        else translate("exchange", "No approach has been chosen yet.")
    )
    review = (
        translate("exchange", "Look at this again on {review_on}.").format(
            review_on=day_words(issue.review_on)
        )
        if issue.review_on
        else translate("exchange", "No day has been set to look at this again.")
    )
    rows = _rows(issue.agreed)
    more = len(rows) - _MOST_ROWS
    lines: list[Line] = [(f"{approach} {review}", 18, True)]
    if not rows:
        lines.append((translate("exchange", "Nothing has been planned yet."), 18, False))
    if more > 0:
        lines.append((_more(more), 14, False))
    _text(slide, lines, height=Cm(2.4))
    if rows:
        _table(slide, rows[:_MOST_ROWS])


def _more(rows: int) -> str:
    if rows == 1:
        return translate("exchange", "The record holds 1 row more.")
    return translate("exchange", "The record holds {rows} rows more.").format(rows=rows)


def _rows(plan: Plan) -> list[tuple[str, str, str, str]]:
    actions = [
        (
            translate("exchange", "Action: {solution}").format(solution=action.solution),
            action.owner or translate("exchange", "nobody yet"),
            day_words(action.due) if action.due else translate("exchange", "no date"),
            translate("exchange", "done") if action.done_on else translate("exchange", "open"),
        )
        for action in plan.actions
    ]
    return actions + [
        (
            translate("exchange", "Probe: {attempt}").format(attempt=probe.attempt),
            probe.owner or translate("exchange", "nobody yet"),
            day_words(probe.review_on) if probe.review_on else translate("exchange", "no date"),
            OUTCOMES[probe.outcome],
        )
        for probe in plan.probes
    ]


def _slide(deck: Any, title: str, part: str = "") -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = _MARGIN, Cm(1), _INNER, Cm(2.8)
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    short = shortened(_clean(title), _LONGEST_TITLE)
    _write(frame, [(f"{short}: {part}" if part else short, 28, True)])
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    return slide


def _text(slide: Any, lines: Sequence[Line], width: int = _INNER, *, height: Length = _TALL) -> Any:
    """A text box; gives its frame."""
    box = slide.shapes.add_textbox(_MARGIN, _TOP, Length(width), height)
    box.name = "Text"
    frame = box.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    _write(frame, lines)
    return frame


def _make_bullet(paragraph: Any) -> None:
    """A real list, which is read aloud as one."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  the library knows no lists
    properties.set("marL", str(Cm(0.8)))
    properties.set("indent", str(-Cm(0.8)))
    bullet = properties.makeelement(qn("a:buChar"), {"char": "•"})
    properties.append(bullet)


def _caveat(slide: Any) -> None:
    box = slide.shapes.add_textbox(_MARGIN, HEIGHT - Cm(1.7), _INNER, Cm(1))
    box.name = "Caveat"
    box.text_frame.word_wrap = True
    _write(box.text_frame, [(caveat(), 12, False)], _GREY)


def _write(frame: Any, lines: Sequence[Line], colour: RGBColor = _BLACK) -> None:
    """Whole paragraphs of plain text, in our own type and language."""
    for number, (text, size, bold) in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(8)
        run = paragraph.add_run()
        run.text = _clean(text)
        run.font.name, run.font.size, run.font.bold = FONT, Pt(size), bold
        run.font.color.rgb = colour
        run.font._rPr.set("lang", LANGUAGE)  # noqa: SLF001  the library knows no British English


def _clean(text: str) -> str:
    return " ".join(plain_text(text).split())


def _place(slide: Any, picture: Picture, png: bytes, left: int) -> None:
    """The picture as large as its place allows, in its own proportions."""
    room_width, room_height = WIDTH - _MARGIN - left, HEIGHT - _TOP - Cm(2)
    shape = slide.shapes.add_picture(io.BytesIO(png), Length(left), _TOP)
    scale = min(room_width / shape.width, room_height / shape.height)
    shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
    shape.name = "Landscape"
    shape._element.nvPicPr.cNvPr.set("descr", plain_text(picture.alt))  # noqa: SLF001


def _table(slide: Any, rows: Sequence[tuple[str, str, str, str]]) -> None:
    heads = (
        translate("exchange", "What"),
        translate("exchange", "Who"),
        translate("exchange", "By or review"),
        translate("exchange", "State"),
    )
    frame = slide.shapes.add_table(
        len(rows) + 1, len(heads), _MARGIN, Cm(6.9), Length(_INNER), Cm(1.1 * (len(rows) + 1))
    )
    frame.name = "Plan"
    table = frame.table
    table.first_row, table.horz_banding = True, False
    for column, share in zip(table.columns, (0.52, 0.2, 0.18, 0.1), strict=True):
        column.width = int(_INNER * share)
    for number, texts in enumerate((heads, *rows)):
        for cell, text in zip(table.rows[number].cells, texts, strict=True):
            cell.fill.solid()
            cell.fill.fore_color.rgb = _SHADE if number == 0 else _WHITE
            _write(cell.text_frame, [(shortened(_clean(text), _LONGEST_CELL), 14, number == 0)])
