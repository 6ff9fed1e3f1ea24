package main

import (
	"os"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/casefile"
)

// TestDocsDescribeCases holds docs/case.md against the verbs, the fields that can be
// corrected, and the tables.
func TestDocsDescribeCases(t *testing.T) {
	data, err := os.ReadFile("../../docs/case.md")
	if err != nil {
		t.Fatal(err)
	}
	doc := string(data)
	for _, v := range caseVerb.verbs {
		if !strings.Contains(doc, "`case "+v.name+"`") {
			t.Errorf("docs/case.md does not describe case %s", v.name)
		}
		if !strings.Contains(v.help, "Usage: onrecord case "+v.name+" CASE") {
			t.Errorf("the help of case %s does not show its usage", v.name)
		}
	}
	for kind, fields := range casefile.Fields {
		for f := range fields {
			if !strings.Contains(doc, "`"+f+"`") || !strings.Contains(caseCorrectHelp, f) {
				t.Errorf("field %s of a %s is not described", f, kind)
			}
		}
	}
	schema, err := os.ReadFile("../../casefile/sqlite/schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(schema)) {
		words := strings.Fields(strings.NewReplacer(`"`, "", "VIRTUAL ", "").Replace(line))
		if len(words) < 3 || words[0] != "CREATE" || words[1] != "TABLE" && words[1] != "VIEW" {
			continue
		}
		n++
		if !strings.Contains(doc, "`"+words[2]+"`") {
			t.Errorf("docs/case.md does not describe %s %s", strings.ToLower(words[1]), words[2])
		}
	}
	if n < 12 {
		t.Errorf("the schema gave %d tables: it was not read", n)
	}
}
