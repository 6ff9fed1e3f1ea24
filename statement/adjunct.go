package statement

// skipAdjuncts steps over times and adverbs, and over the channel where the
// complement plainly follows it: "said in a statement on Friday |that".
func (u *unit) skipAdjuncts(k int) int {
	for {
		k = u.skipTimes(k)
		end := k
		if u.at(k).is(isPreposition) {
			end = u.channelEnd(k)
		}
		if end == k {
			return k
		}
		k = end
	}
}

// skipTimes steps over times and adverbs.
func (u *unit) skipTimes(k int) int {
	for k < len(u.items) {
		t := u.at(k)
		switch {
		case t.is(isTime) && !t.is(isDeterminer) && u.timeEnd(k) > k:
			k = u.timeEnd(k)
		case t.oneOf("on", "in", "this", "last", "late", "early", "earlier", "next") && u.timeEnd(k) > k+1:
			k = u.timeEnd(k)
		case t.oneOf("at") && u.at(k+1).oneOf("first", "once"):
			k += 2
		case t.manner() && !t.is(isDeterminer|isSubordinator|isPreposition|isTime) && !u.at(k+1).mark(","):
			k++
		default:
			return k
		}
	}
	return k
}

// timeEnd returns where the time that begins at k ends.
func (u *unit) timeEnd(k int) int {
	i, seen := k, false
	for i < len(u.items) {
		t := u.at(i)
		switch {
		case t.is(isTime):
			seen = true
		case t.kind == numberItem && (i == k || u.at(i-1).is(isTime) || u.at(i-1).oneOf("on", "in")):
			seen = seen || len(t.lower) == 4
		case t.mark(".") && u.at(i-1).is(isTime) && u.at(i+1).kind == numberItem:
		case i == k && t.oneOf("on", "in"), i == k+1 && t.oneOf("on", "the"):
		default:
			if !seen {
				return k
			}
			return i
		}
		i++
	}
	return i
}

// channelEnd returns where a prepositional phrase at k ends if "that", a colon or
// a quotation follows it, or nothing; k if none of them does.
func (u *unit) channelEnd(k int) int {
	for i := k + 1; i < len(u.items) && i < k+16; i++ {
		t := u.at(i)
		switch {
		case t.kind == quotationItem || t.mark(":") || t.oneOf("that") && !u.at(i+1).is(isVerb|isAux):
			return i
		case u.finite(i), t.kind == markItem && !u.inName(i):
			return k
		}
	}
	return k
}
