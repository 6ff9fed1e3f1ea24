package report

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// makePDF writes the objects as a PDF with a valid table of references; the
// first is the catalogue.
func makePDF(trailer string, objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, a := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, table)
	return b.Bytes()
}

// A row is a line of type at its place on a page.
type row struct {
	x, y, size int
	words      string
}

// pagesPDF sets rows on pages.
func pagesPDF(pages ...[]row) []byte {
	objects := []string{"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
		"<< /Title (Bridge opens) /Author (I. Falk) /CreationDate (D:20240105093000+02'00') >>"}
	var kids []string
	for _, rows := range pages {
		var c strings.Builder
		for _, r := range rows {
			fmt.Fprintf(&c, "BT /F %d Tf %d %d Td (%s) Tj ET\n", r.size, r.x, r.y, r.words)
		}
		kids = append(kids, fmt.Sprintf("%d 0 R", len(objects)+1))
		objects = append(objects,
			fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>", len(objects)+2),
			fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", c.Len(), c.String()))
	}
	objects[1] = fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(kids), strings.Join(kids, " "))
	return makePDF("/Info 4 0 R", objects...)
}

// column sets lines under one another.
func column(x, y int, lines ...string) []row {
	var rows []row
	for i, l := range lines {
		rows = append(rows, row{x, y - 14*i, 12, l})
	}
	return rows
}

func joinRows(parts ...[]row) (rows []row) {
	for _, p := range parts {
		rows = append(rows, p...)
	}
	return rows
}

func TestPDF(t *testing.T) {
	head := row{50, 750, 20, "Bridge opens"}
	for _, tt := range []struct {
		name  string
		pages [][]row
		text  string
		spans []string
	}{
		{"a heading and two paragraphs with a gap", [][]row{joinRows([]row{head},
			column(50, 700, "The mayor of Velmora said on Friday that the", "bridge would open on Monday."),
			column(50, 650, "The builders declined to comment on the delay", "of the work."))},
			"Bridge opens\n\nThe mayor of Velmora said on Friday that the bridge would open on Monday.\n\nThe builders declined to comment on the delay of the work.", nil},
		{"paragraphs by indent", [][]row{joinRows(column(50, 700, "The mayor of Velmora said on Friday that the", "bridge would open and that all ships would stop."),
			column(70, 672, "The builders declined to comment on all the delays"), column(50, 658, "of the work."))},
			"The mayor of Velmora said on Friday that the bridge would open and that all ships would stop.\n\nThe builders declined to comment on all the delays of the work.", nil},
		{"two columns", [][]row{joinRows(column(50, 700, "The mayor said", "that the bridge"), column(320, 700, "would open on", "Monday."))},
			"The mayor said that the bridge would open on Monday.", nil},
		{"a divided word", [][]row{column(50, 700, "The mayor said that the inspec-", "tion of the north-", "south bridge, a north-south one, was over.")},
			"The mayor said that the inspection of the north-south bridge, a north-south one, was over.", nil},
		{"a sentence across pages, heads and numbers dropped", [][]row{
			joinRows([]row{{50, 780, 9, "Velmora Gazette"}}, column(50, 700, "The mayor said that the"), []row{{300, 20, 9, "Page 1"}}),
			joinRows([]row{{50, 780, 9, "Velmora Gazette"}}, column(50, 700, "bridge would open."), []row{{300, 20, 9, "Page 2"}}),
			joinRows([]row{{50, 780, 9, "Velmora Gazette"}}, column(50, 700, "Ships wait."), []row{{300, 20, 9, "Page 3"}})},
			"The mayor said that the\nbridge would open.\n\nShips wait.",
			[]string{"The mayor said that the", "bridge would open.", "Ships wait."}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			reports, got := readAll(t, "f.pdf", pagesPDF(tt.pages...), Bounds{})
			sameLines(t, got, []string{"f.pdf"})
			if len(reports) != 1 {
				return
			}
			r := reports[0]
			if r.Text != tt.text {
				t.Errorf("text:\n got %q\nwant %q", r.Text, tt.text)
			}
			for i, want := range tt.spans {
				if i >= len(r.Pages) || r.Pages[i].In(r.Text) != want {
					t.Errorf("page %d of %v is not %q", i+1, r.Pages, want)
				}
			}
			if r.Language == "" || r.MediaType != "application/pdf" || r.Published.From != "2024-01-05T09:30:00+02:00" {
				t.Errorf("language %q, media type %q, published %v", r.Language, r.MediaType, r.Published)
			}
		})
	}
}

func TestPDFRefused(t *testing.T) {
	story := pagesPDF(column(50, 700, "The mayor said so."))
	pages := "<< /Type /Catalog /Pages 2 0 R >>"
	many := make([][]row, 4)
	for i := range many {
		many[i] = column(50, 700, "The mayor said so.")
	}
	for _, tt := range []struct {
		name   string
		data   []byte
		bounds Bounds
		want   string
	}{
		{"encrypted", makePDF("/Encrypt 3 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]", pages, "<< /Type /Pages /Count 0 /Kids [] >>",
			"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <"+strings.Repeat("a1", 32)+"> /U <"+strings.Repeat("b2", 32)+"> >>"), Bounds{}, "! f.pdf: text is encrypted"},
		{"a scan", pagesPDF(nil, nil), Bounds{}, "! f.pdf: 2 pages of pictures and no text"},
		{"cut off", story[:60], Bounds{}, "! f.pdf: the PDF is damaged or cut off"},
		{"too many pages", pagesPDF(many...), Bounds{Pages: 3}, "! f.pdf: 4 pages, more than the limit of 3"},
		{"too much text", pagesPDF(many...), Bounds{TextBytes: 50}, "! f.pdf: its text is larger than the limit of 50 bytes"},
		{"no pages", makePDF("", pages, "<< /Type /Pages /Count 0 /Kids [] >>"), Bounds{}, "! f.pdf: the PDF has no pages"},
		{"a tree of pages that loops", makePDF("", pages, "<< /Type /Pages /Count 3 /Kids [3 0 R] >>", "<< /Type /Pages /Parent 2 0 R /Count 3 /Kids [2 0 R] >>"), Bounds{},
			"! f.pdf: page 1: cannot be read"},
		{"a count that lies", makePDF("", pages, "<< /Type /Pages /Count 1000000000 /Kids [] >>"), Bounds{}, "! f.pdf: the PDF has no pages"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, got := readAll(t, "f.pdf", tt.data, tt.bounds)
			sameLines(t, got, []string{tt.want})
		})
	}
}

// A page can draw itself through a form that draws itself. Drawn once it ends by
// itself, drawn twice at each depth it would take for ever: the clock ends it.
func TestPDFEnds(t *testing.T) {
	page := "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /XObject << /X 4 0 R >> >> /Contents 5 0 R >>"
	for draw, want := range map[string]string{
		"/X Do":       "! f.pdf: one page of pictures and no text",
		"/X Do /X Do": "! f.pdf: reading took more than the limit of 2s",
	} {
		form := fmt.Sprintf("<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /X 4 0 R >> >> /Length %d >>\nstream\n%s\nendstream", len(draw), draw)
		data := makePDF("", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>", page, form, "<< /Length 5 >>\nstream\n/X Do\nendstream")
		start := time.Now()
		_, got := readAll(t, "f.pdf", data, Bounds{ReadTimeout: 2 * time.Second})
		sameLines(t, got, []string{want})
		if d := time.Since(start); d > 30*time.Second {
			t.Errorf("took %v", d)
		}
	}
}

func TestPDFTimeout(t *testing.T) {
	rows := column(50, 700, "The mayor said so.")
	for range 7 {
		rows = append(rows, rows...)
	}
	pages := make([][]row, 300)
	for i := range pages {
		pages[i] = rows
	}
	data := pagesPDF(pages...)
	start := time.Now()
	_, got := readAll(t, "f.pdf", data, Bounds{ReadTimeout: 50 * time.Millisecond})
	sameLines(t, got, []string{"! f.pdf: reading took more than the limit of 50ms"})
	if d := time.Since(start); d > 20*time.Second {
		t.Errorf("ended after %v", d)
	}
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(100*time.Millisecond, cancel)
	for _, err := range Read(ctx, "f.pdf", bytes.NewReader(data), Bounds{}) {
		if err != context.Canceled { //nolint:errorlint // it must be this one, bare
			t.Errorf("cancelled: %v", err)
		}
	}
}

func TestCachePDF(t *testing.T) {
	if err := CachePDF(t.TempDir()); err != nil {
		t.Error(err)
	}
	file := t.TempDir() + "/file"
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := CachePDF(file); err == nil {
		t.Error("a file is taken for a folder")
	}
}

func BenchmarkPDF(b *testing.B) {
	var lines []string
	for i := range 45 {
		lines = append(lines, fmt.Sprintf("Ship %d left the port of Velmora with %d tons of grain on board that day.", i, i*i))
	}
	var pages [][]row
	for range 50 {
		pages = append(pages, column(50, 760, lines...))
	}
	data := pagesPDF(pages...)
	b.ReportAllocs()
	for b.Loop() {
		if _, got := readAll(b, "f.pdf", data, Bounds{}); len(got) != 1 || got[0] != "f.pdf" {
			b.Fatal(got)
		}
	}
	b.ReportMetric(float64(50*b.N)/b.Elapsed().Seconds(), "pages/s")
}

// BenchmarkPDFStart measures what the first PDF of a process waits for, and
// every later one.
func BenchmarkPDFStart(b *testing.B) {
	data := pagesPDF(column(50, 700, "The mayor said so."))
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			pdfCode.Lock()
			pdfCode.cache = nil
			pdfCode.Unlock()
			readAll(b, "f.pdf", data, Bounds{})
		}
	})
	b.Run("later", func(b *testing.B) {
		for b.Loop() {
			readAll(b, "f.pdf", data, Bounds{})
		}
	})
}
