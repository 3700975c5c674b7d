"""`python -m discgen`."""

from discgen.cli import main

if __name__ == "__main__":
    main()
