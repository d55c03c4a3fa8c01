package iislog

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// readColumn reads logs of one entry that has a text in a column, which stands first, in the middle or last, and returns the entry.
func readColumn(t *testing.T, column, text string) (entry Entry, err error) {
	t.Helper()
	for _, log := range []string{
		"#Fields: %s x-a x-b\n%s - -\n",
		"#Fields: x-a %s x-b\n- %s -\n",
		"#Fields: x-a x-b %s\n- - %s\n",
		"#Fields: %s\n%s\n",
	} {
		if text == "" && strings.HasSuffix(log, "%s\n") {
			continue // a space at the end ends the column before it
		}
		entries := 0
		for e, wrong := range NewReader(strings.NewReader(fmt.Sprintf(log, column, text))).All() {
			entries++
			if err = wrong; err == nil {
				entry = *e
				if text != "" {
					assert.Equal(t, strings.TrimPrefix(text, "-"), string(e.Field(column)))
				}
			}
		}
		require.Equal(t, 1, entries)
	}
	return entry, err
}

// TestNumbers checks the range of each column that is a number, and what it is where nothing is logged.
func TestNumbers(t *testing.T) {
	for _, test := range []struct {
		column string
		get    func(e *Entry) int64
		none   int64
		values string // that are right, the most last
		wrong  string
		want   string
	}{
		{"sc-status", func(e *Entry) int64 { return int64(e.Status.Code) }, 0, "0 100 101 998 999", "1 99 1000", "a status from 100 to 999"},
		{"sc-substatus", func(e *Entry) int64 { return int64(e.Status.Sub) }, 0, "0 1 65535", "65536", "a number from 0 to 65535"},
		{"sc-win32-status", func(e *Entry) int64 { return int64(e.Win32) }, 0, "0 1 2148074254 4294967295", "4294967296", "a number from 0 to 4294967295"},
		{"c-port", func(e *Entry) int64 { return int64(e.ClientPort) }, 0, "0 1 65535", "65536", "a port from 0 to 65535"},
		{"s-port", func(e *Entry) int64 { return int64(e.ServerPort) }, 0, "0 1 65535", "65536", "a port from 0 to 65535"},
		{"cs-bytes", func(e *Entry) int64 { return e.Received }, -1, "0 1 9223372036854", "9223372036855", "a number from 0 to 9223372036854"},
		{"sc-bytes", func(e *Entry) int64 { return e.Sent }, -1, "0 1 9223372036854", "9223372036855", "a number from 0 to 9223372036854"},
		{"time-taken", func(e *Entry) int64 { return int64(e.Taken) }, -1, "0 1 9223372036854", "9223372036855", "a number from 0 to 9223372036854"},
	} {
		t.Run(test.column, func(t *testing.T) {
			for _, none := range []string{"-", ""} {
				e, err := readColumn(t, test.column, none)
				require.NoError(t, err)
				assert.Equal(t, test.none, test.get(&e))
			}
			other, err := readColumn(t, "x-own", "1")
			require.NoError(t, err)
			assert.Equal(t, test.none, test.get(&other), "without the column")

			for _, text := range strings.Fields(test.values) {
				for _, zeros := range []string{"", "0", strings.Repeat("0", 30)} {
					e, err := readColumn(t, test.column, zeros+text)
					require.NoError(t, err)
					if test.column == "time-taken" {
						want, err := time.ParseDuration(text + "ms")
						require.NoError(t, err)
						assert.Equal(t, want, e.Taken)
					} else {
						assert.Equal(t, text, fmt.Sprint(test.get(&e)))
					}
				}
			}
			// Not the most and one more, nor what is a right number modulo 2^64, nor a byte beside the digits.
			for _, text := range append(strings.Fields(test.wrong), "18446744073709551616", "18446744073709551816", "99999999999999999999", "20/", "20:", "/", ":",
				"+200", "-200", "0x64", "1e2", "200.0", "--", "２００", "2\x000") {
				_, err := readColumn(t, test.column, text)
				assert.EqualError(t, err, fmt.Sprintf(`iislog: line 2: %s %q: want %s, or "-"`, test.column, text, test.want))
			}
		})
	}
}

// TestDates compares the days of three years, one that can be divided by 4, by 100 and by none of them, with those of package time, and days
// that there are not.
func TestDates(t *testing.T) {
	var b strings.Builder
	var want []string
	b.WriteString("#Fields: date\n")
	add := func(date string) {
		fmt.Fprintln(&b, date)
		if day, err := time.Parse(time.DateOnly, date); err == nil {
			want = append(want, day.Format(time.DateTime))
		} else {
			want = append(want, fmt.Sprintf(`iislog: line %d: date %q: want a date, as "2026-11-25", or "-"`, len(want)+2, date))
		}
	}
	for _, year := range []string{"2023", "2024", "1900"} {
		for month := range 100 {
			for day := range 100 {
				if month <= 20 || day <= 1 || day >= 98 {
					add(fmt.Sprintf("%s-%02d-%02d", year, month, day))
				}
			}
		}
	}
	for _, date := range []string{"0000-01-01", "0001-01-02", "9999-12-31", "1969-12-31", "1970-01-01", "1999-12-31", "2000-02-29", "2000-01-01",
		"2026/11/25", "2026-11/25", "2026/11-25", "2026-1-025", "2026-11-5", "2026-11-025", "2026-11-25-", "026-11-25", "x026-11-25", "20x6-11-25", "2026-x1-25",
		"2026-1x-25", "2026-11-x5", "2026-11-2x", "2026-11-+5", "20261125", "--", "\t"} {
		add(date)
	}
	for _, date := range almost("2026-01-05") {
		add(date)
	}
	i := 0
	for e, err := range NewReader(strings.NewReader(b.String())).All() {
		got := fmt.Sprint(err)
		if err == nil {
			assert.Equal(t, time.UTC, e.Time.Location())
			got = e.Time.Format(time.DateTime)
		}
		require.Equal(t, want[i], got)
		i++
	}
	assert.Len(t, want, i)
}

// almost returns texts in which one byte is another: one beside the digits, a letter, a control character.
func almost(text string) []string {
	var texts []string
	for i := range text {
		for _, c := range "/:;-x\x01" {
			texts = append(texts, text[:i]+string(c)+text[i+1:])
		}
	}
	return texts
}

// TestTimes does the same with times of the day. Only a leap second is one that package time does not know.
func TestTimes(t *testing.T) {
	var b strings.Builder
	var want []string
	b.WriteString("#Date: 2026-11-24 00:00:00\n#Fields: date time\n")
	add := func(clock string) {
		fmt.Fprintln(&b, "2026-11-25", clock)
		before := clock
		if len(clock) == 8 && clock[5:] == ":60" {
			before = clock[:5] + ":59"
		}
		if at, err := time.Parse(time.TimeOnly, before); err == nil && len(clock) == 8 {
			want = append(want, "2026-11-25 "+at.Format(time.TimeOnly))
		} else {
			want = append(want, fmt.Sprintf(`iislog: line %d: time %q: want a time, as "23:59:59", or "-"`, len(want)+3, clock))
		}
	}
	for hour := range 100 {
		for _, minute := range []int{0, 1, 30, 58, 59, 60, 61, 99} {
			for _, second := range []int{0, 1, 30, 58, 59, 60, 61, 62, 99} {
				add(fmt.Sprintf("%02d:%02d:%02d", hour, minute, second))
			}
		}
	}
	for _, clock := range []string{"1:000:00", "00:1:000", "00:00:0", "00:00:000", "00-00:00", "00:00-00", "x0:00:00", "0x:00:00", "00:x0:00", "00:0x:00", "00:00:x0",
		"00:00:0x", "00:00", "00:00:00.5", "000000", "--"} {
		add(clock)
	}
	for _, clock := range append(almost("00:00:00"), almost("09:59:59")...) {
		add(clock)
	}
	i := 0
	for e, err := range NewReader(strings.NewReader(b.String())).All() {
		got := fmt.Sprint(err)
		if err == nil {
			got = e.Time.Format(time.DateTime)
		}
		require.Equal(t, want[i], got)
		i++
	}
	assert.Len(t, want, i)
}

// readTimes returns the time of each entry of a log, "-" for none, "error" for a bad line.
func readTimes(log string, only ...string) []string {
	var got []string
	r := NewReader(strings.NewReader(log))
	if only != nil {
		r.Only(only...)
	}
	for e, err := range r.All() {
		switch {
		case err != nil:
			got = append(got, "error")
		case e.Time.IsZero():
			got = append(got, "-")
		default:
			got = append(got, e.Time.Format("01-02 15:04:05"))
		}
	}
	return got
}

// TestTimeOfEntry checks which date and which time an entry has. Without a column date, the date is that of the last #Date, and a day later each
// time that the clock starts over: goes back by more than half a day.
func TestTimeOfEntry(t *testing.T) {
	for _, test := range []struct{ name, log, want string }{
		{"a date and a time", "#Fields: date time\n2026-11-25 01:02:03\n2026-11-25 01:02:03\n2026-11-26 01:02:03\n", "11-25 01:02:03,11-25 01:02:03,11-26 01:02:03"},
		{"a date alone is its midnight", "#Date: 2026-11-24 10:00:00\n#Fields: date x\n2026-11-25 x\n", "11-25 00:00:00"},
		{"a time alone is none", "#Fields: time x\n10:00:00 x\n01:00:00 x\n23:00:00 x\n", "-,-,-"},
		{"neither", "#Fields: x\nx\n", "-"},
		{"the first second of 1970", "#Fields: date time\n1970-01-01 00:00:00\n1970-01-01 00:00:01\n", "01-01 00:00:00,01-01 00:00:01"},
		{"nothing where the date is", "#Date: 2026-11-24 10:00:00\n#Fields: date time\n- 01:00:00\n2026-11-25 01:00:00\n- 01:00:00\n 01:00:00\n2026-11-25 01:00:00\n", "-,11-25 01:00:00,-,-,11-25 01:00:00"},
		{"nothing where the time is", "#Fields: date time\n2026-11-25 -\n2026-11-25 01:00:00\n2026-11-25 -\n2026-11-25 \n2026-11-25 01:00:00\n", "11-25 00:00:00,11-25 01:00:00,11-25 00:00:00,error,11-25 01:00:00"},
		{"nothing, and what looks like the rest of a date", "#Fields: date x y z\n- 12-45 89 x\n- 12-45-78 9 x\n2026-11-25 1 2 3\n", "-,-,11-25 00:00:00"},
		{"nothing, and what looks like the rest of a time", "#Fields: time c-ip x y\n- ::1 50 x\n- :b:cd 5 x\n", "-,-"},
		{"zeros are no date and no time", "#Fields: x date time y\n- " + strings.Repeat("\x00", 10) + " 01:00:00 -\n- 2026-11-25 " + strings.Repeat("\x00", 8) + " -\n- 2026-11-25 01:00:00 -\n", "error,error,11-25 01:00:00"},
		{"a bad date between", "#Fields: date time\n2026-11-25 01:00:00\n2026-11-31 01:00:00\n2026-11-25 01:00:00\n2026-11-25 1:00:00\n2026-11-25 01:00:00\n", "11-25 01:00:00,error,11-25 01:00:00,error,11-25 01:00:00"},
		{"a date behind", "#Fields: x date y\n- 2026-11-25 -\n- 2026-11-25 -\n", "11-25 00:00:00,11-25 00:00:00"},
		{"the first of two", "#Fields: date date time time\n2026-11-25 2026-11-26 01:00:00 02:00:00\n", "11-25 01:00:00"},

		{"the date of #Date", "#Date: 2026-11-25 10:00:00\n#Fields: time\n10:00:00\n11:00:00\n", "11-25 10:00:00,11-25 11:00:00"},
		{"the clock starts over", "#Date: 2026-11-25 23:59:59\n#Fields: time\n00:00:00\n23:59:59\n00:00:00\n", "11-26 00:00:00,11-26 23:59:59,11-27 00:00:00"},
		{"it goes back by half a day", "#Date: 2026-11-25 23:59:59\n#Fields: time\n11:59:59\n23:59:59\n11:59:58\n", "11-25 11:59:59,11-25 23:59:59,11-26 11:59:58"},
		{"#Date without a time", "#Date: 2026-11-25\n#Fields: time\n23:00:00\n01:00:00\n", "11-25 23:00:00,11-26 01:00:00"},
		{"a #Date without a time after one with", "#Date: 2026-11-25 23:00:00\n#Date: 2026-11-26\n#Fields: time\n01:00:00\n", "11-26 01:00:00"},
		{"#Date with a bad time", "#Date: 2026-11-25 23:00:00\n#Date: 2026-11-26 24:00:00\n#Fields: time\n01:00:00\n", "11-26 01:00:00"},
		{"#Date with a bad date", "#Date: 2026-11-25 23:00:00\n#Date: 2026-11-31 01:00:00\n#Date: 2026-11-3\n#Date:\n#Fields: time\n01:00:00\n", "11-26 01:00:00"},
		{"#Date after #Fields", "#Fields: time\n01:00:00\n#Date:2026-11-25 23:00:00\n23:00:00\n01:00:00\n#Date: 2026-12-01 02:00:00 \n01:00:00\n", "-,11-25 23:00:00,11-26 01:00:00,12-01 01:00:00"},
		{"#Date, and no time", "#Date: 2026-11-25 23:00:00\n#Fields: x\nx\n#Date: 2026-11-26 23:00:00\nx\n", "11-25 00:00:00,11-26 00:00:00"},
		{"#Date, and a date", "#Fields: date time\n2026-11-24 10:00:00\n#Date: 2026-11-25 10:00:00\n2026-11-24 10:00:00\n", "11-24 10:00:00,11-24 10:00:00"},
		{"#Fields after midnight", "#Date: 2026-11-25 23:00:00\n#Fields: time\n23:30:00\n01:00:00\n#Fields: x time\nx 02:00:00\nx 23:00:00\nx 01:00:00\n#Fields: time\n02:00:00\n#Fields: time\n03:00:00\n",
			"11-25 23:30:00,11-26 01:00:00,11-26 02:00:00,11-26 23:00:00,11-27 01:00:00,11-27 02:00:00,11-27 03:00:00"},
		{"with dates, then without", "#Date: 2026-11-25 23:00:00\n#Fields: date time\n2026-12-24 23:30:00\n#Fields: time\n23:30:00\n01:00:00\n", "12-24 23:30:00,11-25 23:30:00,11-26 01:00:00"},
		{"bad lines say nothing of the clock", "#Date: 2026-11-25 10:00:00\n#Fields: time sc-status\n23:00:00 x\n01:00:00 200\n", "error,11-25 01:00:00"},
	} {
		assert.Equal(t, strings.Split(test.want, ","), readTimes(test.log), test.name)
		// So it is when the rest is not wanted, and columns are found from their end.
		if !strings.HasPrefix(test.name, "bad lines") {
			assert.Equal(t, strings.Split(test.want, ","), readTimes(test.log, "time", "date"), test.name)
		}
	}
	// A line is not taken for one with the date and the time of the line before, nor of no line, because it is almost so.
	for _, bad := range []string{"2026-11-25x 01:00:00", "2026-11-25! 01:00:00", "2026-11-25\x1f 01:00:00", "2026-11-25 01:00:000", "2026-11-25 01:00:00!", "2026-11-25 01:00:00\x1f",
		"\t026-11-25 01:00:00", "\v026-11-25 01:00:00", "2026-11-25 \t1:00:00", "2026-11-25 \v1:00:00",
		"\t" + strings.Repeat("\x00", 9) + " 01:00:00", "\v" + strings.Repeat("\x00", 9) + " 01:00:00",
		"2026-11-25 \t" + strings.Repeat("\x00", 7), "2026-11-25 \v" + strings.Repeat("\x00", 7)} {
		for before, want := range map[string]string{"": "", "/ 2026-11-25 01:00:00 /\n": "11-25 01:00:00,", "/ - - /\n": "-,", "/ 2026-11-25 01:00:00 /\n/ - - /\n": "11-25 01:00:00,-,"} {
			got := readTimes("#Fields: cs-uri-stem date time x\n" + before + "/ " + bad + " /\n/ 2026-11-25 01:00:00 /\n")
			assert.Equal(t, want+"error,11-25 01:00:00", strings.Join(got, ","), "%q after %q", bad, before)
		}
	}
	assert.Equal(t, []string{"11-25 10:00:00"}, readTimes("#Date: 2026-11-25 09:00:00\n#Fields: date time\n2026-11-24 10:00:00\n", "time"), "the rest is as if the log had it not")
}

// TestNames checks that each column of IIS and of http.sys is where it should be, by the names that they write, and those of the documentation.
func TestNames(t *testing.T) {
	for get, names := range map[*func(e *Entry) []byte][]string{
		ptr(func(e *Entry) []byte { return e.Site }):           {"s-sitename", "s-siteid"},
		ptr(func(e *Entry) []byte { return e.Server }):         {"s-computername"},
		ptr(func(e *Entry) []byte { return e.ServerIP }):       {"s-ip"},
		ptr(func(e *Entry) []byte { return e.Method }):         {"cs-method"},
		ptr(func(e *Entry) []byte { return e.Stem }):           {"cs-uri-stem", "cs-uri"},
		ptr(func(e *Entry) []byte { return e.Query }):          {"cs-uri-query"},
		ptr(func(e *Entry) []byte { return e.User }):           {"cs-username"},
		ptr(func(e *Entry) []byte { return e.ClientIP }):       {"c-ip"},
		ptr(func(e *Entry) []byte { return e.Version }):        {"cs-version"},
		ptr(func(e *Entry) []byte { return e.UserAgent }):      {"cs(User-Agent)", "cs(UserAgent)"},
		ptr(func(e *Entry) []byte { return e.Cookie }):         {"cs(Cookie)"},
		ptr(func(e *Entry) []byte { return e.Referer }):        {"cs(Referer)", "cs(Referrer)"},
		ptr(func(e *Entry) []byte { return e.Host }):           {"cs-host", "cs(Host)"},
		ptr(func(e *Entry) []byte { return e.Queue }):          {"s-queuename"},
		ptr(func(e *Entry) []byte { return []byte(e.Reason) }): {"s-reason"},
	} {
		for _, name := range names {
			for _, name := range []string{name, strings.ToLower(name), strings.ToUpper(name)} {
				e, err := readColumn(t, name, "own")
				require.NoError(t, err)
				assert.Equal(t, "own", string((*get)(&e)), name)
			}
			for _, other := range []string{name + "x", "x" + name, name[:len(name)-1]} {
				e, err := readColumn(t, other, "own")
				require.NoError(t, err)
				assert.Empty(t, (*get)(&e), other)
			}
		}
	}
}

func ptr[T any](v T) *T { return &v }

// TestSameMeaning checks that of several columns with one meaning the first counts, of those that are wanted; cs-uri is cs-uri-stem and cs-uri-query.
func TestSameMeaning(t *testing.T) {
	for _, test := range []struct{ fields, line, only, want string }{
		{"cs-host cs(Host)", "a b", "", "a"},
		{"cs(Host) cs-host", "a b", "", "a"},
		{"cs(Host) cs-host", "- b", "", ""},
		{"cs-host cs(Host)", "a b", "cs(host)", "b"},
		{"cs-uri-stem cs-uri", "/a /b?c", "", "/b c"},
		{"cs-uri cs-uri-query", "/b?c d", "", "/b c"},
		{"cs-uri cs-uri-query", "/b d", "", "/b"},
		{"cs-uri cs-uri-query cs-uri-stem", "/b?c d /a", "cs-uri-stem cs-uri-query", "/a d"},
		{"cs-uri", "-?-", "", ""},
		{"cs-uri", "/a?b?c", "", "/a b?c"},
	} {
		r := NewReader(strings.NewReader("#Fields: " + test.fields + "\n" + test.line + "\n"))
		if test.only != "" {
			r.Only(strings.Fields(test.only)...)
		}
		for e, err := range r.All() {
			require.NoError(t, err)
			assert.Equal(t, test.want, strings.TrimSpace(fmt.Sprintf("%s%s %s", e.Host, e.Stem, e.Query)), "%s: %s, only %q", test.fields, test.line, test.only)
		}
	}
}

// TestOnlyChecks checks that with Only no other column is checked or set, sc-substatus among them.
func TestOnlyChecks(t *testing.T) {
	const log = "#Fields: date time sc-status x-a x-b sc-substatus s-port\n2026-02-30 24:00:00 404 - - 13 65536\n"
	for _, test := range []struct{ only, want string }{
		{"sc-status", "404.0 false"},
		{"sc-status sc-substatus", "404.13 true"},
		{"SC-SUBSTATUS", "0.13 true"},
		{"cs-method", "0.0 false"},
		{"date", `iislog: line 2: date "2026-02-30": want a date, as "2026-11-25", or "-"`},
		{"time sc-substatus", `iislog: line 2: time "24:00:00": want a time, as "23:59:59", or "-"`},
		{"s-port sc-status", `iislog: line 2: s-port "65536": want a port from 0 to 65535, or "-"`},
	} {
		r := NewReader(strings.NewReader(log))
		r.Only(strings.Fields(test.only)...)
		entries := 0
		for e, err := range r.All() {
			entries++
			got := fmt.Sprint(err)
			if err == nil {
				got = fmt.Sprintf("%d.%d %t", int(e.Status.Code), e.Status.Sub, e.HasSub)
			}
			assert.Equal(t, test.want, got)
		}
		assert.Equal(t, 1, entries)
	}
}

// TestLongestRow checks that the longest row of columns that nobody needs is not even looked for: it is what makes Only fast.
func TestLongestRow(t *testing.T) {
	const fields = "date time cs-method cs-uri-stem c-ip sc-status sc-substatus x-a x-b"
	for _, test := range []struct{ only, want string }{
		{"date time sc-status sc-substatus", "date time [cs-method cs-uri-stem c-ip] sc-status sc-substatus x-a x-b"},
		{"date time sc-status", "date time [cs-method cs-uri-stem c-ip] sc-status sc-substatus x-a x-b"},
		{"cs-method c-ip", "date time cs-method cs-uri-stem c-ip [sc-status sc-substatus x-a x-b] "},
		{"x-b", " [date time cs-method cs-uri-stem c-ip sc-status sc-substatus x-a] x-b"},
		{"date x-a x-b", "date [time cs-method cs-uri-stem c-ip sc-status sc-substatus] x-a x-b"},
		{"cs-nothing", " [" + fields + "] "},
		{"", " [" + fields + "] "},
		{fields, fields + " [] "},
	} {
		r := NewReader(strings.NewReader("#Fields: " + fields + "\n"))
		r.Only(strings.Fields(test.only)...)
		for range r.All() {
			t.Fatal("there is no entry")
		}
		names := strings.Fields(fields)
		assert.Equal(t, test.want, fmt.Sprintf("%s %s %s", strings.Trim(fmt.Sprint(names[:r.plan.front]), "[]"), names[r.plan.front:r.plan.back],
			strings.Trim(fmt.Sprint(names[r.plan.back:]), "[]")), "only %q", test.only)
	}
}

// TestFieldsAgain checks that #Fields as it was changes nothing and makes nothing anew, and that any other does.
func TestFieldsAgain(t *testing.T) {
	r := NewReader(nil)
	count := func(times int) float64 {
		src := strings.NewReader("")
		log := strings.Repeat("#Software: x\n#Fields: date time sc-status\n2026-11-25 00:00:00 200\n", times)
		return testing.AllocsPerRun(10, func() {
			src.Reset(log)
			r.Reset(src)
			for _, err := range r.All() {
				if err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	assert.Equal(t, count(1), count(100))

	var got []string
	for e, err := range NewReader(strings.NewReader("#Fields: cs-method\nGET\n#Fields:\nGET\n#Fields: cs-method\nGET\n#Fields: cs-version\nGET\n#Fields: cs-method \n#Fieldsx: cs-host\nGET\n")).All() {
		if err != nil {
			got = append(got, strings.TrimPrefix(err.Error(), "iislog: "))
		} else {
			got = append(got, fmt.Sprintf("%s %s", e.Method, e.Version))
		}
	}
	assert.Equal(t, []string{"GET ", `line 3: #Fields names no column: want some, as "date time sc-status"`,
		"line 4: no #Fields before it: want a line that names the columns", "GET ", " GET", "GET "}, got)

	// What is known by its reasons to be of HTTPERR can have a bad line #Fields too.
	httperr := strings.SplitAfter(readFile(t, "httperr-bare.log"), "\n")
	assert.Equal(t, []string{"07-05 18:45:09", "error", "error"}, readTimes(httperr[0]+"#Fields:\nx\n"))
}

// TestColumns checks how many columns a log can have, and what is said of a line that has another number.
func TestColumns(t *testing.T) {
	for _, n := range []int{1, 2, 1023, 1024, 1025} {
		names := slices.Repeat([]string{"x"}, n)
		log := "#Fields: " + strings.Join(names, " ") + "\n" + strings.Repeat("- ", n-1) + "abc\n"
		for e, err := range NewReader(strings.NewReader(log)).All() {
			if n > 1024 {
				require.Error(t, err)
				assert.Contains(t, err.Error(), "#Fields names 1025 columns: want at most 1024")
				break
			}
			require.NoError(t, err)
			assert.Len(t, e.columns, n)
			assert.Equal(t, n == 1, string(e.Field("x")) == "abc")
		}
	}
	for _, length := range []int{39, 40, 41} {
		line := strings.Repeat("x", length-2) + " y"
		want := `"` + line + `"`
		if length > 40 {
			want = `"` + line[:40] + `"...`
		}
		for _, err := range NewReader(strings.NewReader("#Fields: date\n" + line + "\n")).All() {
			assert.EqualError(t, err, "iislog: line 2: 2 columns in "+want+": want the 1 of #Fields")
		}
	}
}
