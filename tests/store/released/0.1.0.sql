BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'turnout','m001_clock_and_log','2026-11-22 11:39:21.281034+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'turnout','m002_event_and_lead','2026-11-22 11:39:21.281921+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'turnout','m003_person','2026-11-22 11:39:21.282704+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'turnout','m004_ledger','2026-11-22 11:39:21.283339+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'turnout','m005_running_totals','2026-11-22 11:39:21.283946+00:00');
INSERT INTO "_sqlite_migrations" VALUES(6,'turnout','m006_access_and_feeds','2026-11-22 11:39:21.284506+00:00');
INSERT INTO "_sqlite_migrations" VALUES(7,'turnout','m007_held','2026-11-22 11:39:21.285945+00:00');
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
INSERT INTO "log" VALUES(1,1,'event','desk','57d36803321c479b11756c6c20821176a62b5ccd','desk','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(2,2,'event','desk','6b833d073dbd671b8fb03e77e5d6399f273ee0ac','desk','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(3,3,'event','desk','1a7fabbe8e3ac64db72f8053010e92a4b5138e66','desk','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(4,1,'goal','desk','1ac39ada80383e10d3c249568d9b4b49fa9909f6','desk','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(5,1,'goal','desk','70816063fe32d87bac244e6a63e2f0e5ed77fdb5','desk','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(6,3,'goal','desk','9d816cc725492c6cef3fee07a2b241c7790baef9','desk','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(7,1,'commitment','api','d21c80e28b048fae7594377612760d406810db11','public','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(8,1,'commitment','api','f9dd054285d4de50b3312903a1045fe6fd22e961','public','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(9,1,'commitment','feed','d07481d70676e68d37fe6e5f42098e0f1b46f187','public','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(10,2,'commitment','api','b4f1237cabaadaeeb5a0bd9fb7bf1d26079c7a7f','public','2026-11-22T12:00:00.000000Z','2026-11-20T10:00:00.000000Z');
INSERT INTO "log" VALUES(11,3,'commitment','api','ef52d71f81ca0722284802840780155efd801b16','public','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(12,1,'commitment','form','ba235fd1481053f6d3f7148aa3809b9fa91f3c27','public','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(13,1,'commitment','form','8cc0f1821cf786c8a4751c15b5b61b0d1fe6dd44','public','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(14,1,'review','desk','74aa748a467b2f6530a51cbe25523daab034111f','desk','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(15,1,'report','lead','162df0efd79daf29f688ea9553c0cf27efee508b','desk','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
INSERT INTO "log" VALUES(16,1,'review','desk','0ddb8f82816ab9b98c4a2e4fb3e99f8d8b1bf6b9','desk','2026-11-22T12:00:00.000000Z','2026-11-22T12:00:00.000000Z');
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
INSERT INTO "receipt" VALUES('162df0efd79daf29f688ea9553c0cf27efee508b','',15,44,0,NULL);
INSERT INTO "receipt" VALUES('8cc0f1821cf786c8a4751c15b5b61b0d1fe6dd44','722dfdd8336e77313f87e88e1889d422ea9b56a2',13,8,1,9);
INSERT INTO "receipt" VALUES('b4f1237cabaadaeeb5a0bd9fb7bf1d26079c7a7f','aa82452b1a0b22530aa5221e1ac5c883c3610055',10,5,0,6);
INSERT INTO "receipt" VALUES('ba235fd1481053f6d3f7148aa3809b9fa91f3c27','c3cb3e25fa3063a370e9f58b9a7047a12f6f3a56',12,8,1,8);
INSERT INTO "receipt" VALUES('d07481d70676e68d37fe6e5f42098e0f1b46f187','51bab2fdc7e6f309a3098442fba91c36def0ed2e',9,3,0,5);
INSERT INTO "receipt" VALUES('d21c80e28b048fae7594377612760d406810db11','f26364311929eb112f47717d827ccda77ffda911',7,4,0,4);
INSERT INTO "receipt" VALUES('ef52d71f81ca0722284802840780155efd801b16','124b41258e57a4dd25705f3a3b9aae7bde8229cd',11,1,0,7);
INSERT INTO "receipt" VALUES('f9dd054285d4de50b3312903a1045fe6fd22e961','774d4268fcee9bfe890fc6db27848a9058811694',8,3,0,4);
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
INSERT INTO "secret" VALUES('pepper','cef4135fa757d8a15b8dec4c60280965b68f20cedeb890d4cef7279e390ff568');
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
CREATE INDEX report_lead ON report (event, lead, seq);
CREATE INDEX review_subject ON review (subject, seq);
CREATE INDEX commitment_held ON commitment (event) WHERE held <> '';
COMMIT;
