"""Packages in the admin: sent, looked at, changed, translated, used, and the libraries they play on."""
