package origin

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
)

const (
	// copied is the likeness of two statements of which one report copies the
	// other's text; sameVoice that from which two unnamed speakers of one side are
	// taken to be one, throughMedium that where both spoke to the same medium.
	// Both count what describedAlike adds for like descriptions.
	copied, sameVoice, throughMedium, describedAlike = 0.7, 0.6, 0.5, 0.15
	// copiedAcross is the likeness of a statement and its translation in a report
	// that takes its text from the other's.
	copiedAcross = 0.5
	// farApart is the number of days between two reports from which on unnamed
	// speakers are two.
	farApart = 30
	// samePost is the likeness from which an unnamed speaker is the named holder of
	// the office that describes him.
	samePost = 0.6
	// maybeVoice is the likeness from which two utterances are listed as possibly
	// one.
	maybeVoice = 0.65
)

// joinCopied joins statements of a report with those of the report that it
// derives from, where the words are nearly the same and no two speakers are named.
func (g *groups) joinCopied() {
	for i, s := range g.speeches {
		if g.stopped() {
			break
		}
		for _, d := range g.origin[s.ref.Report] {
			if k := g.taken(s, d); k >= 0 {
				g.join(k, i, "one report takes its text from the other")
			}
		}
	}
}

// taken finds the statement that s takes from the report that its own derives
// from, -1 where there is none.
func (g *groups) taken(s *speech, d Derivation) int {
	best, like := -1, copied
	if g.rs[d.From].Language != s.language {
		like = copiedAcross
	}
	for j := range g.rs[d.From].Statements {
		k := g.at[Ref{d.From, j}]
		o := g.speeches[k]
		if g.namesAnother(s, o) || !g.sidesFit(s, o) || !g.comparable(s, o) {
			continue
		}
		if v := s.like(o); v > like {
			best, like = k, v
		}
	}
	return best
}

// learnNames takes from translations what a speaker is called in other languages.
func (g *groups) learnNames() {
	same := map[int]int{} // of an alias, another that stands for the same
	root := func(a int) int {
		for {
			b, ok := same[a]
			if !ok {
				return a
			}
			a = b
		}
	}
	for _, s := range g.speeches {
		for _, d := range g.origin[s.ref.Report] {
			if g.rs[d.From].Language == s.language || !g.names(s) || s.medium != "" {
				continue
			}
			k := g.taken(s, d)
			if k < 0 || !g.names(g.speeches[k]) || g.speeches[k].medium != "" {
				continue
			}
			a, b := root(g.alias[s.actor]), root(g.alias[g.speeches[k].actor])
			if a != b {
				same[max(a, b)] = min(a, b)
			}
		}
	}
	if len(same) == 0 {
		return
	}
	for i, a := range g.alias {
		g.alias[i] = root(a)
	}
}

// namesAnother tells whether two statements name two speakers. Bodies have other
// names in other languages, persons the same in another spelling, and no person is
// a body.
func (g *groups) namesAnother(s, o *speech) bool {
	if !g.names(s) || !g.names(o) || g.alias[s.actor] == g.alias[o.actor] {
		return false
	}
	a, b := g.actors[s.actor], g.actors[o.actor]
	if s.language == o.language {
		return true
	}
	return a.Person != b.Person || a.Person && !soundsLike(a.Name, b.Name)
}

// joinRelayed joins what a medium is said to report with the statement inside it:
// "Reuters reported that the minister said …" is the minister's.
func (g *groups) joinRelayed() {
	for i, s := range g.speeches {
		if s.medium == "" || s.content.Empty() {
			continue
		}
		for j := range g.rs[s.ref.Report].Statements {
			o := g.speeches[g.at[Ref{s.ref.Report, j}]]
			if o.medium != "" || o.actor < 0 || o.content.Empty() || o == s {
				continue
			}
			overlap := min(s.content.To, o.content.To) - max(s.content.From, o.content.From)
			if 2*overlap > o.content.Len() && 2*overlap > min(s.content.Len(), o.content.Len()) {
				g.join(i, g.at[o.ref], s.medium+" relays the speaker")
				break
			}
		}
	}
}

// side is that of a statement's speaker, "" where unknown.
func (g *groups) side(s *speech) string {
	if s.actor < 0 || s.medium != "" {
		return ""
	}
	return g.actors[s.actor].Side
}

// sidesFit tells whether two speakers may answer to one state or body.
func (g *groups) sidesFit(a, b *speech) bool {
	x, y := g.side(a), g.side(b)
	return x == "" || y == "" || x == y
}

// A voice is an unnamed speaker.
type voice struct{ members []int }

// joinUnnamed joins statements of unnamed speakers by side, day, medium and
// content; with relayed, the words that a medium gives without saying whose they
// are join the unnamed speaker who told that medium the like.
func (g *groups) joinUnnamed(relayed bool) {
	for i, s := range g.speeches {
		if g.stopped() {
			break
		}
		if !g.anonymous(s) || (s.medium != "") != relayed {
			continue
		}
		side := g.side(s)
		var best *voice
		top, why := 0.0, ""
		for _, v := range g.voicesOf(side) {
			if like, because := g.voiceLike(v.members, i); like > top {
				best, top, why = v, like, because
			}
		}
		switch {
		case best != nil && g.join(best.members[0], i, why):
			if len(best.members) < maxMembers {
				best.members = append(best.members, i)
			}
		case !relayed:
			v := &voice{[]int{i}}
			g.voices[side] = append(g.voices[side], v)
			g.latest = append(g.latest, v)
		}
	}
}

// voicesOf are the unnamed speakers that one of a side may be: the latest of the
// side and of those whose side is not known; for an unknown side the latest of all.
func (g *groups) voicesOf(side string) []*voice {
	last := func(l []*voice) []*voice { return l[max(0, len(l)-maxOccasions):] }
	if side == "" {
		return last(g.latest)
	}
	return slices.Concat(last(g.voices[side]), last(g.voices[""]))
}

// anonymous tells whether a statement has words but no named speaker.
func (g *groups) anonymous(s *speech) bool {
	return (len(s.stems) > 0 || s.vector != nil) && !s.content.Empty() && (s.actor >= 0 && !g.names(s) || s.medium != "") && g.speaker[g.root(g.at[s.ref])] < 0
}

// voiceLike is how surely a statement is of the speaker of others: the mean
// likeness of the likest half, 0 where that is not enough, and the reason.
func (g *groups) voiceLike(members []int, i int) (like float64, why string) {
	s := g.speeches[i]
	medium := ""
	var all []float64
	for _, m := range members {
		o := g.speeches[m]
		if !daysFit(s, o) || s.published != when.NoDay && o.published != when.NoDay && max(s.published-o.published, o.published-s.published) > farApart {
			continue
		}
		alike := g.described(s, o)
		if alike == 0 && g.side(s) == "" && g.side(o) == "" && common(s.media(), o.media()) == "" {
			continue // "sources" and "a report": nothing makes them one
		}
		all = append(all, s.like(o)+describedAlike*alike)
		if c := common(s.media(), o.media()); c != "" {
			medium = c
		}
	}
	if len(all) == 0 {
		return 0, ""
	}
	// The likest half counts: a translation is less like than another report in
	// the same language.
	slices.SortFunc(all, func(a, b float64) int { return cmp.Compare(b, a) })
	all = all[:(len(all)+1)/2]
	mean := 0.0
	for _, v := range all {
		mean += v / float64(len(all))
	}
	switch {
	case s.medium != "" && (medium == "" || mean < sameVoice):
		return 0, ""
	case medium != "" && mean >= throughMedium:
		return mean, "unnamed speakers to " + medium + ", like words"
	case mean >= sameVoice:
		return mean, "unnamed speakers of one side, like words"
	}
	return 0, ""
}

// described is how alike the descriptions of two unnamed speakers are.
func (g *groups) described(a, b *speech) float64 {
	if a.medium != "" || b.medium != "" || a.actor < 0 || b.actor < 0 {
		return 0
	}
	if a.actor == b.actor {
		return 1
	}
	return dice(g.words[a.actor], g.words[b.actor])
}

// describing are the stems of a description, sorted.
func describing(name string) []uint32 {
	var out []uint32
	for _, t := range text.Analyze(name).Tokens {
		if st := stem(t); st != 0 {
			out = append(out, st)
		}
	}
	slices.Sort(out)
	return out
}

// media are those that a statement came through.
func (s *speech) media() []string {
	if s.medium != "" {
		return append([]string{s.medium}, s.via...)
	}
	return s.via
}

func common(a, b []string) string {
	for _, x := range a {
		if slices.Contains(b, x) {
			return x
		}
	}
	return ""
}

// joinPosts joins what an unnamed speaker says in one report with what others give
// to a named one, where the description is that of the named one's office ("the
// harbour master"), the words are alike and the days fit.
func (g *groups) joinPosts() {
	named := map[string][]int{}
	for i, s := range g.speeches {
		if g.names(s) && s.medium == "" && g.side(s) != "" && len(g.office(s)) > 0 {
			named[g.side(s)] = append(named[g.side(s)], i)
		}
	}
	for i, s := range g.speeches {
		if g.stopped() {
			break
		}
		list := named[g.side(s)]
		if s.actor < 0 || g.names(s) || g.speaker[g.root(i)] >= 0 || len(list) == 0 {
			continue
		}
		at, _ := slices.BinarySearch(list, i)
		best, like := -1, samePost
		for _, j := range list[max(0, at-maxOccasions):min(len(list), at+maxOccasions)] {
			o := g.speeches[j]
			if o.ref.Report == s.ref.Report || !daysFit(s, o) || dice(g.words[s.actor], g.office(o)) < sameOffice {
				continue
			}
			if v := s.like(o); v > like {
				best, like = j, v
			}
		}
		if best >= 0 {
			g.join(best, i, "the office, the words and the days are those of "+g.actors[g.speeches[best].actor].Name)
		}
	}
}

// office are the stems of a speaker's office.
func (g *groups) office(s *speech) []uint32 { return g.offices[s.actor] }

// possible lists the utterances that may be one: of unnamed speakers with named or
// other unnamed ones of the same side, with like words and days that fit.
func (g *groups) possible(number map[int]int) []PossibleMerge {
	type pair struct{ a, b int }
	best := map[pair]float64{}
	bySide := map[string][]int{}
	for i, s := range g.speeches {
		if g.stopped() {
			break
		}
		if s.actor < 0 || s.medium != "" || s.content.Empty() {
			continue
		}
		side := g.actors[s.actor].Side
		list := bySide[side]
		for _, j := range list[max(0, len(list)-maxOccasions):] {
			o := g.speeches[j]
			a, b := number[g.root(j)], number[g.root(i)]
			if a == b || g.names(s) && g.names(o) || !daysFit(s, o) {
				continue
			}
			if v := s.like(o); v >= maybeVoice {
				p := pair{min(a, b), max(a, b)}
				best[p] = max(best[p], v)
			}
		}
		bySide[side] = append(list, i)
	}
	var out []PossibleMerge
	for p, v := range best {
		out = append(out, PossibleMerge{p.a, p.b, []string{fmt.Sprintf("speakers of one side, words alike (%.2f), days that fit", v)}})
	}
	slices.SortFunc(out, func(a, b PossibleMerge) int {
		if a.A != b.A {
			return a.A - b.A
		}
		return a.B - b.B
	})
	return out
}
