"""What a sentence tells of: its predicates and event nouns, with their conditions and reasons."""
