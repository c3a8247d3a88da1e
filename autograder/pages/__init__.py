"""What people look at: the student's page, the class report, the table in the terminal."""
