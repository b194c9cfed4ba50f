"""SCORM 1.2 and 2004: what a manifest asks to be played, and what a unit's data amount to.

Pure Python: no Django, no database.
"""
