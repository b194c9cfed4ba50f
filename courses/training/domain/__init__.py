"""What heads of units and BKPSDM read of the JP, and what they hand on."""
