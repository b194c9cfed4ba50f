"""Spreadsheets of units and people: read, checked, shown, and only then written."""
