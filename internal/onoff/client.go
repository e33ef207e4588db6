package onoff

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
)

// Client speaks with one organisation. It is safe for use by many goroutines, which share its
// connections and its gate.
type Client struct {
	base      *url.URL
	key       string
	userAgent string
	http      *http.Client
}

// New checks the configuration and makes a client. It sends nothing. An error is a *ConfigError.
func New(config Config) (*Client, error) {
	base, err := config.endpoint()
	if err != nil {
		return nil, err
	}
	key, err := config.key()
	if err != nil {
		return nil, err
	}
	if _, err := config.rate(); err != nil {
		return nil, err
	}
	transport := config.Transport
	if transport == nil {
		transport = http.DefaultTransport
	}
	return &Client{base: base, key: key, userAgent: config.UserAgent, http: &http.Client{Transport: transport}}, nil
}

type call struct {
	op, method, route string
	param             string
	query             url.Values
	naturalKey        string
	body              any
	decode            func(raw []byte) error
}

func (c *Client) do(ctx context.Context, call call) error {
	var body []byte
	if call.body != nil {
		var err error
		if body, err = json.Marshal(call.body); err != nil {
			return err
		}
	}
	target, err := c.target(call)
	if err != nil {
		return &Error{Op: call.op, Method: call.method, Route: call.route, Err: err}
	}
	req, err := http.NewRequestWithContext(ctx, call.method, target, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("x-api-key", c.key)
	req.Header.Set("Content-Type", "application/json")
	if call.method == http.MethodPost {
		req.Header.Set("Idempotency-Key", idempotencyKey(call.op, call.naturalKey, body))
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return &Error{Op: call.op, Method: call.method, Route: call.route, Err: err}
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return &Error{Op: call.op, Method: call.method, Route: call.route, Err: err}
	}
	if resp.StatusCode/100 != 2 {
		var envelope struct {
			Error struct {
				Code, Message, SequenceNumber text
			}
		}
		_ = json.Unmarshal(raw, &envelope)
		return &Error{Op: call.op, Method: call.method, Route: call.route, StatusCode: resp.StatusCode,
			Code: string(envelope.Error.Code), Message: string(envelope.Error.Message)}
	}
	if call.decode != nil {
		return call.decode(raw)
	}
	return nil
}
