"""Enrol, progress, complete."""
