"""The rooms and the import direction, as tests: the drawing in docs/design.md is true."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted(path for room in ("tracker", "storage") for path in (ROOT / room).rglob("*.py"))
#: Lowest first: a room imports only from rooms below it, and from itself.
LAYERS = (
    {"tracker.errors"},
    {"tracker.model"},
    {"tracker.ports", "tracker.clock"},
    {"tracker.config"},
    {"tracker.net"},
    {
        "tracker.fetch",
        "tracker.text",
        "tracker.claims",
        "tracker.diff",
        "tracker.ledger",
        "tracker.alerts",
        "tracker.reports",
        "tracker.proof",
    },
    {"tracker.engine", "tracker.telling", "tracker.watching"},
    {"tracker.cycle"},
    {"tracker.correcting"},
    {"tracker.begin", "tracker.daemon", "tracker.proving", "tracker.rebuilding"},
    {"tracker.replay", "tracker.desk"},
    {"tracker.web"},
    {"tracker.app"},
    {"tracker.cli"},
)
RANK = {room: rank for rank, rooms in enumerate(LAYERS) for room in rooms}
#: What storage may know of the program.
STORAGE_KNOWS = {"tracker.ports", "tracker.model", "tracker.errors"}
#: Library -> the rooms that may import it.
LIBRARIES = {
    "sqlalchemy": {"storage"},
    "alembic": {"storage"},
    "zstandard": {"storage"},
    "httpx": {"tracker.net"},
    "aiohttp": {"tracker.net"},
    "httpx_aiohttp": {"tracker.net"},
    "apscheduler": {"tracker.daemon"},
    "spacy": {"tracker.claims"},
    "trafilatura": {"tracker.text"},
    "readability": {"tracker.text"},
    "feedparser": {"tracker.fetch"},
    "protego": {"tracker.fetch"},
    "pebble": {"tracker.engine"},
    "procrastinate": {"tracker.engine"},
    "typer": {"tracker.cli"},
    "warcio": {"tracker.proof"},
    "rfc3161_client": {"tracker.proof"},
    "cryptography": {"tracker.proof"},
    "fastapi": {"tracker.web"},
    "starlette": {"tracker.web"},
    "uvicorn": {"tracker.web"},
}
BANNED = {
    "utils", "util", "helpers", "helper", "misc", "common", "manager", "handler", "process", "handle", "manage",
    "data", "info", "item",
}  # fmt: skip


def module_of(path: Path) -> str:
    """The dotted name of a file."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def room_of(module: str) -> str | None:
    """The room that a module is in."""
    if module.split(".", maxsplit=1)[0] == "storage":
        return "storage"
    return next((room for room in RANK if f"{module}.".startswith(f"{room}.")), None)


def imports_of(path: Path) -> set[str]:
    """Every module that a file imports, wherever the import stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import hides the room that it comes from"
            found |= {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_imports_point_downwards(path: Path) -> None:
    here = room_of(module_of(path))
    for imported in imports_of(path):
        there = room_of(imported)
        if there is None or there == here:
            continue
        if here == "storage":
            assert there in STORAGE_KNOWS, f"{module_of(path)} imports {imported}"
        elif there == "storage":
            assert here == "tracker.app", f"{module_of(path)} imports {imported}"
        elif here is not None:
            assert RANK[there] < RANK[here], f"{module_of(path)} imports {imported}"


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_each_library_has_its_room(path: Path) -> None:
    for imported in imports_of(path):
        rooms = LIBRARIES.get(imported.split(".")[0])
        if rooms is not None:
            assert room_of(module_of(path)) in rooms, f"{module_of(path)} imports {imported}"


def test_every_file_of_the_program_is_in_a_room() -> None:
    homeless = [module_of(path) for path in FILES if room_of(module_of(path)) is None]
    assert homeless == ["tracker"]


def test_the_model_needs_the_standard_library_alone() -> None:
    import sys

    for path in (ROOT / "tracker" / "model").rglob("*.py"):
        for imported in imports_of(path):
            assert imported.split(".")[0] in {*sys.stdlib_module_names, "tracker"}, f"{path.name} imports {imported}"


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_files_stay_readable(path: Path) -> None:
    assert path.stem not in BANNED
    if "migrations" not in path.parts:  # written by Alembic, and never changed again
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_what_is_public_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if path.stem != "__init__" or tree.body:
        assert ast.get_docstring(tree), f"{module_of(path)} has no docstring"
    # A store's methods say what they promise once, in the port.
    says_it_once = re.fullmatch(r"storage\.(sql|memory)\.(writing|reading)", module_of(path)) is not None
    for node in ast.walk(tree):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and not node.name.startswith("_"):
            assert says_it_once or ast.get_docstring(node) or _is_inner(tree, node), f"{node.name} has no docstring"


def _is_inner(tree: ast.Module, node: ast.AST) -> bool:
    """Whether a function is defined inside another one."""
    functions = (each for each in ast.walk(tree) if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)))
    return any(node is not each and node in ast.walk(each) for each in functions)
