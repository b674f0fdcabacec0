package crm

import (
	"fmt"
	"math"
	"strconv"
)

// Money is an amount in hundredths of its field's currency. Outside it is a
// decimal number, 1234.56.
type Money int64

// MaxMoney is the largest amount either side of zero, in hundredths: every
// amount up to it is exact as a JSON number.
const MaxMoney Money = 9_999_999_999_999_99

// MoneyOf reads an amount of whole units; more than two decimals, or too much,
// is none.
func MoneyOf(units float64) (Money, bool) {
	cents := math.Round(units * 100)
	if math.IsNaN(cents) || math.Abs(cents) > float64(MaxMoney) || cents/100 != units {
		return 0, false
	}
	return Money(cents), true
}

// Units is the amount in whole units.
func (m Money) Units() float64 { return float64(m) / 100 }

// String is the amount with two decimals and a point, "-1234.50".
func (m Money) String() string {
	sign, n := "", int64(m)
	if n < 0 {
		sign, n = "-", -n
	}
	return fmt.Sprintf("%s%d.%02d", sign, n/100, n%100)
}

// MarshalJSON writes whole units.
func (m Money) MarshalJSON() ([]byte, error) {
	return strconv.AppendFloat(nil, m.Units(), 'f', -1, 64), nil
}

// UnmarshalJSON reads whole units.
func (m *Money) UnmarshalJSON(text []byte) error {
	units, err := strconv.ParseFloat(string(text), 64)
	if err != nil {
		return fmt.Errorf("an amount: %w", err)
	}
	got, ok := MoneyOf(units)
	if !ok {
		return fmt.Errorf("an amount: %s has too many digits", text)
	}
	*m = got
	return nil
}

// Amount is money with its currency, as a phrase says it.
type Amount struct {
	Money    Money
	Currency string
}
