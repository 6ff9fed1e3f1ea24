// Command measure writes what a finder of attributions finds in a folder of
// stories, in the form in which attributions in PolNeAR's brat layout are scored:
// one JSON object a line, {"doc": NAME, "statements": [{"source": [[from, to], …],
// "cue": …, "content": …}, …]}, with offsets in Unicode code points.
//
//	go run ./training/measure -polnear POLNEAR_DIR/dev > predictions.jsonl
//
// The stories are DIR/text/*.txt; the attributions marked by hand are not read.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/statement"
)

func main() {
	dir := flag.String("polnear", "", "folder with text/*.txt")
	flag.Parse()
	if *dir == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type prediction struct {
	Doc        string                `json:"doc"`
	Statements []map[string][][2]int `json:"statements"`
}

func run(dir string) error {
	names, err := filepath.Glob(filepath.Join(dir, "text", "*.txt"))
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return fmt.Errorf("%s: no text/*.txt", dir)
	}
	out := bufio.NewWriter(os.Stdout)
	encode := json.NewEncoder(out)
	finder := statement.NewRules()
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		p := prediction{Doc: strings.TrimSuffix(filepath.Base(name), ".txt"), Statements: []map[string][][2]int{}}
		points := codePoints(string(b))
		for _, a := range finder.Find(text.Analyze(string(b))) {
			p.Statements = append(p.Statements, map[string][][2]int{
				"source": convert(a.Source, points), "cue": convert(a.Cue, points), "content": convert(a.Content, points)})
		}
		if err := encode.Encode(p); err != nil {
			return err
		}
	}
	return out.Flush()
}

// codePoints returns for each byte offset of s the number of code points before.
func codePoints(s string) []int {
	points := make([]int, len(s)+1)
	n := -1
	for i := range len(s) {
		if utf8.RuneStart(s[i]) {
			n++
		}
		points[i] = n
	}
	points[len(s)] = n + 1
	return points
}

func convert(spans []text.Span, points []int) [][2]int {
	out := [][2]int{}
	for _, s := range spans {
		out = append(out, [2]int{points[s.From], points[s.To]})
	}
	return out
}
