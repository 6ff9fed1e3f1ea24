package report

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// A repeater gives n bytes: head, and then one byte again and again. It knows
// no length, as a pipe knows none.
type repeater struct {
	head string
	fill byte
	n    int64
}

func (r *repeater) Read(p []byte) (int, error) {
	if r.n <= 0 {
		return 0, io.EOF
	}
	n := int(min(int64(len(p)), r.n))
	c := copy(p[:n], r.head)
	r.head = r.head[c:]
	for i := c; i < n; i++ {
		p[i] = r.fill
	}
	r.n -= int64(n)
	return n, nil
}

// peakHeap runs f and gives by how many bytes the heap grew at most.
func peakHeap(f func()) int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	base, peak := int64(m.HeapAlloc), int64(0) //nolint:gosec // sizes of a test
	done, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			runtime.ReadMemStats(&m)
			peak = max(peak, int64(m.HeapAlloc)-base) //nolint:gosec // likewise
			select {
			case <-done:
				return
			case <-tick.C:
			}
		}
	}()
	f()
	close(done)
	<-stopped
	return peak
}

// bomb nests zeros in archives of width members each, like 42.zip.
func bomb(t testing.TB, levels, width, zeros int) []byte {
	t.Helper()
	data := makeZIP(t, zipped{name: "0.bin", data: strings.Repeat("\x00", zeros)})
	for range levels {
		files := make([]zipped, width)
		for i := range files {
			files[i] = zipped{name: fmt.Sprintf("%d.zip", i), data: string(data)}
		}
		data = makeZIP(t, files...)
	}
	return data
}

const laughs = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<rss version="2.0"><channel><title>&c;</title><item><title>&c;</title></item></channel></rss>`

// TestHostile feeds what no newsroom sends: each input gets one clear line for
// what is wrong, or an honest report, within bounded time and memory.
func TestHostile(t *testing.T) {
	const mib = 1 << 20
	readAll(t, "warm.pdf", pagesPDF(column(50, 700, "The mayor said so.")), Bounds{}) // compiling takes its time only once
	loop := makePDF("", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 3 /Kids [3 0 R] >>", "<< /Type /Pages /Parent 2 0 R /Count 3 /Kids [2 0 R] >>")
	story := gz(note)
	bytesOf := func(b []byte) func() io.Reader { return func() io.Reader { return bytes.NewReader(b) } }
	text := func(s string) func() io.Reader { return bytesOf([]byte(s)) }
	eight := make([]string, 0, strikeLimit)
	for i := range strikeLimit {
		eight = append(eight, fmt.Sprintf("! x.zip#0.zip#0.zip#0.zip#%d.zip: lies in more than 3 archives", i))
	}
	eight[strikeLimit-1] += ", as many others here do; the rest is not read"
	for _, tt := range []struct {
		name   string
		file   string
		input  func() io.Reader
		bounds Bounds
		memory int64
		want   []string
	}{
		{"empty", "x.txt", text(""), Bounds{}, 8 * mib, []string{"! x.txt: the file is empty"}},
		{"only white space", "x.txt", text(" \n\t\n"), Bounds{}, 8 * mib, []string{"! x.txt: the file holds only white space"}},
		{"binary", "x.txt", text("\x01\x02\x00\xff\xfe\x00\x10"), Bounds{}, 8 * mib, []string{"! x.txt: binary data of no kind that can be read"}},
		{"1 GB of one line", "x.txt", func() io.Reader { return &repeater{"The mayor said ", 'a', 1e9} }, Bounds{}, 256 * mib,
			[]string{"! x.txt: its text is larger than the limit of 8 MiB"}},
		{"1 GB of one line, bounds raised", "x.txt", func() io.Reader { return &repeater{"The mayor said ", 'a', 1e9} }, Bounds{Bytes: 2 << 30}, 256 * mib,
			[]string{"! x.txt: its text is larger than the limit of 8 MiB"}},
		{"1 GB of one line of a page", "x.html", func() io.Reader { return &repeater{"<!DOCTYPE html><p>The mayor said ", 'a', 1e9} }, Bounds{Bytes: 32 * mib}, 96 * mib,
			[]string{"! x.html: larger than the limit of 32 MiB"}},
		{"zeros in gzip", "x.gz", bytesOf(gz(strings.Repeat("\x00", 40*mib))), Bounds{}, 256 * mib, []string{"! x.gz: unpacks to more than 200 times its size"}},
		{"a bomb in a bomb", "x.zip", bytesOf(bomb(t, 1, 2, 40*mib)), Bounds{}, 256 * mib,
			[]string{"! x.zip#0.zip#0.bin: unpacks to more than 200 times its size", "! x.zip#1.zip#0.bin: unpacks to more than 200 times its size"}},
		{"a bomb five deep and sixteen wide", "x.zip", bytesOf(bomb(t, 5, 16, mib)), Bounds{}, 256 * mib, eight},
		{"archives nested ten deep", "x.zip", bytesOf(nest(t, 10, "a.txt", []byte(note))), Bounds{}, 16 * mib,
			[]string{"! x.zip#2.zip#3.zip#4.zip#5.zip: lies in more than 3 archives"}},
		{"a gzip cut off", "x.txt.gz", bytesOf(story[:len(story)-9]), Bounds{}, 8 * mib, []string{"! x.txt.gz: the gzip stream is cut off"}},
		{"broken UTF-8", "x.txt", text("The mayor\xff said that the bridge \xc3\x28 would open.\n"), Bounds{}, 64 * mib, []string{"x.txt"}},
		{"a page 10,000 levels deep", "x.html", text("<html><body>" + strings.Repeat("<div>", 10_000) + "words"), Bounds{}, 64 * mib,
			[]string{"! x.html: its elements are nested more than 512 deep"}},
		{"a PDF that loops", "x.pdf", bytesOf(loop), Bounds{ReadTimeout: 10 * time.Second}, 512 * mib, []string{"! x.pdf: page 1: cannot be read"}},
		{"a feed with entity expansion", "x.rss", text(laughs), Bounds{}, 16 * mib,
			[]string{"! x.rss: it defines entities of its own, which can unfold without end"}},
		{"an agency file with entity expansion", "x.xml", text(strings.NewReplacer("rss", "newsItem").Replace(laughs)), Bounds{}, 16 * mib,
			[]string{"! x.xml: it defines entities of its own, which can unfold without end"}},
		{"a WARC with a lying length", "x.warc", text(pageRec("https://velmora.example/a", "length 999999999") + pageRec("https://velmora.example/b")), Bounds{}, 64 * mib,
			[]string{"! x.warc#https://velmora.example/a: Content-Length says 999999999 bytes, the file has 1408 left", "x.warc#https://velmora.example/b"}},
		{"a page with no story", "x.html", text("<!DOCTYPE html><title>Velmora</title><nav><a href=/>Home</a> <a href=/a>News</a></nav>"), Bounds{}, 64 * mib,
			[]string{"! x.html: no story found on the page"}},
		{"a story with no statement", "x.txt", text("The bridge at Velmora is closed. Rain fell all day, and the river rose by half a metre.\n"), Bounds{}, 64 * mib, []string{"x.txt"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
			defer cancel()
			var got []string
			grew := peakHeap(func() {
				for r, err := range Read(ctx, tt.file, tt.input(), tt.bounds) {
					var ref *Refusal
					switch {
					case err == nil:
						checkSpans(t, r)
						if !utf8.ValidString(r.Text) {
							t.Errorf("text is not UTF-8: %q", r.Text)
						}
						got = append(got, r.Name)
					case errors.As(err, &ref):
						if strings.ContainsAny(err.Error(), "\r\n") {
							t.Errorf("more than one line: %q", err)
						}
						got = append(got, "! "+err.Error())
					default:
						t.Fatal(err)
					}
				}
			})
			sameLines(t, got, tt.want)
			if grew > tt.memory {
				t.Errorf("the heap grew by %s, allowed are %s", bytesText(grew), bytesText(tt.memory))
			}
		})
	}
}

// A caller that stops, stops the reading at every place where it may.
func TestReadStops(t *testing.T) {
	for name, data := range map[string][]byte{
		"ZIP":      makeZIP(t, zipped{"1.txt", note, true}, zipped{"2.txt", note, true}),
		"WARC":     gz(pageRec("https://velmora.example/a"), pageRec("https://velmora.example/b")),
		"bare tar": makeTar(t, zipped{name: "b.txt", data: note}, zipped{name: "a.txt", data: note}),
		"tar":      gz(string(makeTar(t, zipped{name: "b.txt", data: note}, zipped{name: "a.txt", data: note}))),
		"feed":     []byte(rss(rssItem + rssItem)),
		"mail":     []byte(multipart(plainPart, attachment("a.txt", "text/plain", note))),
		"ZIP of ZIPs": makeZIP(t, zipped{"1.zip", string(makeZIP(t, zipped{"1.txt", note, true}, zipped{"2.txt", note, true})), true},
			zipped{"2.txt", note, true}),
		"refusals": makeZIP(t, zipped{"1.bin", "\x00\x01", true}, zipped{"2.bin", "\x00\x01", true}),
	} {
		t.Run(name, func(t *testing.T) {
			n := 0
			for _, err := range Read(t.Context(), "f", bytes.NewReader(data), Bounds{}) {
				n++
				_ = err // a report or a refusal: here only that it ends counts
				break
			}
			if n != 1 {
				t.Errorf("%d outcomes after one was enough", n)
			}
			ctx, cancel := context.WithCancel(t.Context())
			var last error
			for _, err := range Read(ctx, "f", bytes.NewReader(data), Bounds{}) {
				cancel()
				last = err
			}
			if !errors.Is(last, context.Canceled) {
				t.Errorf("cancelled, it ends with %v", last)
			}
			cancel()
		})
	}
}

func TestReadFails(t *testing.T) {
	broken := io.MultiReader(strings.NewReader(note), &failing{})
	var got []string
	for _, err := range Read(t.Context(), "x.txt", broken, Bounds{}) {
		got = append(got, err.Error())
	}
	sameLines(t, got, []string{"x.txt: reading stopped: the disk is gone"})
}

type failing struct{}

func (*failing) Read([]byte) (int, error) { return 0, errors.New("the disk is gone") }
