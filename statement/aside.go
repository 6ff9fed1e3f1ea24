package statement

// aside reads a parenthesis: what is attributed stands before it and, if the
// sentence goes on, behind it.
func (u *unit) aside(f found, g verbGroup, c complement) (found, bool) {
	if !g.takes("clause") && !g.takes("quote") {
		return f, false
	}
	from := min(f.source.from, f.cue.from)
	if u.at(from-1).oneOf("as") || u.at(from-1).oneOf("so") && u.at(from-2).mark(",:") {
		from--
		if from == u.bodyStart() && u.at(c.next).mark(",") {
			f.content, f.relay = []stretch{u.clause(c.next+1, true)}, true
			return f, !f.content[0].empty()
		}
	}
	left := u.leftOf(from)
	f.relay = u.saidBefore(from)
	f.open = left.empty() && u.isEnd(c.next) && g.takes("clause")
	f.content = append(f.content, left)
	next := c.next
	if left.to == from && !u.at(next).mark(",:—") {
		for next < len(u.items) && !u.at(next).mark(",:—") {
			next++ // "…” Orlo said of the dam, “…"
		}
		if u.at(next+1).kind != quotationItem {
			next = len(u.items)
		}
	}
	if u.at(next).is(isPreposition) {
		for next < len(u.items) && (u.at(next).kind != markItem || u.inName(next)) && !u.finite(next) {
			next++ // "…, Orlo said in a letter, …"
		}
	}
	if u.at(next).mark(",:—–") {
		if r := u.resumed(left, next+1); !r.empty() {
			f.content = append(f.content, r)
		}
	}
	if !g.takes("clause") && !u.quotes(f.content) ||
		len(f.content) == 1 && !left.empty() && u.introduced() && !u.quotes(f.content) && !u.hasFinite(left.from+1) {
		return f, false
	}
	return f, f.open || !left.empty() || len(f.content) > 1
}

// quotes reports whether a quotation stands in one of the stretches.
func (u *unit) quotes(content []stretch) bool {
	for _, s := range content {
		for i := s.from; i < s.to; i++ {
			if u.at(i).kind == quotationItem {
				return true
			}
		}
	}
	return false
}

// leftOf returns what a parenthesis that begins at item from is about.
func (u *unit) leftOf(from int) stretch {
	before := u.at(from - 1)
	if from == 0 || before.kind != quotationItem && !before.mark(",—–") && !(before.mark(":") && u.at(from).oneOf("so")) {
		return stretch{}
	}
	s := stretch{u.bodyStart(), from}
	if before.kind != quotationItem {
		s.to--
	} else if from == 1 || u.at(from-2).kind == quotationItem || u.at(from-2).mark(":—–-,") || u.saidBefore(from-1) {
		s.from = from - 1
		for s.from > 0 && u.at(s.from-1).kind == quotationItem {
			s.from--
		}
	}
	for !s.empty() && (u.at(s.to-1).mark(",") || u.at(s.from).is(isCoordinator) || u.at(s.from).mark(",.")) {
		if u.at(s.to - 1).mark(",") {
			s.to--
		} else {
			s.from++
		}
	}
	return s
}

// resumed returns what follows a parenthesis and belongs to what it is about.
func (u *unit) resumed(left stretch, k int) stretch {
	t := u.at(k)
	if t.kind == quotationItem {
		return u.clause(k, true)
	}
	if left.empty() || u.asideBegins(k) || t.ends("ing") || t.is(isRelative) || t.oneOf("while", "after", "when", "as", "according", "citing") {
		return stretch{}
	}
	for i := left.from; i < left.to; i++ {
		if u.at(i).kind == quotationItem || i > left.from && u.finite(i) && !t.is(isCoordinator) && !u.at(left.from).is(isSubordinator) {
			return stretch{}
		}
	}
	return u.clause(k, true)
}

// statedBefore reports whether a whole clause stands before the comma at the head
// of a parenthesis that begins at item from.
func (u *unit) statedBefore(from int) bool {
	left := u.leftOf(from)
	if left.empty() || u.introduced() || u.at(left.from).is(isSubordinator) {
		return false
	}
	for i := left.from + 1; i < left.to; i++ {
		if u.finite(i) {
			return true
		}
	}
	return false
}

// saidBefore reports whether another cue stands before item e.
func (u *unit) saidBefore(e int) bool {
	for i := 1; i < e; i++ {
		if u.cueBy(i, pastForm|thirdForm) {
			return true
		}
	}
	return false
}

// bodyStart returns the first item behind a dateline: "ORLO, Jan 5 (Agency) -".
func (u *unit) bodyStart() int {
	for i := 1; i < len(u.items) && i < 14; i++ {
		if u.at(i).mark("-—–") && (u.at(i-1).mark(")") || u.at(0).upper) {
			return i + 1
		}
	}
	return 0
}
