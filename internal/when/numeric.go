package when

// numeric reads a date in digits at s[at:]: 2024-01-05, 2024/1/5, 05.01.2024,
// 5/1/2024. Where day and month of the last cannot be told apart it gives
// nothing in English, which is printed in both orders, and day before month
// elsewhere. n is its length.
func numeric(s string, at int, english bool) (e Expression, n int, ok bool) {
	a, i, la := digitsAt(s, at)
	if i >= len(s) || la == 0 {
		return e, 0, false
	}
	sep := s[i]
	if sep != '-' && sep != '.' && sep != '/' {
		return e, 0, false
	}
	b, j, lb := digitsAt(s, i+1)
	if lb == 0 || lb > 2 || j >= len(s) || s[j] != sep {
		return e, 0, false
	}
	c, end, lc := digitsAt(s, j+1)
	if end < len(s) && (s[end] == '-' || s[end] == '/') {
		return e, 0, false
	}
	var y, m, d int
	switch {
	case la == 4 && lc >= 1 && lc <= 2:
		y, m, d = a, b, c
	case lc == 4 && la <= 2:
		y, m, d = c, b, a
		if sep != '.' && english {
			if a <= 12 && b <= 12 && a != b {
				return e, 0, false
			}
			if b > 12 {
				m, d = a, b
			}
		}
	default:
		return e, 0, false
	}
	if y < 1900 || y > 2099 || !valid(y, m, d) {
		return e, 0, false
	}
	e = Expression{Kind: Date, Year: y, Month: m, Day: d, reading: "date", counted: none}
	e.From, e.To = at, end
	return e, end - at, true
}

// digitsAt reads ASCII digits at s[at:]: their value, where they end, how many.
func digitsAt(s string, at int) (value, end, n int) {
	for end = at; end < len(s) && s[end] >= '0' && s[end] <= '9' && n < 5; end++ {
		value = value*10 + int(s[end]-'0')
		n++
	}
	return value, end, n
}
