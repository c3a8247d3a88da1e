"""From a submission to a result: questions through the wall, comparisons on this side."""
