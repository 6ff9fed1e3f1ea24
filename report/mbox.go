package report

import (
	"bytes"
	"iter"
)

// mboxMessages divides a mailbox into its messages, without the "From " lines
// between them. Such a line follows a blank one and comes before a header field:
// programs forget to escape the same words in a text.
func mboxMessages(data []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		from, blank := -1, true // -1: no message has begun
		for at := 0; at < len(data); {
			end := lineEnd(data, at)
			line := data[at:end]
			if blank && bytes.HasPrefix(line, []byte("From ")) && headerKey(string(firstLine(data[end:]))) != "" {
				if from >= 0 && !yield(bytes.TrimRight(data[from:at], "\r\n")) {
					return
				}
				from = end
			}
			blank = len(bytes.TrimRight(line, "\r\n")) == 0
			at = end
		}
		if from >= 0 {
			yield(bytes.TrimRight(data[from:], "\r\n"))
		}
	}
}

func lineEnd(data []byte, at int) int {
	if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(data)
}

// firstLine gives as much of the first line as a field's name can take.
func firstLine(data []byte) []byte {
	data = data[:min(len(data), 128)]
	return data[:lineEnd(data, 0)]
}

// unescapeFrom takes one ">" from each line that is a "From " line behind it.
func unescapeFrom(msg []byte) []byte {
	if !bytes.Contains(msg, []byte(">From ")) {
		return msg
	}
	out := make([]byte, 0, len(msg))
	for at := 0; at < len(msg); {
		end := lineEnd(msg, at)
		line := msg[at:end]
		if quoted := bytes.TrimLeft(line, ">"); len(quoted) < len(line) && bytes.HasPrefix(quoted, []byte("From ")) {
			line = line[1:]
		}
		out = append(out, line...)
		at = end
	}
	return out
}
