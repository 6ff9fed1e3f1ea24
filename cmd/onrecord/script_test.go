package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/signal"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/onrecord/onrecord/record"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"onrecord": func() {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
			code := run(ctx, os.Args[1:], streams{in: os.Stdin, out: os.Stdout, err: os.Stderr, getenv: os.Getenv})
			stop()
			os.Exit(code)
		},
		"schemacheck": schemacheck,
	})
}

// TestScripts runs testdata/*.txtar: each verb's behaviour, as commands with their
// output and their refusals.
func TestScripts(t *testing.T) {
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/story.html" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = fmt.Fprint(w, webStory)
	}))
	t.Cleanup(web.Close) // the scripts run in parallel and outlive this function
	examples, err := filepath.Abs("../../examples")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "testdata",
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Vars = append(e.Vars, "WEB="+web.URL, "EXAMPLES="+examples)
			return nil
		},
	})
}

const webStory = `<!DOCTYPE html><html lang="en"><head><title>Bridge closed</title></head><body><article>
<h1>Bridge closed</h1><p>The bridge at Orvel will stay closed until May, the harbour office said on Monday.</p>
<p>"We found cracks in two pillars," said its director, Anna Brandt. She declined to say how old they were.</p>
<p>The builder did not respond to a request for comment.</p></article></body></html>`

// schemacheck is the command "schemacheck FILE": it holds the file against the
// published schema.
func schemacheck() {
	if err := checkFile(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func checkFile(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(record.JSONSchema))
	if err != nil {
		return err
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("record.json", schema); err != nil {
		return err
	}
	s, err := c.Compile("record.json")
	if err != nil {
		return err
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return err
	}
	return s.Validate(v)
}
