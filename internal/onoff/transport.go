package onoff

import (
	"net"
	"net/http"
	"time"
)

// pooled is a transport that keeps a connection for each of the requests that Terraform makes at a
// time. net/http keeps two for a host, and would open and close the others all the time. It asks for
// gzip by itself.
func pooled() *http.Transport {
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           dialer.DialContext,
		ForceAttemptHTTP2:     true,
		MaxIdleConns:          128,
		MaxIdleConnsPerHost:   128,
		IdleConnTimeout:       60 * time.Second,
		TLSHandshakeTimeout:   10 * time.Second,
		ExpectContinueTimeout: time.Second,
	}
}

// follow lets a GET be redirected within the endpoint, and nothing else: net/http would take the API
// key along to another host, and make a GET of a POST.
func follow(req *http.Request, via []*http.Request) error {
	first := via[0]
	if first.Method == http.MethodGet && len(via) <= 3 &&
		req.URL.Scheme == first.URL.Scheme && req.URL.Host == first.URL.Host {
		return nil
	}
	return http.ErrUseLastResponse
}
