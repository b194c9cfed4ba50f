"""Questions from and to other systems: pure functions between files and QuestionSpec.

One file, or one folder, for each format; none of them touches the database.
"""
