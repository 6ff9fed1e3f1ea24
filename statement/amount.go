package statement

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/onrecord/onrecord/internal/text"
)

// An amount is a number as the text gives it, without what it counts.
type amount struct {
	value, low, high float64 // low and high are NaN unless the text bounds it
	first, next      int     // its tokens, hedge and range included
	unit             string  // a unit written together with the digits ("900km")
	named            bool    // follows a name ("Flight 1282", "Max 9")
	vague            bool    // "dozens", "hundreds"
	counted          bool    // tied to a counter of people ("62명")
}

// amount reads the number at token i with its hedge and range.
func (r *figureReader) amount(i int) (amount, bool) {
	a, ok := r.number(i)
	if !ok {
		return amount{}, false
	}
	a.named = r.named(i)
	if a.vague {
		a.low = a.value
	}
	between := r.is(i-1, quantityBetween)
	if r.is(a.next, quantityRange) || between && r.is(a.next, quantityAnd) {
		if b, ok := r.number(a.next + 1); ok && b.value > a.value && (between || r.word(a.next) != "," && !isYear(r.word(i))) {
			if b.scale > 1 && a.scale <= 1 && a.value*b.scale <= b.value {
				a.value *= b.scale // "2 to 3 million"
			}
			a.low, a.high, a.next, a.unit = a.value, b.value, b.next, b.unit
		}
	}
	if between {
		a.first--
	}
	return r.hedge(a.amount), true
}

// hedge reads the words before the number that bound it ("at least", "up to").
func (r *figureReader) hedge(a amount) amount {
	for n := 3; n >= 1; n-- {
		if a.first-n < r.lo {
			continue
		}
		words := make([]string, 0, 3)
		for k := a.first - n; k < a.first; k++ {
			words = append(words, r.word(k))
		}
		bound, ok := r.l.hedges[strings.Join(words, " ")]
		if !ok {
			continue
		}
		switch bound {
		case "low":
			a.low = a.value
		case "high":
			a.high = a.value
		}
		a.first -= n
		break
	}
	return a
}

// A numeral is a number and the largest scale word in it.
type numeral struct {
	amount
	scale float64
}

// number reads digits or number words at token i: "1,200", "62", "3.5 million",
// "sixty-two", "two hundred and five", "several dozen", "tens of thousands".
func (r *figureReader) number(i int) (numeral, bool) {
	n := numeral{amount: amount{low: math.NaN(), high: math.NaN(), first: i, next: i + 1}, scale: 1}
	w := r.word(i)
	if w == "" {
		return n, false
	}
	if r.d.Tokens[i].Kind == text.Number {
		return r.digits(n, w)
	}
	v, ok := r.numeralWord(w)
	if !ok {
		if r.is(i, quantityArticle) && r.l.numbers[r.word(i+1)].role == scaleNumber { // "a dozen"
			v, n.next = numberWord{value: 1}, i+1
		} else if r.l.numbers[w].role == severalNumber && r.l.numbers[r.word(i+1)].role == scaleNumber { // "several dozen"
			n.vague = true
			v = r.l.numbers[w]
		} else {
			return n, false
		}
	}
	n.value = v.value
	switch v.role {
	case vagueNumber:
		n.vague = true
		if r.word(i+1) == "of" && r.l.numbers[r.word(i+2)].role == vagueNumber { // "tens of thousands"
			n.value *= r.l.numbers[r.word(i+2)].value
			n.next = i + 3
		}
		return n, true
	case scaleNumber:
		return n, false // "thousand" by itself counts nothing
	}
	return r.scales(n), true
}

// numeralWord looks up a word and its hyphenated parts ("sixty-two").
func (r *figureReader) numeralWord(w string) (numberWord, bool) {
	if v, ok := r.l.numbers[w]; ok {
		return v, v.role == plainNumber || v.role == vagueNumber
	}
	tens, ones, ok := strings.Cut(w, "-")
	a, b := r.l.numbers[tens], r.l.numbers[ones]
	if !ok || a.role != plainNumber || b.role != plainNumber || a.value < 20 || a.value > 90 || b.value < 1 || b.value > 9 {
		return numberWord{}, false
	}
	return numberWord{value: a.value + b.value, role: plainNumber}, true
}

// scales multiplies by the scale words that follow and adds the smaller numbers
// behind them ("two hundred and five").
func (r *figureReader) scales(n numeral) numeral {
	for {
		v, ok := r.l.numbers[r.word(n.next)]
		if !ok || v.role != scaleNumber {
			return n
		}
		n.value *= v.value
		n.scale *= v.value
		n.next++
		k := n.next
		if r.is(k, quantityAnd) {
			k++
		}
		if u, ok := r.numeralWord(r.word(k)); ok && u.role == plainNumber && u.value < v.value && r.l.numbers[r.word(k+1)].role != scaleNumber {
			n.value += u.value
			n.next = k + 1
		}
	}
}

// digits reads a number token, also with a unit or a range tied on ("900km",
// "900-km", "90-120").
func (r *figureReader) digits(n numeral, w string) (numeral, bool) {
	head, tail := splitDigits(w)
	if tail == "" {
		head, tail, n.next = r.grouped(n.first, head)
	}
	v, ok := parseDigits(head)
	if !ok {
		return n, false
	}
	n.value = v
	switch {
	case tail == "":
	case tail[0] == '-' || strings.HasPrefix(tail, "‑") || strings.HasPrefix(tail, "–"):
		rest := strings.TrimLeft(tail, "-‑–")
		if to, ok := parseDigits(rest); ok {
			if to <= v || isYear(head) {
				return n, false // "737-9", "52-48", "2022-23"
			}
			n.low, n.high = v, to
			return r.scales(n), true
		}
		if _, ok := unitsByWord[rest]; !ok {
			return n, false // "62-year-old"
		}
		n.unit = rest
	case r.l.tied(tail): // "62명이"
		n.counted = true
	default:
		if _, ok := unitsByWord[tail]; !ok {
			return n, false // "15th"
		}
		n.unit = tail
	}
	if n.unit == "" && isYear(w) {
		return n, false
	}
	return r.scales(n), true
}

// splitDigits parts a token's number from what is tied to it.
func splitDigits(w string) (head, tail string) {
	for i, c := range w {
		if !unicode.IsDigit(c) && c != '.' && c != ',' {
			return w[:i], w[i:]
		}
	}
	return w, ""
}

// parseDigits reads "1,200", "1.200.000" and "3.5". One mark with three digits
// behind it groups thousands.
func parseDigits(s string) (float64, bool) {
	if s == "" || len(s) > 18 {
		return 0, false
	}
	marks := strings.Count(s, ",") + strings.Count(s, ".")
	k := strings.LastIndexAny(s, ",.")
	switch {
	case marks == 0:
	case len(s)-k-1 == 3 && s[0] != '0' && (marks > 1 || k <= 3), marks > 1 && len(s)-k-1 == 3:
		s = strings.NewReplacer(",", "", ".", "").Replace(s)
	case marks == 1:
		s = s[:k] + "." + s[k+1:]
	default:
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

// grouped joins what spaces part into groups of three digits, as most languages
// but English write thousands: "3 000". tail is what is tied to the last group.
func (r *figureReader) grouped(i int, w string) (head, tail string, next int) {
	next = i + 1
	if len(w) > 3 || w[0] == '0' || strings.ContainsAny(w, ".,") || i > r.lo && r.d.Tokens[i-1].Kind == text.Number {
		return w, "", next
	}
	head = w
	for tail == "" && next < len(r.d.Tokens) && r.d.Tokens[next].Kind == text.Number {
		group, tied := splitDigits(r.word(next))
		gap := r.d.Text[r.d.Tokens[next-1].To:r.d.Tokens[next].From]
		whole, _, _ := strings.Cut(group, ",")
		if len(whole) != 3 || strings.Contains(group, ".") || utf8.RuneCountInString(gap) != 1 || gap == " " && !r.l.spaced {
			break
		}
		head, tail, next = head+group, tied, next+1
	}
	return head, tail, next
}

func isYear(w string) bool {
	if len(w) != 4 {
		return false
	}
	n, err := strconv.Atoi(w)
	return err == nil && n >= 1900 && n < 2100
}

// named reports whether the number at token i is part of the name before it. A
// word in capitals at the head of its sentence may be any word.
func (r *figureReader) named(i int) bool {
	if r.d.Tokens[i].Kind != text.Number || i == 0 {
		return r.is(i, quantityModel)
	}
	before := &r.d.Tokens[i-1]
	if r.l.numbered[before.Lower] || r.is(i, quantityModel) {
		return true
	}
	if before.Kind != text.Word || i-1 < r.lo {
		return false
	}
	c, _ := utf8.DecodeRuneInString(r.d.Text[before.From:])
	s := sentenceAt(r.d, i)
	return unicode.IsUpper(c) && s >= 0 && r.d.Sentences[s].First < i-1
}
