// Package filter is the one evaluator of conditions over cards (RULES 2). A
// tree of conditions is checked, turned into one SQL expression, explained
// condition by condition with the same SQL, and said in words.
//
// Order of the rules:
//
//  1. parse.go reads a condition by the operator table (operators.go, and one
//     file per kind of subject: status, texts, values, dates, moments, history,
//     contact, tasks, messages, sequences); Check is that reading and nothing else, so
//     what Check accepts is exactly what Compile can turn into SQL.
//  2. compile.go joins the conditions. Every expression is 0 or 1 and never
//     NULL: an unset field matches only "is not set".
//  3. clock.go tells what the passing of time alone can change.
//  4. explain.go, sentence.go and catalogue.go say it to people.
//
// All conditions are states, not moments. Days are the workspace's calendar
// days: they change at local midnight. Hours are elapsed time.
//
// A condition's values stand in the order of its operator's slots; one slot at
// most takes several, of which any may hold (for a negative operator: none):
//
//	status is                   [status …]
//	status stayed_at_least_days [status …, "3"]
//	status changed_from_to      [status, status]
//	field  between              ["10", "20"] or ["2026-11-01", "2026-11-30"]
//	field  in_days              ["7"]
//	tasks  has_open             [] or [type …]
//	messages sent_in_last_days  ["7"] or [template …, "7"]
//
// It must not know what a product's filters are for, open a database, or read
// a clock: the moment comes with Env.
package filter
