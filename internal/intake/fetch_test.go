package intake

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/onrecord/onrecord/report"
)

func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

func TestFetchRefusals(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/slow":
			select {
			case <-r.Context().Done():
			case <-time.After(5 * time.Second):
			}
		case "/drip": // headers at once, a body that never ends
			for i := 0; i < 100 && r.Context().Err() == nil; i++ {
				_, _ = w.Write([]byte("x"))
				w.(http.Flusher).Flush()
				time.Sleep(50 * time.Millisecond)
			}
		case "/large":
			_, _ = w.Write([]byte(strings.Repeat("x", 2000)))
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		default:
			http.NotFound(w, r)
		}
	})
	f := &Fetcher{Timeout: 300 * time.Millisecond, Bytes: 1000, Keep: t.TempDir()}
	for _, c := range []struct{ name, address, want string }{
		{"too slow", url + "/slow", "no complete answer within 300ms"},
		{"a body that never ends", url + "/drip", "no complete answer within 300ms"},
		{"too large", url + "/large", "larger than 1000 bytes"},
		{"redirects in a circle", url + "/loop", "too many redirects"},
		{"not there", url + "/gone", "the server answered 404 Not Found"},
		{"no such host", "http://nowhere.invalid/a", "nowhere.invalid"},
		{"not an address", "http://[::1", "not a web address"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := f.Open(t.Context(), c.address)
			var r *report.Refusal
			if !errors.As(err, &r) {
				t.Fatalf("got %v, want a refusal", err)
			}
			if r.Name != c.address || r.Hint == "" || !strings.Contains(r.Reason, c.want) {
				t.Errorf("%s: %q, hint %q", r.Name, r.Reason, r.Hint)
			}
		})
	}
	if left, err := os.ReadDir(f.Keep); err != nil || len(left) > 0 {
		t.Errorf("refused pages left %v behind (%v)", left, err)
	}
}

func TestFetchTellsNothingOfTheCase(t *testing.T) {
	seen := make(chan http.Header, 2)
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		seen <- r.Header.Clone()
		if r.URL.Path == "/from" {
			http.SetCookie(w, &http.Cookie{Name: "visitor", Value: "1"})
			http.Redirect(w, r, "/to", http.StatusFound)
			return
		}
		_, _ = w.Write([]byte("a story"))
	})
	f := &Fetcher{Keep: filepath.Join(t.TempDir(), "new")}
	body, err := f.Open(t.Context(), url+"/from")
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(body)
	if err != nil || string(data) != "a story" {
		t.Fatalf("%q, %v", data, err)
	}
	for range 2 {
		h := <-seen
		if h.Get("Referer") != "" || h.Get("Cookie") != "" {
			t.Errorf("the request tells %v", h)
		}
	}
	kept, err := os.ReadDir(f.Keep)
	if err != nil || len(kept) != 1 {
		t.Fatalf("kept %v, %v", kept, err)
	}
	const sum = "a9092e8a412dccbb36365cad4225cf9d35374374b7127b597251081a5832cd2d" // printf 'a story' | sha256sum
	if kept[0].Name() != sum {
		t.Errorf("kept as %s", kept[0].Name())
	}
}

func TestFetchHandsOnTheContentType(t *testing.T) {
	const want = "text/html; charset=ISO-8859-2"
	url := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", want) })
	body, err := (&Fetcher{}).Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	d, ok := body.(report.Described)
	if !ok || d.ContentType() != want {
		t.Errorf("%T does not say %q", body, want)
	}
}

func TestFetchStopsWithTheContext(t *testing.T) {
	url := serve(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := (&Fetcher{}).Open(ctx, url); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
