package statement

import (
	"fmt"
	"slices"
	"strings"
)

// A verdict is a stance and the words that decided it. degree is the certainty
// that the stance itself brings ("cannot rule out" is possible), or "".
type verdict struct {
	stance Stance
	degree Certainty
	rule   string
	hits   []hit
	// concedes is set where the cue grants the content: "admitted that it was
	// false" denies nothing.
	concedes bool
}

// An operator is what bears on a predicate.
type operator int

const (
	plain operator = iota
	negated
	unable
	refused
	operators
)

var operatorNames = [operators]string{"plain", "not", "cannot", "refuse"}

func operatorOf(value string) operator {
	for op := negated; op < operators; op++ {
		if operatorNames[op] == value {
			return op
		}
	}
	return plain
}

// A predicate is a row of predicates.tsv.
type predicate struct {
	by  [operators]verdict
	own [operators]bool
}

var predicates = loadPredicates()

func loadPredicates() map[string]*predicate {
	data, err := langFiles.ReadFile("lang/any/predicates.tsv")
	if err != nil {
		panic(err) // embedded
	}
	out := map[string]*predicate{}
	for _, line := range strings.Split(string(data), "\n") {
		cells := strings.Split(line, "\t")
		if len(cells) != 6 || cells[0] == "class" {
			continue
		}
		p := &predicate{}
		for op := range operators {
			stance, degree, _ := strings.Cut(cells[1+op], ":")
			p.by[op] = verdict{stance: Stance(stance), degree: Certainty(degree), rule: fmt.Sprintf("stances/%s %s", operatorNames[op], cells[0])}
			p.own[op] = slices.Contains(strings.Fields(cells[5]), operatorNames[op])
		}
		out[cells[0]] = p
	}
	return out
}

// reach is how many words may stand between an operator and its predicate
// ("could not at this point in time confirm").
const reach = 7

// stanceOf reads the stance from the cue with what bears on it and, where the
// cue only says that something was said, from the content.
func (r *reading) stanceOf(p *parts) verdict {
	v := r.stanceOfCue(p)
	if v.stance != Asserts || len(p.content) == 0 {
		return v
	}
	if w, ok := r.stanceOfContent(p); ok && (!v.concedes || w.stance == CouldNotConfirm) {
		return w
	}
	return v
}

func (r *reading) stanceOfCue(p *parts) verdict {
	said := verdict{stance: Asserts, rule: "stances/said"}
	cue, ok := extent(p.cue)
	if !ok {
		return said
	}
	zone := r.cueZone(p, cue)
	hits := r.within(stanceWords, zone.first, zone.last)
	touches := func(h hit) bool { return h.first < cue.last && h.last > cue.first }
	open := r.isOpen(cue)
	var ops []hit
	var head *hit
	for k := range hits {
		h := &hits[k]
		switch {
		case strings.HasPrefix(h.value, "="):
			if touches(*h) || open && h.first >= cue.first {
				return verdict{stance: Stance(h.value[1:]), degree: Certainty(h.kind), rule: h.rule, hits: []hit{*h}}
			}
		case operatorOf(h.value) != plain:
			if h.first < cue.last || head != nil || open {
				ops = append(ops, *h)
			}
		case predicates[h.value] == nil:
		case head != nil && head.value == "respond":
			// "did not respond |to a request": what was not answered decides nothing
		case touches(*h) && (head == nil || !r.saysPlainly(*head, ops)), head == nil && open && h.first >= cue.first:
			head = h
		}
	}
	if head == nil && len(ops) == 0 {
		return said
	}
	if head == nil {
		head = r.evidenceBefore(cue)
	}
	if head == nil {
		head = r.infinitiveBefore(cue)
	}
	op, by := r.strongest(ops, head)
	if head == nil {
		if op == refused && by[0].first < cue.last {
			return verdict{stance: Declined, rule: "stances/refuse", hits: by}
		}
		return said
	}
	v := predicates[head.value].by[op]
	if head.value == "request" && op == plain && r.requests(head.last) {
		v = verdict{stance: Demands, rule: "stances/ask to"}
	}
	v.concedes = head.value == "accept" || head.value == "admit"
	v.hits = append(slices.Clip(by), *head)
	return v
}

// evidenceBefore finds the proof that a cue without a predicate of its own denies,
// where it opens the sentence: "proof of it he did not offer", the usual order in
// many languages.
func (r *reading) evidenceBefore(cue run) *hit {
	for _, h := range r.within(stanceWords, r.bounds(cue.first).first, cue.first) {
		if h.value == "evidence" {
			return &h
		}
	}
	return nil
}

// infinitiveBefore finds what a cue without a predicate of its own could or would
// not do, where it stands before: "to confirm the date the ministry |could not".
func (r *reading) infinitiveBefore(cue run) *hit {
	hits := r.within(stanceWords, r.bounds(cue.first).first, cue.first)
	for k := len(hits) - 1; k >= 0; k-- {
		if h := hits[k]; predicates[h.value] != nil && r.isInfinitive(h.last-1) {
			return &h
		}
	}
	return nil
}

// governsBefore reports whether o, behind the infinitive head in its sentence, is
// what could or would not be done: a verb of its own, no mere "not".
func (r *reading) governsBefore(o hit, head *hit) bool {
	op := operatorOf(o.value)
	return (op == unable || op == refused) && o.first >= head.last && r.isInfinitive(head.last-1) && o.first < r.bounds(head.first).last
}

// isInfinitive reports whether token i has the ending of an infinitive, in a
// language that may put it before what governs it.
func (r *reading) isInfinitive(i int) bool {
	for _, e := range r.book.infinitives {
		if strings.HasSuffix(r.lower(i), e) {
			return true
		}
	}
	return false
}

// isOpen reports whether the cue leaves it to the words behind it to say what
// is done: its last word is an operator, an auxiliary or a light verb
// ("declined", "did not", "gave").
func (r *reading) isOpen(cue run) bool {
	for i := cue.last - 1; i >= cue.first; i-- {
		if h, ok := r.at(stanceWords, i); ok && operatorOf(h.value) != plain {
			return true
		}
		if r.is(i, lightWord) {
			return true
		}
		if !r.is(i, auxiliaryWord|articleWord) && !r.isAdverb(i) {
			return false
		}
	}
	return false
}

// requests reports whether what follows token i asks for something to be done
// ("them all to leave", "for calm") rather than a question.
func (r *reading) requests(i int) bool {
	for stop := min(r.bounds(i-1).last, i+9); i < stop; i++ {
		switch {
		case r.is(i, requestedWord):
			return true
		case r.is(i, complementiserWord|relativeWord|asWord) || isQuoteMark(r.lower(i)) || r.lower(i) == ":":
			return false
		}
	}
	return false
}

// saysPlainly reports whether h is a verb of saying with no operator before it,
// so that what follows in the cue only adds to it ("said without comment").
func (r *reading) saysPlainly(h hit, ops []hit) bool {
	op, _ := r.strongest(ops, &h)
	return op == plain && (h.value == "say" || h.value == "tell")
}

// cueZone is the cue with the auxiliaries before it and the words after it that
// complete it.
func (r *reading) cueZone(p *parts, cue run) run {
	s := r.bounds(cue.first)
	zone := cue
	for n := 0; n < 4 && zone.first > s.first; n++ {
		i := zone.first - 1
		if r.punct(i) || covers(p.source, i) || covers(p.content, i) {
			break
		}
		zone.first = i
	}
	for n := 0; n < reach && zone.last < s.last; n++ {
		if r.punct(zone.last) || r.is(zone.last, complementiserWord) {
			break
		}
		zone.last++
	}
	return zone
}

// strongest returns the operator among ops that bears on head: before it and,
// in languages that negate behind the verb, after it.
func (r *reading) strongest(ops []hit, head *hit) (operator, []hit) {
	best, by := plain, []hit(nil)
	for _, o := range ops {
		if head != nil {
			before := o.first <= head.first && head.first-o.last <= reach || head.value == "evidence"
			after := r.book.postposed && o.first >= head.last && o.first-head.last <= reach || r.governsBefore(o, head)
			if !before && !after {
				continue
			}
		}
		if op := operatorOf(o.value); op > best {
			best, by = op, []hit{o}
		}
	}
	return best, by
}
