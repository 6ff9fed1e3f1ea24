package report

import (
	"strings"
)

// maxHeaderLines bounds the header block of a text file.
const maxHeaderLines = 100

// splitHeader takes the header block off a text: "key: value" lines ended by a
// line "---", or YAML front matter between two such lines. It gives the fields
// in order and the text that follows, without the blank lines between. A text
// without such a block comes back whole.
func splitHeader(s string) (fields []Datum, story string) {
	body := s
	front := false
	if line, rest := cutLine(s); isRule(line) {
		front, body = true, rest
	}
	for range maxHeaderLines {
		if body == "" {
			return nil, s
		}
		var line string
		line, body = cutLine(body)
		switch trimmed := strings.TrimSpace(line); {
		case isRule(line) || front && trimmed == "...":
			if len(fields) == 0 {
				return nil, s
			}
			return fields, trimBlankLines(body)
		case trimmed == "" || front && strings.HasPrefix(trimmed, "#"):
			if !front {
				return nil, s
			}
		case front && strings.HasPrefix(trimmed, "- ") && len(fields) > 0:
			// One item of a list: a value of the key before it.
			fields = append(fields, Datum{fields[len(fields)-1].Field, unquote(trimmed[2:]), "header"})
		default:
			key, value, ok := headerField(trimmed)
			if !ok {
				return nil, s
			}
			for _, v := range listItems(value, front) {
				fields = append(fields, Datum{key, v, "header"})
			}
		}
	}
	return nil, s
}

// headerField splits "key: value". A key is a few short words: a sentence with a
// colon is none.
func headerField(line string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(line, ":")
	if !ok || key == "" || len(key) > 32 || value != "" && value[0] != ' ' && value[0] != '\t' {
		return "", "", false
	}
	for _, c := range key {
		if !(c == '_' || c == '-' || c == ' ' || c == '.' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80) {
			return "", "", false
		}
	}
	if strings.Count(key, " ") > 2 {
		return "", "", false
	}
	key = strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(strings.TrimSpace(key)), " ", "_"), "-", "_")
	return key, strings.TrimSpace(value), true
}

// listItems gives the values of a front matter "[a, b]", or the one value.
func listItems(v string, front bool) []string {
	if front && len(v) >= 2 && v[0] == '[' && v[len(v)-1] == ']' {
		var items []string
		for item := range strings.SplitSeq(v[1:len(v)-1], ",") {
			if item = unquote(strings.TrimSpace(item)); item != "" {
				items = append(items, item)
			}
		}
		return items
	}
	if front {
		v = unquote(v)
	}
	return []string{v}
}

// unquote takes the quotes off a YAML value.
func unquote(v string) string {
	v = strings.TrimSpace(v)
	if len(v) >= 2 && (v[0] == '"' || v[0] == '\'') && v[len(v)-1] == v[0] {
		q := v[:1]
		v = v[1 : len(v)-1]
		if q == `"` {
			return strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(v)
		}
		return strings.ReplaceAll(v, "''", "'")
	}
	return v
}

// isRule reports a line of three dashes or more.
func isRule(line string) bool {
	line = strings.TrimRight(line, " \t")
	return len(line) >= 3 && strings.Trim(line, "-") == ""
}

// cutLine splits off the first line, without its end.
func cutLine(s string) (line, rest string) {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		return s[:i], s[i+1:]
	}
	return s, ""
}

// trimBlankLines drops leading lines of white space, not the indent of the first
// line that has words.
func trimBlankLines(s string) string {
	for s != "" {
		line, rest := cutLine(s)
		if strings.TrimSpace(line) != "" {
			return s
		}
		s = rest
	}
	return s
}
