"""What is claimed: predicates, roles, voices, certainty and counts in one report."""
