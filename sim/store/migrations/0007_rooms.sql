-- Rooms of workshops. A room is its events in their order, and every one is kept: the first opens it (title, plan, code,
-- keys), later ones are seats taken, questions, answers, steps of the facilitator, what was decided, saved and happened.

CREATE TABLE room_events (
    room_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL,               -- number of the event, from 1 without gaps
    kind VARCHAR NOT NULL,
    content VARCHAR NOT NULL,                -- plain values, as JSON
    happened_at TIMESTAMP NOT NULL,
    PRIMARY KEY (room_id, revision)
);
