package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"
)

// defaultPort is where serve listens if -addr does not say.
const defaultPort = "8404"

// The times that a client is given. A read deadline that passes cancels the request's context, and a write deadline
// cuts off the response: both must leave room for a response that is delayed.
const (
	headerTimeout   = 10 * time.Second
	requestTimeout  = maxDelay + 15*time.Second
	responseTimeout = maxDelay + 15*time.Second
	idleTimeout     = 2 * time.Minute
	stopTimeout     = 5 * time.Second
)

// serve answers requests until the process is interrupted or terminated.
func (c *command) serve() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return c.serveUntil(ctx)
}

// serveUntil answers requests with statuses until ctx is done.
func (c *command) serveUntil(ctx context.Context) error {
	handler := newHandler(c.lib)
	if c.verbose {
		handler = logRequests(handler, c.stderr, time.Now)
	}
	return c.serveHandler(ctx, handler, func(origin string) string {
		return fmt.Sprintf(labels[c.lang].serving, origin, origin)
	})
}

// serveHandler answers requests until ctx is done; what is being answered then is finished, without further delay. It prints
// what greeting says of the origin that it serves.
func (c *command) serveHandler(ctx context.Context, handler http.Handler, greeting func(origin string) string) error {
	host, port, err := splitAddr(c.addr)
	if err != nil {
		return usageError{err}
	}
	// Not "localhost": that can be looked up to something else.
	name := net.JoinHostPort(host, port)
	if host == "localhost" {
		host = "127.0.0.1"
	}
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", net.JoinHostPort(host, port))
	if err != nil {
		// The rest repeats the address.
		var call *os.SyscallError
		var op *net.OpError
		switch {
		case errors.As(err, &call):
			err = call.Err
		case errors.As(err, &op):
			err = op.Err
		}
		return say(sayCannotListen, name, err)
	}

	origin := "http://" + originHost(c.addr, l.Addr())
	fmt.Fprintln(c.stdout, greeting(origin))
	if l.Addr().(*net.TCPAddr).IP.IsUnspecified() {
		fmt.Fprintln(c.stdout, labels[c.lang].reachable)
	}
	if err := c.stdout.Flush(); err != nil {
		l.Close()
		return err
	}

	server := newServer(ctx, handler)
	served := make(chan error, 1)
	go func() { served <- server.Serve(l) }()
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	limit, cancel := context.WithTimeout(context.Background(), stopTimeout)
	defer cancel()
	if err := server.Shutdown(limit); err != nil {
		// Some client is slow to take its response; it has had its time.
		return server.Close()
	}
	return nil
}

// newServer returns a server whose requests end, and are delayed no more, when ctx is done.
func newServer(ctx context.Context, handler http.Handler) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       requestTimeout,
		WriteTimeout:      responseTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    64 << 10,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
}

// splitAddr returns the host and port of the argument of -addr. Without the argument that is localhost; without a host in it, ""
// stands for all addresses of the machine, as it does in package net.
func splitAddr(addr string) (host, port string, err error) {
	if addr == "" {
		return "localhost", defaultPort, nil
	}
	host, port, err = net.SplitHostPort(addr)
	if err != nil {
		return "", "", say(sayBadAddr, quote(addr), defaultPort)
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return "", "", say(sayBadPort, quote(addr), defaultPort)
	}
	return host, port, nil
}

// originHost returns the host and port that a browser on this machine reaches the listener by.
func originHost(addr string, l net.Addr) string {
	host, _, err := splitAddr(addr)
	at := l.(*net.TCPAddr)
	if err != nil || at.IP.IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, strconv.Itoa(at.Port))
}
