//go:build (!amd64 && !arm64) || noasm

package encoder

// available lists what this machine can run.
func available() []kernelSet { return []kernelSet{generic} }
