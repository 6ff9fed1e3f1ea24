package record

import (
	"time"

	"github.com/onrecord/onrecord/internal/text"
	"github.com/onrecord/onrecord/internal/when"
	"github.com/onrecord/onrecord/report"
)

// published gives the day of publication: as the metadata say, else as the
// dateline says, else by reasoning from the dates in the text.
func published(rep *report.Report, d *text.Document) when.Interval {
	if !rep.Published.IsZero() {
		return rep.Published
	}
	if day := rep.Dateline.Date; day != "" {
		if _, err := time.Parse(time.DateOnly, day); err == nil {
			return when.Interval{From: day, To: day, Basis: when.Stated, Text: rep.Dateline.Text}
		}
	}
	day, _ := when.Published(d, when.Hints{Language: rep.Language, NotAfter: when.ParseDay(rep.Captured)})
	return day
}
