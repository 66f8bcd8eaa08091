"""Why believe this model: tests rather than claims, evaluated when asked for and never written by hand.

Each module is one kind of test: the fit, what the model then predicts of the plan, extreme conditions, sensitivity to
every number that goes in, exact re-computation, the golden cases, a backtest; `limits` says what none of them shows.
"""
