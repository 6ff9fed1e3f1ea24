package report

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const note = "The mayor of Velmora said that the bridge would open on Monday.\n"

// A zipped file is stored when store is set, else deflated.
type zipped struct {
	name  string
	data  string
	store bool
}

func makeZIP(t testing.TB, files ...zipped) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name, Method: zip.Deflate}
		if f.store {
			h.Method = zip.Store
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(f.data)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// nest puts data into n archives.
func nest(t testing.TB, n int, name string, data []byte) []byte {
	t.Helper()
	for i := n; i > 0; i-- {
		data = makeZIP(t, zipped{name: name, data: string(data)})
		name = fmt.Sprintf("%d.zip", i)
	}
	return data
}

func makeTar(t testing.TB, files ...zipped) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		if err := w.WriteHeader(&tar.Header{Name: f.name, Typeflag: tar.TypeReg, Size: int64(len(f.data)), Mode: 0o600}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(f.data)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// encrypted sets the flag of encryption in every header of an archive.
func encrypted(data []byte) []byte {
	data = bytes.Clone(data)
	for _, h := range []struct {
		magic string
		at    int
	}{{"PK\x03\x04", 6}, {"PK\x01\x02", 8}} {
		for i := 0; ; {
			j := bytes.Index(data[i:], []byte(h.magic))
			if j < 0 {
				break
			}
			data[i+j+h.at] |= flagEncrypted
			i += j + 4
		}
	}
	return data
}

func TestZIP(t *testing.T) {
	plain := makeZIP(t, zipped{"b.txt", note, false}, zipped{"dir/", "", true}, zipped{"dir/a.txt", note, true})
	many := makeZIP(t, zipped{"1.txt", note, true}, zipped{"2.txt", note, true}, zipped{"3.txt", note, true})
	for _, tt := range []struct {
		name   string
		data   []byte
		bounds Bounds
		want   []string
	}{
		{"the archive's order", plain, Bounds{}, []string{"f.zip#b.txt", "f.zip#dir/a.txt"}},
		{"what file managers leave", makeZIP(t, zipped{"__MACOSX/._a.txt", "x", true}, zipped{".hidden", "x", true}, zipped{"dir/.git/x", "x", true},
			zipped{"Thumbs.db", "x", true}, zipped{"a_files/a.js", "x", true}, zipped{"a.txt", note, true}), Bounds{}, []string{"f.zip#a.txt"}},
		{"one name twice", makeZIP(t, zipped{"a.txt", note, true}, zipped{"a.txt", note, false}), Bounds{}, []string{"f.zip#a.txt", "f.zip#a.txt"}},
		{"a name that climbs", makeZIP(t, zipped{"../../etc/a.txt", note, true}), Bounds{}, []string{"f.zip#../../etc/a.txt"}},
		{"a name with a newline", makeZIP(t, zipped{"a\nb.bin", "\x00\x01", true}), Bounds{}, []string{"! f.zip#a\uFFFDb.bin: binary data of no kind that can be read"}},
		{"encrypted", encrypted(plain), Bounds{}, []string{"! f.zip#b.txt: text is encrypted", "! f.zip#dir/a.txt: text is encrypted"}},
		{"a picture among stories", makeZIP(t, zipped{"a.png", "\x89PNG\r\n\x1a\n", true}, zipped{"a.txt", note, true}), Bounds{},
			[]string{"! f.zip#a.png: a PNG picture", "f.zip#a.txt"}},
		{"nested as far as allowed", nest(t, 4, "a.txt", []byte(note)), Bounds{}, []string{"f.zip#2.zip#3.zip#4.zip#a.txt"}},
		{"nested too deep", nest(t, 5, "a.txt", []byte(note)), Bounds{}, []string{"! f.zip#2.zip#3.zip#4.zip#5.zip: lies in more than 3 archives"}},
		{"too many", many, Bounds{Members: 2}, []string{"f.zip#1.txt", "f.zip#2.txt", "! f.zip: more than 2 members; the rest is not read"}},
		{"far too many", many, Bounds{Members: 1}, []string{"! f.zip: more than 1 members"}},
		{"a member too large", makeZIP(t, zipped{"a.txt", strings.Repeat(note, 100), false}, zipped{"b.txt", note, false}), Bounds{Bytes: 1000},
			[]string{"! f.zip#a.txt: unpacks to more than the limit of 1000 bytes", "f.zip#b.txt"}},
		{"too much altogether", makeZIP(t, zipped{"a.txt", note, false}, zipped{"b.txt", note, false}, zipped{"c.txt", note, false}), Bounds{Unpacked: 100},
			[]string{"f.zip#a.txt", "! f.zip#b.txt: the archive unpacks to more than the limit of 100 bytes"}},
		{"too much altogether, stored", many, Bounds{Unpacked: 100},
			[]string{"f.zip#1.txt", "! f.zip#2.txt: the archive unpacks to more than the limit of 100 bytes"}},
		{"cut off", plain[:len(plain)-30], Bounds{}, []string{"! f.zip: the ZIP is damaged or cut off"}},
		{"a stored byte changed", spoil(many, 40), Bounds{}, []string{"! f.zip#1.txt: the archive is damaged here: the checksum is wrong", "f.zip#2.txt", "f.zip#3.txt"}},
		{"an office document", makeZIP(t, zipped{"[Content_Types].xml", "<Types/>", false}), Bounds{}, []string{"! f.zip: a Microsoft Office document"}},
		{"empty", makeZIP(t), Bounds{}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, got := readAll(t, "f.zip", tt.data, tt.bounds)
			sameLines(t, got, tt.want)
		})
	}
}

func TestGzip(t *testing.T) {
	story := gz(note)
	files := makeTar(t, zipped{name: "b.txt", data: note}, zipped{name: ".x", data: note}, zipped{name: "a.txt", data: note})
	for _, tt := range []struct {
		name string
		data []byte
		want []string
	}{
		{"one story", story, []string{"f.txt.gz#f.txt"}},
		{"cut off", story[:len(story)-4], []string{"! f.txt.gz: the gzip stream is cut off"}},
		{"cut off in its header", story[:6], []string{"! f.txt.gz: the gzip stream is cut off"}},
		{"a wrong checksum", append(bytes.Clone(story[:len(story)-8]), 1, 2, 3, 4, 5, 6, 7, 8), []string{"! f.txt.gz: the gzip stream is damaged: its checksum is wrong"}},
		{"tar", gz(string(files)), []string{"f.txt.gz#b.txt", "f.txt.gz#a.txt"}},
		{"tar, cut off", gz(string(files[:1100])), []string{"f.txt.gz#b.txt", "! f.txt.gz: the archive is cut off here"}},
		{"a ZIP in it", gz(string(makeZIP(t, zipped{"a.txt", note, false}))), []string{"f.txt.gz#f.txt#a.txt"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, got := readAll(t, "f.txt.gz", tt.data, Bounds{})
			sameLines(t, got, tt.want)
		})
	}
}

func TestTar(t *testing.T) {
	files := makeTar(t, zipped{name: "b.txt", data: note}, zipped{name: ".x", data: note}, zipped{name: "a.txt", data: note})
	paged := makeTar(t, zipped{name: "p.pdf", data: string(pagesPDF(column(50, 700, "The mayor said so.")))}, zipped{name: "a.txt", data: note})
	for _, tt := range []struct {
		name   string
		data   []byte
		bounds Bounds
		want   []string
	}{
		{"the archive's order", files, Bounds{}, []string{"f.tar#b.txt", "f.tar#a.txt"}},
		{"a PDF first, whose magic stands near the archive's beginning", paged, Bounds{}, []string{"f.tar#p.pdf", "f.tar#a.txt"}},
		{"cut off", files[:1100], Bounds{}, []string{"f.tar#b.txt", "! f.tar: the archive is cut off here"}},
		{"too many", files, Bounds{Members: 1}, []string{"f.tar#b.txt", "! f.tar: more than 1 members; the rest is not read"}},
		{"nested too deep", nest(t, 4, "a.tar", files), Bounds{}, []string{"! f.tar#2.zip#3.zip#4.zip#a.tar: lies in more than 3 archives"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, got := readAll(t, "f.tar", tt.data, tt.bounds)
			sameLines(t, got, tt.want)
		})
	}
}

func TestWACZ(t *testing.T) {
	warc := string(gz(pageRec("https://velmora.example/a")))
	list := func(data string) string {
		sum := sha256.Sum256([]byte(data))
		return `{"profile":"data-package","resources":[{"name":"data.warc.gz","path":"archive/data.warc.gz","hash":"sha256:` +
			hex.EncodeToString(sum[:]) + `"},{"path":"pages/pages.jsonl","hash":"sha256:00"}]}`
	}
	const page = "f.wacz#archive/data.warc.gz#https://velmora.example/a"
	missing := "! f.wacz#pages/pages.jsonl: listed in datapackage.json, and missing"
	for _, tt := range []struct {
		name string
		data []byte
		want []string
	}{
		{"as made", makeZIP(t, zipped{"archive/data.warc.gz", warc, true}, zipped{"datapackage.json", list(warc), true}), []string{page, missing}},
		{"deflated", makeZIP(t, zipped{"datapackage.json", list(warc), false}, zipped{"archive/data.warc.gz", warc, false}), []string{page, missing}},
		{"changed", makeZIP(t, zipped{"archive/data.warc.gz", warc, true}, zipped{"datapackage.json", list("other"), true}),
			[]string{"! f.wacz#archive/data.warc.gz: its bytes do not match the digest in datapackage.json", page, missing}},
		{"a list that was changed", makeZIP(t, zipped{"archive/data.warc.gz", warc, true}, zipped{"datapackage.json", list(warc), true},
			zipped{"datapackage-digest.json", `{"path":"datapackage.json","hash":"sha256:00"}`, true}),
			[]string{"! f.wacz#datapackage.json: its bytes do not match datapackage-digest.json", page, missing}},
		{"no valid list", makeZIP(t, zipped{"archive/data.warc.gz", warc, true}, zipped{"datapackage.json", "{", true}),
			[]string{"! f.wacz#datapackage.json: not valid JSON, so the files cannot be checked", page}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, got := readAll(t, "f.wacz", tt.data, Bounds{})
			sameLines(t, got, tt.want)
		})
	}
}

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	for _, f := range []string{"b.txt", "a/2.txt", "a/1.txt", ".hidden/x.txt", "a/.x", "a/page.css", "c.txt"} {
		path := filepath.Join(dir, filepath.FromSlash(f))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(note), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{"a/loop": "..", "a/self": ".", "z.txt": "b.txt", "dead": "nowhere"} {
		if err := os.Symlink(filepath.FromSlash(to), filepath.Join(dir, filepath.FromSlash(link))); err != nil {
			t.Fatal(err)
		}
	}
	got, err := Files([]string{"-", dir, "nowhere.txt", "https://velmora.example/"})
	if err != nil {
		t.Error(err)
	}
	for i, p := range got {
		if rel, err := filepath.Rel(dir, p); err == nil {
			got[i] = filepath.ToSlash(rel)
		}
	}
	sameLines(t, got, []string{"-", "a/1.txt", "a/2.txt", "b.txt", "c.txt", "z.txt", "nowhere.txt", "https://velmora.example/"})
}

func FuzzZIP(f *testing.F) {
	f.Add(makeZIP(f, zipped{"b.txt", note, false}, zipped{"dir/a.html", page, true}))
	f.Add(nest(f, 3, "a.txt", []byte(note)))
	f.Add(makeTar(f, zipped{name: "b.txt", data: note}, zipped{name: "a.html", data: page}))
	f.Add(encrypted(makeZIP(f, zipped{"b.txt", note, false})))
	f.Add(makeZIP(f, zipped{"archive/d.warc", pageRec("https://v.example/"), true}, zipped{"datapackage.json", `{"resources":[{"path":"archive/d.warc","hash":"sha1:0"}]}`, true}))
	f.Fuzz(func(t *testing.T, data []byte) {
		s := &session{ctx: t.Context(), bounds: Bounds{Bytes: 1 << 20, Unpacked: 4 << 20, Members: 100}.orDefault()}
		readZIP(s, &input{name: "f.zip", data: data}, func(r *Report, err error) bool { return (r == nil) != (err == nil) })
		readWACZ(s, &input{name: "f.wacz", data: data}, func(r *Report, err error) bool { return (r == nil) != (err == nil) })
		readTar(s, &input{name: "f.tar", data: data}, func(r *Report, err error) bool { return (r == nil) != (err == nil) })
		readGzip(s, &input{name: "f.tar.gz", data: gz(string(data))}, func(r *Report, err error) bool { return (r == nil) != (err == nil) })
	})
}
