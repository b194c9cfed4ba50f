"""Accounts, codes, roles, imports."""
