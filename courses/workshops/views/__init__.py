"""Pages of workshops: for trainers, for those who come, for everybody."""
