"""Portable course packages: their importer and exporter."""
