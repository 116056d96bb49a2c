"""Sizes in pixels that SP Desk and its floors share, so that all paint as much."""

WINDOW = (1240, 800)
"""What SP Desk opens with at its first start."""
