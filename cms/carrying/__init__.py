"""Out again: quizzes as H5P, courses as SCORM, for sites that are not ours."""
