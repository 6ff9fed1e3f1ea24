//go:build !unix

package encoder

import "time"

var started = time.Now()

// cpuTime stands for processor time where it is not known.
func cpuTime() time.Duration { return time.Since(started) }
