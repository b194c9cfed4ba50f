"""What editors write; the only package that knows Wagtail."""
