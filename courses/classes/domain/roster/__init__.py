"""Lists of pupils: read, looked at, and only then seated. Nothing in between is kept."""
