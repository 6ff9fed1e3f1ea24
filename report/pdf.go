package report

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	pdfium "github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"

	"github.com/onrecord/onrecord/internal/text"
)

// PDF is read by PDFium, compiled to WebAssembly: a hostile file meets a machine
// with no files, no clock but a false one and a gigabyte of memory. Each document
// gets a machine of its own, which is thrown away afterwards and with it all
// memory that the document took. What stays is the compiled program: compiling
// takes seconds, starting from it a twentieth of one.
const (
	pdfMemoryPages = 16384 // of 64 KiB, 1 GiB
	pdfHint        = "open it and print it to a new PDF"
)

var errPDFTime = errors.New("time is up")

// pdfCode is the compiled program. It is the package's only state: it holds
// nothing of any document.
var pdfCode struct {
	sync.Mutex
	cache wazero.CompilationCache
}

// CachePDF keeps the compiled PDF reader in dir, so that later processes start
// it at once. Without it, or when the first PDF has been read already, it is
// compiled once for each process.
func CachePDF(dir string) error {
	c, err := wazero.NewCompilationCacheWithDir(dir)
	if err != nil {
		return fmt.Errorf("keeping the PDF reader in %s: %w", dir, err)
	}
	pdfCode.Lock()
	defer pdfCode.Unlock()
	if pdfCode.cache == nil {
		pdfCode.cache = c
	}
	return nil
}

// startPDF gives a machine that stops when ctx is done, also inside a call.
func startPDF(ctx context.Context) (pdfium.Pool, pdfium.Pdfium, error) {
	pdfCode.Lock() // also so that two first documents compile only once
	defer pdfCode.Unlock()
	if pdfCode.cache == nil {
		pdfCode.cache = wazero.NewCompilationCache()
	}
	pool, err := webassembly.Init(webassembly.Config{
		Context:  ctx,
		MaxTotal: 1,
		FSConfig: wazero.NewFSConfig(), // by default it would mount the root of the disk
		Stdout:   io.Discard,
		Stderr:   io.Discard,
		RuntimeConfig: wazero.NewRuntimeConfig().WithCompilationCache(pdfCode.cache).
			WithCloseOnContextDone(true).WithMemoryLimitPages(pdfMemoryPages),
	})
	if err != nil {
		return nil, nil, err
	}
	machine, err := pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, nil, errors.Join(err, pool.Close())
	}
	return pool, machine, nil
}

// readPDF reads the text of a PDF page by page.
func readPDF(s *session, in *input, y yield) bool {
	ctx, cancel := context.WithCancelCause(s.ctx)
	defer cancel(nil)
	pool, machine, err := startPDF(ctx)
	if err != nil {
		if s.ctx.Err() != nil {
			y(nil, s.ctx.Err())
			return false
		}
		return y(nil, in.refuse("the PDF reader did not start: "+err.Error(), "", err))
	}
	timer := time.AfterFunc(s.bounds.ReadTimeout, func() { cancel(errPDFTime) })
	defer timer.Stop()
	d := &pdfDocument{machine: machine, bounds: s.bounds}
	err = d.read(in)
	if cause := context.Cause(ctx); cause != nil {
		err = cause
	}
	if cerr := pool.Close(); err == nil && cerr != nil {
		err = cerr
	}
	switch {
	case s.ctx.Err() != nil:
		y(nil, s.ctx.Err())
		return false
	case errors.Is(err, errPDFTime):
		return y(nil, in.refuse(fmt.Sprintf("reading took more than the limit of %v", s.bounds.ReadTimeout), "split it, or "+pdfHint, err))
	case err != nil:
		return y(nil, pdfRefusal(in, err))
	}
	story, pages := layPages(d.pages)
	if !hasLetters(story) {
		return y(nil, in.refuse(pagesText(d.count)+" of pictures and no text", "run text recognition (OCR) on it first", nil))
	}
	base := d.base(story)
	base.Pages = pages
	return s.readStory(in, story, base, func(r *Report, err error) bool {
		if r != nil {
			d.fill(r)
		}
		return y(r, err)
	})
}

func pagesText(n int) string {
	if n == 1 {
		return "one page"
	}
	return strconv.Itoa(n) + " pages"
}

// pdfRefusal words what PDFium says.
func pdfRefusal(in *input, err error) error {
	var ref *Refusal
	switch {
	case errors.As(err, &ref):
		return err
	case errors.Is(err, pdferrors.ErrPassword):
		return in.refuse("text is encrypted", "save it without a password", err)
	case errors.Is(err, pdferrors.ErrSecurity):
		return in.refuse("text is encrypted in a way that is not read", "save it without a password", err)
	case errors.Is(err, pdferrors.ErrFormat), errors.Is(err, pdferrors.ErrFile):
		return in.refuse("the PDF is damaged or cut off", damagedHint, err)
	}
	return in.refuse("the PDF cannot be read", pdfHint, err)
}

// A pdfDocument is one document inside the machine.
type pdfDocument struct {
	machine pdfium.Pdfium
	bounds  Bounds
	count   int
	pages   [][]pdfLine
	empty   []string // pages without text, from 1
	size    int      // of the text so far, in characters
	meta    map[string]string
}

func (d *pdfDocument) read(in *input) error {
	opened, err := d.machine.OpenDocument(&requests.OpenDocument{File: &in.data})
	if err != nil {
		return err
	}
	doc := opened.Document
	n, err := d.machine.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc})
	if err != nil {
		return err
	}
	if d.count = n.PageCount; d.count > d.bounds.Pages {
		return in.refuse(fmt.Sprintf("%d pages, more than the limit of %d", d.count, d.bounds.Pages), "split it, or raise --max-pages", errTooLarge)
	}
	for i := range d.count {
		page := requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: i}}
		lines, err := d.page(page)
		if err != nil {
			return in.refuse(fmt.Sprintf("page %d: cannot be read", i+1), pdfHint, err)
		}
		if d.size > d.bounds.TextBytes {
			return in.refuse("its text is larger than the limit of "+bytesText(int64(d.bounds.TextBytes)), "split it", errTooLarge)
		}
		if len(lines) == 0 {
			d.empty = append(d.empty, strconv.Itoa(i+1))
		}
		d.pages = append(d.pages, lines)
	}
	if d.count == 0 {
		return in.refuse("the PDF has no pages", damagedHint, nil)
	}
	d.meta = map[string]string{}
	if m, err := d.machine.GetMetaData(&requests.GetMetaData{Document: doc}); err == nil {
		for _, tag := range m.Tags {
			d.meta[tag.Tag] = strings.TrimSpace(strings.ToValidUTF8(tag.Value, "\uFFFD"))
		}
	}
	if l, err := d.machine.FPDFCatalog_GetLanguage(&requests.FPDFCatalog_GetLanguage{Document: doc}); err == nil {
		d.meta["Lang"] = l.Language
	}
	return nil
}

// base gives what the document's own fields may decide: a title that the text
// shows too. Office programs leave file names and templates' titles there.
func (d *pdfDocument) base(story string) *Report {
	r := &Report{MediaType: "application/pdf"}
	if t := d.meta["Title"]; t != "" && strings.Contains(squeeze(story[:min(len(story), 4096)]), squeeze(t)) {
		r.Title = t
	}
	for _, m := range []struct{ tag, field string }{
		{"Title", "title"}, {"Author", "author"}, {"CreationDate", "published"}, {"ModDate", "modified"}, {"Lang", "language"}, {"Producer", "producer"},
	} {
		if v := d.meta[m.tag]; v != "" {
			if t, ok := pdfTime(v); ok && strings.HasSuffix(m.tag, "Date") {
				v = t
			}
			r.Meta = append(r.Meta, Datum{m.field, v, "pdf"})
		}
	}
	if len(d.empty) > 0 {
		r.Meta = append(r.Meta, Datum{"pages without text", strings.Join(d.empty, ", "), "pdf"})
	}
	return r
}

// fill takes from the document's fields what the text did not say itself.
func (d *pdfDocument) fill(r *Report) {
	if t := d.meta["Title"]; r.Title == "" && strings.Contains(t, " ") && !strings.HasPrefix(t, "Microsoft ") {
		r.Title = t
	}
	if r.Language == "" {
		r.Language = d.meta["Lang"]
	}
	if t, ok := pdfTime(d.meta["CreationDate"]); ok && r.Published.IsZero() {
		r.Published = metaDate(t)
	}
}

// squeeze drops space and case, so that a title is found across line breaks.
func squeeze(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), "")) }

// pdfTime turns a PDF's date, "D:20240105093000+02'00'", into an RFC 3339 time, or
// a date where it says no time or no zone.
func pdfTime(s string) (string, bool) {
	s = strings.ReplaceAll(strings.TrimPrefix(s, "D:"), "'", "")
	for _, layout := range []string{"20060102150405-0700", "20060102150405Z0000", "20060102150405Z07", "20060102150405Z"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.RFC3339), t.Year() > 1900
		}
	}
	if len(s) >= 8 {
		if t, err := time.Parse("20060102", s[:8]); err == nil {
			return t.Format(time.DateOnly), t.Year() > 1900
		}
	}
	return "", false
}

// layPages joins the pages into one text and gives the span of each.
func layPages(pages [][]pdfLine) (string, []text.Span) {
	pages = withoutRunningHeads(pages)
	hyphens := newHyphens(pages)
	var (
		b     strings.Builder
		spans []text.Span
		last  pdfLine // of the pages so far
	)
	for _, lines := range pages {
		from := b.Len()
		if len(lines) > 0 {
			if from > 0 {
				b.WriteString(pageJoint(last, lines[0]))
			}
			from = b.Len()
			layPage(&b, lines, hyphens)
			last = lines[len(lines)-1]
		}
		spans = append(spans, text.Span{From: from, To: b.Len()})
	}
	return b.String(), slices.Clip(spans)
}
