"""Wagtail views over the models of other apps."""
