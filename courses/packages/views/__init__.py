"""The pages and addresses of packages."""
