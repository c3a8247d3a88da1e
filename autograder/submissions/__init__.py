"""What was handed in: archives, folders and notebooks, each read as if its author meant harm."""
