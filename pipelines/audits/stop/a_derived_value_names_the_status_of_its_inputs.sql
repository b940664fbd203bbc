-- A sum or ratio of modelled values is modelled, and says so.
AUDIT (name a_derived_value_names_the_status_of_its_inputs, standalone true);

SELECT *
FROM marts.observation
WHERE (value_status = 'derived') <> (input_status IS NOT NULL)
