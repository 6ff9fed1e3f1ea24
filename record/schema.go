package record

import _ "embed" // the schema is data beside the code

// JSONSchema is the JSON Schema (draft 2020-12) of Record's JSON.
//
//go:embed schema/record.schema.json
var JSONSchema []byte
