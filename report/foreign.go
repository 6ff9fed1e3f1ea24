package report

import "bytes"

// A foreign format is one that is known by its first bytes and not read.
type foreign struct {
	at    int // offset of the bytes
	magic string
	what  string
	hint  string
}

const (
	pictureHint = "give the story that it belongs to; a picture is kept as an exhibit, it is not read"
	mediaHint   = "give a transcript as text"
	unpackHint  = "unpack it, and give the files or a ZIP of them"
	officeHint  = "save it as PDF, HTML or plain text"
	programHint = "check that the right file was given"
)

var foreignFormats = []foreign{
	{0, "\x89PNG\r\n\x1a\n", "a PNG picture", pictureHint},
	{0, "\xff\xd8\xff", "a JPEG picture", pictureHint},
	{0, "GIF8", "a GIF picture", pictureHint},
	{0, "II*\x00", "a TIFF picture", pictureHint},
	{0, "MM\x00*", "a TIFF picture", pictureHint},
	{8, "WEBP", "a WebP picture", pictureHint},
	{4, "ftyp", "a video, or a picture in a video container", mediaHint},
	{8, "AVI ", "a video", mediaHint},
	{8, "WAVE", "a sound recording", mediaHint},
	{0, "\x1aE\xdf\xa3", "a video", mediaHint},
	{0, "OggS", "a sound recording", mediaHint},
	{0, "ID3", "a sound recording", mediaHint},
	{0, "fLaC", "a sound recording", mediaHint},
	{0, "{\\rtf", "a Rich Text document", officeHint},
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document", officeHint},
	{0, "%!PS", "a PostScript document", officeHint},
	{0, "BZh", "a bzip2 archive", unpackHint},
	{0, "\xfd7zXZ\x00", "an xz archive", unpackHint},
	{0, "\x28\xb5\x2f\xfd", "a Zstandard archive", unpackHint},
	{0, "7z\xbc\xaf\x27\x1c", "a 7-Zip archive", unpackHint},
	{0, "Rar!\x1a\x07", "a RAR archive", unpackHint},
	{0, "SQLite format 3\x00", "an SQLite database", programHint},
	{0, "\x7fELF", "a program", programHint},
	{0, "MZ\x90\x00", "a program", programHint},
	{0, "\xcf\xfa\xed\xfe", "a program", programHint},
	{0, "\xca\xfe\xba\xbe", "a program", programHint},
	{0, "\x00asm", "a program", programHint},
	{0, "wOF2", "a font", programHint},
	{0, "wOFF", "a font", programHint},
}

// foreignMagic names a format that is not read.
func foreignMagic(data []byte) (foreign, bool) {
	for _, f := range foreignFormats {
		if len(data) >= f.at && bytes.HasPrefix(data[f.at:], []byte(f.magic)) {
			return f, true
		}
	}
	return foreign{}, false
}
