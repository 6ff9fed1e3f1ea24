// Package record puts together what the packages below it read: Build turns
// reports into a Record, the one JSON object that outside tools read.
//
// The types here are that contract (its JSON Schema is in schema/): fields may be
// added, none changes its meaning. Offsets count Unicode code points of
// Report.Text, half-open, as W3C Web Annotation's TextPositionSelector does; all
// packages below count bytes, and this package is where one becomes the other.
//
// It is a pure function of bytes and model: no store, no clock, no network.
package record

// Schema is the value of Record.Schema.
const Schema = "onrecord.record/1"

// A Record is what a set of reports says: who said what.
type Record struct {
	Schema     string      `json:"schema"`
	Reports    []*Report   `json:"reports"`
	Actors     []Actor     `json:"actors"`
	Utterances []Utterance `json:"utterances"`
	Claims     []Claim     `json:"claims"`

	Drift          []Drift         `json:"drift,omitempty"`
	PossibleMerges []PossibleMerge `json:"possible_merges,omitempty"`
}

// A Report is one published document and its statements.
type Report struct {
	ID         string       `json:"id"`
	Name       string       `json:"name"`
	SHA256     string       `json:"sha256"`
	Part       string       `json:"part,omitempty"`
	MediaType  string       `json:"media_type"`
	Title      string       `json:"title,omitempty"`
	Outlet     string       `json:"outlet,omitempty"`
	Language   string       `json:"language,omitempty"`
	Authors    []string     `json:"authors,omitempty"`
	Credits    []Credit     `json:"credits,omitempty"`
	Agency     string       `json:"agency,omitempty"`
	Dateline   *Dateline    `json:"dateline,omitempty"`
	Published  *When        `json:"published,omitempty"`
	Modified   *When        `json:"modified,omitempty"`
	Canonical  string       `json:"canonical,omitempty"`
	Captured   string       `json:"captured,omitempty"`
	Located    string       `json:"located,omitempty"`
	Urgency    int          `json:"urgency,omitempty"`
	Embargo    string       `json:"embargo,omitempty"`
	Metadata   []Datum      `json:"metadata,omitempty"`
	Pages      [][2]int     `json:"pages,omitempty"`
	Text       string       `json:"text"`
	Derived    []Derivation `json:"derived,omitempty"`
	Statements []Statement  `json:"statements,omitempty"`
}

// A Credit is one person named in a credit line.
type Credit struct {
	Role  string `json:"role"`
	Name  string `json:"name"`
	Place string `json:"place,omitempty"`
}

// A Dateline is the place and date at the head of an agency story.
type Dateline struct {
	Place string `json:"place,omitempty"`
	Date  string `json:"date,omitempty"`
}

// A Datum is one metadatum as found, and where it was found.
type Datum struct {
	Field string `json:"field"`
	Value string `json:"value"`
	From  string `json:"from"`
}

// A When is an interval; From and To are dates or RFC 3339 times.
type When struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Basis string `json:"basis"`
	Text  string `json:"text,omitempty"`
}

// A Derivation says what a report derives from.
type Derivation struct {
	From     string   `json:"from"`
	Relation string   `json:"relation"`
	Shared   float64  `json:"shared,omitempty"`
	Because  []string `json:"because,omitempty"`
}

// A Mention is words of the text with their spans.
type Mention struct {
	Text  string   `json:"text"`
	Spans [][2]int `json:"spans"`
}

// A Statement is one attribution in one report.
type Statement struct {
	ID         string     `json:"id"`
	Source     *Mention   `json:"source,omitempty"`
	Cue        *Mention   `json:"cue,omitempty"`
	Content    *Mention   `json:"content,omitempty"`
	Quotation  string     `json:"quotation"`
	Stance     string     `json:"stance"`
	Certainty  string     `json:"certainty"`
	Channel    Channel    `json:"channel"`
	Said       *When      `json:"said,omitempty"`
	Evidence   []Evidence `json:"evidence,omitempty"`
	Figures    []Figure   `json:"figures,omitempty"`
	Places     []Place    `json:"places,omitempty"`
	Via        []string   `json:"via,omitempty"`
	Inner      bool       `json:"inner,omitempty"`
	Actor      string     `json:"actor,omitempty"`
	Utterance  string     `json:"utterance,omitempty"`
	Claims     []string   `json:"claims,omitempty"`
	Confidence float64    `json:"confidence"`
	Because    []Reason   `json:"because,omitempty"`
}

// A Channel is how the words reached the reporter.
type Channel struct {
	Kind string `json:"kind"`
	Name string `json:"name,omitempty"`
}

// Evidence is what the speaker is said to rest on.
type Evidence struct {
	Kind  string   `json:"kind"`
	Text  string   `json:"text,omitempty"`
	Spans [][2]int `json:"spans,omitempty"`
}

// A Figure is a quantity inside a statement. Low and High are left out where the
// text gives no such bound.
type Figure struct {
	Kind  string   `json:"kind"`
	Value float64  `json:"value"`
	Low   *float64 `json:"low,omitempty"`
	High  *float64 `json:"high,omitempty"`
	Unit  string   `json:"unit,omitempty"`
	Text  string   `json:"text"`
	Spans [][2]int `json:"spans"`
}

// A Place is a place named inside a statement.
type Place struct {
	Name  string   `json:"name"`
	Spans [][2]int `json:"spans"`
}

// A Reason says which words, by which row of which table, made a field what it
// is.
type Reason struct {
	Field string   `json:"field"`
	Rule  string   `json:"rule"`
	Text  string   `json:"text,omitempty"`
	Spans [][2]int `json:"spans,omitempty"`
}

// An Actor is a person, institution or state that speaks.
type Actor struct {
	ID    string   `json:"id"`
	Name  string   `json:"name"`
	Kind  string   `json:"kind"`
	Role  string   `json:"role,omitempty"`
	Side  string   `json:"side,omitempty"` // ISO 3166-1 alpha-2 code, or the id of an organisation
	Names []string `json:"names,omitempty"`
}

// An Utterance is the act of speaking behind one or more statements.
type Utterance struct {
	ID         string     `json:"id"`
	Actor      string     `json:"actor,omitempty"`
	Said       *When      `json:"said,omitempty"`
	Channel    *Channel   `json:"channel,omitempty"`
	Evidence   []Evidence `json:"evidence,omitempty"` // kinds and words, no spans
	Statements []string   `json:"statements"`
	Because    []string   `json:"because,omitempty"`
}

// A PossibleMerge is two utterances that may be one, which nothing decides.
type PossibleMerge struct {
	Utterances []string `json:"utterances"`
	Because    []string `json:"because,omitempty"`
}

// A Drift is what changed from one statement of an utterance to a later one.
type Drift struct {
	From    string   `json:"from"`
	To      string   `json:"to"`
	Kind    string   `json:"kind"`
	Before  string   `json:"before,omitempty"`
	After   string   `json:"after,omitempty"`
	Because []string `json:"because,omitempty"`
}

// A Claim is a proposition that utterances take a stance on.
type Claim struct {
	ID          string            `json:"id"`
	Text        string            `json:"text"`
	Positions   []Position        `json:"positions"`
	Lines       []Line            `json:"lines"`
	Independent map[string]int    `json:"independent"`
	First       map[string]string `json:"first,omitempty"`    // stance → utterance
	Mirrors     string            `json:"mirrors,omitempty"`  // the claim of which it is the denial
	Supports    []string          `json:"supports,omitempty"` // stronger claims that it fits
}

// A Position is one utterance's stance on one claim.
type Position struct {
	Stance    string   `json:"stance"`
	Certainty string   `json:"certainty"`
	Utterance string   `json:"utterance"`
	Reports   []string `json:"reports"`
	Repeats   string   `json:"repeats,omitempty"` // the utterance that it only says again
	Retracted bool     `json:"retracted,omitempty"`
	Because   []string `json:"because,omitempty"`
}

// A Line is one independent line of support or denial.
type Line struct {
	Stance     string   `json:"stance"`
	Utterances []string `json:"utterances"`
	Reports    []string `json:"reports"`
	Basis      []string `json:"basis,omitempty"`
	Retracted  bool     `json:"retracted,omitempty"`
	Because    []string `json:"because,omitempty"`
}
