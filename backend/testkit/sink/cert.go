package sink

import (
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"time"
)

// Certificate makes a certificate for hosts (names or IP addresses), signed by
// itself and good for a century, and its PEM for a client's CAFile. The same
// hosts give the same certificate: it protects tests and nothing else.
func Certificate(hosts ...string) (*tls.Config, []byte, error) {
	return CertificateUntil(time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC), hosts...)
}

// CertificateUntil is Certificate with an end, such as one that has passed.
func CertificateUntil(end time.Time, hosts ...string) (*tls.Config, []byte, error) {
	h := sha256.New()
	for _, host := range hosts {
		h.Write([]byte(host + "\n"))
	}
	key := ed25519.NewKeyFromSeed(h.Sum(nil))
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		Subject:               pkix.Name{CommonName: "sink.test"},
		NotBefore:             time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC),
		NotAfter:              end,
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true,
		IsCA:                  true,
	}
	for _, host := range hosts {
		if ip := net.ParseIP(host); ip != nil {
			template.IPAddresses = append(template.IPAddresses, ip)
		} else {
			template.DNSNames = append(template.DNSNames, host)
		}
	}
	der, err := x509.CreateCertificate(nil, template, template, key.Public(), key)
	if err != nil {
		return nil, nil, err
	}
	config := &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}, MinVersion: tls.VersionTLS12}
	return config, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), nil
}
