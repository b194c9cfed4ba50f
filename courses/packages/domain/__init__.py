"""Read, import, play and remember packages; `archives` and `h5p` know no Django."""
