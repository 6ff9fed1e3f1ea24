-- +goose Up

-- Vectors are kept in whole steps from here on. Older ones stay as they are and are
-- read as such; a program of the first version must not open what it cannot read.
PRAGMA user_version = 2;

INSERT INTO about (name, value) VALUES
  ('the vectors', 'reading.vectors begins with the bytes 80 00 and then holds, for each number of a vector, a byte that counts steps, after the size of a step as a 32-bit float. Where it begins otherwise, version 1 wrote it: 32-bit floats.');
