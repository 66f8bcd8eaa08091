"""The router: which pages there are, nothing else. Every page opens the shared frame itself.

`streamlit run app.py` reads this file twice: once as the server's application (routes, start-up work) and then as the
script of every visitor.
"""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

if get_script_run_ctx(suppress_warning=True) is None:
    from pages.parts.release import keep_together

    keep_together()  # before anything that starts threads is loaded
    from pages.parts.server import lifespan, middleware, routes

    app = st.App(__file__, routes=routes(), middleware=middleware(), lifespan=lifespan)
else:
    from pages.parts.frame import announce, visitor_language
    from pages.parts.navigation import navigation_pages

    st.navigation(navigation_pages(visitor_language()), position="hidden").run()
    announce()
