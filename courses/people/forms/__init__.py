"""Forms of the one door and of the administration of people."""
