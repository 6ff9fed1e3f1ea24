package onrecord_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// may says which of our packages a package may import: the arrows of docs/design.md.
// A package that is not listed must not exist.
var may = map[string][]string{
	"internal/text": {},
	"internal/when": {"internal/text"},
	"report":        {"internal/text", "internal/when"},
	"statement":     {"internal/text", "internal/when", "internal/encoder"},
	"actor":         {"internal/text", "statement"},
	"record":        {"internal/text", "internal/when", "report", "statement", "actor", "origin", "claim"},
	"dossier":       {"record"},

	"origin": {"internal/text", "internal/when", "statement"},
	"claim":  {"internal/text", "statement", "actor", "origin"},

	"casefile":        {"internal/intake", "report", "record", "casefile/sqlite"},
	"casefile/sqlite": {},

	"models":            {},
	"internal/encoder":  {"internal/text"},
	"internal/intake":   {"report", "record"},
	"internal/htmldate": {}, // a module of its own, in the place of go-htmldate; see there
	"cmd/onrecord":      {"internal/intake", "report", "statement", "record", "dossier", "casefile", "models", "internal/encoder"},
}

const module = "github.com/onrecord/onrecord/"

func TestArrowsPointOneWay(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && (strings.HasPrefix(e.Name(), "_") || strings.HasPrefix(e.Name(), ".") && path != "." || e.Name() == "testdata" || path == "training") {
			return fs.SkipDir
		}
		if e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		pkg := filepath.ToSlash(filepath.Dir(path))
		if pkg == "." {
			return nil
		}
		seen[pkg] = true
		allowed, listed := may[pkg]
		if !listed {
			t.Errorf("package %s is not in the table of arrows", pkg)
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, im := range f.Imports {
			p := strings.Trim(im.Path.Value, `"`)
			if own, ok := strings.CutPrefix(p, module); ok && !slices.Contains(allowed, own) {
				t.Errorf("%s imports %s: the arrows of docs/design.md point the other way", path, own)
			}
			if slices.Contains([]string{"net/http", "net"}, p) && pkg != "internal/intake" {
				t.Errorf("%s imports %s: only internal/intake touches the network", path, p)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range may {
		if !seen[pkg] {
			t.Errorf("the table of arrows lists %s, which is not there", pkg)
		}
	}
}
