"""Words of the plan: when something is due, said plainly."""

from datetime import date

from spdesk.core.translation import translate


def due_words(due: date | None, today: date) -> str:
    """When something that is open was or is to be done; "" without a day."""
    if due is None:
        return ""
    days = (due - today).days
    if days == 0:
        return translate("plan", "It is due today.")
    if days == 1:
        return translate("plan", "It is due tomorrow.")
    if days == -1:
        return translate("plan", "It was due yesterday.")
    if days > 0:
        return translate("plan", "It is due in {days} days.").format(days=f"{days:,}")
    return translate("plan", "It was due {days} days ago.").format(days=f"{-days:,}")
