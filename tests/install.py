"""Install all that the tests need: packages and Debian's programs side by side, as both wait for the network."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import install_browser
import install_packages


def main() -> int:
    with ThreadPoolExecutor(1) as beside:
        programs = beside.submit(install_browser.install_programs)
        packages = install_packages.main()
        programs.result()
    return packages or install_browser.main()


if __name__ == "__main__":
    raise SystemExit(main())
