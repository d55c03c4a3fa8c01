// Package iislog reads the logs of IIS: what a site logs in the W3C extended format, and what http.sys logs of requests
// that reached no site, in HTTPERR.
//
//	r := iislog.NewReader(file)
//	for e, err := range r.All() {
//		if err != nil {
//			log.Print(err) // "iislog: line 12: …"; the next line follows
//			continue
//		}
//		fmt.Println(e.Time, e.Status, e.Win32.Name(), iislog.Text(e.Stem))
//	}
//
// Substatuses are in logs alone: IIS never sends them to a client on another machine.
//
// # What is read
//
// The line #Fields says which columns there are, in what order. It can come again in the middle, when IIS was started
// again or its settings were changed, and counts from there on. Columns that an [Entry] has no field for, such as the
// custom fields of IIS 8.5 and later, are found by name: [Entry.Field]. Without a column date, the date is that of the last
// line #Date, and a day later each time that the clock starts over: goes back by more than half a day. HTTPERR can do
// without #Fields: then its order is the documented one.
//
// Text is []byte and stands as it does in the log, in a buffer that the next line is read into: copy what is to stay.
// IIS writes "+" for a space and "-" for nothing, and bytes that are not UTF-8 if the log is set to an ANSI code page or
// a client sent them. [Text] makes a string of it for people. "-" is an empty slice here. A "+" can be a space or a plus sign.
//
// Times are in UTC: IIS writes them so, also where its files begin at local midnight.
//
// # What is not
//
// A line that cannot be read is a [*LineError] with its number, and the next line follows. So is a last line without
// an end: it is still being written, and its last number could be cut. [Follow] waits for the rest.
//
// Input in another format is a [*FormatError], which says what it is and what to do: the NCSA and IIS formats,
// centralized binary logs, UTF-16, and compressed files. Compression is for the caller, as with [compress/gzip].
//
// # Speed
//
// A Reader allocates nothing per line. Its memory is that of the longest line, [MaxLine] at the most. Several files, or
// pieces of one, are read at once by as many Readers; a piece needs the last #Fields line before it, which [io.MultiReader]
// can put there.
package iislog
