"""Which colour is painted on which ground, and by whom: the style sheet knows nothing of these.

A module of `spdesk/ui` that asks for a colour must stand here, with every role that it names.
"""

from collections.abc import Iterator
from typing import NamedTuple

Grounds = tuple[str, ...]


class Pair(NamedTuple):
    """A role, what it is painted on, and how much it must stand out: text, mark or full."""

    role: str
    ground: str
    need: str


TEXT, MARK, FULL = "text", "mark", "full"
"""Words; marks, edges and frames; the full part of a bar beside its empty part."""

PAGE: Grounds = ("window", "surface")
LISTED: Grounds = ("window", "surface", "sidebar")
LEVERS = ("capabilities", "incentives", "relationships")
TYPES = ("type_1", "type_2", "mixed", "crisis", "muted")

_FRAME = {"focus": (MARK, (*LISTED, "accent_soft"))}
_ANSWER = {  # and `look.focus_pen` round it
    "text": (TEXT, ("surface", "accent_soft")),
    "muted": (TEXT, ("surface", "accent_soft")),
    "accent": (MARK, ("surface", "window")),
    "control": (MARK, ("surface", "window")),
}
_LEVER_MARKS = dict.fromkeys(LEVERS, (MARK, PAGE))
_TYPE_MARKS = dict.fromkeys(TYPES, (MARK, (*LISTED, "accent_soft")))
_TYPE_TEXTS = dict.fromkeys(TYPES, (TEXT, (*LISTED, "accent_soft")))

PAINTED: dict[str, dict[str, tuple[str, Grounds]]] = {
    "ballot/steps_bar.py": {"accent": (MARK, PAGE), "control": (MARK, PAGE)},
    "ballot/targets.py": _ANSWER,
    "export/preview.py": {"control": (MARK, PAGE)},
    "help_list.py": {"text": (TEXT, LISTED), "accent": (TEXT, LISTED)},
    "help_window.py": {},
    "pages/performance_page.py": {"text": (MARK, ("window",))},
    "pages/review/sp_bars.py": {
        "text": (TEXT, PAGE),
        "muted": (TEXT, PAGE),
        "relationships": (MARK, PAGE),
    },
    "pages/review/type_track.py": {
        **_TYPE_MARKS,
        "muted": (MARK, PAGE),
        "text": (MARK, ("surface",)),
    },
    "pages/room/collect_view.py": {"accent": (MARK, PAGE), "control": (MARK, PAGE)},
    "pages/room/followers_card.py": {"accent": (MARK, PAGE)},
    "plots/landscape_plot.py": {
        "text": (TEXT, ("window", "landscape_low")),
        "muted": (TEXT, ("window",)),
        "landscape_line": (MARK, ("landscape_low",)),
    },
    "presenter/dots.py": {
        **dict.fromkeys((*LEVERS, "accent", "control"), (MARK, ("window",))),
        "text": (TEXT, ("window",)),
    },
    "presenter/slide_view.py": dict.fromkeys(
        (*TYPES, *LEVERS, "text", "accent"), (TEXT, ("window",))
    ),
    "tour/mark.py": {"accent": (MARK, LISTED)},
    "widgets/agreement_mark.py": {"text": (MARK, PAGE), "muted": (MARK, PAGE)},
    "widgets/answer_cards.py": {**_ANSWER, "accent_text": (TEXT, ("accent",))},
    "widgets/evidence_bar.py": {
        "muted": (MARK, ("window",)),
        "text": (MARK, ("window",)),
        "type_1": (MARK, ("window",)),
        "type_2": (MARK, ("window",)),
    },
    "widgets/formula.py": dict.fromkeys((*LEVERS, "text", "muted"), (TEXT, PAGE)),
    "widgets/issue_list.py": {
        **_TYPE_TEXTS,
        "text": (TEXT, LISTED),
        "accent": (TEXT, LISTED),
    },
    "widgets/lever_panel.py": {
        **dict.fromkeys(LEVERS, (TEXT, PAGE)),
        "text": (MARK, ("window",)),
    },
    "widgets/lever_slider.py": {
        **dict.fromkeys(LEVERS, (MARK, (*PAGE, "line"))),
        "control": (MARK, PAGE),
        "focus": (MARK, PAGE),
    },
    "widgets/points_bar.py": {"type_1": (MARK, PAGE), "type_2": (MARK, PAGE)},
    "widgets/register_table.py": {**_TYPE_TEXTS, "text": (TEXT, ("surface", "accent_soft"))},
    "widgets/spread_paint.py": {**_LEVER_MARKS, "muted": (MARK, PAGE)},
    "widgets/spread_plot.py": {**_LEVER_MARKS, "muted": (TEXT, PAGE), "text": (TEXT, PAGE)},
    "widgets/style_bar.py": {"accent": (MARK, (*PAGE, "line"))},
    "widgets/type_mark.py": _TYPE_MARKS,
    "theme/focus_ring.py": {"accent_text": (MARK, ("accent",))},
    "theme/look.py": {**_FRAME, "muted": (TEXT, LISTED)},
}

GROUNDS_AND_QUIET = {"window", "surface", "sidebar", "accent_soft", "line", "landscape_low"}
"""What is painted under something, or only divides: nothing is said by these alone."""

SURFACE_ENDS = {"landscape_low", "landscape_high"}
"""The ends of a range of grounds, which have a test of their own."""


def painted_pairs() -> Iterator[Pair]:
    """Every pair, once."""
    seen = set()
    for roles in PAINTED.values():
        for role, (need, grounds) in roles.items():
            for ground in grounds:
                # The empty part of a bar, which lies between the page and the full part.
                seen.add(Pair(role, ground, FULL if ground == "line" else need))
    yield from sorted(seen)
