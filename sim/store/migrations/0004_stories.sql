-- Bookmarks are named states of one desk (a browser), in their order. Stories are ordered bookmarks under a title;
-- append-only, the newest revision counts. A state is scenario, base of comparison and its name, as JSON.

CREATE TABLE bookmarks (
    desk VARCHAR NOT NULL,
    bookmark_id VARCHAR NOT NULL,
    place INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    note VARCHAR NOT NULL,                   -- what the speaker wants to say
    state VARCHAR NOT NULL
);

CREATE TABLE stories (
    story_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    title VARCHAR NOT NULL,
    saved_by VARCHAR NOT NULL,
    saved_at TIMESTAMP NOT NULL,
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (story_id, revision)
);

CREATE TABLE story_steps (
    story_id VARCHAR NOT NULL,
    revision INTEGER NOT NULL,
    place INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    state VARCHAR NOT NULL
);
