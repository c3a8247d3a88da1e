"""Grade notebooks that nobody has to trust: answers cross the sandbox's wall, verdicts never do."""
