"""What a right answer does, one module an assignment: the list `CHECKS`, in the order in which they are asked."""
