package rest

import (
	"net/http"
	"strconv"
	"strings"

	"stepwise/backend/crm"
)

// etag is the state of a thing that grows with each change.
func etag(revision int64) string { return `"` + strconv.FormatInt(revision, 10) + `"` }

// revisionIn is the revision that an If-Match names; 0 where anything will do.
func revisionIn(match string) (int64, error) {
	if match == "" || match == "*" {
		return 0, nil
	}
	n, err := strconv.ParseInt(strings.Trim(match, `"`), 10, 64)
	if err != nil || n <= 0 {
		return 0, stale()
	}
	return n, nil
}

func stale() error {
	return newProblem(http.StatusPreconditionFailed, crm.Fail(crm.CodeConflict, "rest.stale"))
}

// asked says a conflict about the revision as what If-Match asked for: 412.
func asked(match string, err error) error {
	if e := wrongIn(err); e != nil && match != "" && changed(e) {
		return stale()
	}
	return err
}

// changed says whether an error is that somebody else was first.
func changed(e *crm.Error) bool {
	return e.Code == crm.CodeConflict && (e.Key == "error.card.changed" || e.Key == "contacts.changed")
}
