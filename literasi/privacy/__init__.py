"""A person's data across every app: see, export, erase."""
