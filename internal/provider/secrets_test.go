package provider_test

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/onoff-community/terraform-provider-onoff/internal/acctest"
	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// password is one that a service gives away where it shouldn't.
const password = "Zwetschgenkuchen-1937"

// A tour over everything, with all that can go wrong: the most talkative log that a user can ask for
// has no name, no e-mail, no number and no secret, and the key is in no file and on no screen. What is
// shown to the user names people: that's the plan that they are to review.
func TestSecretsAndNamesStayOutOfLogs(t *testing.T) {
	t.Parallel()
	h := acctest.New(t, acctest.CompanyFile(companyFile), acctest.Setting("max_retries", "1"))
	cli := h.CLI().Built()
	logFile := filepath.Join(t.TempDir(), "provider.log")
	cli.Env = append(cli.Env, "TF_LOG_PROVIDER=TRACE", "TF_LOG_PATH="+logFile)
	personal := &acctest.Canaries{}
	personal.Company(h.Company())
	show := func(r *acctest.Result) *acctest.Result {
		keepsKey(t, "the output", r.Output)
		personal.Company(h.Company())
		return r
	}

	show(cli.Use("all").Run("plan", "-no-color", "-input=false", "-out=plan.bin")).WantCode(0)
	keepsKey(t, "the plan", unzipped(t, filepath.Join(cli.Dir, "plan.bin")))
	keepsKey(t, "the plan as JSON", cli.Run("show", "-json", "plan.bin").WantCode(0).Output)
	h.Fault(acctest.LostReply("POST /api/v1/members"), acctest.LostRequest("POST /api/v1/licenses"))
	show(cli.Run("apply", "-no-color", "-input=false", "plan.bin")).WantCode(0)
	h.NoFaults()
	show(cli.Plan()).WantCode(0)
	if acctest.Can(acctest.ListResources) {
		show(cli.UseDir("testdata/TestExportByQuery").Run("query", "-no-color", "-generate-config-out=generated.tf")).
			WantCode(0).Want("annabelle.petitpas@example.com")
		h.Fault(acctest.Answers("GET /api/v1/departments", http.StatusForbidden))
		show(cli.Run("query", "-no-color")).WantCode(1)
		h.NoFaults()
	}
	show(cli.Use("changed").Apply()).WantCode(0)

	// Everything that the API, the plan checks and the validation refuse.
	show(cli.Use("invalid").Plan()).WantCode(1).Want("vignoble")
	show(cli.Use("impossible").Plan()).WantCode(1).Want("vignoble")
	show(cli.Use("refused").Apply()).WantCode(1).Want("annabelle.petitpas@example.com")
	show(cli.Use("import").Plan()).WantCode(1).Want("nobody.inventee@example.com")
	show(cli.Run("import", "-no-color", "-input=false", "onoff_member.nobody", "+33199000098")).WantCode(1)

	show(cli.Use("list").Plan()).WantCode(1).Want(`"nobody.inventee" has no @`)

	invoked(t, h, cli, show)

	// A service that is out of order, and gives away what it shouldn't.
	told := `{"error":{"code":"internal","message":"no answer for Annabelle Petitpas, +33199000021, ` + acctest.APIKey + `, ` + password + `"},` +
		`"annabelle.petitpas@example.com":"` + password + `"}`
	for _, fault := range []simulator.Fault{
		acctest.AnswersWith("*", http.StatusBadRequest, told),
		acctest.AnswersWith("*", http.StatusInternalServerError, told),
		acctest.AnswersWith("*", http.StatusOK, "<html><title>Annabelle Petitpas</title>"+password+acctest.APIKey+"</html>"),
		acctest.AnswersWith("*", http.StatusOK, `{"members":[{"id":"+33199000021","email":["annabelle.petitpas@example.com"]`),
		acctest.Answers("*", http.StatusUnauthorized),
		{Route: "*", Drop: "before"},
	} {
		h.Fault(fault)
		show(cli.Use("changed").Plan()).WantCode(1)
		h.NoFaults()
	}
	show(cli.Use("changed").Destroy()).WantCode(0)

	for _, file := range files(t, cli.Dir) {
		keepsKey(t, file, unzipped(t, file))
	}
	log, err := os.ReadFile(logFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(log, []byte("Sending a request")) {
		t.Fatalf("the log has no requests:\n%s", log)
	}
	personal.Add("nobody.inventee", "Inventee", acctest.APIKey, password)
	tellsNobody(t, personal, log)
}

// invoked mails a member by actions, as far as the CLI has them: what a service gives away in its answer
// is neither shown nor kept.
func invoked(t *testing.T, h *acctest.Harness, cli *acctest.CLI, show func(*acctest.Result) *acctest.Result) {
	t.Helper()
	if !acctest.Can(acctest.Actions) {
		return
	}
	apply := func(name string) *acctest.Result {
		result := show(cli.Use("actions").Apply("-invoke=action." + name + ".annabelle"))
		if strings.Contains(result.Output, password) {
			t.Errorf("the password is shown: %s", result.Output)
		}
		return result
	}
	apply("onoff_reset_password").WantCode(0).Want("annabelle.petitpas@example.com")
	h.Fault(acctest.LostReply("POST /api/v1/members/{memberId}/invitation"))
	apply("onoff_send_invitation").WantCode(1).Want("annabelle.petitpas@example.com")
	h.NoFaults()
	for _, status := range []int{http.StatusOK, http.StatusConflict} {
		h.Fault(acctest.AnswersWith("POST *", status, `{"temporaryPassword":"`+password+`","link":"https://example.com/`+password+`"}`))
		apply("onoff_send_invitation")
		apply("onoff_reset_password")
		h.NoFaults()
	}
	for _, file := range files(t, cli.Dir) {
		if strings.Contains(unzipped(t, file), password) {
			t.Errorf("the password is in %s", file)
		}
	}
}

// tellsNobody searches a log.
func tellsNobody(t *testing.T, personal *acctest.Canaries, log []byte) {
	t.Helper()
	if personal.Len() < 20 {
		t.Fatalf("there are only %d texts to be searched for", personal.Len())
	}
	for _, found := range personal.In(log) {
		t.Errorf("the log has %s", found)
	}
}

func keepsKey(t *testing.T, what, text string) {
	t.Helper()
	if text == "" {
		t.Errorf("%s is empty", what)
	}
	if strings.Contains(text, acctest.APIKey) || strings.Contains(text, acctest.APIKey[8:]) {
		t.Errorf("the key is in %s:\n%s", what, text)
	}
}

// unzipped is the content of a file, which may be an archive, as a plan is.
func unzipped(t *testing.T, file string) string {
	t.Helper()
	archive, err := zip.OpenReader(file)
	if err != nil {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return string(content)
	}
	defer func() { _ = archive.Close() }()
	var all strings.Builder
	for _, entry := range archive.File {
		content, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, content); err != nil {
			t.Fatal(err)
		}
		_ = content.Close()
	}
	return all.String()
}

// files are all files of a folder.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			all = append(all, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
