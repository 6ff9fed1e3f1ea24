// Package dossier makes a record readable: as text on a terminal and as one
// self-contained HTML page. It says only what the record says, and every row
// leads back to the words that it rests on.
package dossier
