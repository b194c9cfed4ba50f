"""Questions, quizzes, attempts and answers."""
