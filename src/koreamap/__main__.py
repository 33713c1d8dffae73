"""Run the command: ``python -m koreamap``."""

from koreamap.cli import main

main()
