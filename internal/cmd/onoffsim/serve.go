package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"time"

	"github.com/onoff-community/terraform-provider-onoff/internal/simulator"
)

// stopGrace is how long requests under way may take after an interrupt.
const stopGrace = 2 * time.Second

// serve answers until the context ends.
func serve(ctx context.Context, s settings, stdout, stderr io.Writer) error {
	sim, err := simulator.New(s.options)
	if err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", s.listen)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:           sim,
		ReadHeaderTimeout: 10 * time.Second,
		ErrorLog:          log.New(stderr, "onoffsim: ", 0),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()

	// The listener is open already: whoever reads this line can connect.
	if _, err := fmt.Fprintf(stdout, "http://%s\n", listener.Addr()); err != nil {
		_ = server.Close()
		return err
	}
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopGrace)
	defer cancel()
	if err := server.Shutdown(grace); errors.Is(err, context.DeadlineExceeded) {
		return server.Close()
	} else if err != nil {
		return err
	}
	return nil
}
