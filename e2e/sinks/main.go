// Command sinks is a mail server and an SMS gateway for stories: they take
// everything that they are sent and say what it was. It listens on free ports
// of loopback, says where in one line of JSON, and ends when its input does, so
// that it never outlives the test that started it.
//
//	sinks [-auth user:password]
//
// The view answers GET /emails and GET /sms with what was taken, in order.
package main

import (
	"encoding/json"
	"flag"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"time"

	"stepwise/backend/testkit/sink"
)

// places is the line that says where everything is.
type places struct {
	SMTP int    `json:"smtp"` // a port of 127.0.0.1
	SMS  string `json:"sms"`  // where to post
	View string `json:"view"` // the address of the view
}

// email is one message that the mail server took, with all its bytes.
type email struct {
	sink.Entry
	Raw string `json:"raw"`
}

func main() {
	auth := flag.String("auth", "", "the `user:password` that the mail server wants")
	flag.Parse()
	if err := run(*auth, os.Stdin, os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func run(auth string, until io.Reader, out io.Writer) error {
	mail, err := sink.StartSMTP(sink.SMTPOptions{Auth: auth, Now: time.Now})
	if err != nil {
		return err
	}
	defer func() { _ = mail.Close() }()
	texts, err := sink.StartSMS(sink.SMSOptions{Now: time.Now})
	if err != nil {
		return err
	}
	defer func() { _ = texts.Close() }()
	listener, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return err
	}
	view := &http.Server{Handler: show(mail, texts), ReadHeaderTimeout: time.Minute}
	defer func() { _ = view.Close() }()
	go func() { _ = view.Serve(listener) }()

	where := places{SMTP: mail.Port(), SMS: texts.URL() + "/sms", View: "http://" + listener.Addr().String()}
	if err := json.NewEncoder(out).Encode(where); err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, until)
	return err
}

func show(mail *sink.SMTP, texts *sink.SMS) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /emails", func(w http.ResponseWriter, _ *http.Request) {
		taken := []email{}
		for _, e := range mail.Accepted() {
			taken = append(taken, email{e, string(e.Raw)})
		}
		_ = json.NewEncoder(w).Encode(taken)
	})
	mux.HandleFunc("GET /sms", func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode(append([]sink.Entry{}, texts.Accepted()...))
	})
	return mux
}
