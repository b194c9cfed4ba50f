"""What teachers and pupils state."""
