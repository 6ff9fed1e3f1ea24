package report

import (
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// An answer is a stream with the media type that its server named.
type answer struct {
	io.Reader
	contentType string
}

func (a answer) ContentType() string { return a.contentType }

// What a server says of type and charset counts where the bytes leave it open.
func TestDescribed(t *testing.T) {
	const said = "Starostka řekla, že most přes Velmoru zůstane zavřený až do příštího týdne.\n"
	const markup = "Velmora\n<p>" + said // a fragment that does not open with a tag
	latin2, err := charmap.ISO8859_2.NewEncoder().String(said)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, contentType, data, media, text string }{
		{"the charset that it names", "text/plain; charset=ISO-8859-2", latin2, "text/plain", said},
		{"a wrong charset, against bytes that are UTF-8", "text/plain; charset=ISO-8859-2", said, "text/plain", said},
		{"a header that does not parse", "text/plain; charset", said, "text/plain", said},
		{"the type", "text/html; charset=utf-8", markup, "text/html", said},
		{"no header", "", said, "text/plain", said},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for r, err := range Read(t.Context(), "https://velmora.example/a", answer{strings.NewReader(tt.data), tt.contentType}, Bounds{}) {
				if err != nil {
					t.Fatal(err)
				}
				if r.MediaType != tt.media || !strings.Contains(r.Text, strings.TrimSpace(tt.text)) {
					t.Errorf("%s: %q", r.MediaType, r.Text)
				}
			}
		})
	}
}
