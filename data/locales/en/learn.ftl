# Learning from a company's own quarters.
cli-command-learn = Learn from your own quarters: what they say of the assumptions, and how near forecasts of them came.
cli-option-learn-as = Keep what was learnt as an assumption set of this plan in the library (with --plan).
cli-option-learn-set = Assumption set to start from; without it, the plan’s likely set.
cli-option-no-backtest = Leave out the backtest, which takes most of the time.
error-cli-learn-plan = “--as” needs “--plan”: a set is kept as part of a plan.
error-learn-quarters = { $count } quarters of revenue in a row. Allowed: { $least } to { $most }.
error-learn-gap = { $quarter }, { $region }: no revenue above zero. Allowed: revenue of every region in every quarter from the first to the last.
learn-sentence = { $count } quarters of { $regions ->
    [1] one series
   *[other] { $regions } regions
  } ({ $first } to { $last }) { $any ->
    [yes] say something of: { $told }.
   *[other] say nothing of any assumption that was not believed before.
  }
learn-diagnosis = { $sound ->
    [yes] { $draws } simulated futures count as { $effective }; shape of the weights’ tail { $k } (sound below 0.7).
   *[other] Do not rely on this: { $draws } simulated futures count as { $effective } and the shape of the weights’ tail is { $k } (sound below 0.7). The model and these data do not fit together.
  }
learn-head-what = Assumption
learn-head-before = Before: middle (80 %)
learn-head-after = After
learn-head-verdict = What the data say
learn-told = { $told ->
    [yes] moved; spread smaller by { $narrowed }
   *[other] not moved
  }
learn-season = Season, trend taken out: { $q1 } · { $q2 } · { $q3 } · { $q4 } of an average quarter (± { $error }).
learn-level = { $what } over the last year: { $value } ± { $error }, { $change } against the year before.
learn-silent = Not moved by these data: { $names }.
learn-backtest = { $lost ->
    [yes] Over { $count } starts the model was off by { $error } on average; nearer came: { $to }. Where only the next quarters matter, take the nearer one.
   *[other] Over { $count } starts the model was off by { $error } on average, less than every simple method.
  } Its 50 % band held { $half } of the quarters, its 80 % band { $eighty }.
learn-head-method = Method
learn-head-ahead = { $count ->
    [1] next quarter
   *[other] { $count } quarters
  }
learn-head-half = 50 % band
learn-head-eighty = 80 % band
learn-method-model = This model
learn-method-naive = Last quarter’s value
learn-method-seasonal = Same quarter of last year
learn-method-smoothing = Exponential smoothing
learn-set = From own history to { $last }
learn-set-help = Learnt on { $day } from { $count } own quarters, { $first } to { $last }. What they did not move is as in the set it began with.
learn-reason = Posterior of { $count } own quarters, { $first } to { $last }, by the model’s own equations; learnt on { $day }.
learn-kept = Kept as set “{ $set }” of the plan “{ $plan }”.
learn-series = { $name } { $value }
learn-backtest-alt = Mean error by quarters ahead over { $count } starts, a line a method
learn-card-subtitle = Own quarters { $first } to { $last }, learnt on { $day }; mean error by quarters ahead
learn-title = Learn from earlier quarters
learn-subtitle = 8 to 40 quarters of revenue by region, and what there is of lines, reps, conversion, churn and spend, in a table of the same form as above
learn-upload = Table of earlier quarters (CSV or Excel)
learn-template = Template for earlier quarters
learn-file-name = earlier-quarters
learn-working = Learning from { $count } quarters, then forecasting them from one start after the other
learn-stopped = Stopped before its end.
learn-again = Start again
learn-as = Keep under this plan
learn-as-help = A shipped plan is kept as a plan of your own under another name; your own plan gets its next version.
learn-keep = Keep as assumption set
learn-short = Too few quarters to hold some back: at least 12 are needed for a backtest.
trust-bands-title = Bands that say 80 % hold { $low } to { $high } of what then happens
trust-bands-subtitle = { $count } truths drawn from what the program’s own plan assumes, each forecast again from its first quarters
trust-bands-what = Forecast
trust-bands-row = { $of ->
    [history] Year after { $known } own quarters
   *[other] Target year, { $known ->
        [1] one quarter
       *[other] { $known } quarters
      } known
  }
trust-bands-ranks = Where truths lay among forecasts, { $count } bins (even is right)
trust-bands-note = This tests the method, not the world: it shows that bands hold where the model and its errors are right. Measured by python -m bench calibration.
