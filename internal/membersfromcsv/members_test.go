package membersfromcsv

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/onoff-community/terraform-provider-onoff/internal/e164"
	"github.com/onoff-community/terraform-provider-onoff/internal/email"
)

const (
	lea  = "lea@x.example"
	nina = "nina@x.example"
)

// person is what a row of nothing but the required columns comes to.
func person(first, last, address string) Member {
	return Member{FirstName: first, LastName: last, Email: address, Role: "user", Extra: map[string]string{}}
}

func TestParse(t *testing.T) {
	t.Parallel()
	two := map[string]Member{lea: person("Léa", "Dubois", lea), nina: person("Nina", "Roth", nina)}
	all := Member{
		FirstName: "Léa", LastName: "Dubois", Email: "Lea@X.example", Role: "team_lead", Departments: []string{"Sales", "Support"},
		CountryCode: "FR", NumberType: "mobile", Extra: map[string]string{},
	}
	desk := person("Léa", "Dubois", lea)
	desk.Extra = map[string]string{"Desk": "12"}
	desks := person("Léa", "Dubois", lea)
	desks.Extra = map[string]string{"Desk": "12", "Start date": ""}
	called := person("Léa", "Dubois", lea)
	called.PhoneNumber = "+33644600001"
	for _, c := range []struct {
		name, text string
		extra      []string
		want       map[string]Member
	}{
		{"commas", "first_name,last_name,email\nLéa,Dubois,lea@x.example\nNina,Roth,nina@x.example\n", nil, two},
		{"semicolons", "first_name;last_name;email\nLéa;Dubois;lea@x.example\nNina;Roth;nina@x.example\n", nil, two},
		{"tabs", "first_name\tlast_name\temail\nLéa\tDubois\tlea@x.example\nNina\tRoth\tnina@x.example\n", nil, two},
		{"no line end at the end", "first_name,last_name,email\nLéa,Dubois,lea@x.example\nNina,Roth,nina@x.example", nil, two},
		{"Windows line ends", "first_name,last_name,email\r\nLéa,Dubois,lea@x.example\r\nNina,Roth,nina@x.example\r\n", nil, two},
		{"line ends of old Macs", "first_name,last_name,email\rLéa,Dubois,lea@x.example\rNina,Roth,nina@x.example\r", nil, two},
		{"byte order mark", "\ufefffirst_name,last_name,email\nLéa,Dubois,lea@x.example\nNina,Roth,nina@x.example\n", nil, two},
		{"byte order mark before quotes", "\ufeff\"first_name\",\"last_name\",\"email\"\nLéa,Dubois,lea@x.example\nNina,Roth,nina@x.example\n", nil, two},
		{"the separator told", "sep=;\r\nfirst_name;last_name;email\r\nLéa;Dubois;lea@x.example\r\nNina;Roth;nina@x.example\r\n", nil, two},
		{"a separator that is told only", "SEP=|\nfirst_name|last_name|email\nLéa|Dubois|lea@x.example\nNina|Roth|nina@x.example\n", nil, two},
		{"spaces everywhere", "first_name , last_name, email\n Léa,Dubois ,\u00a0lea@x.example\nNina, \"Roth\",nina@x.example \n", nil, two},
		{"quotes", "\"first_name\",\"last_name\",\"email\"\n\"Léa\",\"Dubois\",\"lea@x.example\"\n\"Nina\",\"Roth\",\"nina@x.example\"\n", nil, two},
		{"empty rows", "\n\nfirst_name,last_name,email\n\nLéa,Dubois,lea@x.example\n,,\n  \nNina,Roth,nina@x.example\n,,\n\n\n", nil, two},
		{"empty columns at the end", "first_name;last_name;email;;\nLéa;Dubois;lea@x.example;;\nNina;Roth;nina@x.example;;;;\n", nil, two},
		{"fewer empty columns than the header has", "first_name;last_name;email;;\nLéa;Dubois;lea@x.example\nNina;Roth;nina@x.example;\n", nil, two},
		{"headers as people write them", "Surname,E-Mail address,Forename\nDubois,lea@x.example,Léa\nRoth,nina@x.example,Nina\n", nil, two},
		{"headers in capitals", "FIRST NAME;LAST-NAME;E-MAIL\nLéa;Dubois;lea@x.example\nNina;Roth;nina@x.example\n", nil, two},
		{"nobody", "first_name,last_name,email\n", nil, map[string]Member{}},
		{"everything", "first_name,last_name,email,role,departments,phone_number,country_code,number_type\nLéa,Dubois,Lea@X.example,Team Lead,Sales| Support;Sales;,,fr,Mobile\n", nil, map[string]Member{lea: all}},
		{"departments in lines", "first_name,last_name,email,role,Department,country_code,number_type\nLéa,Dubois,Lea@X.example,TEAM_LEAD,\"Sales\r\nSupport\",FR,mobile\n", nil, map[string]Member{lea: all}},
		{"departments in a list with semicolons", "first_name;last_name;email;role;departments;country_code;number_type\nLéa;Dubois;Lea@X.example;team lead;\"Sales;Support\";FR;mobile\n", nil, map[string]Member{lea: all}},
		{"a phone number", "first_name,last_name,email,phone\nLéa,Dubois,lea@x.example,+33 6 44 60 00 01\n", nil, map[string]Member{lea: called}},
		{"optional columns without a value", "first_name,last_name,email,role,departments,phone_number,country_code,number_type\nLéa,Dubois,lea@x.example,,,,,\nNina,Roth,nina@x.example,,,,,\n", nil, two},
		{"a further column", "first_name,last_name,email,desk\nLéa,Dubois,lea@x.example,12\n", []string{"Desk"}, map[string]Member{lea: desk}},
		{"all further columns", "first_name,Desk,last_name,email,Start date\nLéa,12,Dubois,lea@x.example,\n", []string{"*"}, map[string]Member{lea: desks}},
		{"quotes and line breaks in a name", "first_name,last_name,email\n\"Léa \"\"Lou\"\"\",\"Dubois,\nRoth\",lea@x.example\n", nil, map[string]Member{lea: person(`Léa "Lou"`, "Dubois,\nRoth", lea)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got, err := Parse(c.text, c.extra...); err != nil || !reflect.DeepEqual(got, c.want) {
				t.Errorf("\n got %+v, %v\nwant %+v", got, err, c.want)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	const head = "first_name,last_name,email\n"
	for _, c := range []struct {
		name, text string
		extra      []string
		want       []string // each in the error, in whatever order
	}{
		{"empty", "", nil, []string{"the list is empty", "first_name, last_name and email"}},
		{"blank", " \r\n,,\n", nil, []string{"the list is empty"}},
		{"UTF-16", "\xff\xfef\x00i\x00r\x00", nil, []string{"UTF-16", `"CSV UTF-8"`}},
		{"UTF-16 without its mark", "f\x00i\x00r\x00s\x00t\x00", nil, []string{"UTF-16", `"CSV UTF-8"`}},
		{"Latin-1", head + "L\xe9a,Dubois,lea@x.example\n", nil, []string{"isn't saved as UTF-8", `"CSV UTF-8"`}},
		{"a lost letter", head + "L\ufffda,Dubois,lea@x.example\n", nil, []string{`row 2, column "first_name": "L�a"`, "lost", `"CSV UTF-8"`}},
		{"no header", "Léa,Dubois,lea@x.example\n", nil, []string{`row 1: "Léa,Dubois,lea@x.example" names no column`}},
		{"missing columns", "first_name,role\nLéa,user\n", nil, []string{"2 problems", "row 1: the column last_name is missing", "the column email is missing", "first_name, role"}},
		{"an unknown column", "first_name,last_name,email,Desk\nLéa,Dubois,lea@x.example,12\n", nil, []string{`row 1, column "Desk": no such column is known`, "number_type", `members_from_csv(..., "Desk")`}},
		{"a misspelled column", "first_name,last_name,email,Departement\nLéa,Dubois,lea@x.example,Sales\n", nil, []string{`row 1, column "Departement"`, "Is it departments?"}},
		{"a misspelled column that is required", "frist_name,last_name,email\nLéa,Dubois,lea@x.example\n", nil, []string{"2 problems", `column "frist_name"`, "Is it first_name?", "the column first_name is missing"}},
		{"a column twice", "first_name,last_name,email,E-Mail\nLéa,Dubois,lea@x.example,\n", nil, []string{`row 1, column "E-Mail": the column email is there twice`, `"email"`}},
		{"a further column twice", "first_name,last_name,email,Desk,desk\nLéa,Dubois,lea@x.example,1,2\n", []string{"Desk"}, []string{`row 1, column "desk": the column Desk is there twice`}},
		{"a further column that isn't there", head, []string{"Desk"}, []string{`row 1: there is no column "Desk"`, "first_name, last_name, email"}},
		{"a header below empty rows", "\n,,\nfirst_name,last_name\n", nil, []string{"row 3: the column email is missing"}},
		{"an empty cell", head + "Léa,,lea@x.example\n", nil, []string{`row 2, column "last_name": the cell is empty`}},
		{"a blank cell", head + "Léa,\u00a0,lea@x.example\n", nil, []string{`row 2, column "last_name": the cell is empty`}},
		{"no e-mail address", "First name,Last name,E-Mail\nLéa,Dubois,lea.x.example\n", nil, []string{`row 2, column "E-Mail": "lea.x.example" has no @`}},
		{"several e-mail addresses", head + "Léa,Dubois,\"lea@x.example, lea@y.example\"\n", nil, []string{`row 2, column "email"`, "several addresses"}},
		{"the same e-mail address", head + "Léa,Dubois,lea@x.example\n\nLéa,Dubois,lea@x.example\n", nil, []string{`row 4, column "email": "lea@x.example" is in row 2 as well.`, "one row"}},
		{"the same e-mail address in another spelling", head + "Léa,Dubois,lea@x.example\nLéa,Dubois,Lea@X.example\n", nil, []string{`row 3, column "email": "Lea@X.example" is in row 2 as well, as "lea@x.example"`}},
		// Two addresses, as far as comparing goes, that have the same small letters.
		{"e-mail addresses with one key", head + "İna,Roth,İna@x.example\nIna,Roth,ina@x.example\n", nil, []string{`row 3, column "email": "ina@x.example" is in row 2 as well`}},
		{"a third time", head + "L,D,lea@x.example\nL,D,lea@x.example\nL,D,lea@x.example\n", nil, []string{"2 problems", "row 3", "row 4", "is in row 2"}},
		{"no such role", "first_name,last_name,email,role\nLéa,Dubois,lea@x.example,boss\n", nil, []string{`row 2, column "role": "boss" isn't one of: user, team_lead, admin, owner`}},
		{"a department in two spellings", "first_name,last_name,email,departments\nLéa,Dubois,lea@x.example,Sales\nNina,Roth,nina@x.example,Support|sales\n", nil, []string{`row 3, column "departments": "sales" is written "Sales" in row 2`}},
		{"no phone number", "first_name,last_name,email,phone_number\nLéa,Dubois,lea@x.example,06 44 60 00 01\n", nil, []string{`row 2, column "phone_number": "06 44 60 00 01" has no country code`, "+33 6 44 60 00 01"}},
		{"a phone number without its plus", "first_name,last_name,email,phone_number\nLéa,Dubois,lea@x.example,33644600001\n", nil, []string{`"33644600001" has no country code, or no plus`, "+33644600001"}},
		{"a phone number as a quantity", "first_name;last_name;email;phone_number\nLéa;Dubois;lea@x.example;3,36446E+10\n", nil, []string{`row 2, column "phone_number": "3,36446E+10" was a phone number`, "text"}},
		{"no country", "first_name,last_name,email,country_code\nLéa,Dubois,lea@x.example,France\n", nil, []string{`row 2, column "country_code": "France"`, "like FR"}},
		{"no such type", "first_name,last_name,email,country_code,number_type\nLéa,Dubois,lea@x.example,FR,fax\n", nil, []string{`row 2, column "number_type": "fax" isn't one of: mobile, landline`}},
		{"a number and a country to pick one from", "first_name,last_name,email,phone_number,country_code\nLéa,Dubois,lea@x.example,+33644600001,FR\n", nil, []string{`row 2, column "country_code"`, "+33644600001", "Leave one of the two empty"}},
		{"a type of no country", "first_name,last_name,email,country_code,number_type\nLéa,Dubois,lea@x.example,,mobile\n", nil, []string{`row 2, column "number_type": "mobile"`, "the row has no country_code"}},
		{"a type without the column for the country", "first_name,last_name,email,number_type\nLéa,Dubois,lea@x.example,mobile\n", nil, []string{`row 2, column "number_type": "mobile"`, "no column country_code"}},
		{"too few cells", head + "Léa,lea@x.example\n", nil, []string{`row 2: "Léa,lea@x.example" has 2 cells where the header has 3`, "separator is missing"}},
		{"too many cells", head + "Léa,Dubois,Roth,lea@x.example\n", nil, []string{"row 2", "has 4 cells where the header has 3", "A cell with a comma in it has to be in quotes"}},
		{"departments between semicolons", "first_name;last_name;email;departments\nLéa;Dubois;lea@x.example;Sales;Support\n", nil, []string{"has 5 cells where the header has 4", "a semicolon", "separated by |"}},
		{"a column without a name", "first_name,last_name,email,,role\nLéa,Dubois,lea@x.example,12,user\n", nil, []string{`row 2: "12" is in a column without a name`}},
		{"a quote inside", head + "Léa \"Lou\",Dubois,lea@x.example\n", nil, []string{`row 2: "Léa \"Lou\",Dubois,lea@x.example" has a quote inside`, "twice"}},
		{"text after a quote", head + "\"Léa\" Lou,Dubois,lea@x.example\n", nil, []string{"row 2", "text after a closing quote"}},
		{"a quote that isn't closed", head + "\"Léa,Dubois,lea@x.example\nNina,Roth,nina@x.example\n", nil, []string{"row 2", "never closed"}},
		{"a bad header", "first_name,\"last_name,email\nLéa,Dubois,lea@x.example\n", nil, []string{"row 1", "never closed"}},
		{"a row after line breaks", head + "\"Léa\r\n\r\nLou\",\"Dubois\r\n\",lea@x.example\r\n\r\n,Roth,nina@x.example\r\n", nil, []string{`row 4, column "first_name": the cell is empty`}},
		{"a row after a bad one", head + "L\"éa,Dubois,lea@x.example\n\n,Roth,nina@x.example\n", nil, []string{"2 problems", "row 2", `row 4, column "first_name"`}},
		{"the row is that of the spreadsheet", "sep=,\n" + head + ",Roth,nina@x.example\n", nil, []string{`row 2, column "first_name"`}},
		{"several in a row", "first_name,last_name,email,role\n,Dubois,lea,boss\n", nil, []string{"3 problems", `column "first_name"`, `column "email"`, `column "role"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := Parse(c.text, c.extra...)
			if err == nil {
				t.Fatalf("no error, but %+v", got)
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%v\nlacks %q", err, want)
				}
			}
			if strings.HasSuffix(err.Error(), ".") {
				t.Errorf("the CLI adds a full stop to %q", err)
			}
			if problems := err.(*Problems); (problems.count > 1) != strings.Contains(c.want[0], "problems") {
				t.Errorf("more than is wrong: %v", err)
			}
		})
	}
}

// Of many problems the first are told, in the list's order, and how many there are.
func TestManyProblems(t *testing.T) {
	t.Parallel()
	text := "first_name,last_name,email\n"
	for i := range 42 {
		text += fmt.Sprintf("Léa,Dubois,lea%d\n", i)
	}
	_, err := Parse(text)
	if err == nil {
		t.Fatal("no error")
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != 2+shown+1 || lines[0] != "the list has 42 problems:" || lines[len(lines)-1] != "  ... and 32 more" {
		t.Errorf("%v", err)
	}
	for i, line := range lines[2 : 2+shown] {
		if want := fmt.Sprintf(`  - row %d, column "email": "lea%d"`, i+2, i); !strings.HasPrefix(line, want) {
			t.Errorf("%q, want %q", line, want)
		}
	}
}

// company draws a list's people, each under a key of their own.
func company(t *rapid.T) map[string]Member {
	name := rapid.OneOf(
		rapid.SampledFrom([]string{"Léa", "O'Neil", "de la Cruz", `Ann "Lou"`, "Smith; Jones", "Smith, Jr.", "李", "two\nlines", "#1", "=1+1", "-"}),
		rapid.StringMatching(`[\pL\pN][\pL\pN ,;|"\t'-]{0,8}[\pL\pN]`),
	)
	department := rapid.SampledFrom([]string{"Sales", "Support", "R&D, Paris", `"Quoted"`, "Boutique n° 3", "Straße"})
	people := map[string]Member{}
	for i := range rapid.IntRange(0, 6).Draw(t, "people") {
		address := fmt.Sprintf("%s%d@%s", rapid.SampledFrom([]string{"lea", "Nina.Roth", "o'neil", "É"}).Draw(t, "address"), i, rapid.SampledFrom([]string{"x.example", "X.Example"}).Draw(t, "domain"))
		m := Member{
			FirstName: name.Draw(t, "first"), LastName: name.Draw(t, "last"), Email: address,
			Role: rapid.SampledFrom(roles).Draw(t, "role"), Extra: map[string]string{"Desk": rapid.SampledFrom([]string{"", "12", "a,b"}).Draw(t, "desk")},
		}
		m.Departments = append(m.Departments, slices.Sorted(maps.Keys(rapid.MapOfN(department, rapid.Just(true), 0, 3).Draw(t, "departments")))...)
		switch rapid.IntRange(0, 2).Draw(t, "number") {
		case 1:
			m.PhoneNumber = "+" + rapid.StringMatching(`[1-9][0-9]{6,14}`).Draw(t, "phone")
		case 2:
			m.CountryCode = "FR"
			m.NumberType = rapid.SampledFrom([]string{"", "mobile", "landline"}).Draw(t, "type")
		}
		people[strings.ToLower(address)] = m
	}
	return people
}

// sheet is how a spreadsheet keeps people: its columns in some order, with some spelling.
type sheet struct {
	titles []string
	cell   []func(Member) string
	rows   []Member
}

func drawSheet(t *rapid.T, people map[string]Member) sheet {
	all := []struct {
		titles []string
		cell   func(Member) string
	}{
		{[]string{"first_name", "First name", "FORENAME"}, func(m Member) string { return m.FirstName }},
		{[]string{"last_name", "Last-Name", "surname"}, func(m Member) string { return m.LastName }},
		{[]string{"email", "E-Mail", "e-mail address"}, func(m Member) string { return m.Email }},
		{[]string{"role", "Role "}, func(m Member) string { return strings.ReplaceAll(m.Role, "_", " ") }},
		{[]string{"departments", "Department"}, func(m Member) string { return strings.Join(m.Departments, " | ") }},
		{[]string{"phone_number", "Phone Number"}, func(m Member) string { return m.PhoneNumber }},
		{[]string{"country_code"}, func(m Member) string { return strings.ToLower(m.CountryCode) }},
		{[]string{"number_type"}, func(m Member) string { return m.NumberType }},
		{[]string{"Desk", "desk"}, func(m Member) string { return m.Extra["Desk"] }},
	}
	var s sheet
	for _, column := range rapid.Permutation(all).Draw(t, "columns") {
		s.titles = append(s.titles, rapid.SampledFrom(column.titles).Draw(t, "title"))
		s.cell = append(s.cell, column.cell)
	}
	s.rows = rapid.Permutation(slices.Collect(maps.Values(people))).Draw(t, "rows")
	return s
}

// write saves the sheet as some program does it. It returns the spreadsheet's row of each person.
func (s sheet) write(t *rapid.T) (text string, numbers []int) {
	separator := rapid.SampledFrom([]string{",", ";", "\t"}).Draw(t, "separator")
	end := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "line end")
	quoteAll := rapid.Bool().Draw(t, "quote all")
	quoted := func(cell string) string {
		if quoteAll || strings.ContainsAny(cell, separator+"\"\r\n") {
			return `"` + strings.ReplaceAll(strings.ReplaceAll(cell, `"`, `""`), "\n", end) + `"`
		}
		return cell
	}
	var b strings.Builder
	row := 0
	line := func(cells []string) {
		row++
		for i, cell := range cells {
			if i > 0 {
				b.WriteString(separator)
			}
			b.WriteString(quoted(cell))
		}
		b.WriteString(rapid.SampledFrom([]string{"", "", separator}).Draw(t, "one more") + end)
	}
	b.WriteString(rapid.SampledFrom([]string{"", "\ufeff"}).Draw(t, "mark"))
	line(s.titles)
	for _, m := range s.rows {
		for range rapid.IntRange(0, 1).Draw(t, "empty rows") {
			row++
			b.WriteString(rapid.SampledFrom([]string{"", " ", strings.Repeat(separator, len(s.titles)-1)}).Draw(t, "empty row") + end)
		}
		cells := make([]string, len(s.cell))
		for i, cell := range s.cell {
			cells[i] = cell(m)
		}
		line(cells)
		numbers = append(numbers, row)
	}
	return b.String(), numbers
}

// However a list is saved, the same people come out.
func TestHoweverSaved(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		people := company(t)
		text, _ := drawSheet(t, people).write(t)
		got, err := Parse(text, "Desk")
		if err != nil || !reflect.DeepEqual(got, people) {
			t.Fatalf("%q\n got %+v, %v\nwant %+v", text, got, err, people)
		}
	})
}

// One mistake makes one problem, which names its row, its column and what is written there.
func TestOneMistake(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		people := company(t)
		if len(people) == 0 {
			return
		}
		s := drawSheet(t, people)
		broken := rapid.IntRange(0, len(s.rows)-1).Draw(t, "row")
		mistake := rapid.SampledFrom([]struct{ title, cell, says string }{
			{"email", "no address", "has no @"},
			{"firstname", "", "is empty"},
			{"role", "boss", "isn't one of"},
			{"departments", "sALES|sAles", "is written"},
			{"countrycode", "Paris", "isn't the code"},
			{"phonenumber", "06 44 60 00 01", "no country code"},
		}).Draw(t, "mistake")
		column := slices.IndexFunc(s.titles, func(title string) bool {
			a, _ := columnCalled(title)
			b, _ := columnCalled(mistake.title)
			return a == b && title != "Desk" && title != "desk"
		})
		if mistake.says == "is written" {
			s.rows[broken].Departments = nil
		}
		s.rows[broken].NumberType, s.rows[broken].CountryCode, s.rows[broken].PhoneNumber = "", "", ""
		right := s.cell[column]
		address := s.rows[broken].Email
		s.cell[column] = func(m Member) string {
			if m.Email == address {
				return mistake.cell
			}
			return right(m)
		}
		text, numbers := s.write(t)
		_, err := Parse(text, "Desk")
		want := fmt.Sprintf("row %d, column %q: ", numbers[broken], strings.TrimSpace(s.titles[column]))
		if err == nil || !strings.HasPrefix(err.Error(), want) && mistake.says != "is written" || !strings.Contains(err.Error(), mistake.says) {
			t.Fatalf("%q\n%v\nwant %s", text, err, want)
		}
	})
}

// An office's list is read in no time, and twice the list takes about twice as long.
func BenchmarkMembersFromCSV(b *testing.B) {
	for _, rows := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			text := large(rows, "")
			b.ReportAllocs()
			for b.Loop() {
				if got, err := Parse(text); err != nil || len(got) != rows {
					b.Fatal(err)
				}
			}
		})
	}
}

func large(rows int, broken string) string {
	var b strings.Builder
	b.WriteString("first_name;last_name;email;role;departments;country_code;number_type\r\n")
	for i := range rows {
		fmt.Fprintf(&b, "Ada;Number %d;ada.%d@x.example%s;user;\"Sales;Department %d\";FR;mobile\r\n", i, i, broken, i%50)
	}
	return b.String()
}

func TestTenThousandRows(t *testing.T) {
	t.Parallel()
	if got, err := Parse(large(10_000, "")); err != nil || len(got) != 10_000 {
		t.Fatal(len(got), err)
	}
	if _, err := Parse(large(10_000, "@")); err == nil || !strings.Contains(err.Error(), "10000 problems") {
		t.Fatal(err)
	}
}

func FuzzMembersFromCSV(f *testing.F) {
	for _, text := range []string{
		"first_name,last_name,email\nLéa,Dubois,lea@x.example\n",
		"\ufeffFirst name;Last name;E-Mail;Departments\r\nLéa;Dubois;lea@x.example;\"Sales;Support\"\r\n;;;\r\n",
		"first_name\tlast_name\temail\trole\tphone_number\nLéa\tDubois\tlea@x.example\tadmin\t+33 6 44 60 00 01\n",
		"sep=|\nfirst_name|last_name|email|country_code|number_type\n\"Léa\n\nLou\"|Dubois|lea@x.example|FR|mobile\n",
		"first_name,last_name,email\nİ,I,İ@x\ni,i,i@x\nK,K,K@x\nk,k,k@x\n",
		"first_name,last_name,email,email\n", "first_name,last_name,email,desk\na,b,c@d,\n", "\"", "\xff\xfe", "f\x00", "\r\r", "sep=,", "sep=;\n", "",
		"first_name,last_name,email\n\"a\"b,c,d@e\na\"b,c,d@e\n\"a,c,d@e",
	} {
		f.Add(text, "")
		f.Add(text, "Desk")
		f.Add(text, "*")
	}
	f.Fuzz(func(t *testing.T, text, wanted string) {
		var extra []string
		if wanted != "" && cannotBeExtra(wanted, nil) == "" {
			extra = append(extra, wanted)
		}
		got, err := Parse(text, extra...)
		if err != nil {
			problems, ok := err.(*Problems)
			if !ok || problems.count < 1 || len(problems.texts) != min(problems.count, shown) || got != nil {
				t.Fatalf("%+v, %#v", got, err)
			}
			if !utf8.ValidString(err.Error()) || strings.Contains(err.Error(), "%!") && !strings.Contains(text+wanted, "%") {
				t.Fatalf("the error isn't text: %q", err)
			}
			return
		}
		for key, m := range got {
			if _, err := email.Parse(m.Email); err != nil {
				t.Fatalf("%q is %+v, %v", key, m, err)
			}
			small := strings.ToLower(m.Email)
			if small != key || m.FirstName == "" || m.LastName == "" || !slices.Contains(roles, m.Role) {
				t.Fatalf("%q is %+v", key, m)
			}
			for _, text := range append([]string{m.FirstName, m.LastName}, m.Departments...) {
				if text != strings.TrimSpace(text) || text == "" {
					t.Fatalf("%q has the name %q", key, text)
				}
			}
			if number, err := e164.Parse(m.PhoneNumber); m.PhoneNumber != "" && (err != nil || number != m.PhoneNumber) {
				t.Fatalf("%q has the number %q: %v", key, m.PhoneNumber, err)
			}
			if m.PhoneNumber != "" && m.CountryCode != "" || m.NumberType != "" && m.CountryCode == "" {
				t.Fatalf("%q has no number of its own: %+v", key, m)
			}
		}
		addresses := map[string]bool{}
		for _, m := range got {
			addresses[email.Fold(m.Email)] = true
		}
		if len(addresses) != len(got) {
			t.Fatalf("somebody is there twice: %+v", got)
		}
	})
}
