"""`make demo`: runs the demonstration from the command line."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console

from tests.newsroom.course import load_course
from tests.newsroom.demo import Demo
from tests.newsroom.pages import CourseError
from tests.newsroom.server import Newsroom
from tracker.errors import InputError, TrackerError

COURSES = Path(__file__).parent / "courses"


def main() -> int:
    """Run it; gives the exit code."""
    options = _parser().parse_args()
    console = Console(width=80 if not sys.stdout.isatty() else None, highlight=False, quiet=options.quiet)
    folder = COURSES / options.newsroom if (COURSES / options.newsroom).is_dir() else Path(options.newsroom)
    data = options.data or Path(tempfile.mkdtemp(prefix="claimwatch-demo-"))
    report = options.report or data / "report.html"
    began = time.monotonic()
    try:
        if options.report:
            _require_writable(options.report)
        with Newsroom(load_course(folder), port=options.port) as newsroom:
            Demo(course=newsroom.course, newsroom=newsroom, data=data, report=report, console=console).run()
    except (CourseError, TrackerError) as error:
        print(f"claimwatch: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"claimwatch: interrupted; --data {data} continues", file=sys.stderr)
        return 130
    # What differs from run to run goes to stderr: the account itself is the same every time.
    print(f"alerts: {data / 'alerts.log'}\nreport: {report}", file=sys.stderr)
    print(f"{time.monotonic() - began:.1f} s", file=sys.stderr)
    return 0


def _require_writable(report: Path) -> None:
    """Raise InputError now and not after the whole run."""
    try:
        report.parent.mkdir(parents=True, exist_ok=True)
        report.open("ab").close()
    except OSError as error:
        raise InputError(f"{report}: {error.strerror}; name another file with --report", subject=str(report)) from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make demo ARGS=...", description="Follows the seed story on a newsroom.")
    names = ", ".join(sorted(path.name for path in COURSES.iterdir() if path.is_dir()))
    parser.add_argument(
        "--newsroom", default="true-course", help=f"a folder with a course of events, or one of {names}"
    )
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1 (default: a free one)")
    parser.add_argument("--data", type=Path, help="data directory; one that holds the story is continued")
    parser.add_argument("--report", type=Path, help="where to write the HTML report")
    parser.add_argument("--quiet", action="store_true", help="print only where the report is")
    return parser


if __name__ == "__main__":
    sys.exit(main())
