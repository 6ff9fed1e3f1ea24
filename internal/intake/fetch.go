package intake

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/onrecord/onrecord/report"
)

// A Fetcher fetches web addresses. It sends no referrer and no cookie, and says
// nothing of the case. The zero value has the default limits and keeps nothing.
type Fetcher struct {
	Timeout time.Duration // for one page, redirects included; 0 means 30 s
	Bytes   int64         // of one page; 0 means report.DefaultBounds.Bytes
	Keep    string        // folder that keeps the bytes of each page under its SHA-256; "" keeps none
	Client  *http.Client  // nil means a client of its own
}

const maxRedirects = 10

// Open fetches one address and gives its bytes as they came. What the server
// refuses, and what takes too long or is too large, is a *report.Refusal.
func (f *Fetcher) Open(ctx context.Context, address string) (io.ReadCloser, error) {
	timeout, limit := f.Timeout, f.Bytes
	if timeout == 0 {
		timeout = 30 * time.Second
	}
	if limit == 0 {
		limit = report.DefaultBounds.Bytes
	}
	refuse := func(reason, hint string, err error) error {
		return &report.Refusal{Name: address, Reason: reason, Hint: hint, Err: err}
	}
	fctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(fctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, refuse("not a web address", "write it as https://host/path", err)
	}
	req.Header.Set("User-Agent", "Mozilla/5.0 (compatible)")
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/pdf,*/*;q=0.8")
	resp, err := f.client().Do(req)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, refuse(netReason(err, timeout), "try again, or save the page and give the file", err)
	}
	defer func() { _ = resp.Body.Close() }() // read to its end or given up
	if resp.StatusCode != http.StatusOK {
		return nil, refuse("the server answered "+resp.Status, "open it in a browser, save the page and give the file", nil)
	}
	data, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	switch {
	case err != nil && ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, refuse(netReason(err, timeout), "try again, or save the page and give the file", err)
	case int64(len(data)) > limit:
		return nil, refuse(fmt.Sprintf("larger than %d bytes", limit), "raise --max-bytes, or save the page and give the file", nil)
	}
	if f.Keep != "" {
		if err := keep(f.Keep, data); err != nil {
			return nil, refuse("could not be kept in "+f.Keep, "check that the folder can be written to", err)
		}
	}
	return page{bytes.NewReader(data), resp.Header.Get("Content-Type")}, nil
}

// A page is a fetched one with the media type that the server gave it.
type page struct {
	*bytes.Reader
	contentType string
}

// ContentType makes it a report.Described.
func (p page) ContentType() string { return p.contentType }

// Close has nothing to close: the page is in memory.
func (p page) Close() error { return nil }

func (f *Fetcher) client() *http.Client {
	if f.Client != nil {
		return f.Client
	}
	return &http.Client{CheckRedirect: func(req *http.Request, via []*http.Request) error {
		req.Header.Del("Referer")
		if len(via) >= maxRedirects {
			return errors.New("too many redirects")
		}
		return nil
	}}
}

// netReason puts a network error into few words.
func netReason(err error, timeout time.Duration) string {
	var dns *net.DNSError
	var ue *url.Error
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Sprintf("no complete answer within %s", timeout)
	case errors.As(err, &dns):
		return "no such host: " + dns.Name
	case errors.As(err, &ue):
		return ue.Err.Error()
	}
	return err.Error()
}

// keep writes data under its SHA-256, aside first, so that a file that is there
// is whole.
func keep(dir string, data []byte) error {
	sum := sha256.Sum256(data)
	path := filepath.Join(dir, hex.EncodeToString(sum[:]))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	tmp, err := os.CreateTemp(dir, ".part-*")
	if err != nil {
		return err
	}
	_, err = tmp.Write(data)
	if err == nil {
		err = tmp.Sync()
	}
	if e := tmp.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		_ = os.Remove(tmp.Name()) // best effort: the error above is the one to tell
	}
	return err
}
