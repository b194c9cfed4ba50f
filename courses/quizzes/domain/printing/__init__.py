"""Exams and practices on paper: printed in variants, answers typed in, graded like all others."""
