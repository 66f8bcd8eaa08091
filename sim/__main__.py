"""`python -m sim`: the simulator on the command line."""

import sys

from sim.cli import main

sys.exit(main())
