"""What must hold of course packages before they are loaded: one file for each kind of check."""
