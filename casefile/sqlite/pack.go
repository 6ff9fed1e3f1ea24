package sqlite

import (
	"crypto/sha256"
	"encoding/hex"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// How bytes are kept: news in HTML and JSON shrinks to a quarter, while pictures,
// PDFs and archives are packed already and stay as they are.
const (
	packNone = "none"
	packZstd = "zstd"
)

// packers are made on first use. One goroutine each: a case is written by one.
var packers = sync.OnceValues(func() (*zstd.Encoder, error) {
	return zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
})

var unpackers = sync.OnceValues(func() (*zstd.Decoder, error) {
	return zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(1<<30))
})

// pack gives data in the smaller form and its name.
func pack(data []byte) ([]byte, string, error) {
	out, err := compress(data)
	if err != nil {
		return nil, "", err
	}
	// A tenth less is what unpacking is worth.
	if len(out) < len(data)-len(data)/10 {
		return out, packZstd, nil
	}
	return data, packNone, nil
}

func compress(data []byte) ([]byte, error) {
	z, err := packers()
	if err != nil {
		return nil, err
	}
	return z.EncodeAll(data, nil), nil
}

func unpack(data []byte, packing string) ([]byte, error) {
	if packing != packZstd {
		return data, nil
	}
	z, err := unpackers()
	if err != nil {
		return nil, err
	}
	return z.DecodeAll(data, nil)
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
