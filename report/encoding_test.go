package report

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

const (
	inUkrainian = "Губернатор області заявив, що вночі над містом збили три безпілотники. За його словами, постраждалих немає, а пожежу на складі вже загасили рятувальники."
	inRussian   = "Губернатор области заявил, что ночью над городом сбили три беспилотника. По его словам, пострадавших нет, а пожар на складе уже потушили спасатели."
	inKorean    = "국방부 대변인은 금요일 기자회견에서 미사일 파편을 조사하고 있다고 밝혔다. 그는 아직 결론을 내릴 수 없다고 말했다."
	inJapanese  = "防衛省の報道官は金曜日の会見で、ミサイルの破片を調べていると述べた。まだ結論は出ていないという。"
	inChinese   = "国防部发言人星期五在记者会上说，正在调查导弹残骸。他表示目前还不能得出结论。"
	inTaiwan    = "國防部發言人星期五在記者會上說，正在調查飛彈殘骸。他表示目前還不能得出結論。"
	inPolish    = "Rzecznik resortu obrony powiedział w piątek, że służby badają szczątki pocisku. Żadnych wniosków jeszcze nie ma, dodał później."
	inFrench    = "Le porte-parole du ministère a déclaré vendredi que l'enquête était encore à ses débuts. «Rien n'est exclu», a-t-il ajouté à l'été dernier."
	inGreek     = "Ο εκπρόσωπος του υπουργείου δήλωσε την Παρασκευή ότι η έρευνα συνεχίζεται και δεν υπάρχουν ακόμη συμπεράσματα."
)

func TestDecodeGuesses(t *testing.T) {
	for _, c := range []struct {
		name, text string
		enc        encoding.Encoding
	}{
		{"UTF-8", inUkrainian, unicode.UTF8},
		{"UTF-8 with BOM", inUkrainian, unicode.UTF8BOM},
		{"UTF-16 LE with BOM", inUkrainian, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
		{"UTF-16 BE with BOM", inKorean, unicode.UTF16(unicode.BigEndian, unicode.UseBOM)},
		{"UTF-16 LE bare", inRussian, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
		{"UTF-16 BE bare", inFrench, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
		{"Ukrainian windows-1251", inUkrainian, charmap.Windows1251},
		{"Russian windows-1251", inRussian, charmap.Windows1251},
		{"Russian KOI8-R", inRussian, charmap.KOI8R},
		{"Ukrainian KOI8-U", inUkrainian, charmap.KOI8U},
		{"Russian IBM866", inRussian, charmap.CodePage866},
		{"Russian ISO-8859-5", inRussian, charmap.ISO8859_5},
		{"EUC-KR", inKorean, korean.EUCKR},
		{"Shift-JIS", inJapanese, japanese.ShiftJIS},
		{"EUC-JP", inJapanese, japanese.EUCJP},
		{"ISO-2022-JP", inJapanese, japanese.ISO2022JP},
		{"GB18030", inChinese, simplifiedchinese.GB18030},
		{"GBK", inChinese, simplifiedchinese.GBK},
		{"Big5", inTaiwan, traditionalchinese.Big5},
		{"Polish windows-1250", inPolish, charmap.Windows1250},
		{"Polish ISO-8859-2", inPolish, charmap.ISO8859_2},
		{"French windows-1252", inFrench, charmap.Windows1252},
		{"Greek windows-1253", inGreek, charmap.Windows1253},
	} {
		t.Run(c.name, func(t *testing.T) {
			data, err := c.enc.NewEncoder().Bytes([]byte(c.text))
			if err != nil {
				t.Fatal(err)
			}
			if got, enc := decode(data, ""); got != c.text {
				t.Errorf("read as %s: %q", enc, got)
			}
		})
	}
}

func TestDecodeDeclared(t *testing.T) {
	win, err := charmap.Windows1251.NewEncoder().Bytes([]byte("Іній."))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, data, hint, want, enc string }{
		{"declared and too short to guess", string(win), "windows-1251", "Іній.", "windows-1251"},
		{"declared by another name", string(win), " CP1251 ", "Іній.", "windows-1251"},
		{"the bytes refute the declaration", "naïve", "iso-8859-1", "naïve", "utf-8"},
		{"declared by no known name", "plain", "x-unheard-of", "plain", "utf-8"},
		{"broken UTF-8 is mended, not lost", "Вибух \xd0 у місті", "", "Вибух \uFFFD у місті", "utf-8"},
		{"line ends", "one\r\ntwo\rthree\n", "", "one\ntwo\nthree\n", "utf-8"},
		{"cut in the middle of UTF-16", "\xff\xfeA\x00B", "", "A\uFFFD", "utf-16le"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, enc := decode([]byte(c.data), c.hint)
			if got != c.want || enc != c.enc {
				t.Errorf("decode = %q as %s, want %q as %s", got, enc, c.want, c.enc)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{inUkrainian, inKorean, "\xff\xfeA\x00", "\x1b$B%A\x1b(B", "\xd0", "", "a\x00b\x00 \x00"} {
		f.Add([]byte(s), "")
		f.Add([]byte(s), "shift_jis")
	}
	f.Fuzz(func(t *testing.T, data []byte, hint string) {
		s, name := decode(data, hint)
		if !utf8.ValidString(s) {
			t.Errorf("%q as %s is not valid UTF-8", data, name)
		}
		if strings.ContainsRune(s, '\r') {
			t.Errorf("%q as %s keeps a carriage return", data, name)
		}
	})
}
