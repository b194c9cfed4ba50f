"""The work that follows from a certificate."""


def sweep_outbox() -> int:
    """Do the open work; return how many pieces were done."""
    return 0
