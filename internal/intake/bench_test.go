package intake

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/onrecord/onrecord/record"
	"github.com/onrecord/onrecord/statement"
)

// sentences are patterns of an invented story; % stands for a number, @ for a name.
var sentences = []string{
	"The dam above @ lost water for the third day, the regional water authority said on Tuesday.",
	"\"We have counted % cracks in the lower wall,\" said the chief engineer, @ Lindqvist.",
	"He did not provide evidence for his figure.",
	"The interior ministry could not yet confirm that % houses had been flooded.",
	"At least % people were missing and % were wounded, according to the mayor of @.",
	"The operator of the dam did not respond to a request for comment.",
	"Residents carried furniture to the upper streets, and the school in @ stayed closed.",
	"@ Okafor, an expert on earth dams, said the footage appeared to show a slide on the outer slope.",
	"Neighbouring @ denied that it had opened its own gates in the night.",
	"The river had last risen as high in the spring of 1987, when the old bridge was lost.",
	"In a statement on Telegram, the governor said that help would come from the capital.",
	"A spokeswoman for the company declined to say how many inspections there had been.",
	"The road to @ was open again by the evening, but buses did not run.",
	"Two officials, who asked not to be named, said the sensors may have failed in January.",
}

var names = []string{"Arvenna", "Oldmere", "Tessalin", "Brakov", "Ilmstad", "Corvale", "Nadrin", "Pellau"}

// story makes one story of about 450 words, the same for the same number.
func story(n int) string {
	r := rand.New(rand.NewPCG(7, uint64(n)))
	var b strings.Builder
	fmt.Fprintf(&b, "Water falls at the dam of %s, day %d\n\n", names[n%len(names)], n)
	fmt.Fprintf(&b, "%s, March %d, 2031 (Meridian) - ", strings.ToUpper(names[n%len(names)]), 1+n%28)
	for range 30 {
		s := sentences[r.IntN(len(sentences))]
		for strings.ContainsAny(s, "%@") {
			s = strings.Replace(s, "%", fmt.Sprint(2+r.IntN(90)), 1)
			s = strings.Replace(s, "@", names[r.IntN(len(names))], 1)
		}
		b.WriteString(s)
		if r.IntN(2) == 0 {
			b.WriteString("\n\n")
		} else {
			b.WriteString(" ")
		}
	}
	return b.String()
}

// BenchmarkRead reads plain-text stories end to end with the rules alone: bytes to
// JSON. It reports words a second and the largest heap seen meanwhile.
func BenchmarkRead(b *testing.B) {
	for _, n := range []int{100, 1000, 4000} {
		b.Run(fmt.Sprintf("stories=%d", n), func(b *testing.B) {
			words := 0
			inputs := make([]Input, n)
			for i := range inputs {
				words += len(strings.Fields(story(i)))
				inputs[i] = Input{Name: fmt.Sprintf("%d.txt", i), Open: func(context.Context) (io.ReadCloser, error) {
					return io.NopCloser(strings.NewReader(story(i))), nil
				}}
			}
			o := Options{Reader: record.Reader{Finder: statement.NewRules()}, Workers: runtime.GOMAXPROCS(0)}
			peak := watchHeap()
			b.ReportAllocs()
			for b.Loop() {
				var readings []*record.Reading
				for r, err := range Read(context.Background(), inputs, o) {
					if err != nil {
						b.Fatal(err)
					}
					readings = append(readings, r)
				}
				if err := record.Build(readings).WriteJSON(io.Discard); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
			b.ReportMetric(float64(peak())/(1<<20), "peak-MiB")
		})
	}
}

// watchHeap samples the heap in use until the function that it returns is called,
// which gives the largest value seen.
func watchHeap() func() uint64 {
	var peak atomic.Uint64
	stop := make(chan struct{})
	go func() {
		var m runtime.MemStats
		t := time.NewTicker(5 * time.Millisecond)
		defer t.Stop()
		for {
			select {
			case <-stop:
				return
			case <-t.C:
				runtime.ReadMemStats(&m)
				peak.Store(max(peak.Load(), m.HeapInuse))
			}
		}
	}()
	return func() uint64 { close(stop); return peak.Load() }
}
