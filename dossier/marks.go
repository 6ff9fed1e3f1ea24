package dossier

import (
	"sort"
	"strings"

	"github.com/onrecord/onrecord/record"
)

// A segment is a stretch of a report's text in which the same marks hold.
type segment struct {
	Text    string
	Link    string // id of the statement that a tap leads to, "" outside all marks
	Classes string
	Starts  []string // ids of the statements whose first marked words these are
}

type role uint8

// Roles in the order in which the narrower one shows on top.
const (
	contentRole role = iota
	sourceRole
	cueRole
)

var roleClass = [...]string{contentRole: "content", sourceRole: "source", cueRole: "cue"}

type mark struct {
	from, to  int
	statement int
	role      role
}

// paragraphs divides a report's text into paragraphs of marked segments. Offsets
// are code points; a span that lies outside the text is cut to it.
func paragraphs(r *record.Report) [][]segment {
	runes := []rune(r.Text)
	marks := marksOf(r, len(runes))
	cuts := map[int]bool{0: true, len(runes): true}
	for _, m := range marks {
		cuts[m.from], cuts[m.to] = true, true
	}
	breaks := map[int]bool{} // where a run of line ends starts or stops
	for i, c := range runes {
		if c == '\n' {
			cuts[i], cuts[i+1] = true, true
			breaks[i] = true
		}
	}
	at := make([]int, 0, len(cuts))
	for i := range cuts {
		at = append(at, i)
	}
	sort.Ints(at)

	var out [][]segment
	var cur []segment
	open, next := []mark(nil), 0
	started := make([]bool, len(r.Statements))
	for k := 0; k+1 < len(at); k++ {
		from, to := at[k], at[k+1]
		if breaks[from] {
			if len(cur) > 0 {
				out, cur = append(out, cur), nil
			}
			continue
		}
		live := open[:0]
		for _, m := range open {
			if m.to > from {
				live = append(live, m)
			}
		}
		for ; next < len(marks) && marks[next].from <= from; next++ {
			if marks[next].to > from {
				live = append(live, marks[next])
			}
		}
		open = live
		seg := segmentOf(r, string(runes[from:to]), open)
		for _, m := range open {
			if !started[m.statement] {
				started[m.statement] = true
				seg.Starts = append(seg.Starts, r.Statements[m.statement].ID)
			}
		}
		cur = append(cur, seg)
	}
	if len(cur) > 0 {
		out = append(out, cur)
	}
	return out
}

func marksOf(r *record.Report, n int) []mark {
	var out []mark
	add := func(m *record.Mention, i int, ro role) {
		if m == nil {
			return
		}
		for _, s := range m.Spans {
			if from, to := max(s[0], 0), min(s[1], n); from < to {
				out = append(out, mark{from, to, i, ro})
			}
		}
	}
	for i := range r.Statements {
		s := &r.Statements[i]
		add(s.Content, i, contentRole)
		add(s.Source, i, sourceRole)
		add(s.Cue, i, cueRole)
	}
	sort.SliceStable(out, func(a, b int) bool { return out[a].from < out[b].from })
	return out
}

// segmentOf gives a segment the classes of every mark over it, and the link of
// the narrowest.
func segmentOf(r *record.Report, words string, open []mark) segment {
	seg := segment{Text: words}
	if len(open) == 0 {
		return seg
	}
	var classes []string
	seen := map[string]bool{}
	add := func(c string) {
		if !seen[c] {
			seen[c] = true
			classes = append(classes, c)
		}
	}
	narrow := open[0]
	for _, m := range open {
		add(roleClass[m.role])
		add(cssID(r.Statements[m.statement].ID))
		if m.role > narrow.role || m.role == narrow.role && m.to-m.from < narrow.to-narrow.from {
			narrow = m
		}
	}
	add("st-" + r.Statements[narrow.statement].Stance)
	seg.Link = r.Statements[narrow.statement].ID
	seg.Classes = strings.Join(classes, " ")
	return seg
}

// cssID makes "r1.s3" a class name.
func cssID(id string) string { return strings.ReplaceAll(id, ".", "") }
