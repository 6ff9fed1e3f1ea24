package actor

import (
	"strings"

	"github.com/onrecord/onrecord/internal/text"
)

// A standing is what the words beside a name, or a phrase without one, say of
// whom someone speaks for.
type standing struct {
	found    bool
	from, to int    // the words that say it, without article and form of address
	class    string // of the role
	gender   byte
	code     string // of the state
	of       *entry // the body, where that is no state's
	weak     bool   // the state is only that of a place
	firm     bool   // the body is a company or the like, which answers to no state
}

// roleAround reads what stands before and behind the name at [from, to).
func (p *page) roleAround(from, to int) standing {
	left := p.roleBefore(from, to)
	right := p.roleBehind(from, to)
	switch {
	case !left.found:
		return right
	case !right.found:
		return left
	}
	if left.class == "none" || left.from == left.to && right.from < right.to {
		left.class, left.from, left.to = right.class, right.from, right.to
	}
	if left.code == "" || left.weak && right.code != "" && !right.weak {
		left.code, left.weak = right.code, right.weak
	}
	if left.gender == 0 {
		left.gender = right.gender
	}
	if left.of == nil {
		left.of = right.of
	}
	return left
}

// roleBefore reads "the chair of the board, Mia Berg" and "Gen. Berg".
func (p *page) roleBefore(from, to int) standing {
	end := from
	apposed := false
	if from > 0 && p.Tokens[from-1].Lower == "," && !p.sentenceEnds(from-1, from) {
		if to >= len(p.Tokens) || p.sentenceEnds(from, to) || strings.Contains(",.;)", p.Tokens[to].Lower) || p.cues[to] {
			end, apposed = from-1, true
		}
	}
	lo, hasRole := end, false
	for i := end - 1; i >= 0 && i > end-16 && !p.sentenceEnds(i, from); i-- {
		w := p.Tokens[i].Lower
		if a := p.ann(i); a != nil {
			if a.kind == named || a.kind == pronoun && a.class != "possessive" || a.kind == document && p.isLower(i) && !(p.ownersFollow() && p.leadsUp(i) != nil) {
				break
			}
			lo, i = a.from, a.from
			hasRole = hasRole || a.kind == role || a.kind == title
			continue
		}
		if w == "." && i > 0 && p.ann(i-1) != nil && p.ann(i-1).kind == title || w == "'" {
			continue
		}
		if p.is(i, isModifier) {
			lo = i
			continue
		}
		if !p.is(i, isBinder) && !p.isOwner(i) || i == end-1 && !p.isOwner(i) || p.leadsUp(i) == nil {
			break
		}
	}
	if lo == end || apposed && !(hasRole && p.definiteAt(lo)) {
		return standing{}
	}
	s := p.standingOf(lo, end)
	s.found = hasRole || (s.code != "" || s.of != nil) && !apposed && p.possessesNext(end)
	return s
}

// leadsUp finds a role close before the binder at token i.
func (p *page) leadsUp(i int) *ann {
	for j := i - 1; j >= 0 && j > i-7 && !p.sentenceEnds(j, i); j-- {
		if a := p.ann(j); a != nil {
			if a.kind == role {
				return a
			}
			if a.kind == named || a.kind == pronoun || a.kind == document && !p.ownersFollow() {
				return nil
			}
			continue
		}
		if !p.is(j, isBinder|isModifier) && p.Tokens[j].Lower != "'" && !p.isOwner(j) {
			return nil
		}
	}
	return nil
}

// ownersFollow reports whether nouns that say whose a role is follow it without a
// word between: "директор завода Ян Брут".
func (p *page) ownersFollow() bool { return p.lex.bare && p.lex.headFirst }

// isOwner reports whether token i may be such a noun, unknown to the tables.
func (p *page) isOwner(i int) bool {
	return p.ownersFollow() && p.Tokens[i].Kind == text.Word && p.isLower(i) && !p.cues[i] && p.lex.words[p.Tokens[i].Lower] == 0
}

// definiteAt reports whether a description that begins at token i names one
// certain holder: "the governor", "Poland's president", "Russian president".
func (p *page) definiteAt(i int) bool {
	a := p.ann(i)
	return i > 0 && (p.is(i-1, isDefinite|isArticle|isOwn)) || a != nil && (a.possessive || a.code != "")
}

func (p *page) possessesNext(end int) bool {
	a := p.ann(end - 1)
	return a != nil && (a.possessive || a.kind == demonym || a.kind == org)
}

// roleBehind reads "Mia Berg, a Dutch expert on …", "Mia Berg of Norway" and
// "Mia Berg, R-Texas".
func (p *page) roleBehind(from, to int) standing {
	if to+1 >= len(p.Tokens) || p.sentenceEnds(from, to+1) || p.isPossessive(to-1) {
		return standing{}
	}
	switch w := p.Tokens[to].Lower; {
	case p.is(to, isOf):
		k := to + 1
		if p.is(k, isDefinite) && k+1 < len(p.Tokens) {
			k++
		}
		if a := p.ann(k); a != nil && (a.code != "" || a.kind == org) {
			s := p.standingOf(to+1, a.to)
			s.found = s.code != "" || s.of != nil
			s.from = s.to
			return s
		}
		return standing{}
	case w == "," || w == "(" || w == "-" || w == "–" || w == "—":
	default:
		return standing{}
	}
	if isParty(p.word(to + 1)) {
		return standing{found: true, class: "official", code: "US"}
	}
	lo := to + 1
	if p.is(lo, isDefinite|isArticle|isOwn) {
		lo++
	}
	end, hasRole, other := lo, false, 0
	for ; end < len(p.Tokens) && end < lo+18 && !p.sentenceEnds(from, end); end++ {
		w := p.Tokens[end].Lower
		if strings.Contains(",;:()–—“”\"«»", w) || w == "." && !p.abbreviates(end) || p.cues[end] || p.is(end, isTelling) {
			break
		}
		if a := p.ann(end); a != nil {
			if a.kind == pronoun || a.kind == named && !hasRole {
				break
			}
			if !hasRole {
				hasRole = a.kind == role && other <= 3
			}
			end = a.to - 1
		} else if !hasRole && !p.is(end, isModifier|isBinder) && w != "'" {
			if other++; other > 3 {
				break
			}
		}
	}
	if !hasRole {
		return standing{}
	}
	s := p.standingOf(lo, end)
	s.found = true
	return s
}

func (p *page) abbreviates(i int) bool {
	return i > 0 && p.Tokens[i-1].To == p.Tokens[i].From && p.Tokens[i-1].Len() <= 4
}

// isParty recognises an American legislator's party and state, "R-Texas".
func isParty(w string) bool {
	return len(w) > 3 && (w[0] == 'R' || w[0] == 'D' || w[0] == 'I') && w[1] == '-' && 'A' <= w[2] && w[2] <= 'Z'
}

// standingOf weighs what stands at [from, to): the first role gives the class, a
// state counts unless it only is what the role is about ("expert on", "ambassador to").
func (p *page) standingOf(from, to int) standing {
	s := standing{from: from, to: to}
	var late string // the state that a form of address belongs to
	about, company := false, false
	for i := from; i < to; i++ {
		a := p.ann(i)
		if a == nil {
			switch {
			case p.is(i, isAbout):
				about = true
			case p.is(i, isTo):
				about = about || s.code != "" || s.class == "diplomat"
			case p.Tokens[i].Lower == ",":
				about = false
			}
			continue
		}
		i = a.to - 1
		switch a.kind {
		case role:
			if s.class == "" || s.class == "none" || s.class == "official" && (a.class == "expert" || a.class == "private") && !about {
				s.class = a.class
			}
			if s.gender == 0 {
				s.gender = a.gender
			}
			if a.code != "" && !about && (s.code == "" || s.weak) {
				s.code, s.weak = a.code, false
			}
			if a.owner != nil && s.of == nil {
				s.of = a.owner
			}
		case title:
			if s.class == "" {
				s.class = a.class
			}
			if s.gender == 0 {
				s.gender = a.gender
			}
			if late == "" {
				late = a.code
			}
			if s.from == a.from && a.class == "none" && s.from < to {
				s.from = min(a.to, to)
				if s.from < to && p.Tokens[s.from].Lower == "." {
					s.from++
				}
			}
		case org:
			switch {
			case about:
			case a.code != "" && (s.code == "" || s.weak):
				s.code, s.weak = a.code, false
			case a.code == "" && s.of == nil:
				s.of = a.entry
			}
		case body:
			if a.code != "" && !about && (s.code == "" || s.weak) {
				s.code, s.weak = a.code, false
			}
			company = company || a.class == "company" || a.class == "media" || a.class == "org"
		case state, demonym, capital, seat:
			if !about && (s.code == "" || s.weak) {
				s.code, s.weak = a.code, false
			}
		case place:
			if !about && s.code == "" {
				s.code, s.weak = a.code, true
			}
		}
	}
	if s.class == "diplomat" && s.code != "" {
		s.of = nil
	}
	s.firm = company && s.class != "official"
	if s.of != nil || company && s.class != "official" || s.class == "expert" || s.class == "private" || s.class == "media" {
		s.code = ""
	}
	if s.code == "" && s.of == nil && s.class == "official" {
		s.code = late
	}
	return s
}
