"""Numbers of news: counts, amounts and tolls, with unit, bound, scope and place."""
