package intake

import (
	"context"
	"errors"
	"iter"

	"github.com/onrecord/onrecord/record"
	"github.com/onrecord/onrecord/report"
)

// ahead is how many readings one input may run ahead of the consumer: it bounds
// memory on archives of many reports.
const ahead = 8

type item struct {
	reading *record.Reading
	err     error
}

// Options say how inputs are read.
type Options struct {
	Reader  record.Reader
	Bounds  report.Bounds
	Workers int               // inputs read at the same time; 0 means 1
	Done    func(input Input) // called as each input is finished, in order; may be nil
}

// Read reads the inputs in parallel and gives readings and refusals in the order
// of the inputs, and within one input in the order of its reports. Memory is
// bounded by the workers, not by the inputs. When ctx is done it gives the
// context's error and ends.
func Read(ctx context.Context, inputs []Input, o Options) iter.Seq2[*record.Reading, error] {
	return func(yield func(*record.Reading, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		lanes := make(chan chan item, max(o.Workers, 1)) // in input order; its length is the number of workers
		go func() {
			defer close(lanes)
			for _, in := range inputs {
				lane := make(chan item, ahead)
				select {
				case lanes <- lane:
					go o.read(ctx, in, lane)
				case <-ctx.Done():
					return
				}
			}
		}()
		n := 0
		for lane := range lanes {
			for it := range until(ctx, lane) {
				if !yield(it.reading, it.err) {
					return
				}
			}
			if ctx.Err() != nil {
				break
			}
			if o.Done != nil {
				o.Done(inputs[n])
			}
			n++
		}
		if err := ctx.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// until gives what comes from a lane until it is closed or ctx is done: an input
// that blocks (a terminal, a pipe) must not keep Ctrl-C from ending the reading.
func until(ctx context.Context, lane <-chan item) iter.Seq[item] {
	return func(yield func(item) bool) {
		for {
			select {
			case it, open := <-lane:
				if !open || !yield(it) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}

// read reads one input into its lane and closes it.
func (o Options) read(ctx context.Context, in Input, lane chan<- item) {
	defer close(lane)
	send := func(it item) bool {
		select {
		case lane <- it:
			return true
		case <-ctx.Done():
			return false
		}
	}
	r, err := in.Open(ctx)
	if err != nil {
		if ctx.Err() == nil {
			send(item{err: err})
		}
		return
	}
	defer func() { _ = r.Close() }() // it was only read from
	for rep, err := range report.Read(ctx, in.Name, r, o.Bounds) {
		if errors.Is(err, context.Canceled) {
			return
		}
		it := item{err: err}
		if err == nil {
			it.reading = o.Reader.Read(rep)
		}
		if !send(it) {
			return
		}
	}
}
