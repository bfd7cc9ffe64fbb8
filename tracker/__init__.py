"""Follows evolving news stories: what changed, did it happen as announced, who says otherwise, on what evidence."""
