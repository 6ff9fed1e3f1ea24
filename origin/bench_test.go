//go:build unix

package origin

import (
	"fmt"
	"runtime"
	"syscall"
	"testing"
	"time"
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
		all[i] = &made{story: m.story, how: m.how, foreign: m.foreign} // without the text
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
