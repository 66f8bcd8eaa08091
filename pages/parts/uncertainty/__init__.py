"""The Uncertainty page, and what it shares with the Risk page: answers, words, long calculations."""
