"""python -m keii"""

from keii.cli.main import run

run()
