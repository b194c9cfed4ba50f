"""Publish outlines; search them."""
