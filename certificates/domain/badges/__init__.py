"""Open Badges 3.0: what anybody can check about a certificate without asking us."""
