// Package onrecord documents the system as a whole; it holds no code.
//
// On Record reads reports about an event and keeps the record of it: who said
// what, when, through which channel, on what evidence; which claims those
// statements take a side on; and how many independent lines stand behind each.
// It never says what is true: it says who says so, and on what.
//
// Data flows one way, and a package knows nothing of those to its right:
//
//	bytes → report → statement → actor → origin → claim → record → casefile → dossier
//
// The packages from report to record are pure functions of bytes and model:
// no store, no clock, no network. Offsets are bytes of the report's UTF-8 text
// inside the program and Unicode code points in everything that leaves it; the
// one place that converts is package record.
package onrecord
