"""Pages of teachers, heads and pupils."""
