package claim

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/encoder"
	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/models"
	"github.com/onrecord/onrecord/origin"
	"github.com/onrecord/onrecord/statement"
)

// A wording is a line of a set of claims; training/claims.py states the format.
type wording struct{ claims, language, text string }

func readSet(t *testing.T, path string) []wording {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []wording
	for line := range strings.Lines(string(data)) {
		p := strings.SplitN(strings.TrimSpace(line), " ", 4)
		// A line of two claims may go to either.
		if len(p) == 4 && p[1] != "=" && p[0] != "#" && !strings.Contains(p[0], ",") {
			out = append(out, wording{p[0], p[1], p[3]})
		}
	}
	return out
}

// propositionsOf reads wordings as if each were all that a statement says.
func propositionsOf(t *testing.T, head *encoder.Head, ws []wording) []*Proposition {
	t.Helper()
	var out []*Proposition
	var texts []string
	for _, w := range ws {
		x := newReading(&origin.Report{Doc: text.Analyze(w.text), Language: w.language})
		all := text.Span{From: 0, To: len(w.text)}
		x.learn(all)
		p := x.proposition([]text.Span{all})
		out, texts = append(out, &p), append(texts, w.text)
	}
	vs, err := head.Vectors(context.Background(), texts)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range vs {
		out[i].Vector = v
	}
	return out
}

// Of the pairs of statements of one incident that become one claim most are about
// one; statements about one claim that stay two are the lesser fault. The sets are
// not those that the head was fitted to, nor was a threshold chosen on them. No act
// of speaking helps here, as it does in reports.
func TestSetsOfClaims(t *testing.T) {
	reader, err := statement.NewLearned(models.Reader, encoder.Options{})
	if err != nil {
		t.Fatal(err)
	}
	head, err := reader.Claims(models.Claims)
	if err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob("../training/data/claims/test/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("%d sets, %v", len(paths), err)
	}
	right, joined, alike := 0, 0, 0
	for _, path := range paths {
		ws := readSet(t, path)
		ps := propositionsOf(t, head, ws)
		b := &board{ctx: context.Background(), at: joinAt, meaning: NewWords(ps)}
		var nodes []*node
		for i, p := range ps {
			nodes = append(nodes, &node{Proposition: p, members: []int{i}})
		}
		b.cluster(nodes)
		for i := range nodes {
			for j := range i {
				same := ws[i].claims == ws[j].claims && ws[i].claims != "0"
				one := nodes[i].cluster == nodes[j].cluster
				if same {
					alike++
				}
				if one {
					joined++
				}
				if same && one {
					right++
				}
			}
		}
	}
	precision, recall := float64(right)/float64(joined), float64(right)/float64(alike)
	t.Logf("pairs of one claim: precision %.3f, recall %.3f, of %d", precision, recall, alike)
	if precision < 0.78 || recall < 0.24 {
		t.Errorf("precision %.3f, recall %.3f", precision, recall)
	}
}
