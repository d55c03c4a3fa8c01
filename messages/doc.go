// Package messages has the text of HTTP statuses and IIS substatuses, for people, in their language.
//
// # Texts
//
// The text of a status is a [Message] of three parts for three readers: a title for anyone, a detail for the person who
// made the request, and a remedy for the operator or developer. A detail names no software that a visitor cannot see;
// the remedy does, and is not meant to be shown to visitors.
//
//	m := messages.English.Substatus(httpstatus.IISDirectoryListingDenied)
//	m.Title   // "Directory listing denied"
//	m.Detail  // "This folder does not show its list of files. …"
//	m.Remedy  // "Set a default document. …"
//
// A status without a text of its own has that of the next more general one: a substatus that of its code, a code that
// of its class. [Dictionary.Lookup] tells whether a status has a text of its own.
//
// # Languages
//
// A [Dictionary] is one language: [English], [SimplifiedChinese] or [TraditionalChinese], which is Taiwan's. [Match] finds
// the one for a request by its Accept-Language:
//
//	d := messages.Match(r.Header.Values("Accept-Language")...)
//	m := d.Code(httpstatus.NotFound)
//	w.Header().Set("Content-Language", m.Language.String())
//
// A [Matcher] does so for other dictionaries or another default. Readers in Hong Kong and Macao get Traditional Chinese. A
// language that a person has chosen on a page comes before the header: [Lookup] finds its dictionary.
// The language of a message stands in the message: it can be another than the one asked for, which may lack the text.
//
// Programs that print through golang.org/x/text/message add a dictionary to their catalogue with [Dictionary.AddTo].
//
// # Cost
//
// Everything is static data, of which the first lookup of a code makes the messages of all codes, some 10 KB a language; no other
// allocates. A program links only the languages that it names: one that uses English and does not call [Match] has no Chinese
// text in it.
//
// # Statuses of one's own
//
// The generator of this module makes packages like this one from a table of an application's own statuses. Each of those is
// a [Status], which knows its [Table] and so finds its text by itself, in the language that the reader asks for, among those
// that the table has:
//
//	billing.InsufficientBalance.Message(messages.SimplifiedChinese).Title // "余额不足"
//	billing.InsufficientBalance.ID()                                      // "insufficient_balance"
//
// Nothing is registered: two tables can have the same numbers in one program, and a number is never looked up in another
// table. A status whose text has placeholders has an error type with a field for each of them.
//
// [TableData], [Data], [Index], [Texts], [Table.Fill] and [Table.FillError] are for the code that the generator writes.
//
// # What is promised
//
// That every status has a text, what each part is for, and the ID and type of a status. The wording is not promised: it
// gets better. Do not compare it in tests; compare statuses.
package messages
