"""Workshops in a village: planned, held, reported; and the places where people can learn."""
