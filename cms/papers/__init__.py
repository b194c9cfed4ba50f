"""What is printed or shared of a course: posters, one-page handouts, pictures for link previews."""
