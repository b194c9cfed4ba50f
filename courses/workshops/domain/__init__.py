"""Plan a workshop, seat people, note what happened, report it."""
