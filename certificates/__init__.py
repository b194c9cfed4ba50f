"""Number, issue, render and verify certificates."""
