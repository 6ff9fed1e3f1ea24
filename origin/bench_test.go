//go:build unix

package origin

import (
	"fmt"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
	"github.com/onrecord/onrecord/statement"
)

// BenchmarkIndex links N generated reports and holds the result against what the
// generator knows. recall is the share of copied, edited and translated reports
// that are joined with their story; precision the share of links that stay within
// one story; last-ms is the time that the last of the N takes.
func BenchmarkIndex(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				measureIndex(b, n)
			}
		})
	}
}

func measureIndex(b *testing.B, n int) {
	b.StopTimer()
	g := newGenerator(7)
	var x Index
	all := make([]*made, n)
	var spent, last time.Duration
	for i := range n {
		r, m := g.next()
		all[i] = m
		b.StartTimer()
		start, wall := cpu(b), time.Now()
		x.Add(r)
		last = time.Since(wall)
		spent += cpu(b) - start
		b.StopTimer()
	}
	runtime.GC()
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	s := scoreLinks(&x, all)
	b.ReportMetric(float64(spent.Microseconds())/float64(n), "µs/report")
	b.ReportMetric(float64(mem.HeapAlloc)/1e6, "heap-MB")
	b.ReportMetric(float64(last.Microseconds())/1e3, "last-ms")
	b.ReportMetric(100*s.copies, "%copies")
	b.ReportMetric(100*s.translations, "%translations")
	b.ReportMetric(100*s.precision, "%precision")
	b.StartTimer()
}

// cpu is the processor time that the process has used: other work on the machine
// does not count.
func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkUtterances groups the statements of N reports, three each, of actors
// some of whom speak every day.
func BenchmarkUtterances(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			rs, actors := speakers(n)
			derived := make([][]Derivation, n)
			start := cpu(b)
			for b.Loop() {
				Utterances(rs, actors, derived)
			}
			b.ReportMetric(float64((cpu(b)-start).Microseconds())/float64(b.N*n), "µs/report")
		})
	}
}

// speakers makes reports of three statements each.
func speakers(n int) ([]*Report, []Actor) {
	g := newGenerator(9)
	var actors []Actor
	for i := range 50 + n/20 {
		actors = append(actors, Actor{Name: g.names[i%len(g.names)] + " " + g.names[(i*7+i/len(g.names))%len(g.names)], Named: i%5 != 0, Side: []string{"AA", "BB", "CC", ""}[i%4]})
	}
	rs := make([]*Report, n)
	for i := range rs {
		var s [3]string
		t := ""
		var spans [3]text.Span
		for k := range s {
			s[k] = g.sentence(g.names[:200])
			spans[k] = text.Span{From: len(t), To: len(t) + len(s[k])}
			t += s[k] + ".\n\n"
		}
		day := (when.DayOf(2030, 1, 1) + when.Day(i/perDay)).String()
		r := &Report{Key: fmt.Sprint(i), Language: "en", Published: when.Interval{From: day, To: day}, Doc: text.Analyze(t), Body: text.Span{To: len(t)}}
		for k := range s {
			st := statement.Statement{Stance: statement.Asserts, Certainty: statement.Certain}
			st.Content = []text.Span{spans[k]}
			if k == 0 {
				st.Said = r.Published
			}
			r.Statements = append(r.Statements, st)
			f := g.rnd.Float64()
			r.Actors = append(r.Actors, int(f*f*f*float64(len(actors))))
		}
		rs[i] = r
	}
	return rs, actors
}
