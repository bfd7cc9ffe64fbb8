"""Writes the list of classes in docs/lexicon.md: `python -m tests.lexicon_page`. A test compares page and tables."""

from pathlib import Path

from tracker.claims.lexicon_files import read_tables

PAGE = Path(__file__).parents[1] / "docs" / "lexicon.md"
BEGIN = "<!-- classes: written by python -m tests.lexicon_page -->"
END = "<!-- end of classes -->"


def classes_by_area() -> str:
    """A table row an area: how many classes it has, and which; facts are marked."""
    areas: dict[str, list[str]] = {}
    for table in read_tables().classes.values():
        fact = " (fact)" if table.fields.get("kind") == "fact" else ""
        areas.setdefault(table.area, []).append(f"`{table.id}`{fact}")
    rows = [f"| {area} | {len(ids)} | {', '.join(sorted(ids))} |" for area, ids in areas.items()]
    count = sum(len(ids) for ids in areas.values())
    return "\n".join([f"{count} classes.", "", "| area | | classes |", "| --- | --- | --- |", *rows])


def page_with_list(page: str) -> str:
    """The page with its list as the tables have it now."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{classes_by_area()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page_with_list(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
