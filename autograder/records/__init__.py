"""What is kept: gradebook, results, autograded notebooks, marks. One writer, one submission at a time."""
