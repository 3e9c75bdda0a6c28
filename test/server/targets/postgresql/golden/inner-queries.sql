-- Teamwork for PostgreSQL 18
--
-- Conditions that ask about other rows.
--
-- Generated from the model: change the model, not this file.
-- Run with: psql --single-transaction --set ON_ERROR_STOP=1 --file Teamwork.postgresql.sql

-- ================================================================================================
-- Roles
-- ================================================================================================

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app_user') THEN
        CREATE ROLE app_user NOLOGIN;
    END IF;
END
$$;

-- ================================================================================================
-- Schemas
-- ================================================================================================

CREATE SCHEMA IF NOT EXISTS app;

-- ================================================================================================
-- Entity User
-- ================================================================================================

CREATE TABLE app.users (
    id    integer     PRIMARY KEY,
    name  varchar(80) NOT NULL
);

-- ================================================================================================
-- Entity Party
-- ================================================================================================

CREATE TABLE app.party (
    id     integer     PRIMARY KEY,
    label  varchar(80) NOT NULL
);

-- ================================================================================================
-- Entity Team
-- ================================================================================================

CREATE TABLE app.team (
    id        integer PRIMARY KEY REFERENCES app.party (id) ON DELETE CASCADE,
    size      integer NOT NULL,
    owner_id  integer REFERENCES app.users (id)
);

-- ================================================================================================
-- Entity Space
-- ================================================================================================

CREATE TABLE app.space (
    id     integer    PRIMARY KEY,
    kind   varchar(5) NOT NULL,
    seats  integer,

    CONSTRAINT space_seats_check CHECK (kind <> 'ROOM' OR seats IS NOT NULL)
);

-- ================================================================================================
-- Entity Project
-- A key of two columns.
-- ================================================================================================

CREATE TABLE app.project (
    team_id  integer NOT NULL REFERENCES app.team (id),
    number   integer NOT NULL,

    CONSTRAINT project_pkey PRIMARY KEY (team_id, number)
);

COMMENT ON TABLE app.project IS 'A key of two columns.';

ALTER TABLE app.project ENABLE ROW LEVEL SECURITY;

CREATE POLICY parents ON app.project
    FOR ALL
    TO app_user
    USING (
        EXISTS (
            SELECT 1
            FROM app.team AS t JOIN app.party AS t_party ON t_party.id = t.id
            WHERE t.id = project.team_id AND t_party.label <> ''
        )
        AND EXISTS (
            SELECT 1
            FROM (SELECT * FROM app.space WHERE kind = 'ROOM') AS r
            WHERE r.seats > project.number
        )
    );

-- ================================================================================================
-- Entity Membership
-- ================================================================================================

CREATE TABLE app.membership (
    project_team_id  integer NOT NULL,
    project_number   integer NOT NULL,
    user_id          integer NOT NULL REFERENCES app.users (id),
    admin            boolean NOT NULL DEFAULT FALSE,

    CONSTRAINT membership_pkey PRIMARY KEY (project_team_id, project_number, user_id),
    CONSTRAINT membership_project_team_id_project_number_fkey FOREIGN KEY (project_team_id, project_number)
        REFERENCES app.project (team_id, number)
);

-- ================================================================================================
-- Entity Document
-- ================================================================================================

CREATE TABLE app.document (
    id               integer     PRIMARY KEY,
    project_team_id  integer     NOT NULL,
    project_number   integer     NOT NULL,
    author_id        integer     NOT NULL REFERENCES app.users (id),
    title            varchar(80) NOT NULL,

    CONSTRAINT document_project_team_id_project_number_fkey FOREIGN KEY (project_team_id, project_number)
        REFERENCES app.project (team_id, number)
);

ALTER TABLE app.document ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.document FORCE ROW LEVEL SECURITY;

CREATE POLICY members ON app.document
    FOR SELECT
    TO app_user
    USING (
        EXISTS (
            SELECT 1
            FROM app.membership AS m
            WHERE m.project_team_id = document.project_team_id AND m.project_number = document.project_number AND m.user_id = nullif(current_setting('app.user_id', true), '')::integer
        )
    );

CREATE POLICY writers ON app.document
    FOR UPDATE
    TO app_user
    USING (
        author_id IN (SELECT m.user_id FROM app.membership AS m WHERE m.project_team_id = document.project_team_id AND m.project_number = document.project_number AND m.admin)
        AND title <> ''
    )
    WITH CHECK (
        NOT EXISTS (
            SELECT 1
            FROM app.membership AS m
            JOIN app.users AS u ON m.user_id = u.id
            LEFT JOIN app.document AS document_ ON document_.project_team_id = m.project_team_id AND document_.project_number = m.project_number AND document_.title = document.title
            WHERE m.project_team_id = document.project_team_id AND m.project_number = document.project_number AND u.name = document.title AND u.id <> document.author_id AND document_.id IS NULL
        )
    );

-- ================================================================================================
-- Entity Note
-- ================================================================================================

CREATE TABLE app.note (
    id           integer PRIMARY KEY,
    user_id      integer NOT NULL,
    document_id  integer NOT NULL REFERENCES app.document (id)
);

ALTER TABLE app.note ENABLE ROW LEVEL SECURITY;

CREATE POLICY own ON app.note
    FOR ALL
    TO app_user
    USING (
        EXISTS (
            SELECT 1
            FROM app.document AS d
            WHERE d.id = note.document_id AND d.author_id = note.user_id AND EXISTS (SELECT 1 FROM app.membership AS m WHERE m.project_team_id = d.project_team_id AND m.project_number = d.project_number AND m.user_id = note.user_id)
        )
    );

COMMENT ON POLICY own ON app.note IS 'The inner row has a column of the same name, user_id.';

-- ================================================================================================
-- View Teams
-- ================================================================================================

CREATE VIEW app.teams AS
SELECT
    t.id,
    EXISTS (SELECT 1 FROM app.membership AS m WHERE m.project_team_id = t.id) AS busy,
    t_party.label
FROM app.team AS t
JOIN app.party AS t_party ON t_party.id = t.id
WHERE EXISTS (SELECT 1 FROM app.project AS p WHERE p.team_id = t.id)
    OR t.owner_id NOT IN (SELECT m.user_id FROM app.membership AS m JOIN (SELECT * FROM app.space WHERE kind = 'ROOM') AS r ON r.id = m.user_id);

-- ================================================================================================
-- View Counts
-- ================================================================================================

CREATE VIEW app.counts AS
SELECT
    p.team_id AS team,
    count(*) AS members,
    EXISTS (SELECT 1 FROM app.team AS m JOIN app.party AS m_party ON m_party.id = m.id WHERE m.id = p.team_id AND m_party.label <> '') AS named
FROM app.project AS p
JOIN app.membership AS m ON m.project_team_id = p.team_id AND m.project_number = p.number
GROUP BY p.team_id, p.number
HAVING NOT EXISTS (
        SELECT 1
        FROM app.document AS d
        WHERE d.project_team_id = p.team_id AND d.project_number = p.number
    );
