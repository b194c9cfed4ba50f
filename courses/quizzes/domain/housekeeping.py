"""What the clock does with attempts."""


def submit_overdue_attempts() -> int:
    """Hand in the open attempts whose deadline has passed; return how many."""
    return 0


def forget_old_guest_attempts() -> int:
    """Delete the unclaimed attempts of guests after 30 days; return how many."""
    return 0
