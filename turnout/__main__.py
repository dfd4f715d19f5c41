"""The command line for operators: python -m turnout."""

from turnout.commands import turnout

if __name__ == "__main__":
    turnout(prog_name="python -m turnout")
