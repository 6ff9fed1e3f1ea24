// Command measure writes what a finder of attributions finds in a folder of
// stories, in the form in which attributions in PolNeAR's brat layout are scored:
// one JSON object a line, {"doc": NAME, "statements": [{"source": [[from, to], …],
// "cue": …, "content": …, "confidence": 0.93}, …]}, with offsets in Unicode code points.
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
	"math"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/encoder"
	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/statement"
)

func main() {
	dir := flag.String("polnear", "", "folder with text/*.txt")
	reader := flag.String("reader", "", "weight `FILE` of the learned reader (default: the rules)")
	flag.Parse()
	if *dir == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*dir, *reader); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type prediction struct {
	Doc        string  `json:"doc"`
	Statements []found `json:"statements"`
}

type found struct {
	Source     [][2]int `json:"source"`
	Cue        [][2]int `json:"cue"`
	Content    [][2]int `json:"content"`
	Confidence float64  `json:"confidence"`
}

// finder returns the rules, or the reader whose weights are named.
func finder(reader string) (statement.Finder, error) {
	if reader == "" {
		return statement.NewRules(), nil
	}
	weights, err := os.ReadFile(reader)
	if err != nil {
		return nil, err
	}
	return statement.NewLearned(weights, encoder.Options{})
}

func run(dir, reader string) error {
	names, err := filepath.Glob(filepath.Join(dir, "text", "*.txt"))
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return fmt.Errorf("%s: no text/*.txt", dir)
	}
	out := bufio.NewWriter(os.Stdout)
	encode := json.NewEncoder(out)
	f, err := finder(reader)
	if err != nil {
		return err
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		p := prediction{Doc: strings.TrimSuffix(filepath.Base(name), ".txt"), Statements: []found{}}
		points := codePoints(string(b))
		for _, a := range f.Find(text.Analyze(string(b))) {
			p.Statements = append(p.Statements, found{convert(a.Source, points), convert(a.Cue, points),
				convert(a.Content, points), math.Round(1e4*a.Confidence) / 1e4})
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
