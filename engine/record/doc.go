// Package record writes outcomes of trials into files: as a line of JSON, which
// the command line prints, and as files of metrics, CSV or JSON. What they have
// in common has the same keys everywhere.
package record
