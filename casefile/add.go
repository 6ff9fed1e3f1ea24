package casefile

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/onrecord/onrecord/casefile/sqlite"
	"github.com/onrecord/onrecord/internal/intake"
	"github.com/onrecord/onrecord/record"
	"github.com/onrecord/onrecord/report"
)

// A Reader reads reports; Name must be another whenever it may read anything
// differently.
type Reader struct {
	record.Reader
	Name string
}

// AddOptions say how inputs are read, and who is told.
type AddOptions struct {
	Reader  Reader
	Bounds  report.Bounds
	Workers int // inputs read at the same time; 0 means 1

	// Kept is called for each report once it is on the disk, Refused for each input
	// that could not be read, Done as each input is finished. Each may be nil.
	Kept    func(Kept)
	Refused func(error)
	Done    func()
}

// Kept is one report that is on the disk.
type Kept struct {
	Name       string
	SHA256     string
	Statements int
	Known      bool // it was there before; nothing was added
	Again      bool // it was there before and was read anew
}

// Added counts what Add did.
type Added struct {
	Reports int // new in the case
	Known   int // there before: reports, or whole inputs
	Again   int // read anew
	Refused int
}

// How much is written in one transaction. A transaction costs two or three waits
// for the disk; reports that are ready at the same time share them.
const (
	batchReports = 64
	batchBytes   = 32 << 20
)

// Add reads inputs and keeps every report in them. Bytes that are in the case
// already are not read again. When it is interrupted, by ctx or by the end of the
// process, every report that Kept was told of is in the case, and the same call
// made again adds the rest.
func (c *Case) Add(ctx context.Context, inputs []intake.Input, o AddOptions) (Added, error) {
	a := &adder{c: c, o: o, wanted: inputs, inputs: map[int]*sqlite.Input{}, failed: map[int]bool{}}
	sum, err := a.run(ctx)
	return sum, errors.Join(err, c.note(ctx, "add", sum))
}

// Reread reads again, from the bytes in the case, what another reader has read;
// with all, everything. It is interrupted and goes on as Add does.
func (c *Case) Reread(ctx context.Context, all bool, o AddOptions) (Added, error) {
	kept, err := c.db.Inputs(ctx, o.Reader.Name, all)
	if err != nil {
		return Added{}, err
	}
	a := &adder{c: c, o: o, again: true, inputs: map[int]*sqlite.Input{}, failed: map[int]bool{}}
	for _, in := range kept {
		a.wanted = append(a.wanted, intake.Input{Name: in.Name, Open: func(ctx context.Context) (io.ReadCloser, error) {
			data, err := c.db.Bytes(ctx, in.SHA256)
			return io.NopCloser(bytes.NewReader(data)), err
		}})
	}
	sum, err := a.run(ctx)
	return sum, errors.Join(err, c.note(ctx, "reread", sum))
}

// note logs what was done, also after an interruption.
func (c *Case) note(ctx context.Context, what string, a Added) error {
	if a == (Added{}) {
		return nil
	}
	return c.db.Log(context.WithoutCancel(ctx), c.now(), what,
		fmt.Sprintf("%d added, %d read again, %d known, %d refused", a.Reports, a.Again, a.Known, a.Refused))
}

// errKnown says that the bytes of an input are in the case, whole.
var errKnown = errors.New("known")

// An adder is the work of one Add.
type adder struct {
	c      *Case
	o      AddOptions
	again  bool
	wanted []intake.Input

	mu     sync.Mutex
	inputs map[int]*sqlite.Input // those being read, by their place in wanted

	// failed are inputs of which something was refused: they are read again when
	// they are given again, perhaps with other bounds.
	failed map[int]bool
}

// An event is what reading gives: a report, an error, or the end of input n.
type event struct {
	n       int
	reading *record.Reading
	err     error
}

func (a *adder) run(ctx context.Context) (Added, error) {
	reading, stop := context.WithCancel(ctx)
	defer stop()
	events := make(chan event, batchReports)
	go a.read(reading, events)
	var sum Added
	for ev := range events {
		batch, size := []event{ev}, a.size(ev)
		for open := true; open && len(batch) < batchReports && size < batchBytes; {
			select {
			case ev, more := <-events:
				if open = more; more {
					batch, size = append(batch, ev), size+a.size(ev)
				}
			default:
				open = false
			}
		}
		// What is read is kept, also when the user has had enough meanwhile.
		if err := a.write(context.WithoutCancel(ctx), batch, &sum); err != nil {
			stop()
			for range events { // let the reading end
			}
			if ctx.Err() != nil {
				err = ctx.Err()
			}
			return sum, err
		}
	}
	return sum, nil
}

// read reads the inputs and closes events.
func (a *adder) read(ctx context.Context, events chan<- event) {
	defer close(events)
	n := 0
	inputs := make([]intake.Input, len(a.wanted))
	for i, in := range a.wanted {
		inputs[i] = intake.Input{Name: in.Name, Open: func(ctx context.Context) (io.ReadCloser, error) { return a.open(ctx, i) }}
	}
	for r, err := range intake.Read(ctx, inputs, intake.Options{
		Reader: a.o.Reader.Reader, Bounds: a.o.Bounds, Workers: a.o.Workers,
		Done: func(intake.Input) { events <- event{n: n}; n++ },
	}) {
		events <- event{n: n, reading: r, err: err}
	}
}

// open reads the bytes of input i, as far as they may be read, and keeps them at
// hand until they are written.
func (a *adder) open(ctx context.Context, i int) (io.ReadCloser, error) {
	in := a.wanted[i]
	r, err := in.Open(ctx)
	if err != nil {
		return nil, err
	}
	limit := a.o.Bounds.Bytes
	if limit == 0 {
		limit = report.DefaultBounds.Bytes
	}
	if f, ok := r.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Size() > limit {
			return r, nil // will be refused unread
		}
	}
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if e := r.Close(); err == nil {
		err = e
	}
	if err != nil {
		return nil, &report.Refusal{Name: in.Name, Reason: "reading stopped: " + err.Error(), Hint: "check that the file is readable and complete", Err: err}
	}
	sum := sha256.Sum256(data)
	kept := &sqlite.Input{SHA256: hex.EncodeToString(sum[:]), Name: in.Name, Data: data}
	_, complete, err := a.c.db.Has(ctx, kept.SHA256)
	if err != nil {
		return nil, err
	}
	a.mu.Lock()
	a.inputs[i] = kept
	a.mu.Unlock()
	if complete && !a.again {
		kept.Data = nil
		return nil, errKnown
	}
	return io.NopCloser(bytes.NewReader(data)), nil
}

func (a *adder) input(i int) *sqlite.Input {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.inputs[i]
}

// size is what an event adds to a transaction, roughly: a report its text, an
// input with its end its bytes.
func (a *adder) size(ev event) int {
	switch in := a.input(ev.n); {
	case ev.reading != nil:
		return len(ev.reading.Report.Text)
	case ev.err == nil && in != nil:
		return len(in.Data)
	}
	return 0
}

// write writes a batch and tells what became of it. An error in the batch that
// ends the reading is given once what came before it is written.
func (a *adder) write(ctx context.Context, batch []event, sum *Added) error {
	var (
		entries []sqlite.Entry
		kept    []Kept // parallel to entries
		last    error
	)
	for _, ev := range batch {
		switch in := a.input(ev.n); {
		case errors.Is(ev.err, errKnown):
			if err := a.c.db.AddName(ctx, a.c.now(), in); err != nil {
				return err
			}
			sum.Known++
		case ev.err != nil:
			a.failed[ev.n] = true
			last = a.refuse(ctx, ev.err, sum)
		case ev.reading != nil:
			row, err := reportRow(ev.reading, in.Name, a.o.Reader.Name)
			if err != nil {
				return err
			}
			entries = append(entries, sqlite.Entry{Input: in, Report: row})
			kept = append(kept, Kept{Name: ev.reading.Report.Name, SHA256: row.SHA256, Statements: len(row.Statements)})
		case in != nil && in.Data != nil && !a.failed[ev.n]:
			entries = append(entries, sqlite.Entry{Input: in})
			kept = append(kept, Kept{})
		}
		if last != nil {
			break
		}
	}
	outcomes, err := a.c.db.Write(ctx, a.c.now(), a.again, entries)
	if err != nil {
		return err
	}
	for i, o := range outcomes {
		if entries[i].Report != nil {
			a.tell(kept[i], o, sum)
		}
	}
	for _, ev := range batch {
		if ev.reading == nil && ev.err == nil {
			a.mu.Lock()
			delete(a.inputs, ev.n)
			a.mu.Unlock()
			if a.o.Done != nil {
				a.o.Done()
			}
		}
	}
	return last
}

// tell counts a report that is on the disk, and tells of it.
func (a *adder) tell(k Kept, o sqlite.Outcome, sum *Added) {
	switch o {
	case sqlite.Added:
		sum.Reports++
	case sqlite.Known:
		sum.Known++
		k.Known = true
	case sqlite.Again:
		sum.Again++
		k.Again = true
	}
	if a.o.Kept != nil {
		a.o.Kept(k)
	}
}

// refuse tells and logs what could not be read; any other error is given back.
func (a *adder) refuse(ctx context.Context, err error, sum *Added) error {
	var refusal *report.Refusal
	var changed *Error // bytes of the case itself, on reading again
	if !errors.As(err, &refusal) && (!a.again || !errors.As(err, &changed)) {
		return err
	}
	sum.Refused++
	if a.o.Refused != nil {
		a.o.Refused(err)
	}
	return a.c.db.Log(ctx, a.c.now(), "refused", err.Error())
}
