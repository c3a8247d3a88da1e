"""Where nbgrader finds its course, and who decides: our preprocessors, in the sandbox, not the student's kernel."""

from pathlib import Path

c = get_config()  # noqa: F821  (nbgrader gives this name to its configuration files)

c.CourseDirectory.course_id = "first_model"
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.source_directory = "_build/source"
c.CourseDirectory.release_directory = "exercises"
c.CourseDirectory.submitted_directory = "course/submitted"
c.CourseDirectory.autograded_directory = "course/autograded"
c.CourseDirectory.feedback_directory = "course/feedback"
c.CourseDirectory.db_url = f"sqlite:///{c.CourseDirectory.root}/course/gradebook.db?timeout=60"

c.Autograde.exporter_class = "autograder.preprocessors.Reader"
c.Autograde.sanitize_preprocessors = ["autograder.preprocessors.Judge"]
c.Autograde.autograde_preprocessors = []
