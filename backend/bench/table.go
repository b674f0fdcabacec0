package bench

import (
	"fmt"
	"math"
	"strings"
)

// Table is figures as a table for docs/performance.md.
func Table(list []Figure) string {
	var b strings.Builder
	b.WriteString("| what | unit | target | median | min–max | SQLite alone | of that |\n| --- | --- | --- | --- | --- | --- | --- |\n")
	for _, f := range list {
		low, high := math.Inf(1), math.Inf(-1)
		for _, x := range f.Ours {
			low, high = min(low, x), max(high, x)
		}
		raw, share := "–", "–"
		if len(f.Raw) > 0 {
			raw = short(middle(f.Raw))
		}
		if r := f.ratio(); r > 0 {
			share = fmt.Sprintf("%.0f %%", 100*r)
		}
		target := f.Target
		if target == "" {
			target = "–"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s–%s | %s | %s |\n", f.Name, f.Unit, target, short(middle(f.Ours)), short(low), short(high), raw, share)
	}
	return b.String()
}

// short is a figure with as many digits as it is worth.
func short(x float64) string {
	switch {
	case x >= 10_000:
		return thousands(math.Round(x/100) * 100)
	case x >= 100:
		return thousands(math.Round(x))
	case x >= 10:
		return fmt.Sprintf("%.1f", x)
	default:
		return fmt.Sprintf("%.2f", x)
	}
}

func thousands(x float64) string {
	text := fmt.Sprintf("%.0f", x)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
