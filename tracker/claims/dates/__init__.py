"""Dates of news: found, resolved to intervals of civil days, and given to the predicates they belong to."""
