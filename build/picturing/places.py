"""Every page of the picture set by its name."""

from picturing import places_dialogs, places_pages, places_room, places_triage

PLACES = {
    **places_pages.PLACES,
    **places_triage.PLACES,
    **places_room.PLACES,
    **places_dialogs.PLACES,
}
"""The name of a page is the first part of the names of its pictures."""
