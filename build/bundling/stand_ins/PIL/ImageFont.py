"""Stands in for Pillow's fonts in the bundle: python-pptx imports the name to measure text.

SP Desk never lets it measure any.
"""
