package public

import (
	"net/http"
	"strings"
)

// programs are parts of the names under which programs ask for what stands in
// messages: scanners of mail servers, previews of chats, fetchers.
var programs = []string{
	"bot", "crawl", "spider", "slurp", "scan", "preview", "fetch", "check", "monitor", "validator", "headless", "phantom", "lighthouse",
	"barracuda", "mimecast", "proofpoint", "safelinks", "fireeye", "symantec", "messagelabs", "trendmicro", "sophos", "fortinet", "forcepoint", "cisco", "kaspersky",
	"ms-office", "microsoft office", "msoffice", "bingbot", "facebookexternalhit", "whatsapp", "viber", "skypeuripreview",
	"curl", "wget", "python", "go-http-client", "java/", "okhttp", "apache-httpclient", "libwww", "perl", "ruby", "node", "axios", "postman", "guzzle", "php/",
}

// ahead are the headers by which a browser says that nobody has asked to see
// this yet.
var ahead = []string{"Purpose", "X-Purpose", "Sec-Purpose", "X-Moz"}

// machine says whether surely a program asks, not a person: by the method, by
// its own name, or by its fetching ahead. One that says nothing may still be one.
func machine(r *http.Request) bool {
	if r.Method == http.MethodHead {
		return true
	}
	for _, name := range ahead {
		value := strings.ToLower(r.Header.Get(name))
		if strings.Contains(value, "prefetch") || strings.Contains(value, "prerender") || strings.Contains(value, "preview") {
			return true
		}
	}
	agent := strings.ToLower(strings.TrimSpace(r.UserAgent()))
	if agent == "" || agent == "mozilla/5.0" { // Apple's privacy protection fetches every picture under that name
		return true
	}
	if strings.Contains(agent, "googleimageproxy") || strings.Contains(agent, "yahoomailproxy") { // they fetch when somebody opens
		return false
	}
	for _, name := range programs {
		if strings.Contains(agent, name) {
			return true
		}
	}
	return false
}
