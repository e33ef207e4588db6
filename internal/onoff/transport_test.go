package onoff

import (
	"bufio"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// serve runs a service on the loopback and a client of it with its own transport.
func serve(t *testing.T, handler http.HandlerFunc) (*httptest.Server, *Client) {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server, newTestClient(t, Config{BaseURL: server.URL, MaxRetries: NoRetries})
}

func TestConnectionsAreKept(t *testing.T) {
	t.Parallel()
	var opened atomic.Int64
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(time.Millisecond) // so that requests are under way together
		fmt.Fprint(w, `{"id":"1"}`)
	}))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			opened.Add(1)
		}
	}
	server.Start()
	defer server.Close()
	client := newTestClient(t, Config{BaseURL: server.URL})
	var workers sync.WaitGroup
	for range 10 {
		workers.Go(func() {
			for range 30 {
				if _, err := client.GetAccount(t.Context()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	workers.Wait()
	// net/http may open a connection that it then doesn't need, if another one gets free meanwhile.
	if n := opened.Load(); n > 20 {
		t.Errorf("%d connections for 300 requests, 10 at a time", n)
	}
}

func TestGzipIsTaken(t *testing.T) {
	t.Parallel()
	_, client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			t.Error("gzip isn't asked for")
		}
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		defer z.Close()
		fmt.Fprint(z, `{"id":"1","name":"Sales"}`)
	})
	department, err := client.GetDepartment(t.Context(), "1")
	if err != nil || department.Name != "Sales" {
		t.Error(department, err)
	}
}

// TestPostIsNotSentTwiceByTheTransport breaks a kept connection under a POST. net/http would send it
// again by itself, since it has an Idempotency-Key, which not every endpoint honours.
func TestPostIsNotSentTwiceByTheTransport(t *testing.T) {
	t.Parallel()
	for name, post := range map[string]func(context.Context, *Client) error{
		"with a body":    func(ctx context.Context, c *Client) error { _, err := c.CreateDepartment(ctx, "Sales"); return err },
		"without a body": func(ctx context.Context, c *Client) error { return c.SendInvitation(ctx, "1") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			defer listener.Close()
			var posts atomic.Int64
			go func() {
				for {
					conn, err := listener.Accept()
					if err != nil {
						return
					}
					go func() {
						defer conn.Close()
						in := bufio.NewReader(conn)
						for {
							req, err := http.ReadRequest(in)
							if err != nil {
								return
							}
							if _, err := io.Copy(io.Discard, req.Body); err != nil {
								return
							}
							if req.Method == http.MethodPost {
								posts.Add(1)
								return // without an answer, on a connection that was used before
							}
							fmt.Fprint(conn, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"id\":\"1\"}")
						}
					}()
				}
			}()
			client := newTestClient(t, Config{BaseURL: "http://" + listener.Addr().String()})
			if _, err := client.GetAccount(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := post(t.Context(), client); !Ambiguous(err) {
				t.Errorf("error: %v", err)
			}
			if n := posts.Load(); n != 1 {
				t.Errorf("the POST was sent %d times", n)
			}
		})
	}
}

// TestKeyStaysHome redirects to another host, and within the endpoint.
func TestKeyStaysHome(t *testing.T) {
	t.Parallel()
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		t.Errorf("%s %s reached another host with the key %q", r.Method, r.URL, r.Header.Get("x-api-key"))
	}))
	defer other.Close()
	var posts atomic.Int64
	_, client := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/moved"):
			fmt.Fprint(w, `{"id":"moved"}`)
		case r.Method == http.MethodPost:
			posts.Add(1)
			http.Redirect(w, r, "/api/v1/members/moved", http.StatusFound)
		case strings.HasSuffix(r.URL.Path, "/here"):
			http.Redirect(w, r, "/api/v1/members/moved", http.StatusPermanentRedirect)
		case strings.HasSuffix(r.URL.Path, "/round"):
			http.Redirect(w, r, r.URL.Path, http.StatusFound)
		default:
			http.Redirect(w, r, other.URL+r.URL.Path+"?email=anna@example.com", http.StatusTemporaryRedirect)
		}
	})
	_, err := client.GetMember(t.Context(), "there")
	if err == nil || !strings.Contains(err.Error(), "redirects to "+other.URL) || strings.Contains(err.Error(), "anna") {
		t.Errorf("error: %v", err)
	}
	if member, err := client.GetMember(t.Context(), "here"); err != nil || member.ID != "moved" {
		t.Error(member, err)
	}
	if _, err := client.GetMember(t.Context(), "round"); err == nil {
		t.Error("a redirection without end was followed")
	}
	if _, err := client.CreateMember(t.Context(), MemberCreate{Email: "a@example.com"}); err == nil || Ambiguous(err) || posts.Load() != 1 {
		t.Errorf("%d requests, error: %v", posts.Load(), err)
	}
	if err := client.DeleteMember(t.Context(), "there"); err == nil {
		t.Error("a redirected DELETE succeeded")
	}
}

// TestNothingWasSent fails before a connection is there: then even a POST may be repeated, and isn't
// ambiguous.
func TestNothingWasSent(t *testing.T) {
	t.Parallel()
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	secure := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(secure.Close)
	silent, err := net.Listen("tcp", "127.0.0.1:0") // accepts, but never does its part of the TLS handshake
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = silent.Close() })
	for name, base := range map[string]string{
		"nobody listens":       closed.URL,
		"untrusted":            secure.URL,
		"TLS to a plain port":  strings.Replace(closed.URL, "http:", "https:", 1),
		"no TLS handshake":     "https://" + silent.Addr().String(),
		"no such host, at all": "https://nowhere.invalid",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := newTestClient(t, Config{BaseURL: base, MaxRetries: NoRetries, AttemptTimeout: 200 * time.Millisecond})
			_, err := client.CreateDepartment(t.Context(), "Sales")
			if err == nil || Ambiguous(err) {
				t.Errorf("error: %v", err)
			}
			if strings.Contains(err.Error(), "/departments") {
				t.Errorf("the error has the URL: %v", err)
			}
		})
	}
}

// TestPlainPortForTLS is the mistake of giving http for an https port, and the other way round.
func TestPlainPortForTLS(t *testing.T) {
	t.Parallel()
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	client := newTestClient(t, Config{BaseURL: strings.Replace(plain.URL, "http:", "https:", 1)})
	began := time.Now()
	_, err := client.CreateDepartment(t.Context(), "Sales")
	if err == nil || Ambiguous(err) || time.Since(began) > 200*time.Millisecond {
		t.Errorf("after %s: %v", time.Since(began), err)
	}
}

// TestAnswerIsTruncatedOnTheWire announces more than it sends.
func TestAnswerIsTruncatedOnTheWire(t *testing.T) {
	t.Parallel()
	var requests atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if requests.Add(1) == 1 || r.Method == http.MethodPost {
			w.Header().Set("Content-Length", "100")
			fmt.Fprint(w, `{"id":"1"`)
			return
		}
		fmt.Fprint(w, `{"members":[{"id":"1"}]}`)
	}))
	defer server.Close()
	client := newTestClient(t, Config{BaseURL: server.URL})
	for member, err := range client.Members(t.Context()) {
		if err != nil || member.ID != "1" {
			t.Error(member, err)
		}
	}
	if _, err := client.CreateDepartment(t.Context(), "Sales"); !Ambiguous(err) {
		t.Errorf("error: %v", err)
	}
	if n := requests.Load(); n != 3 {
		t.Errorf("%d requests", n)
	}
}

// TestPipe sends over a connection without a network, in time that doesn't pass: the answer comes
// after the attempt's own time is over.
func TestPipe(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		transport := pooled()
		transport.Proxy = nil
		transport.DialContext = func(context.Context, string, string) (net.Conn, error) {
			ours, theirs := net.Pipe()
			go func() {
				defer theirs.Close()
				if _, err := http.ReadRequest(bufio.NewReader(theirs)); err != nil {
					return
				}
				time.Sleep(time.Minute)
				fmt.Fprint(theirs, "HTTP/1.1 201 Created\r\nContent-Length: 10\r\n\r\n{\"id\":\"1\"}")
			}()
			return ours, nil
		}
		defer transport.CloseIdleConnections()
		patient := newTestClient(t, Config{Transport: transport, AttemptTimeout: 2 * time.Minute})
		if department, err := patient.CreateDepartment(t.Context(), "Sales"); err != nil || department.ID != "1" {
			t.Error(department, err)
		}
		client := newTestClient(t, Config{Transport: transport})
		began := time.Now()
		_, err := client.CreateDepartment(t.Context(), "Sales")
		if !Ambiguous(err) || time.Since(began) != 30*time.Second {
			t.Errorf("after %s: %v", time.Since(began), err)
		}
		time.Sleep(time.Minute)
	})
}

func TestHeaders(t *testing.T) {
	t.Parallel()
	server, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		for name, want := range map[string]string{
			"x-api-key": "k", "User-Agent": "terraform-provider-onoff/1.2.3 Terraform/1.11.4", "Accept": "application/json",
		} {
			if got := r.Header.Get(name); got != want {
				t.Errorf("%s %s: %s is %q", r.Method, r.URL.Path, name, got)
			}
		}
		body, _ := io.ReadAll(r.Body)
		if has := r.Header.Get("Content-Type") == "application/json"; has != (len(body) > 0) {
			t.Errorf("%s %s: Content-Type %q with %q", r.Method, r.URL.Path, r.Header.Get("Content-Type"), body)
		}
		if has := r.Header.Get("Idempotency-Key") != ""; has != (r.Method == http.MethodPost) {
			t.Errorf("%s %s: Idempotency-Key %q", r.Method, r.URL.Path, r.Header.Get("Idempotency-Key"))
		}
		if len(r.TransferEncoding) > 0 {
			t.Errorf("%s %s: sent as %v", r.Method, r.URL.Path, r.TransferEncoding)
		}
		fmt.Fprint(w, `{"id":"1"}`)
	})
	client := newTestClient(t, Config{BaseURL: server.URL, APIKey: " k\n", UserAgent: "terraform-provider-onoff/1.2.3 Terra\r\nform/1.11.4"})
	for name, operation := range operations {
		if err := operation(t.Context(), client); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := client.ResetPassword(t.Context(), "1"); err != nil {
		t.Error(err)
	}
}
