"""Measure what the running product costs: processor time and SQL queries of the pages that matter."""
