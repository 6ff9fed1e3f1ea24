package onrecord_test

import (
	"encoding/json"
	"os"
	"sort"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/record"
)

// TestDocsDescribeTheRecord holds docs/record.md against the schema: every field and
// every value of an enumeration must be named there in backquotes.
func TestDocsDescribeTheRecord(t *testing.T) {
	doc, err := os.ReadFile("docs/record.md")
	if err != nil {
		t.Fatal(err)
	}
	var schema any
	if err := json.Unmarshal(record.JSONSchema, &schema); err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	collect(schema, names)
	if len(names) < 60 {
		t.Fatalf("the schema gave %d names: it was not read", len(names))
	}
	var missing []string
	for n := range names {
		if !strings.Contains(string(doc), "`"+n+"`") && !strings.Contains(string(doc), "`\""+n+"\"`") && !strings.Contains(string(doc), n+",") && !strings.Contains(string(doc), n+")") {
			missing = append(missing, n)
		}
	}
	sort.Strings(missing)
	if len(missing) > 0 {
		t.Errorf("docs/record.md does not describe: %s", strings.Join(missing, ", "))
	}
}

// collect gathers property names and enumeration values.
func collect(v any, names map[string]bool) {
	switch x := v.(type) {
	case []any:
		for _, e := range x {
			collect(e, names)
		}
	case map[string]any:
		if props, ok := x["properties"].(map[string]any); ok {
			for n := range props {
				names[n] = true
			}
		}
		if enum, ok := x["enum"].([]any); ok {
			for _, e := range enum {
				if s, ok := e.(string); ok {
					names[s] = true
				}
			}
		}
		for _, e := range x {
			collect(e, names)
		}
	}
}
