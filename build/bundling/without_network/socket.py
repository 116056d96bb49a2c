"""Stands in for Python's socket module in the bundle, where nothing may open a connection.

`email.utils` and `multiprocessing.reduction` import the module, and other parts of Python's
library import them in turn; SP Desk calls nothing of theirs that would open a socket. While they
are imported they need the class below, and look for the rest with hasattr.
"""

from typing import Never


class socket:  # noqa: N801 - the name that the library asks for
    """A socket that cannot be made."""

    def __init__(self, *_arguments: object, **_options: object) -> Never:
        raise OSError("SP Desk opens no connections.")
