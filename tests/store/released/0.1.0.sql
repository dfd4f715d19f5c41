BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'turnout','m001_clock','2026-11-22 12:04:01.175313+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'turnout','m002_log','2026-11-22 12:04:01.175766+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'turnout','m003_receipt','2026-11-22 12:04:01.176177+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'turnout','m004_secret','2026-11-22 12:04:01.176579+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'turnout','m005_event','2026-11-22 12:04:01.177042+00:00');
INSERT INTO "_sqlite_migrations" VALUES(6,'turnout','m006_lead','2026-11-22 12:04:01.177925+00:00');
INSERT INTO "_sqlite_migrations" VALUES(7,'turnout','m007_goal','2026-11-22 12:04:01.178331+00:00');
INSERT INTO "_sqlite_migrations" VALUES(8,'turnout','m008_person','2026-11-22 12:04:01.178691+00:00');
INSERT INTO "_sqlite_migrations" VALUES(9,'turnout','m009_person_handle','2026-11-22 12:04:01.179113+00:00');
INSERT INTO "_sqlite_migrations" VALUES(10,'turnout','m010_person_contact','2026-11-22 12:04:01.179536+00:00');
INSERT INTO "_sqlite_migrations" VALUES(11,'turnout','m011_need','2026-11-22 12:04:01.179905+00:00');
INSERT INTO "_sqlite_migrations" VALUES(12,'turnout','m012_consent','2026-11-22 12:04:01.180262+00:00');
INSERT INTO "_sqlite_migrations" VALUES(13,'turnout','m013_commitment','2026-11-22 12:04:01.180699+00:00');
INSERT INTO "_sqlite_migrations" VALUES(14,'turnout','m014_note','2026-11-22 12:04:01.181088+00:00');
INSERT INTO "_sqlite_migrations" VALUES(15,'turnout','m015_report','2026-11-22 12:04:01.181478+00:00');
INSERT INTO "_sqlite_migrations" VALUES(16,'turnout','m016_review','2026-11-22 12:04:01.181918+00:00');
INSERT INTO "_sqlite_migrations" VALUES(17,'turnout','m017_current','2026-11-22 12:04:01.182337+00:00');
INSERT INTO "_sqlite_migrations" VALUES(18,'turnout','m018_standing','2026-11-22 12:04:01.182721+00:00');
INSERT INTO "_sqlite_migrations" VALUES(19,'turnout','m019_total','2026-11-22 12:04:01.184624+00:00');
INSERT INTO "_sqlite_migrations" VALUES(20,'turnout','m020_pace','2026-11-22 12:04:01.185007+00:00');
INSERT INTO "_sqlite_migrations" VALUES(21,'turnout','m021_door_total','2026-11-22 12:04:01.185404+00:00');
INSERT INTO "_sqlite_migrations" VALUES(22,'turnout','m022_movement','2026-11-22 12:04:01.185803+00:00');
INSERT INTO "_sqlite_migrations" VALUES(23,'turnout','m023_grant','2026-11-22 12:04:01.186220+00:00');
INSERT INTO "_sqlite_migrations" VALUES(24,'turnout','m024_session','2026-11-22 12:04:01.186704+00:00');
INSERT INTO "_sqlite_migrations" VALUES(25,'turnout','m025_feed','2026-11-22 12:04:01.187162+00:00');
INSERT INTO "_sqlite_migrations" VALUES(26,'turnout','m026_refusal','2026-11-22 12:04:01.187584+00:00');
CREATE TABLE clock (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            seq INTEGER NOT NULL
        ) STRICT
        ;
INSERT INTO "clock" VALUES(1,16);
CREATE TABLE commitment (
            seq    INTEGER PRIMARY KEY REFERENCES log (seq),
            event  INTEGER NOT NULL,
            person INTEGER NOT NULL REFERENCES person (id),
            lead   INTEGER NOT NULL,
            party  INTEGER NOT NULL CHECK (party BETWEEN 1 AND 50),
            status TEXT    NOT NULL CHECK (status IN ('yes', 'maybe', 'confirmed', 'cancelled')),
            held   TEXT    NOT NULL
        ) STRICT
        ;
INSERT INTO "commitment" VALUES(7,1,4,1,4,'yes','');
INSERT INTO "commitment" VALUES(8,1,4,1,3,'confirmed','');
INSERT INTO "commitment" VALUES(9,1,5,0,2,'maybe','');
INSERT INTO "commitment" VALUES(10,2,6,0,5,'yes','');
INSERT INTO "commitment" VALUES(11,3,7,3,1,'yes','');
INSERT INTO "commitment" VALUES(12,1,8,0,9,'yes','large_party');
INSERT INTO "commitment" VALUES(13,1,9,0,8,'yes','large_party');
CREATE TABLE consent (
            event   INTEGER NOT NULL,
            person  INTEGER NOT NULL REFERENCES person (id),
            wording TEXT    NOT NULL,
            at      TEXT    NOT NULL,
            PRIMARY KEY (event, person)
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "consent" VALUES(1,4,'c/1','2026-11-22T12:00:00.000000Z');
CREATE TABLE current (
            event   INTEGER NOT NULL,
            person  INTEGER NOT NULL,
            seq     INTEGER NOT NULL,
            lead    INTEGER NOT NULL,
            party   INTEGER NOT NULL,
            status  TEXT    NOT NULL,
            door    TEXT    NOT NULL,
            PRIMARY KEY (event, person)
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "current" VALUES(1,4,8,1,3,'confirmed','api');
INSERT INTO "current" VALUES(1,5,9,0,2,'maybe','feed');
INSERT INTO "current" VALUES(1,8,12,0,9,'yes','form');
INSERT INTO "current" VALUES(2,6,10,0,5,'yes','api');
INSERT INTO "current" VALUES(3,7,11,3,1,'yes','api');
CREATE TABLE door_total (
            event       INTEGER NOT NULL,
            door        TEXT    NOT NULL,
            commitments INTEGER NOT NULL,
            people      INTEGER NOT NULL,
            PRIMARY KEY (event, door)
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "door_total" VALUES(1,'api',1,3);
INSERT INTO "door_total" VALUES(1,'feed',1,0);
INSERT INTO "door_total" VALUES(1,'form',1,9);
INSERT INTO "door_total" VALUES(2,'api',1,5);
INSERT INTO "door_total" VALUES(3,'api',1,1);
CREATE TABLE event (
            id               INTEGER PRIMARY KEY,
            slug             TEXT    NOT NULL UNIQUE,
            title            TEXT    NOT NULL,
            ask              TEXT    NOT NULL,
            starts_at        TEXT    NOT NULL,
            ends_at          TEXT,
            zone             TEXT    NOT NULL,
            place            TEXT    NOT NULL,
            goal             INTEGER NOT NULL CHECK (goal >= 0),
            hashtag          TEXT    NOT NULL,
            parent           INTEGER REFERENCES event (id),
            open             INTEGER NOT NULL CHECK (open IN (0, 1)),
            quiet            INTEGER NOT NULL CHECK (quiet IN (0, 1)),
            ask_contact      TEXT    NOT NULL,
            contact_required INTEGER NOT NULL CHECK (contact_required IN (0, 1)),
            most_in_party    INTEGER NOT NULL CHECK (most_in_party BETWEEN 1 AND 50),
            needs            TEXT    NOT NULL
        ) STRICT
        ;
INSERT INTO "event" VALUES(1,'ks','Rally for the services Kansas runs on','','2026-12-05T18:00:00.000000Z',NULL,'America/Chicago','Statehouse steps, Topeka',600,'KSRally',NULL,1,0,'either',0,10,'ride');
INSERT INTO "event" VALUES(2,'salina','Salina','','2026-12-05T18:00:00.000000Z',NULL,'America/Chicago','Statehouse steps, Topeka',80,'KSRally',1,1,0,'no',0,10,'');
INSERT INTO "event" VALUES(3,'hush','A quiet one','','2026-12-05T18:00:00.000000Z',NULL,'America/Chicago','Statehouse steps, Topeka',600,'KSRally',NULL,1,1,'no',0,10,'');
CREATE TABLE feed (
            id            INTEGER PRIMARY KEY,
            event         INTEGER NOT NULL REFERENCES event (id),
            url           TEXT    NOT NULL,
            on_           INTEGER NOT NULL DEFAULT 1,
            every_seconds INTEGER NOT NULL,
            etag          TEXT    NOT NULL DEFAULT '',
            last_modified TEXT    NOT NULL DEFAULT '',
            last_try_at   TEXT,
            last_good_at  TEXT,
            next_at       TEXT,
            failure       TEXT    NOT NULL DEFAULT '',
            failures      INTEGER NOT NULL DEFAULT 0,
            brought       INTEGER NOT NULL DEFAULT 0,
            UNIQUE (event, url)
        ) STRICT
        ;
INSERT INTO "feed" VALUES(1,1,'https://mastodon.social/tags/KSRally.rss',1,60,'','',NULL,NULL,NULL,'',0,0);
CREATE TABLE goal (
            seq    INTEGER PRIMARY KEY REFERENCES log (seq),
            event  INTEGER NOT NULL,
            lead   INTEGER NOT NULL,
            people INTEGER NOT NULL CHECK (people >= 0)
        ) STRICT
        ;
INSERT INTO "goal" VALUES(1,1,0,600);
INSERT INTO "goal" VALUES(2,2,0,80);
INSERT INTO "goal" VALUES(3,3,0,600);
INSERT INTO "goal" VALUES(4,1,1,120);
INSERT INTO "goal" VALUES(5,1,2,120);
INSERT INTO "goal" VALUES(6,3,3,120);
CREATE TABLE grant_ (
            id         INTEGER PRIMARY KEY,
            token      TEXT    NOT NULL UNIQUE,
            role       TEXT    NOT NULL,
            event      INTEGER REFERENCES event (id),
            lead       INTEGER REFERENCES lead (id),
            person     INTEGER REFERENCES person (id),
            made_at    TEXT    NOT NULL,
            expires_at TEXT,
            revoked_at TEXT
        ) STRICT
        ;
CREATE TABLE lead (
            id           INTEGER PRIMARY KEY,
            event        INTEGER NOT NULL REFERENCES event (id),
            name         TEXT    NOT NULL,
            user         TEXT    NOT NULL,
            host         TEXT    NOT NULL,
            person       INTEGER REFERENCES person (id),
            recruited_by INTEGER REFERENCES lead (id),
            UNIQUE (event, user, host)
        ) STRICT
        ;
INSERT INTO "lead" VALUES(1,1,'Wichita Teachers','wichita_teachers','mastodon.social',1,NULL);
INSERT INTO "lead" VALUES(2,1,'Salina Care','salina_care','m.social',2,1);
INSERT INTO "lead" VALUES(3,3,'Nobody''s business','hushed','m.social',3,NULL);
CREATE TABLE log (
            seq     INTEGER PRIMARY KEY,
            event   INTEGER NOT NULL,
            kind    TEXT    NOT NULL,
            door    TEXT    NOT NULL,
            key     TEXT    NOT NULL,
            by      TEXT    NOT NULL,
            at      TEXT    NOT NULL,
            said_at TEXT    NOT NULL
        ) STRICT
        ;
INSERT INTO "log" VALUES(1,1,'event','desk','39c9f4254e1d7913f2aeb9a75a37665372e1f807','desk','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(2,2,'event','desk','2151d88dd8ba03849cab172f469adb819d2c926e','desk','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(3,3,'event','desk','f70e17be36d1ddb627417e8ab422be8d2b54a239','desk','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(4,1,'goal','desk','59c37b2fc9c5c94abc7b682d4a2bef2265413316','desk','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(5,1,'goal','desk','bd890c87f055e53f9ff8c5f83950ea57be1046b6','desk','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(6,3,'goal','desk','ad13199c7f917098c8aeced7fd3c9ba8eef03ca6','desk','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(7,1,'commitment','api','672cfe2dad54f0959aee0d293497eb494d40caa7','public','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(8,1,'commitment','api','15ef568f05a8af5532dd2051b08dccac74e4d810','public','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(9,1,'commitment','feed','8a83f69416c2902f516a3361246fda46cb0dd833','public','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(10,2,'commitment','api','5d0dfe54283fef3f7e66ada0acc34e5e12360ba1','public','2026-11-22T12:00:00.000000Z','2026-11-20T10:00:00.000000Z');
INSERT INTO "log" VALUES(11,3,'commitment','api','aef087e18f86be14fddee334cabe9875e291ebe4','public','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(12,1,'commitment','form','11747d439a5a63bdfeefb5b492eb076d2515b576','public','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(13,1,'commitment','form','d07b3d24c9e7492331a5c5754a21da43f3acbe5d','public','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(14,1,'review','desk','b86d061ffcb95d3eec978cf79f9109b9ed03937b','desk','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(15,1,'report','lead','d8f5742605c8ab291df98914e1a548354a6c2601','desk','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(16,1,'review','desk','2df179eee8c2e9d209b6cfcab09a3952cee058ee','desk','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
CREATE TABLE movement (
            event  INTEGER NOT NULL,
            seq    INTEGER NOT NULL,
            site   INTEGER NOT NULL,
            lead   INTEGER NOT NULL,
            kind   TEXT    NOT NULL,
            door   TEXT    NOT NULL,
            people INTEGER NOT NULL,
            at     TEXT    NOT NULL,
            PRIMARY KEY (event, seq)
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "movement" VALUES(1,4,1,1,'goal','desk',120,'2026-11-22T12:00:00.000000Z');
INSERT INTO "movement" VALUES(1,5,1,2,'goal','desk',120,'2026-11-22T12:00:00.000000Z');
INSERT INTO "movement" VALUES(1,7,1,1,'commitment','api',4,'2026-11-22T12:00:00.000000Z');
INSERT INTO "movement" VALUES(1,8,1,1,'commitment','api',-1,'2026-11-22T12:00:00.000000Z');
INSERT INTO "movement" VALUES(1,10,2,0,'commitment','api',5,'2026-11-22T12:00:00.000000Z');
INSERT INTO "movement" VALUES(1,14,1,0,'review','desk',9,'2026-11-22T12:00:00.000000Z');
INSERT INTO "movement" VALUES(1,15,1,1,'report','lead',27,'2026-11-22T12:00:00.000000Z');
INSERT INTO "movement" VALUES(2,10,2,0,'commitment','api',5,'2026-11-22T12:00:00.000000Z');
INSERT INTO "movement" VALUES(3,6,3,3,'goal','desk',120,'2026-11-22T12:00:00.000000Z');
INSERT INTO "movement" VALUES(3,11,3,3,'commitment','api',1,'2026-11-22T12:00:00.000000Z');
CREATE TABLE need (
            event  INTEGER NOT NULL,
            person INTEGER NOT NULL REFERENCES person (id),
            need   TEXT    NOT NULL,
            PRIMARY KEY (event, person, need)
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "need" VALUES(1,4,'ride');
CREATE TABLE note (seq INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
INSERT INTO "note" VALUES(7,'by bus');
CREATE TABLE pace (
            event     INTEGER NOT NULL,
            hour      TEXT    NOT NULL,
            lead      INTEGER NOT NULL,
            confirmed INTEGER NOT NULL,
            yes       INTEGER NOT NULL,
            maybe     INTEGER NOT NULL,
            declared  INTEGER NOT NULL,
            PRIMARY KEY (event, hour, lead)
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "pace" VALUES(1,'2026-11-22T12:00:00.000000Z',0,0,9,2,0);
INSERT INTO "pace" VALUES(1,'2026-11-22T12:00:00.000000Z',1,3,0,0,30);
INSERT INTO "pace" VALUES(2,'2026-11-20T10:00:00.000000Z',0,0,5,0,0);
INSERT INTO "pace" VALUES(3,'2026-11-22T12:00:00.000000Z',3,0,1,0,0);
CREATE TABLE person (
            id        INTEGER PRIMARY KEY,
            name      TEXT NOT NULL,
            lang      TEXT NOT NULL,
            erased_at TEXT
        ) STRICT
        ;
INSERT INTO "person" VALUES(1,'Wichita Teachers','',NULL);
INSERT INTO "person" VALUES(2,'Salina Care','',NULL);
INSERT INTO "person" VALUES(3,'Nobody''s business','',NULL);
INSERT INTO "person" VALUES(4,'Ana','',NULL);
INSERT INTO "person" VALUES(5,'Ben','',NULL);
INSERT INTO "person" VALUES(6,'Cy','',NULL);
INSERT INTO "person" VALUES(7,'Di','',NULL);
INSERT INTO "person" VALUES(8,'Ed','',NULL);
INSERT INTO "person" VALUES(9,'Flo','',NULL);
CREATE TABLE person_contact (
            scope  INTEGER NOT NULL,
            kind   TEXT    NOT NULL,
            value  TEXT    NOT NULL,
            person INTEGER NOT NULL REFERENCES person (id),
            PRIMARY KEY (scope, kind, value)
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "person_contact" VALUES(0,'email','ana@example.org',4);
INSERT INTO "person_contact" VALUES(3,'email','ana@example.org',7);
CREATE TABLE person_handle (
            scope  INTEGER NOT NULL,
            host   TEXT    NOT NULL,
            user   TEXT    NOT NULL,
            person INTEGER NOT NULL REFERENCES person (id),
            PRIMARY KEY (scope, host, user, person)
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "person_handle" VALUES(0,'mastodon.social','wichita_teachers',1);
INSERT INTO "person_handle" VALUES(0,'m.social','salina_care',2);
INSERT INTO "person_handle" VALUES(3,'m.social','hushed',3);
INSERT INTO "person_handle" VALUES(0,'m.social','ana',4);
CREATE TABLE receipt (
            key         TEXT    PRIMARY KEY,
            fingerprint TEXT    NOT NULL,
            seq         INTEGER NOT NULL,
            coming      INTEGER NOT NULL,
            held        INTEGER NOT NULL,
            person      INTEGER
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "receipt" VALUES('11747d439a5a63bdfeefb5b492eb076d2515b576','2b5b0e1ea0b9b3fe94964d7833b513edc81e03d5',12,8,1,8);
INSERT INTO "receipt" VALUES('15ef568f05a8af5532dd2051b08dccac74e4d810','fb09fc9452cecf4132bacacccfe3f86695c12f9b',8,3,0,4);
INSERT INTO "receipt" VALUES('5d0dfe54283fef3f7e66ada0acc34e5e12360ba1','03009e5fab72eff01f27edfe5aef90d6a985e770',10,5,0,6);
INSERT INTO "receipt" VALUES('672cfe2dad54f0959aee0d293497eb494d40caa7','630cfa846130ceaa750aeea22d4b097cc055c7d9',7,4,0,4);
INSERT INTO "receipt" VALUES('8a83f69416c2902f516a3361246fda46cb0dd833','f6c61672f320111e7769d61723403a98871f12f1',9,3,0,5);
INSERT INTO "receipt" VALUES('aef087e18f86be14fddee334cabe9875e291ebe4','f1df4afe3895c8db00b6c04bad5f574c2073d173',11,1,0,7);
INSERT INTO "receipt" VALUES('d07b3d24c9e7492331a5c5754a21da43f3acbe5d','ac8df394c1f10acc81c0a4e432d17d7366fd67f8',13,8,1,9);
INSERT INTO "receipt" VALUES('d8f5742605c8ab291df98914e1a548354a6c2601','',15,44,0,NULL);
CREATE TABLE refusal (
            id     INTEGER PRIMARY KEY,
            event  INTEGER NOT NULL,
            at     TEXT    NOT NULL,
            door   TEXT    NOT NULL,
            scope  TEXT    NOT NULL,
            ref    TEXT    NOT NULL,
            field  TEXT    NOT NULL,
            code   TEXT    NOT NULL,
            "values" TEXT  NOT NULL,
            UNIQUE (event, scope, ref, code)
        ) STRICT
        ;
INSERT INTO "refusal" VALUES(1,1,'2026-11-22T12:00:00.000000Z','feed','feed:1','https://m.social/@a/1','post','question','{}');
CREATE TABLE report (
            seq    INTEGER PRIMARY KEY REFERENCES log (seq),
            event  INTEGER NOT NULL,
            lead   INTEGER NOT NULL,
            people INTEGER NOT NULL CHECK (people >= 0)
        ) STRICT
        ;
INSERT INTO "report" VALUES(15,1,1,30);
CREATE TABLE review (
            seq     INTEGER PRIMARY KEY REFERENCES log (seq),
            subject TEXT NOT NULL,
            state   TEXT NOT NULL CHECK (state IN ('held', 'shown', 'blocked', 'set_aside')),
            by      TEXT NOT NULL,
            at      TEXT NOT NULL
        ) STRICT
        ;
INSERT INTO "review" VALUES(14,'commitment:12','shown','desk','2026-11-22T12:00:00.000000Z');
INSERT INTO "review" VALUES(16,'lead:2','set_aside','desk','2026-11-22T12:00:00.000000Z');
CREATE TABLE secret (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
INSERT INTO "secret" VALUES('pepper','216216767b601382a9bbe32533cbb6fccb88e7110bcc8fe18fc377aa8db91cc0');
CREATE TABLE session (
            token      TEXT    NOT NULL,
            grant_id   INTEGER NOT NULL REFERENCES grant_ (id),
            made_at    TEXT    NOT NULL,
            expires_at TEXT    NOT NULL,
            PRIMARY KEY (token, grant_id)
        ) STRICT, WITHOUT ROWID
        ;
CREATE TABLE standing (
            event     INTEGER NOT NULL,
            lead      INTEGER NOT NULL,
            confirmed INTEGER NOT NULL DEFAULT 0,
            yes       INTEGER NOT NULL DEFAULT 0,
            maybe     INTEGER NOT NULL DEFAULT 0,
            cancelled INTEGER NOT NULL DEFAULT 0,
            declared  INTEGER NOT NULL DEFAULT 0,
            goal      INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (event, lead)
        ) STRICT, WITHOUT ROWID
        ;
INSERT INTO "standing" VALUES(1,0,0,9,2,0,0,0);
INSERT INTO "standing" VALUES(1,1,3,0,0,0,30,120);
INSERT INTO "standing" VALUES(1,2,0,0,0,0,0,120);
INSERT INTO "standing" VALUES(2,0,0,5,0,0,0,0);
INSERT INTO "standing" VALUES(3,3,0,1,0,0,0,120);
CREATE TABLE total (
            event     INTEGER PRIMARY KEY,
            seq       INTEGER NOT NULL,
            at        TEXT    NOT NULL,
            confirmed INTEGER NOT NULL DEFAULT 0,
            yes       INTEGER NOT NULL DEFAULT 0,
            by_count  INTEGER NOT NULL DEFAULT 0,
            maybe     INTEGER NOT NULL DEFAULT 0
        ) STRICT
        ;
INSERT INTO "total" VALUES(1,16,'2026-11-22T12:00:00.000000Z',3,14,27,2);
INSERT INTO "total" VALUES(2,10,'2026-11-22T12:00:00.000000Z',0,5,0,0);
INSERT INTO "total" VALUES(3,11,'2026-11-22T12:00:00.000000Z',0,1,0,0);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX log_event ON log (event, seq);
CREATE INDEX receipt_person ON receipt (person) WHERE person IS NOT NULL;
CREATE INDEX event_parent ON event (parent) WHERE parent IS NOT NULL;
CREATE INDEX goal_lead ON goal (event, lead, seq);
CREATE UNIQUE INDEX person_handle_known ON person_handle (scope, host, user)
        WHERE host <> ''
        ;
CREATE INDEX person_handle_person ON person_handle (person);
CREATE INDEX person_contact_person ON person_contact (person);
CREATE INDEX commitment_person ON commitment (person, event, seq);
CREATE INDEX commitment_held ON commitment (event) WHERE held <> '';
CREATE INDEX report_lead ON report (event, lead, seq);
CREATE INDEX review_subject ON review (subject, seq);
COMMIT;
