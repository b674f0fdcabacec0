package server_test

import "strings"

var asJSON = map[string]string{"Content-Type": "application/json"}

func with(header map[string]string, pairs ...string) map[string]string {
	out := map[string]string{}
	for k, v := range header {
		out[k] = v
	}
	for i := 0; i < len(pairs); i += 2 {
		out[pairs[i]] = pairs[i+1]
	}
	return out
}

// chapters are all lines of docs/security.md.
func chapters(s *team) []chapter {
	return []chapter{
		{"Headers", headerLines()}, {"Sign-in and cookies", signInLines(s)}, {"Sessions", sessionLines()},
		{"Roles", roleLines()}, {"Other sites and names", siteLines()}, {"Limits", limitLines()}, {"For other programs", programLines()},
		{"The public side", publicLines()},
		{"The API", apiLines()},
	}
}

func headerLines() []line {
	all := []string{
		"Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy",
		"Cross-Origin-Resource-Policy", "Permissions-Policy", "Strict-Transport-Security", "Cache-Control",
	}
	return []line{
		{"the app", "GET", "/", nil, "", "admin", 200, "", all},
		{"an error", "GET", "/nothing", nil, "", "admin", 404, "error.no_page", []string{"X-Content-Type-Options", "Cache-Control"}},
		{"a file that is named by its contents", "GET", "/assets/app-1a.js", nil, "", "admin", 200, "", []string{"Cache-Control"}},
		{"a path that leads out", "GET", "/assets/..%2f..%2fapp.db", nil, "", "admin", 404, "error.no_page", nil},
	}
}

func signInLines(s *team) []line {
	at := with(asForm, "X-Forwarded-For", "192.0.2.50")
	guess := with(asForm, "X-Forwarded-For", "192.0.2.66")
	lines := []line{
		{"the way in", "GET", "/", nil, "", "", 303, "", []string{"Location"}},
		{"the right password", "POST", "/login", at, form("email", s.member, "password", tea), "", 303, "", []string{"Location", "Set-Cookie"}},
		{"a wrong password", "POST", "/login", at, form("email", s.member, "password", "no"), "", 401, "", []string{"Set-Cookie"}},
		{"nobody's address", "POST", "/login", at, form("email", "x@y.example", "password", "no"), "", 401, "", []string{"Set-Cookie"}},
		{"JSON instead of the form", "POST", "/login", asJSON, "{}", "", 415, "server.form_only", nil},
		{"the link of the console, on a server for others", "GET", "/sign-in?token=AAAA", nil, "", "", 401, "", nil},
		{"a link for a password that is over", "GET", "/invitation?token=AAAA", nil, "", "", 410, "", nil},
	}
	for i := 1; i <= 4; i++ {
		lines = append(lines, line{"guess " + string(rune('0'+i)), "POST", "/login", guess, form("email", s.admin, "password", "no"), "", 401, "", nil})
	}
	return append(lines,
		line{"the next one is too soon", "POST", "/login", guess, form("email", s.admin, "password", "no"), "", 429, "", []string{"Retry-After"}},
		line{"the owner, from elsewhere meanwhile", "POST", "/login", at, form("email", s.admin, "password", tea), "", 303, "", nil})
}

func sessionLines() []line {
	return []line{
		{"without a cookie", "POST", "/rpc/Version", asJSON, "[]", "", 401, "server.no_session", nil},
		{"a made-up cookie", "POST", "/rpc/Version", with(asJSON, "Cookie", "__Host-stepwise=AAAA"), "[]", "", 401, "server.no_session", nil},
		{"with the cookie", "POST", "/rpc/Version", asJSON, "[]", "member", 200, "", nil},
		{"events without a cookie", "GET", "/events", nil, "", "", 401, "server.no_session", nil},
		{"signing out", "POST", "/logout", nil, "", "", 303, "", []string{"Set-Cookie"}},
	}
}

func roleLines() []line {
	var lines []line
	for _, method := range []string{"SaveWorkspace", "SaveUser", "InviteUser", "SaveAccount", "Activate", "SaveTemplate", "SaveFilter", "ExportPerson", "Restore", "ListChanges"} {
		lines = append(lines, line{"a member: " + method, "POST", "/rpc/" + method, asJSON, "{}", "member", 403, "error.admin_only", nil})
	}
	return append(lines,
		line{"a member reads", "POST", "/rpc/ListTags", asJSON, "{}", "member", 200, "", nil},
		line{"an administrator", "POST", "/rpc/ListChanges", asJSON, "{}", "admin", 200, "", nil},
		line{"no operation", "POST", "/rpc/DropTables", asJSON, "{}", "admin", 404, "error.no_operation", nil})
}

func siteLines() []line {
	return []line{
		{"another site's page", "POST", "/rpc/Version", with(asJSON, "Origin", "https://evil.test"), "[]", "admin", 403, "server.wrong_origin", nil},
		{"as the browser marks it", "POST", "/rpc/Version", with(asJSON, "Sec-Fetch-Site", "cross-site"), "[]", "admin", 403, "server.wrong_origin", nil},
		{"its own page", "POST", "/rpc/Version", with(asJSON, "Origin", "https://crm.example"), "[]", "admin", 200, "", nil},
		{"another site's form", "POST", "/login", with(asForm, "Origin", "https://evil.test"), "email=a", "", 403, "server.wrong_origin", nil},
		{"another site listens", "GET", "/events", map[string]string{"Origin": "https://evil.test"}, "", "admin", 403, "server.wrong_origin", nil},
		{"text", "POST", "/rpc/Version", map[string]string{"Content-Type": "text/plain"}, "[]", "admin", 415, "server.json_only", nil},
		{"a form", "POST", "/rpc/Version", asForm, "a=1", "admin", 415, "server.json_only", nil},
		{"another name", "GET", "/", map[string]string{"Host": "evil.test"}, "", "", 421, "server.wrong_host", nil},
		{"another name, by the proxy", "GET", "/", map[string]string{"X-Forwarded-Host": "evil.test"}, "", "", 421, "server.wrong_host", nil},
		{"in clear to the proxy", "GET", "/", map[string]string{"X-Forwarded-Proto": "http"}, "", "", 403, "server.proxy_in_clear", nil},
	}
}

func limitLines() []line {
	return []line{
		{"a key twice", "POST", "/rpc/GetCard", asJSON, `{"id":"card_1","id":"card_2"}`, "admin", 422, "error.bad_json_key", nil},
		{"a field that there is not", "POST", "/rpc/GetCard", asJSON, `{"owner":"admin"}`, "admin", 422, "error.bad_json", nil},
		{"a number without end", "POST", "/rpc/ListCards", asJSON, `{"limit":1e400}`, "admin", 422, "error.bad_json", nil},
		{"nested without end", "POST", "/rpc/GetCard", asJSON, strings.Repeat("[", 100_000), "admin", 422, "error.bad_json", nil},
		{"five megabytes for an operation without a file", "POST", "/rpc/GetCard", asJSON, `{"id":"` + strings.Repeat("0", 5<<20) + `"}`, "admin", 413, "server.body_too_long", nil},
		{"compressed", "POST", "/rpc/Version", with(asJSON, "Content-Encoding", "gzip"), "x", "admin", 415, "server.no_compression", nil},
		{"a long form", "POST", "/login", asForm, "email=" + strings.Repeat("a", 9000), "", 413, "server.body_broken", nil},
		{"a long header", "GET", "/", map[string]string{"X-Long": "<40 kB>"}, "", "", 431, "", nil},
	}
}

func programLines() []line {
	return []line{
		{"the health", "GET", "/healthz", nil, "", "", 200, "", nil},
		{"the figures without the token", "GET", "/metrics", nil, "", "", 401, "server.metrics_token", nil},
		{"the figures", "GET", "/metrics", map[string]string{"Authorization": "Bearer figures"}, "", "", 200, "", nil},
		{"a receipt of a gateway", "POST", "/hooks/sms/acct_1/token", asJSON, "{}", "", 200, "", []string{"Set-Cookie"}},
		{"a long one", "POST", "/hooks/sms/acct_1/token", asJSON, strings.Repeat("x", 70_000), "", 413, "server.body_too_long", nil},
		{"one to read", "GET", "/hooks/sms/acct_1/token", nil, "", "", 401, "server.no_session", nil},
	}
}

// $TOKEN is a token of the administrator that may read cards.
func apiLines() []line {
	by := map[string]string{"Authorization": "Bearer $TOKEN"}
	return []line{
		{"its document", "GET", "/api/v1/openapi.json", nil, "", "", 200, "", []string{"Access-Control-Allow-Origin"}},
		{"without a token", "GET", "/api/v1/tags", nil, "", "", 401, "rest.no_token", []string{"WWW-Authenticate"}},
		{"with a cookie instead", "GET", "/api/v1/tags", nil, "", "admin", 401, "rest.no_token", nil},
		{"a made-up token", "GET", "/api/v1/tags", map[string]string{"Authorization": "Bearer stw_AAAA"}, "", "", 401, "rest.bad_token", nil},
		{"with the token", "GET", "/api/v1/tags", by, "", "", 200, "", []string{"Set-Cookie", "Cache-Control"}},
		{"without its scope", "POST", "/api/v1/cards", with(asJSON, "Authorization", "Bearer $TOKEN"), "{}", "", 403, "rest.scope", nil},
		{"another site's page", "GET", "/api/v1/tags", with(by, "Origin", "https://evil.test"), "", "", 403, "server.wrong_origin", nil},
		{"another name", "GET", "/api/v1/tags", with(by, "Host", "evil.test"), "", "", 421, "server.wrong_host", nil},
		{"a key twice", "POST", "/api/v1/cards", with(asJSON, "Authorization", "Bearer $TOKEN"), `{"name":"a","name":"b"}`, "", 422, "error.bad_json_key", nil},
		{"two megabytes", "POST", "/api/v1/cards", with(asJSON, "Authorization", "Bearer $TOKEN"), strings.Repeat("0", 2<<20), "", 413, "server.body_too_long", nil},
	}
}
