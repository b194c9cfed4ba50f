"""The blocks that lessons are made of."""
