package encoder

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"github.com/onrecord/onrecord/models"
)

// reportTokens reports tokens per second of wall time and of processor time.
func reportTokens(b *testing.B, tokens int, cpu0 int64) {
	b.Helper()
	n := float64(tokens) * float64(b.N)
	b.ReportMetric(n/b.Elapsed().Seconds(), "tokens/s")
	b.ReportMetric(n*1e9/float64(cpuTime().Nanoseconds()-cpu0), "tokens/cpu-s")
}

// BenchmarkEncoder is the layers alone, by batch × length, a batch on each core
// that -cpu gives it. The shapes are those of training/onnx_twin.py, which runs it.
func BenchmarkEncoder(b *testing.B) {
	for _, name := range Kernels() {
		m := readModel(b, Options{Kernels: name})
		for _, shape := range [][2]int{{1, 32}, {1, 128}, {4, 32}, {8, 32}, {16, 32}, {4, 64}, {2, 128}, {1, 256}} {
			tokens := shape[0] * shape[1]
			b.Run(fmt.Sprintf("%s/%dx%d", name, shape[0], shape[1]), func(b *testing.B) {
				r := rand.New(rand.NewPCG(1, 1))
				windows := make([]window, shape[0])
				for i := range windows {
					ids := make([]int32, shape[1])
					for j := range ids {
						ids[j] = specials + r.Int32N(int32(len(m.tokenizer.scores))-specials)
					}
					windows[i].ids = ids
				}
				encode := func(s *scratch) {
					if err := m.encode(context.Background(), s, windows); err != nil {
						b.Error(err)
					}
				}
				scratches := make(chan *scratch, runtime.GOMAXPROCS(0))
				for range cap(scratches) { // once before the clock runs, as in the other program
					s := newScratch(&m.config, tokens)
					encode(s)
					scratches <- s
				}
				cpu := cpuTime().Nanoseconds()
				b.ResetTimer()
				b.RunParallel(func(pb *testing.PB) {
					s := <-scratches
					for pb.Next() {
						encode(s)
					}
				})
				reportTokens(b, tokens, cpu)
			})
		}
	}
}

// story is an invented one of some length.
var story = strings.Repeat("The harbour office said on Monday that two crew members were missing. "+
	"“We saw nothing,” the captain told reporters, adding that the engine “simply stopped”.\n"+
	"Rescuers searched until dawn and found a life raft, three flares and the ship's log, which was wet through.\n", 40)

// BenchmarkRead is everything from text to attributions, on all cores.
func BenchmarkRead(b *testing.B) {
	m := readModel(b, Options{})
	tokens := len(m.tokenizer.encode(new(lattice), story, nil))
	b.ReportAllocs()
	cpu := cpuTime().Nanoseconds()
	for b.Loop() {
		if _, err := m.Read(context.Background(), []string{story}); err != nil {
			b.Fatal(err)
		}
	}
	reportTokens(b, tokens, cpu)
}

func BenchmarkTokenizer(b *testing.B) {
	m := readModel(b, Options{})
	l, pieces := new(lattice), m.tokenizer.encode(new(lattice), story, nil)
	b.SetBytes(int64(len(story)))
	cpu := cpuTime().Nanoseconds()
	for b.Loop() {
		pieces = m.tokenizer.encode(l, story, pieces[:0])
	}
	reportTokens(b, len(pieces), cpu)
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(models.Reader, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
