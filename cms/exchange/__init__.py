"""Questions in and out of the admin: every format, their pictures, and what waits to be read."""
