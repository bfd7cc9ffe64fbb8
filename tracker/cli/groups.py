"""A group of commands that also answers by itself: `sources`, `sources STORY`, `sources add STORY URL`."""

import typer
from typer.core import TyperCommand, TyperGroup

#: The hidden command that answers where no other is named.
ITSELF = "list"


class AnsweringGroup(TyperGroup):
    """Takes a lone word that names none of its commands as the argument of its own answer."""

    def resolve_command(  # type: ignore[override]
        self, ctx: typer.Context, args: list[str]
    ) -> "tuple[str | None, TyperCommand | None, list[str]]":
        """The command that the arguments name."""
        words = [word for word in args if not word.startswith("-")]
        named = args if args[0] in self.commands or len(words) > 1 else [ITSELF, *args]
        return super().resolve_command(ctx, named)  # type: ignore[return-value]
