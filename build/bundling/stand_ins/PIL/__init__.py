"""Stands in for the package Pillow; see Image.py."""

__version__ = "none"
"""pypdf looks at it; only its reading of pictures, which SP Desk never calls, needs the real one."""
