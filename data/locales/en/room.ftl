# Workshops: a room in which everybody takes part.
error-room-question = This question cannot be asked: { $place } does not fit.
error-room-answer = This does not answer the question. Check the values and their order.
error-room-event = “{ $kind }” is not possible in this workshop.
error-room-ended = This workshop has ended.
error-room-full = All { $limit } places in this workshop are taken.
error-room-rounds = A workshop has at most { $limit } questions.
error-room-seat = This place was not found in the workshop. Please join again.
error-room-closed = This question no longer takes answers.
error-room-changes = An answer can be changed { $limit } times at most.
error-room-step = This is not possible at this moment.
error-room-decision = A decision has at most { $limit } characters.
error-room-actual = What happened must be a number in the question’s range, with a source of at most 200 characters.
error-room-lever = “{ $id }” cannot be set in a workshop. Possible: { $allowed }.
error-store-room-unknown = The library has no workshop “{ $name }”.
error-room-number = “{ $value }” is not possible here. Enter a number from { $low } to { $high }.
error-room-ambiguous = “{ $value }” can be read in two ways. Write it with a decimal point.
error-room-order = Lowest, best guess and highest must rise in this order, and the ends must differ.
error-room-sure = Say how sure you are: from 50 to 99 %.
error-room-hasty = Too many answers at once. Try again in a moment.
error-room-network = The room cannot be opened at { $address }. Choose another address of this computer.

page-workshop = Workshop
room-code = Workshop code
room-join = Join
room-welcome = Take part
room-private = No account, nothing to install. Your answers are anonymous.
room-waiting = You are in. The first question appears here.
room-unknown = No workshop has this code.
room-limited = Too many wrong codes came from this network. Try again in a moment, or scan the QR code.
room-full = This workshop is full.
room-lost = Connection lost. Trying again …
room-again = The connection was not restored.
room-unsent = Nothing was sent: no connection. Please try again.
room-ended = The workshop has ended. Thank you for taking part.
room-send = Send answer
room-change = Change answer
room-sent = Answer received
room-closed = Answers are closed. The result comes next.
room-low = Lowest plausible
room-best = Best guess
room-high = Highest plausible
room-sure = How sure are you?
room-sure-help = That the truth lies between lowest and highest
room-value = Your guess
room-second = Second private answer
room-first = After the first round
room-yours = You
room-others = What the room answered
room-missing = Choose an answer first.
room-scan = Scan to take part
room-address = or open
room-do-close = Stop answers
room-do-reveal = Show result
room-do-reopen = Take answers again
room-do-again = Second private round
room-empty = No answers yet.
room-joined = { $count ->
    [0] Nobody here yet
    [one] One person is here
   *[other] { $count } people are here
  }
room-took-part = { $count ->
    [0] Nobody took part
    [one] One person took part
   *[other] { $count } people took part
  }
error-room-team = Choose your team first.
error-room-teams = Name two to { $limit } teams, all different, or leave the field empty for individual answers.
room-answered = { $answered } of { $present } have answered
room-answered-teams = { $answered } of { $total } teams have answered
room-allowed = { $low } to { $high }
room-outcome = { $measure } { $year }
room-ask-predict = What will { $measure } be in { $year }?
room-ask-assumption = { $name }: what do you expect?
room-ask-risk = { $name }: how likely is it?
room-ask-vote = Which one do you choose?
room-ask-levers = How would you set the levers for { $measure } in { $year }?
room-middle = Room median
room-model = Model
room-together = Room combined
room-happened = Actual
room-start = Starting point
room-least = Lowest
room-most = Highest
room-title-predict = The room expects <b>{ $middle }</b>; the model says <em>{ $truth }</em>
room-sub-predict = { $count ->
    [one] One guess
   *[other] { $count } guesses
  }, { $above } above the model, { $unit }
room-title-estimate = The room expects <b>{ $middle }</b>, between { $low } and { $high }
room-sub-estimate = { $count ->
    [one] One answer
   *[other] { $count } answers
  }, ranges brought to 80 % certainty
room-title-vote = <b>{ $name }</b> leads with { $votes } of { $count } votes
room-title-tie = { $name } are level with { $votes } of { $count } votes each
room-sub-vote = { $count ->
    [one] One vote
   *[other] { $count } votes
  }
room-title-levers = The room’s median result for { $year } is <b>{ $middle }</b> (individual results from { $least } to { $most })
room-sub-levers = Moved most: { $name }, by { $touched } of { $count }
room-title-teams = The teams’ median result for { $year } is <b>{ $middle }</b> (team results from { $least } to { $most })
room-sub-teams = Moved most: { $name }, by { $touched } of { $count } teams
room-touched-teams = { $count } of { $total } teams moved it
room-team = Your team
room-team-help = One result per team: the answer sent last counts for the whole team.
room-team-change = Change team
room-touched = { $count } of { $total } moved it
room-score = { $held } of { $count } ranges contain the actual value; by the certainty stated, { $expected } should. The room combined was closer than { $beaten } of them.
room-base = { $year }: { $value }
room-score-near = The room combined was closer to the actual value than { $beaten } of { $count } people.
room-minutes-turns = Two private rounds: { $first } answers in the first, { $second } in the second; each person’s last answer counts.
room-minutes-decided = Decided: { $text }
room-minutes-happened = Actual: { $value } (source: { $source })
room-saved-set = Saved as assumption set “{ $name }”
room-saved-scenario = Saved as scenario “{ $name }”
room-half = Middle half
room-answer = Answer
room-answer-number = Answer { $number }
room-option = Option
room-votes = Votes
room-share = Share
room-moved-teams = Moved by teams
room-moved = Moved by

workshop-sentence = Ask the room, and let everybody answer on <b>their own phone</b>
workshop-new = Start a workshop
workshop-new-sub = People join by code or QR code; every answer is kept.
workshop-title = Name of the workshop
workshop-title-default = Workshop
workshop-open = Start
workshop-list = Workshops so far
workshop-list-sub = { $count ->
    [0] None yet
    [one] One workshop
   *[other] { $count } workshops
  }
workshop-entry = { $date }; { $people ->
    [one] one person
   *[other] { $people } people
  }, { $questions ->
    [one] one question
   *[other] { $questions } questions
  }
workshop-resume = Open
workshop-room = Workshop <b>{ $title }</b>
workshop-leave = All workshops
workshop-end = End workshop
workshop-resume-room = Resume workshop
workshop-first = Ask the first question below
workshop-ask = Ask the room
workshop-ask-sub = Questions are about the scenario that is open; answers stay hidden until you show them.
workshop-kind = Type of question
workshop-kind-predict = Predict
workshop-kind-estimate = Estimate
workshop-kind-vote = Vote
workshop-kind-levers = Set levers
workshop-help-predict = Everybody guesses the result before it is shown.
workshop-help-estimate = Lowest, best and highest value of an assumption or a risk, in two private rounds with the spread shown between them.
workshop-help-vote = One choice among options of yours or saved scenarios.
workshop-help-levers = Everybody sets a few levers and sees the result at once.
workshop-text = Question in your own words (optional)
workshop-usual = The name, if left empty
workshop-estimate = What to estimate
workshop-risk = Risk: { $name }
workshop-options = Options, one per line (up to { $limit })
workshop-saved = Saved scenarios
workshop-options-count = A vote needs 2 to { $limit } options.
workshop-levers = Levers (up to { $limit })
workshop-teams = Teams (up to { $limit }, separated by commas; leave empty for individual answers)
workshop-teams-help = Each phone chooses its team; each team gives one result.
workshop-levers-none = Choose at least one lever.
workshop-ask-do = Ask
workshop-hand = Enter spoken answers
workshop-hand-help = For rooms without a network: each person whose answer you enter has a place of their own.
workshop-who = Whose answer
workshop-somebody = New participant
workshop-person = Participant { $number }
workshop-hand-send = Enter answer
workshop-round = { $number }. { $question }
workshop-decision = Decision
workshop-actual = Actual outcome
workshop-source = Source
workshop-score = Score the answers
workshop-join = Join
workshop-join-sub = Scan the QR code, or enter address and code
workshop-wall = Open the big screen
workshop-own-seat = Take part in this browser
workshop-served = Phones reach this server at { $address }.
workshop-opened = Open to the network at { $address }.
workshop-close-network = Close to the network
workshop-isolated = If phones cannot connect: guest networks often keep devices apart. Use another network, or enter spoken answers.
workshop-no-network = This computer has no network. Enter spoken answers instead.
workshop-open-network = Open this room to the network
workshop-exposed-title = What the network can then reach
workshop-exposed-what = The participants’ page, and answering in any workshop whose code or QR code somebody has.
workshop-exposed-not = Nothing else: no scenario, no plan, no page of this app and none of your actions.
workshop-exposed-who = Everybody on the same network can open that page until you close it or this app ends.
workshop-network-address = Address of this computer
workshop-open-network-do = Open
workshop-save = What the room concluded
workshop-save-sub = Saved with every question and answer
workshop-save-name = Name
workshop-save-set = Save as assumption set
workshop-save-set-note = A set holds one value per assumption: the mean of the distribution. The spread stays in the note and in the workshop.
workshop-save-scenario = Save as scenario
workshop-note = Workshop “{ $title }”, { $date }
room-people = People by guess
room-people-best = People by best guess
