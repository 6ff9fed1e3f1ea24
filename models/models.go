// Package models holds the weights of the learned reader. README.md is their
// card: what they were trained on, what they reach, where they fail.
package models

import _ "embed" // for Reader

// Reader is the weight file that statement.NewLearned takes; training/FORMAT.md
// describes it. It must not be changed.
//
//go:embed reader.bin
var Reader []byte

// Claims is the head file that statement.Learned.Claims takes: it turns the reader's
// states into vectors that say which statements are about one claim.
//
//go:embed claims.bin
var Claims []byte
