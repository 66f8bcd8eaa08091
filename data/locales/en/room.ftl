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
