"""The pages and snippets that editors write."""
