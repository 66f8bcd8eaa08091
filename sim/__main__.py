"""`python -m sim`: the simulator on the command line."""

import gc
import os
import sys
import types
import warnings

# A command lives for half a second, of which numpy would spend a seventh on starting threads for matrix products and
# pydantic a tenth on searching every installed package for plug-ins; the model needs neither. Told to look for none,
# pydantic still imports what looks for them, with mail and sockets in its train: its place is taken before.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
plugins = types.ModuleType("pydantic.plugin._loader")
plugins.get_plugins = tuple  # pyright: ignore[reportAttributeAccessIssue]
sys.modules[plugins.__name__] = plugins
if not sys.warnoptions:  # what a library warns of is for developers: python -W default shows it
    warnings.simplefilter("ignore")
gc.set_threshold(200_000)  # what a start makes stays; looking through it for circles every 700 objects costs a tenth

from sim.cli import main  # noqa: E402 (what is set above is read when those packages are imported)

code = main()
if "duckdb" not in sys.modules:  # whose bindings take what is kept for lost, and tell the user so
    gc.freeze()  # the process ends: nobody needs every object looked through once more, which costs another tenth
sys.exit(code)
