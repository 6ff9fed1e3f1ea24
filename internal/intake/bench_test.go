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

// sentences are patterns of an invented story; % stands for a number, @ for a name,
// $ for one of the story's own nouns: a thousand stories are of a thousand matters.
var sentences = []string{
	"The $ above @ lost its $ for the third day, the regional $ authority said on Tuesday.",
	"\"We have counted % cracks in the lower $ of the $,\" said the chief engineer, @ Lindqvist.",
	"He did not provide evidence for his figure.",
	"The interior ministry could not yet confirm that % houses near the $ had been flooded.",
	"At least % people were missing and % were wounded, according to the mayor of @.",
	"The operator of the $ did not respond to a request for comment.",
	"Residents carried $ and $ to the upper streets, and the $ in @ stayed closed.",
	"@ Okafor, an expert on earth dams, said the footage appeared to show a $ on the outer $.",
	"Neighbouring @ denied that it had opened its own $ in the night.",
	"The $ had last risen as high in the spring of 1987, when the old $ was lost.",
	"In a statement on Telegram, the governor said that $ and $ would come from the capital.",
	"A spokeswoman for the company declined to say how many inspections of the $ there had been.",
	"The $ to @ was open again by the evening, but the $ did not run.",
	"Two officials, who asked not to be named, said the $ may have failed in January.",
}

var names = []string{"Arvenna", "Oldmere", "Tessalin", "Brakov", "Ilmstad", "Corvale", "Nadrin", "Pellau"}

var syllables = []string{"bar", "do", "fen", "gal", "hir", "jo", "kem", "lut", "mar", "nev", "or", "pas", "quin", "rel", "sot", "tur"}

// noun makes a word of three syllables.
func noun(r *rand.Rand) string {
	return syllables[r.IntN(16)] + syllables[r.IntN(16)] + syllables[r.IntN(16)]
}

// story makes one story of about 450 words, the same for the same number.
func story(n int) string {
	r := rand.New(rand.NewPCG(7, uint64(n)))
	var nouns []string
	for range 12 {
		nouns = append(nouns, noun(r))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Water falls at the %s of %s, day %d\n\n", nouns[0], names[n%len(names)], n)
	fmt.Fprintf(&b, "%s, March %d, 2031 (Meridian) - ", strings.ToUpper(names[n%len(names)]), 1+n%28)
	for range 30 {
		s := sentences[r.IntN(len(sentences))]
		for strings.ContainsAny(s, "%@$") {
			s = strings.Replace(s, "$", nouns[r.IntN(len(nouns))], 1)
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

// BenchmarkRead reads plain-text stories with the rules alone, each by itself:
// bytes to statements, speakers and days. It reports words a second and the largest
// heap seen meanwhile, which does not grow with the number of stories.
func BenchmarkRead(b *testing.B) {
	benchmark(b, func(*record.Reading) {}, func() error { return nil })
}

// BenchmarkRecord does the same, sets the stories side by side (copies, acts of
// speaking, claims, lines) and writes the JSON of it all.
func BenchmarkRecord(b *testing.B) {
	var readings []*record.Reading
	benchmark(b, func(r *record.Reading) { readings = append(readings, r) }, func() error {
		rec, err := record.Build(context.Background(), readings)
		readings = nil
		if err != nil {
			return err
		}
		return rec.WriteJSON(io.Discard)
	})
}

func benchmark(b *testing.B, each func(*record.Reading), end func() error) {
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
			runtime.GC()
			peak := watchHeap()
			b.ReportAllocs()
			for b.Loop() {
				for r, err := range Read(context.Background(), inputs, o) {
					if err != nil {
						b.Fatal(err)
					}
					each(r)
				}
				if err := end(); err != nil {
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
