"""`python -m pipeline.cli` is `jisr`."""

from pipeline.cli import main

main(prog_name="jisr")
