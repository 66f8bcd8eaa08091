# Workshops: a room in which everybody takes part.
error-room-question = This question cannot be asked: { $place } does not fit.
error-room-answer = This is no answer to the question. Check the values and their order.
error-room-event = “{ $kind }” cannot happen in this workshop.
error-room-ended = This workshop has ended.
error-room-full = This workshop has all its { $limit } places taken.
error-room-rounds = A workshop has at most { $limit } questions.
error-room-seat = This place is not known in this workshop. Join again.
error-room-closed = This question takes no answers any more.
error-room-changes = An answer can be changed { $limit } times at most.
error-room-step = This is not possible at this moment.
error-room-decision = A decision has at most { $limit } characters.
error-room-actual = What happened must be a number in the question’s range, with a source of at most 200 characters.
error-room-lever = “{ $id }” cannot be set in a room. Possible: { $allowed }.
error-store-room-unknown = The library has no workshop “{ $name }”.
error-room-number = “{ $value }” does not fit here: a number from { $low } to { $high }.
error-room-ambiguous = “{ $value }” can be read in two ways. Write it with a decimal point.
error-room-order = Lowest, best guess and highest must rise in this order, and the ends must differ.
error-room-sure = Say how sure you are: between 50 and 99 %.
error-room-hasty = Too many answers at once. Try again in a moment.
error-room-network = Nothing can listen at { $address }. Choose another address of this computer.

page-workshop = Workshop
room-code = Code of the workshop
room-join = Join
room-welcome = Take part
room-private = No account, nothing to install. Your answers are anonymous.
room-waiting = You are in. The first question appears here.
room-unknown = No workshop has this code.
room-limited = Many wrong codes came from this network. Try again in a moment, or scan the QR code.
room-full = This workshop is full.
room-lost = Connection lost. Trying again …
room-again = The connection could not be restored.
room-ended = The workshop has ended. Thank you for taking part.
room-send = Send answer
room-change = Change answer
room-sent = Answer received
room-closed = No more answers. The result comes next.
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
room-empty = Nobody has answered.
room-joined = { $count ->
    [0] Nobody here yet
    [one] One person is here
   *[other] { $count } people are here
  }
room-answered = { $answered } of { $present } have answered
room-allowed = { $low } to { $high }
room-outcome = { $measure } { $year }
room-ask-predict = What will { $measure } be in { $year }?
room-ask-assumption = { $name }: what do you expect?
room-ask-risk = { $name }: how likely is it?
room-ask-vote = Which one do you choose?
room-ask-levers = How would you set the levers for { $measure } in { $year }?
room-middle = Middle of the room
room-model = Model
room-together = Room together
room-happened = Happened
room-start = Starting point
room-least = Least
room-most = Most
room-title-predict = The room expects <b>{ $middle }</b>; the model says <em>{ $truth }</em>
room-sub-predict = { $count ->
    [one] One guess
   *[other] { $count } guesses
  }, { $above } above the model, { $unit }
room-title-estimate = The room expects <b>{ $middle }</b>, between { $low } and { $high }
room-sub-estimate = Best guesses of { $count ->
    [one] one person
   *[other] { $count } people
  } run from { $lowest } to { $highest }; ranges at 80 % certainty
room-title-vote = <b>{ $name }</b> leads with { $votes } of { $count } votes
room-title-tie = { $name } are level with { $votes } of { $count } votes each
room-sub-vote = { $count ->
    [one] One vote
   *[other] { $count } votes
  }
room-title-levers = The middle of the room reaches <b>{ $middle }</b> in { $year } (from { $least } to { $most })
room-sub-levers = Most moved: { $name }, by { $touched } of { $count }
room-touched = { $count } of { $total } moved it
room-score = { $held } of { $count } ranges held what happened; by the certainty stated, { $expected } should have. The room together was nearer than { $beaten } of them.
room-base = { $year }: { $value }
