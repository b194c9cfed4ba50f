"""Settings by environment variables; docs/operations.md lists every one."""
