-- The footer of every figure is read from the passport.
AUDIT (name every_source_has_a_passport, standalone true);

SELECT DISTINCT observation.source_id, observation.edition
FROM marts.observation AS observation
LEFT JOIN marts.source AS passport
    ON observation.source_id = passport.source_id AND observation.edition = passport.edition
WHERE passport.source_id IS NULL AND observation.source_id <> 'documents'
