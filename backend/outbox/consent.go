package outbox

import (
	"stepwise/backend/crm"
	"stepwise/backend/store"
)

// Forbidden says why a consent state keeps an automatic message away (RULES
// 5.6), or ReasonNone.
func Forbidden(c crm.Consent, p crm.Purpose) crm.Reason {
	switch c {
	case crm.ConsentUnsubscribed:
		return crm.ReasonUnsubscribed
	case crm.ConsentBounced:
		return crm.ReasonBounced
	case crm.ConsentUnconfirmed:
		if p == crm.PurposeMarketing {
			return crm.ReasonUnconfirmed
		}
	}
	return crm.ReasonNone
}

// Barred says why an address gets no automatic message of a purpose: what the
// clients who have it said, or the suppression list, which wins over all; or
// ReasonNone. Whoever unsubscribed from marketing alone still gets what is
// service (RULES 5.6).
func Barred(v *store.View, ch crm.Channel, value string, consents []crm.Consent, p crm.Purpose) (crm.Reason, error) {
	scope, err := v.Suppressed(ch, value)
	if err != nil {
		return crm.ReasonNone, err
	}
	why := crm.ReasonNone
	for _, c := range consents {
		if c == crm.ConsentUnsubscribed && scope == crm.ScopeMarketing && !scope.Bars(p) {
			continue
		}
		if no := Forbidden(c, p); no != crm.ReasonNone {
			why = no
		}
	}
	if why == crm.ReasonNone && scope.Bars(p) {
		why = crm.ReasonSuppressed
	}
	return why, nil
}
