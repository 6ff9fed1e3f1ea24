// Package encoder runs the learned reader: a small transformer that finds who
// said what in a paragraph, in any of its languages, and gives the paragraph a
// vector for its meaning.
//
// Load reads the weights (the format is in training/FORMAT.md); Model.Read and
// Model.Vectors use them. The matrix work is done in integers, by kernels chosen
// for the machine. All of them, plain Go included, give the same bits, and a
// text's result does not depend on what else is in its batch.
//
// It knows nothing of stances, speakers or reports.
package encoder
