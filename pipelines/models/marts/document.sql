-- The documents that facts are quoted from.
MODEL (name marts.document, kind FULL, grain (document_id));

SELECT *
FROM input.document
