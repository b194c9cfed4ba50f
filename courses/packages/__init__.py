"""Packages made elsewhere that play inside a lesson: read safely, kept once, played apart from everything."""
