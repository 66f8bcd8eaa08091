-- What the library would not tell by itself: its revisions say who changed what, but not who removed a scenario for good
-- or restored a backup into it. Of this library alone: restoring a backup brings none of another's.

CREATE TABLE deeds (
    happened_at TIMESTAMP NOT NULL,          -- UTC
    done_by VARCHAR NOT NULL,
    action VARCHAR NOT NULL,                 -- remove or restore-backup
    what VARCHAR NOT NULL                    -- the scenario's name and id, or when the backup was made
);
