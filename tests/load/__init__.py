"""An exam day: many candidates who begin in the same minute, answer, lose their line, and hand in."""
