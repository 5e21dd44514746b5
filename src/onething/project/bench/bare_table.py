"""The table of the bare sides of rows 3 and 3l, and the one statement each that files and lists."""

from django.db import connection

TABLE = """
CREATE TABLE bare_case (
  id bigserial PRIMARY KEY, uuid uuid NOT NULL UNIQUE, number varchar(40) NOT NULL UNIQUE, status varchar(20) NOT NULL,
  bundle varchar(40) NOT NULL, region varchar(12) NOT NULL, applicant varchar(100) NOT NULL, idno varchar(32) NOT NULL,
  phone varchar(20) NOT NULL, start date NOT NULL, due date, form jsonb NOT NULL, created timestamptz NOT NULL
);
CREATE TABLE bare_event (
  id bigserial PRIMARY KEY, case_id bigint NOT NULL REFERENCES bare_case, what varchar(40) NOT NULL, data jsonb NOT NULL,
  at timestamptz NOT NULL
);
CREATE SEQUENCE bare_number;
INSERT INTO bare_case (uuid, number, status, bundle, region, applicant, idno, phone, start, due, form, created)
  SELECT gen_random_uuid(), 'CASE-' || lpad(nextval('bare_number')::text, 10, '0'), 'received', 'bench', '990100',
    '林知夏', '770101' || lpad(i::text, 12, '0'), '13900000001', '2026-01-01'::date + i % 300,
    '2026-02-01'::date + i % 300, '{"fields": {"a": "文字", "b": "文字", "c": "文字"}}', now()
  FROM generate_series(1, {rows}) i;
INSERT INTO bare_event (case_id, what, data, at) SELECT id, 'created', '{"by": "bench"}', now() FROM bare_case;
CREATE INDEX ON bare_case (status); CREATE INDEX ON bare_case (idno); CREATE INDEX ON bare_case (start);
CREATE INDEX ON bare_case (due); CREATE INDEX ON bare_event (case_id);
ANALYZE bare_case; ANALYZE bare_event
"""
FILE = """
WITH c AS (
  INSERT INTO bare_case (uuid, number, status, bundle, region, applicant, idno, phone, start, due, form, created)
  SELECT %s, 'CASE-' || lpad(nextval('bare_number')::text, 10, '0'), 'received', b->>'bundle', b->>'region',
    b->>'applicant', b->>'idno', b->>'phone', (b->>'start')::date, (b->>'due')::date, b->'form', now()
  FROM (SELECT %s::jsonb b) x RETURNING *),
e AS (INSERT INTO bare_event (case_id, what, data, at) SELECT id, 'created', '{"by": "api"}', now() FROM c)
SELECT row_to_json(c)::text FROM c"""
LIST = """
SELECT json_build_object('next', min(id), 'results', coalesce(json_agg(row_to_json(t)), '[]'))::text
FROM (SELECT * FROM bare_case WHERE id < %s ORDER BY id DESC LIMIT 20) t"""


def prepare_table(rows: int) -> None:
    """Make it and fill it."""
    with connection.cursor() as cursor:
        for statement in TABLE.replace("{rows}", str(rows)).split(";"):
            cursor.execute(statement)
