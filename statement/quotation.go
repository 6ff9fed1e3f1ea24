package statement

import "github.com/onrecord/onrecord/internal/text"

// A conversation carries quotations on to the units behind the one that says who
// speaks.
type conversation struct {
	paragraph int
	last      int  // index of the attribution whose quotation may go on, plus one
	waiting   bool // it has no content yet ("Orlo said:")
	turn      bool // a speaker named at its head has the paragraph
	runsOn    bool // its quotation is open at the end of the paragraph
	// before holds quotations that nobody was named for, and that run on into the
	// paragraph that follows: whoever speaks there spoke them too.
	before []text.Span
}

// add appends the attributions of u, and gives a unit that holds nothing but
// quotations to the speaker before it.
func (c *conversation) add(all []found, u *unit, of []found) []found {
	if u.paragraph != c.paragraph && !c.runsOn && !c.waiting {
		c.last = 0
	}
	if c.turn = c.turn && u.paragraph == c.paragraph; c.turn {
		return all // one speaker has the whole paragraph
	}
	c.paragraph = u.paragraph
	if len(of) == 0 {
		if u.quotationsOnly() && c.last > 0 {
			f := &all[c.last-1]
			f.Content = append(f.Content, u.quotations()...)
			c.waiting, c.runsOn = false, u.last && u.runsOn()
			return all
		}
		all = c.drop(all)
		c.last = 0
		if !u.quotationsOnly() || !u.last || !u.runsOn() {
			c.before = nil
		} else {
			c.before = append(c.before, u.quotations()...)
		}
		return all
	}
	all = c.drop(all)
	for i, f := range of {
		if i == 0 && len(f.content) > 0 && f.content[0].from == 0 && u.at(0).kind == quotationItem {
			f.Content = append(append([]text.Span{}, c.before...), f.Content...)
		}
		c.before = nil
		all = append(all, f)
		c.turn = c.turn || f.turn
		if n := len(f.content); f.open || n > 0 && u.endsQuoted(f.content[n-1]) {
			c.last = len(all)
			c.waiting = len(f.Content) == 0
		}
	}
	c.runsOn = u.last && u.runsOn()
	return all
}

// drop takes back an attribution that waited for a quotation in vain.
func (c *conversation) drop(all []found) []found {
	if c.waiting {
		all = append(all[:c.last-1], all[c.last:]...)
		c.waiting, c.last = false, 0
	}
	return all
}

func (u *unit) quotations() []text.Span {
	var out []text.Span
	for _, t := range u.items {
		if t.kind == quotationItem {
			out = append(out, t.Span)
		}
	}
	return out
}

func (u *unit) endsQuoted(s stretch) bool { return !s.empty() && u.at(s.to-1).kind == quotationItem }

// runsOn reports whether the unit ends in a quotation without a closing mark.
func (u *unit) runsOn() bool { return len(u.items) > 0 && u.items[len(u.items)-1].open }
