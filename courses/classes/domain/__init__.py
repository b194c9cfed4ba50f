"""Open classes, seat pupils, assign, mark: the verbs of schools."""
