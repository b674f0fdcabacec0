package server_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stepwise/backend/server"
)

// certificate writes a certificate of a host, signed by itself.
func certificate(t *testing.T, dir string, serial int64, at time.Time) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(serial), DNSNames: []string{"crm.example"},
		NotBefore: time.Unix(0, 0), NotAfter: time.Unix(4_000_000_000, 0),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for name, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(name, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(name, at, at); err != nil {
			t.Fatal(err)
		}
	}
	return cert, key
}

func TestACertificateIsReadAgainWhenItChanges(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	cert, key := certificate(t, dir, 1, time.Unix(1_000_000, 0))
	config, err := server.ReadTLS(cert, key)
	if err != nil {
		t.Fatal(err)
	}
	serial := func() int64 {
		got, err := config.GetCertificate(&tls.ClientHelloInfo{})
		if err != nil {
			t.Fatal(err)
		}
		leaf, err := x509.ParseCertificate(got.Certificate[0])
		if err != nil {
			t.Fatal(err)
		}
		return leaf.SerialNumber.Int64()
	}
	if serial() != 1 {
		t.Errorf("the first: %d", serial())
	}
	certificate(t, dir, 2, time.Unix(2_000_000, 0))
	if serial() != 2 {
		t.Errorf("the one of now: %d", serial())
	}
	if err := os.WriteFile(cert, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if serial() != 2 {
		t.Errorf("while it is written: %d", serial())
	}
	if _, err := server.ReadTLS(cert, key); err == nil {
		t.Error("half a certificate should be refused at the start")
	}
}

func TestAServerWithTLSAnswersUnderItsName(t *testing.T) {
	t.Parallel()
	cert, key := certificate(t, t.TempDir(), 1, time.Unix(1_000_000, 0))
	config, err := server.ReadTLS(cert, key)
	if err != nil {
		t.Fatal(err)
	}
	s := newTeam(t, func(o *server.Options) {
		o.Site = server.Site{Hosts: []string{"crm.example"}, TLS: config}
	})
	if link := s.server.SignInLink(); link != "" {
		t.Errorf("a link for strangers: %s", link)
	}
	if !strings.HasPrefix(s.server.Address(), "https://crm.example:") {
		t.Errorf("the address: %s", s.server.Address())
	}
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true, MaxVersion: tls.VersionTLS13}}}
	defer client.CloseIdleConnections()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://"+s.host+"/login", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Host = "crm.example:" + s.port()
	answer, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusOK || answer.Header.Get("Strict-Transport-Security") == "" {
		t.Errorf("%s %v", answer.Status, answer.Header)
	}
	old := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}}}
	if _, err := old.Do(request); err == nil {
		t.Error("TLS 1.1 should be refused")
	}
}

func TestOnlyTheProxyIsAnswered(t *testing.T) {
	t.Parallel()
	s := newTeam(t, func(o *server.Options) { o.Site.Proxies = o.Site.Proxies[:1]; o.Site.Proxies[0] = netOf("10.0.0.0/8") })
	if answer := s.get("/login"); answer.StatusCode != http.StatusForbidden || answer.errorKey() != "server.only_proxy" {
		t.Errorf("somebody who goes around it: %s %s", answer.Status, answer.text)
	}
	if answer := s.get("/healthz"); answer.StatusCode != http.StatusOK {
		t.Errorf("the health: %s", answer.Status)
	}
}
