"""The published outline of every course."""
