package when

import (
	"strings"
	"testing"

	"github.com/onrecord/onrecord/internal/text"
)

// An invented story: the burst on "Tuesday" is the burst on "March 12", which is
// a Tuesday in 2019 and 2024 among the years that its names allow.
const damStory = `Dam burst drowned the lower town, harbour board says

(Harbour News) - Engineers opened the lower sluices by mistake, the harbour board said on Friday on Telegram.

Earlier on Friday, the governor said the sluices had been old.

A camera filmed the explosion at the lower sluices of the harbour dam on March 12, in which a barge sank.

Guards spoke of a loud explosion at the lower sluices of the harbour dam on Tuesday. It drowned the town that was rebuilt in 2018.

On Thursday, the port asked for help. The mayor said earlier on Friday he knew nothing.
`

func TestPublished(t *testing.T) {
	replace := func(pairs ...string) string { return strings.NewReplacer(pairs...).Replace(damStory) }
	for _, c := range []struct {
		name, story string
		hints       Hints
		want        string
	}{
		{"two years fit", damStory, Hints{}, ""},
		{"a hint leaves one year", damStory, Hints{NotAfter: DayOf(2021, 1, 1)}, "2019-03-15"},
		{"another hint leaves the other", damStory, Hints{NotBefore: DayOf(2021, 1, 1)}, "2024-03-15"},
		{"a year that the story tells of", replace("in 2018", "in 2023"), Hints{}, "2024-03-15"},
		{"a name that exists since then", replace("on Telegram", "on social media platform X"), Hints{}, "2024-03-15"},
		{"an office that was left", replace("the governor", "President Moon Jae-in"), Hints{}, "2019-03-15"},
		{"no day of publication", replace("Earlier on Friday, the", "The", "earlier on Friday ", ""), Hints{NotAfter: DayOf(2021, 1, 1)}, ""},
		{"no date", replace("March 12", "a spring day"), Hints{NotAfter: DayOf(2021, 1, 1)}, ""},
		{"another event", replace("A camera filmed the explosion", "The old town voted against the plan"), Hints{NotAfter: DayOf(2021, 1, 1)}, ""},
		{"weekday and date in one", replace("on Tuesday.", "on Tuesday, March 12."), Hints{NotAfter: DayOf(2021, 1, 1)}, "2019-03-15"},
		{"a dateline with a weekday in the lead", "PORT TOWN, Nov 15 (Harbour News) - The dam holds, the board said on Tuesday, as Secretary-General Jens Stoltenberg watched.", Hints{NotBefore: DayOf(2017, 1, 1)}, "2022-11-15"},
		{"a dateline alone", "PORT TOWN, Nov 15 (Harbour News) - The dam holds, the board said.", Hints{}, ""},
		{"a dateline with its year", "PORT TOWN, Nov 15, 2022 (Harbour News) - The dam holds, the board said.", Hints{}, "2022-11-15"},
		{"no dates", "The dam holds.", Hints{}, ""},
		{"empty", "", Hints{}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, because := Published(text.Analyze(c.story), c.hints)
			if got.From != c.want || got.To != c.want {
				t.Errorf("got %v, want %q; because %q", got, c.want, because)
			}
			if !got.IsZero() && (got.Basis != Inferred || got.Text == "" || len(because) == 0) {
				t.Errorf("an answer without its grounds: %+v, %q", got, because)
			}
		})
	}
}

func TestLandmarks(t *testing.T) {
	if horizon == NoDay {
		t.Fatal("the table does not say until when it was kept up")
	}
	for _, m := range landmarks {
		if m.from == NoDay && m.to == NoDay || m.to != NoDay && m.from >= m.to {
			t.Errorf("%q holds from %s to %s", m.phrase, m.from, m.to)
		}
	}
}
