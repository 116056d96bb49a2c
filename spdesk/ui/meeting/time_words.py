"""The clock of a meeting in words. Over time is said plainly; nothing blinks or turns red."""

from spdesk.core.translation import translate


def clock_words(seconds: int) -> str:
    """Minutes and seconds: 21:05. Less than nothing is nothing."""
    minutes, rest = divmod(max(seconds, 0), 60)
    return f"{minutes}:{rest:02d}"


def step_time(seconds: int) -> str:
    """What is left for a step, or by how much it is over."""
    if seconds > 0:
        return translate("meeting", "{time} left for this step").format(time=clock_words(seconds))
    minutes = -seconds // 60
    if minutes == 0:
        return translate("meeting", "The time for this step is up.")
    if minutes == 1:
        return translate("meeting", "This step is one minute over.")
    return translate("meeting", "This step is {count} minutes over.").format(count=minutes)


def meeting_time(seconds: int) -> str:
    """What is left for the whole meeting, to the minute, or that it should have ended."""
    minutes = -(-seconds // 60)
    if minutes > 1:
        return translate("meeting", "{count} minutes left for the meeting").format(count=minutes)
    if minutes == 1:
        return translate("meeting", "The last minute of the meeting")
    return translate("meeting", "The meeting was to end by now.")
