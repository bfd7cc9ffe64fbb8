"""Keeps what pure functions say of a parse with the parse: an article that changed in one paragraph costs that one."""

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_More = ParamSpec("_More")
_About = TypeVar("_About", bound="Token | Span")
_Answer = TypeVar("_Answer")


def kept(
    function: Callable[Concatenate[_About, _More], _Answer],
) -> Callable[Concatenate[_About, _More], _Answer]:
    """Ask once a token or sentence of a parse, and remember the answer as long as the parse.

    The function may look at nothing but the parse and its further arguments, which are told apart by identity (the
    lexicon), and its answer must never be changed.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @functools.wraps(function)
    def asked(about: _About, /, *more: _More.args, **named: _More.kwargs) -> _Answer:
        # A token has an index, a sentence a first and a last one; spaCy itself is imported when first used.
        at = (getattr(about, "i", None), getattr(about, "start", None), getattr(about, "end", None))
        key = (name, at, *map(id, more), *((word, id(value)) for word, value in named.items()))
        answers = cast("dict[object, object]", about.doc.user_data)
        if key not in answers:
            answers[key] = function(about, *more, **named)
        return cast("_Answer", answers[key])

    return asked
