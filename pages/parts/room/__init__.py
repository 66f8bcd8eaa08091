"""Workshops: a room in which everybody takes part on their own phone, without account, install or Streamlit session."""
