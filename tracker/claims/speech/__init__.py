"""Whose words a text gives: words of speech, what they introduce, who speaks."""
