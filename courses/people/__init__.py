"""Who somebody is, where they belong and what they may see."""
