package encoder

import (
	"context"
	"sync"

	"github.com/onrecord/onrecord/internal/text"
)

// An Attribution is the spans of one attribution in the text that was read, in
// bytes, each list in text order. Source, cue or content may be empty.
type Attribution struct {
	Source, Cue, Content []text.Span
	Anchor               text.Span // the word that gave rise to it
	Confidence           float64   // 0..1
}

// A batch is windows that are computed together, and what comes of each.
type batch struct {
	windows []window
	input   []int // which text each is of
	found   [][]Attribution
	vectors [][]float32
}

// Read finds the attributions in each text, paragraph by paragraph, in text
// order. The result for a text does not depend on the others. When ctx is done
// it stops, within the batches that are being computed, with ctx's error.
func (m *Model) Read(ctx context.Context, texts []string) ([][]Attribution, error) {
	found := make([][]Attribution, len(texts))
	err := m.each(ctx, texts, m.paragraphs, m.readBatch, func(b *batch) {
		for i, f := range b.found {
			found[b.input[i]] = append(found[b.input[i]], f...)
		}
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

// each cuts the texts into batches, hands these to workers, and gives them to
// done in their order. Memory is bounded by a few batches for each worker.
func (m *Model) each(ctx context.Context, texts []string, cut cutter, work func(context.Context, *scratch, *batch) error, done func(*batch)) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	workers := cap(m.scratches)
	todo := make(chan *batch)
	order := make(chan chan *batch, 2*workers)
	type job struct {
		*batch
		out chan *batch
	}
	jobs := make(chan job)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for j := range jobs {
				if err := m.with(ctx, func(s *scratch) error { return work(ctx, s, j.batch) }); err != nil {
					cancel(err)
				}
				j.out <- j.batch
			}
		})
	}
	go func() {
		defer close(todo)
		m.batches(ctx, texts, cut, todo)
	}()
	go func() {
		defer close(order)
		defer close(jobs)
		for b := range todo {
			out := make(chan *batch, 1)
			order <- out
			jobs <- job{b, out}
		}
	}()
	for out := range order {
		b := <-out
		if ctx.Err() == nil {
			done(b)
		}
	}
	wg.Wait()
	return context.Cause(ctx)
}

// with runs f with working memory.
func (m *Model) with(ctx context.Context, f func(*scratch) error) error {
	s, err := m.take(ctx)
	if err != nil {
		return err
	}
	defer m.give(s)
	return f(s)
}

// batches cuts the texts into windows and groups these until a batch is full.
func (m *Model) batches(ctx context.Context, texts []string, cut cutter, out chan<- *batch) {
	var s scratch // only the tokenizer's part of it is used
	b, tokens := &batch{}, 0
	flush := func() bool {
		if len(b.windows) == 0 {
			return ctx.Err() == nil
		}
		select {
		case out <- b:
			b, tokens = &batch{}, 0
			return true
		case <-ctx.Done():
			return false
		}
	}
	for i, t := range texts {
		ok := true
		cut(&s, t, func(w window) bool {
			if tokens+len(w.ids) > batchTokens {
				ok = flush()
			}
			b.windows, b.input = append(b.windows, w), append(b.input, i)
			tokens += len(w.ids)
			return ok
		})
		if !ok || ctx.Err() != nil {
			return
		}
	}
	flush()
}
