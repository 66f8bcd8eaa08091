"""What comes from outside as people write it: numbers, units, periods and tables, each read in one place.

Each reader takes exactly what it understands. Anything else is a problem with its place (`problems`), and what could be
read otherwise is a doubt that somebody has to decide (`doubts`); nothing is read in silence.
"""
