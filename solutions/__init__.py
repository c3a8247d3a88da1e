"""The references: one module an assignment, with the functions that its exercises ask for."""
