"""Exit codes, few and named; documented in docs/commands.md."""

from enum import IntEnum, unique


@unique
class Exit(IntEnum):
    """What a command ends with."""

    OK = 0
    #: Something that the user can mend: one line on standard error says what.
    TROUBLE = 1
    #: The command line itself is wrong.
    USAGE = 2
    #: No story, event, article or alert has the name asked for.
    NOT_FOUND = 3
    #: Another daemon works on this database.
    RUNNING = 4
    #: A bug: the log has the details.
    BUG = 70
    #: Ctrl-C.
    INTERRUPTED = 130
