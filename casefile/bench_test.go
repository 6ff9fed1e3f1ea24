//go:build unix

package casefile

import (
	"context"
	"fmt"
	"os"
	"syscall"
	"testing"
	"time"

	"github.com/onrecord/onrecord/internal/intake"
	"github.com/onrecord/onrecord/report"
)

// BenchmarkOneMore adds one report to a case of N and looks at the case behind it:
// read-ms is the processor time of reading the report, add-ms that of adding it,
// reading included, view-ms that of the record of the case, which was looked at
// before; view-s is the time that passes meanwhile, and first-s the same of a case
// that was just opened. peak-MiB is the most memory that the process had so far.
func BenchmarkOneMore(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			c := newCase(b)
			var all []intake.Input
			for i := range n {
				all = append(all, text(fmt.Sprintf("%06d.txt", i), closure(i)))
			}
			add(b, c, all...)
			start := time.Now()
			view(b, c)
			first := time.Since(start)
			b.ResetTimer()
			var read, added, viewed, passed time.Duration
			for i := range b.N {
				one := closure(n + i)
				read += spent(b, func() {
					for r, err := range intake.Read(context.Background(), []intake.Input{text("one.txt", one)}, intake.Options{Reader: rules.Reader, Bounds: report.DefaultBounds, Workers: 1}) {
						if err != nil || len(r.Statements) != 3 {
							b.Fatal(r, err)
						}
					}
				})
				added += spent(b, func() { add(b, c, text("one.txt", one)) })
				start := time.Now()
				viewed += spent(b, func() {
					if v := view(b, c); len(v.Record.Reports) != n+i+1 {
						b.Fatalf("%d reports", len(v.Record.Reports))
					}
				})
				passed += time.Since(start)
			}
			per := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1e3 / float64(b.N) }
			b.ReportMetric(per(read), "read-ms")
			b.ReportMetric(per(added), "add-ms")
			b.ReportMetric(per(viewed), "view-ms")
			b.ReportMetric(per(passed)/1e3, "view-s")
			b.ReportMetric(first.Seconds(), "first-s")
			b.ReportMetric(float64(usage(b).Maxrss>>10), "peak-MiB")
			if info, err := os.Stat(c.db.Path); err == nil {
				b.ReportMetric(float64(info.Size()>>20), "file-MiB")
			}
		})
	}
}

// closure is a story of its own town in ten, on a day of its own in a hundred.
func closure(i int) string {
	town := fmt.Sprintf("%c%c%c%cel", 'A'+i/10%26, "aeiou"[i/260%5], "bdfglmnrst"[i/1300%10], "aeiou"[i/13000%5])
	return fmt.Sprintf("Bridge closed\n\nORVEL, %s (Meridian) - Bridge %d at %s will stay closed until the %s gauge falls, the %s Harbour Office said. "+
		"The builder of the %s bridge did not respond to a request for comment. Ana %sski, its director, denied that the pillars of %s had cracked.\n",
		time.Date(2031, 1, 1+i/100, 0, 0, 0, 0, time.UTC).Format("January 2, 2006"), i, town, town, town, town, town, town)
}

// spent is the processor time that the process uses while f runs: other work on
// the machine does not count.
func spent(b *testing.B, f func()) time.Duration {
	b.Helper()
	used := func() time.Duration {
		u := usage(b)
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	start := used()
	f()
	return used() - start
}

func usage(b *testing.B) (u syscall.Rusage) {
	b.Helper()
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return u
}
