"""Wrong versions of the references, one module an assignment: an answer like theirs is named after them."""
