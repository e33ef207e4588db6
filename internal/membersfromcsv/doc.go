// Package membersfromcsv has the function members_from_csv: a list of joiners, as an office keeps it in a
// spreadsheet, becomes a map for for_each.
//
// What a spreadsheet does to a file is taken as it comes: a byte order mark, semicolons or tabs, Windows
// line ends, line breaks inside of quotes, empty rows, empty columns at the end. What a person may have got
// wrong isn't guessed at: it is an error that says where it is, in rows as the spreadsheet counts them, and
// all that is wrong is said at once. A column that isn't known is an error as well, since it may be a known
// one that is misspelled; who wants it in the result names it.
//
// A cell is held to the rules of the resource that it is for, so that a list that was read makes no invalid
// block. Rules between members and the organisation are the plan's.
package membersfromcsv
